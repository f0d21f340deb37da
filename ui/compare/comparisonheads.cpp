// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparisonheads.h"

#include "compare/comparisonview.h"
#include "theme/theme.h"

#include <QPainter>
#include <QScrollBar>

namespace hd::ui {

ComparisonHeads::ComparisonHeads(ComparisonView *view, const Theme *theme) : QWidget(view), m_view(view), m_theme(theme)
{}

void ComparisonHeads::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colors &colors = m_theme->colors();
    painter.fillRect(rect(), colors.base);
    painter.translate(-m_view->horizontalScrollBar()->value(), 0);
    painter.scale(m_view->zoom(), m_view->zoom());
    for (const bool ofA : {true, false}) {
        const DiagramLayout &side = m_view->layouts().sides[ofA ? 0 : 1];
        painter.save();
        painter.translate(m_view->left(ofA), 0);
        DiagramPainter(painter, side, colors, m_view->marks(ofA)).paintHeads();
        if (!side.heads.empty()) { // which of both it is
            painter.setFont(Fonts::ui(Fonts::title, QFont::DemiBold));
            painter.setPen(colors.text1);
            const QRectF head = side.heads.front().rect;
            painter.drawText(QRectF(0, head.top(), head.left(), head.height()), Qt::AlignCenter,
                             ofA ? QStringLiteral("A") : QStringLiteral("B"));
        }
        painter.restore();
    }
}

} // namespace hd::ui
