// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/stepmarks.h"

#include "theme/icons.h"

#include <QPainter>

namespace hd::ui {

QColor stepMarkColor(const Colors &colors, StepMark mark)
{
    switch (mark) {
    case StepMark::Passed:
        return colors.established;
    case StepMark::Failed:
        return colors.alert;
    case StepMark::NotChecked:
    case StepMark::Pending:
        break;
    }
    return colors.text3;
}

void paintStepMark(QPainter *painter, const Colors &colors, StepMark mark, const QRectF &box)
{
    const QColor color = stepMarkColor(colors, mark);
    const bool filled = mark == StepMark::Passed || mark == StepMark::Failed;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(filled ? QPen(Qt::NoPen) : QPen(color, 1.5));
    painter->setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
    const qreal inset = filled ? 0 : 0.75;
    painter->drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    if (filled) {
        const qreal margin = box.width() * 0.12;
        paintIcon(painter, mark == StepMark::Passed ? Icon::Check : Icon::Cross,
                  box.adjusted(margin, margin, -margin, -margin), colors.base);
    } else if (mark == StepMark::NotChecked) {
        painter->drawLine(QPointF(box.left() + box.width() * 0.3, box.center().y()),
                          QPointF(box.right() - box.width() * 0.3, box.center().y()));
    }
    painter->restore();
}

} // namespace hd::ui
