// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/propertymark.h"

#include "theme/theme.h"

#include <QPainter>

namespace hd::ui {

void paintPropertyMark(QPainter &painter, const QRectF &circle, Achievement achievement, const Colors &colors)
{
    const QRectF line = circle.adjusted(1, 1, -1, -1);
    const auto outline = [&painter, &line](const QColor &color) {
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(line);
    };
    switch (achievement) {
    case Achievement::NotYet:
        outline(colors.text3);
        break;
    case Achievement::Pending:
        outline(colors.accent);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawPie(line, 90 * 16, 180 * 16);
        break;
    case Achievement::Established:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.established);
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Achievement::Failed: {
        outline(colors.alert);
        const QRectF cross = circle.adjusted(4.5, 4.5, -4.5, -4.5);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
        break;
    }
    case Achievement::Never: {
        outline(colors.text3);
        painter.drawLine(circle.bottomLeft() + QPointF(3, -3), circle.topRight() + QPointF(-3, 3));
        break;
    }
    case Achievement::Weak: {
        outline(colors.alert);
        const qreal middle = line.center().x();
        painter.setPen(QPen(colors.alert, 1.75, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(middle, line.top() + 2.5), QPointF(middle, line.bottom() - 4.5));
        painter.drawLine(QPointF(middle, line.bottom() - 3.5), QPointF(middle, line.bottom() - 1.75));
        break;
    }
    }
}

} // namespace hd::ui
