// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/wrappedtext.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace hd::ui {

static qreal layOut(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1));
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    return y;
}

int wrappedHeight(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    return static_cast<int>(std::ceil(layOut(layout, width)));
}

void drawWrapped(QPainter *painter, const QRect &box, const QString &text)
{
    QTextLayout layout(text, painter->font());
    layOut(layout, box.width());
    layout.draw(painter, box.topLeft());
}

} // namespace hd::ui
