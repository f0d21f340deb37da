// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QPainter>

#include <array>
#include <initializer_list>

namespace hd::ui {

static void line(QPainterPath &path, std::initializer_list<QPointF> points, bool closed = false)
{
    path.moveTo(*points.begin());
    for (const QPointF *point = points.begin() + 1; point != points.end(); ++point)
        path.lineTo(*point);
    if (closed)
        path.closeSubpath();
}

static void triangle(QPainterPath &path, qreal back, qreal tip)
{
    line(path, {{back, 4.5}, {tip, 9}, {back, 13.5}}, true);
}

static QPainterPath transportPath(Icon icon)
{
    QPainterPath path;
    switch (icon) {
    case Icon::Start:
        line(path, {{4, 4}, {4, 14}});
        triangle(path, 14, 7);
        break;
    case Icon::FlightBack:
        triangle(path, 8.5, 3);
        triangle(path, 15, 9.5);
        break;
    case Icon::StepBack:
        triangle(path, 12, 5.5);
        break;
    case Icon::Play:
        line(path, {{5.5, 4}, {14, 9}, {5.5, 14}}, true);
        break;
    case Icon::Pause:
        line(path, {{6, 4}, {6, 14}});
        line(path, {{12, 4}, {12, 14}});
        break;
    case Icon::StepForward:
        triangle(path, 6, 12.5);
        break;
    case Icon::FlightForward:
        triangle(path, 3, 8.5);
        triangle(path, 9.5, 15);
        break;
    case Icon::End:
        triangle(path, 4, 11);
        line(path, {{14, 4}, {14, 14}});
        break;
    default:
        break;
    }
    return path;
}

static QPainterPath lockPath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(4, 8, 10, 7.5), 1.5, 1.5);
    path.moveTo(6, 8);
    path.lineTo(6, 6);
    path.arcTo(QRectF(6, 3, 6, 6), 180, -180);
    path.lineTo(12, 8);
    return path;
}

static QPainterPath keyPath()
{
    QPainterPath path;
    path.addEllipse(QRectF(2.5, 8.5, 6.5, 6.5));
    line(path, {{8.2, 9.5}, {14.5, 3.2}});
    line(path, {{14.5, 3.2}, {16, 4.7}});
    line(path, {{11.8, 5.9}, {13.4, 7.5}});
    return path;
}

static QPainterPath eyePath(bool struck)
{
    QPainterPath path;
    path.moveTo(1.75, 9);
    path.cubicTo({5, 2.9}, {13, 2.9}, {16.25, 9});
    path.cubicTo({13, 15.1}, {5, 15.1}, {1.75, 9});
    path.closeSubpath();
    path.addEllipse(QPointF(9, 9), 2.25, 2.25);
    if (struck)
        line(path, {{3, 15}, {15, 3}});
    return path;
}

static QPainterPath rerunPath()
{
    QPainterPath path;
    const QRectF circle(3, 3, 12, 12);
    path.arcMoveTo(circle, 30);
    path.arcTo(circle, 30, 300);
    line(path, {{14.7, 2.7}, {14.7, 6}, {11.4, 6}});
    return path;
}

static QPainterPath documentPath(Icon icon)
{
    QPainterPath path;
    if (icon == Icon::Export) {
        line(path, {{3, 10.5}, {3, 15}, {15, 15}, {15, 10.5}});
        line(path, {{9, 11.5}, {9, 2.75}});
        line(path, {{5.75, 6}, {9, 2.75}, {12.25, 6}});
    } else if (icon == Icon::Present) {
        path.addRoundedRect(QRectF(2, 3, 14, 9.5), 1, 1);
        line(path, {{9, 12.5}, {9, 15.5}});
        line(path, {{5.5, 15.5}, {12.5, 15.5}});
    } else {
        path.addRoundedRect(QRectF(6.5, 6.5, 9, 9), 1.5, 1.5);
        line(path, {{11.5, 4.5}, {11.5, 2.5}, {2.5, 2.5}, {2.5, 11.5}, {4.5, 11.5}});
    }
    return path;
}

static QPainterPath signPath(Icon icon)
{
    QPainterPath path;
    switch (icon) {
    case Icon::Warning:
        line(path, {{9, 2.75}, {16, 15}, {2, 15}}, true);
        line(path, {{9, 7}, {9, 10.5}});
        line(path, {{9, 12.75}, {9, 12.8}});
        break;
    case Icon::Search:
        path.addEllipse(QPointF(8, 8), 5, 5);
        line(path, {{11.7, 11.7}, {15.5, 15.5}});
        break;
    case Icon::ChevronDown:
        line(path, {{5.5, 7.25}, {9, 10.75}, {12.5, 7.25}});
        break;
    case Icon::ChevronRight:
        line(path, {{7.25, 5.5}, {10.75, 9}, {7.25, 12.5}});
        break;
    case Icon::Check:
        line(path, {{4, 9.5}, {7.5, 13}, {14, 5.5}});
        break;
    case Icon::Close:
    case Icon::Cross:
        line(path, {{5, 5}, {13, 13}});
        line(path, {{13, 5}, {5, 13}});
        break;
    case Icon::Back:
        line(path, {{14.5, 9}, {3.5, 9}});
        line(path, {{7.5, 5}, {3.5, 9}, {7.5, 13}});
        break;
    case Icon::Float:
        line(path, {{10.5, 3.5}, {14.5, 3.5}, {14.5, 7.5}});
        line(path, {{14.5, 3.5}, {9, 9}});
        line(path, {{7, 4.5}, {3.5, 4.5}, {3.5, 14.5}, {13.5, 14.5}, {13.5, 11}});
        break;
    case Icon::Jump:
        line(path, {{3.5, 9}, {14.5, 9}});
        line(path, {{10.5, 5}, {14.5, 9}, {10.5, 13}});
        break;
    case Icon::ZoomIn:
        line(path, {{9, 4}, {9, 14}});
        line(path, {{4, 9}, {14, 9}});
        break;
    case Icon::ZoomOut:
        line(path, {{4, 9}, {14, 9}});
        break;
    case Icon::Fit:
        line(path, {{3.5, 7}, {3.5, 3.5}, {7, 3.5}});
        line(path, {{11, 3.5}, {14.5, 3.5}, {14.5, 7}});
        line(path, {{14.5, 11}, {14.5, 14.5}, {11, 14.5}});
        line(path, {{7, 14.5}, {3.5, 14.5}, {3.5, 11}});
        break;
    default: // both diamonds
        line(path, {{9, 3}, {15, 9}, {9, 15}, {3, 9}}, true);
        break;
    }
    return path;
}

QPainterPath iconPath(Icon icon)
{
    switch (icon) {
    case Icon::Start:
    case Icon::FlightBack:
    case Icon::StepBack:
    case Icon::Play:
    case Icon::Pause:
    case Icon::StepForward:
    case Icon::FlightForward:
    case Icon::End:
        return transportPath(icon);
    case Icon::Lock:
    case Icon::LockFilled:
        return lockPath();
    case Icon::Key:
        return keyPath();
    case Icon::Eye:
    case Icon::EyeOff:
        return eyePath(icon == Icon::EyeOff);
    case Icon::Rerun:
        return rerunPath();
    case Icon::Export:
    case Icon::Present:
    case Icon::Copy:
        return documentPath(icon);
    default:
        return signPath(icon);
    }
}

bool isFilled(Icon icon)
{
    return icon == Icon::Play || icon == Icon::LockFilled || icon == Icon::DiamondFilled;
}

void paintIcon(QPainter *painter, Icon icon, const QRectF &box, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(box.topLeft());
    painter->scale(box.width() / iconBox, box.height() / iconBox);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (icon == Icon::LockFilled) { // only the body is filled; the shackle stays a line
        QPainterPath body;
        body.addRoundedRect(QRectF(4, 8, 10, 7.5), 1.5, 1.5);
        painter->fillPath(body, color);
    }
    painter->setBrush(isFilled(icon) && icon != Icon::LockFilled ? QBrush(color) : QBrush());
    painter->drawPath(iconPath(icon));
    painter->restore();
}

} // namespace hd::ui
