// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/arrows.h"

#include "diagram/measures.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hd::ui {

QColor colorOf(LineStyle style, const Colors &colors)
{
    switch (style) {
    case LineStyle::Clear:
        return colors.clear;
    case LineStyle::HandshakeKeys:
        return colors.handshakeKeys;
    case LineStyle::ApplicationKeys:
    case LineStyle::EarlyData:
        return colors.applicationKeys;
    case LineStyle::ChangeCipherSpec:
        return colors.changeCipherSpec;
    case LineStyle::Alert:
        return colors.alert;
    case LineStyle::Absent:
        return colors.absent;
    }
    return colors.text2;
}

static bool isDouble(LineStyle style)
{
    return style == LineStyle::HandshakeKeys || style == LineStyle::ApplicationKeys || style == LineStyle::EarlyData;
}

static qreal lineWidth(LineStyle style, Emphasis emphasis)
{
    if (emphasis == Emphasis::Future)
        return 1;
    if (isDouble(style))
        return emphasis == Emphasis::Selected ? 2.5 : 1.75;
    return emphasis == Emphasis::Selected ? 3 : 2;
}

/// A line of odd width lies on the middle of a row of pixels, one of even width between two.
static qreal onGrid(qreal y, qreal width)
{
    return width == 1 || width == 3 ? y - 0.5 : y;
}

/// @p lowerDashed early data: the keys of one side alone.
static void drawDouble(QPainter &painter, QPointF from, QPointF to, bool lowerDashed)
{
    const qreal apart = 2.5;
    painter.drawLine(QPointF(from.x(), from.y() - apart), QPointF(to.x(), to.y() - apart));
    if (lowerDashed) {
        QPen pen = painter.pen();
        pen.setDashPattern({5 / pen.widthF(), 4 / pen.widthF()});
        painter.setPen(pen);
    }
    painter.drawLine(QPointF(from.x(), from.y() + apart), QPointF(to.x(), to.y() + apart));
}

static void drawZigzag(QPainter &painter, QPointF from, QPointF to)
{
    const qreal half = 6;
    const qreal height = 3;
    const qreal step = to.x() < from.x() ? -half : half;
    QPainterPath path(from);
    qreal x = from.x() + step / 2;
    for (int up = 1; (to.x() - x) * step > 0; x += step, up = -up)
        path.lineTo(x, from.y() - up * height);
    path.lineTo(to);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void drawLine(QPainter &painter, LineStyle style, Emphasis emphasis, QPointF from, QPointF to, const Colors &colors)
{
    const qreal width = lineWidth(style, emphasis) * colors.stroke;
    QPen pen(colorOf(style, colors), width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    from.setY(onGrid(from.y(), width));
    to.setY(onGrid(to.y(), width));
    switch (style) {
    case LineStyle::ChangeCipherSpec:
        pen.setDashPattern({8 / width, 5 / width});
        break;
    case LineStyle::Absent:
        pen.setWidthF(1.5 * colors.stroke);
        pen.setCapStyle(Qt::RoundCap);
        pen.setDashPattern({0.01, 3});
        break;
    case LineStyle::Alert:
        pen.setJoinStyle(Qt::RoundJoin);
        break;
    default:
        break;
    }
    painter.setPen(pen);
    if (isDouble(style))
        drawDouble(painter, from, to, style == LineStyle::EarlyData);
    else if (style == LineStyle::Alert)
        drawZigzag(painter, from, to);
    else
        painter.drawLine(from, to);
}

void drawHead(QPainter &painter, QPointF tip, int direction, bool filled, const QColor &color, const QColor &inside)
{
    const qreal half = 6;
    const QPointF corners[] = {tip + QPointF(-direction * headLength, -half), tip,
                               tip + QPointF(-direction * headLength, half)};
    painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(filled ? color : inside);
    painter.drawPolygon(corners, 3);
}

void drawDiamond(QPainter &painter, QPointF centre, qreal half, bool filled, const QColor &color, const QColor &inside)
{
    const QPointF corners[] = {centre + QPointF(0, -half), centre + QPointF(half, 0), centre + QPointF(0, half),
                               centre + QPointF(-half, 0)};
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(filled ? color : inside);
    painter.drawPolygon(corners, 4);
}

} // namespace hd::ui
