// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/spanbars.h"

#include <algorithm>

namespace hd::ui {

static constexpr double thinnest = 2; ///< px at 1x: what takes any time is seen

SpanBars::SpanBars(QCPAxis *rows, QCPAxis *values, Hatch hatch) : QCPAbstractPlottable(rows, values), m_hatch(hatch)
{
    setSelectable(QCP::stNone);
}

void SpanBars::setColors(const QColor &ink, const QColor &ground)
{
    m_ink = ink;
    m_ground = ground;
}

QCPRange SpanBars::getKeyRange(bool &found, QCP::SignDomain) const
{
    found = !m_spans.empty();
    return found ? QCPRange(m_spans.front().row, m_spans.back().row) : QCPRange();
}

QCPRange SpanBars::getValueRange(bool &found, QCP::SignDomain, const QCPRange &) const
{
    found = !m_spans.empty();
    QCPRange range(found ? m_spans.front().from : 0, found ? m_spans.front().to : 0);
    for (const Span &span : m_spans)
        range.expand(QCPRange(std::min(span.from, span.to), std::max(span.from, span.to)));
    return range;
}

/// Cut off at the axes' rectangle, because not every export knows clipping.
QRectF SpanBars::boxOf(const Span &span) const
{
    const QRectF area = mKeyAxis->axisRect()->rect();
    const auto x = [&](double value) { return std::clamp(mValueAxis->coordToPixel(value), area.left(), area.right()); };
    const auto y = [&](double row) { return std::clamp(mKeyAxis->coordToPixel(row), area.top(), area.bottom()); };
    const QPointF one(x(span.from), y(span.row - span.thickness / 2));
    const QPointF other(x(span.to), y(span.row + span.thickness / 2));
    QRectF box = QRectF(one, other).normalized();
    if (box.height() > 0 && box.width() < thinnest * m_unit && span.from != span.to)
        box.setWidth(thinnest * m_unit);
    return box;
}

void SpanBars::draw(QCPPainter *painter)
{
    const QCPRange seen = mKeyAxis->range();
    const auto first = std::ranges::lower_bound(m_spans, seen.lower - 1, {}, &Span::row);
    for (auto span = first; span != m_spans.end() && span->row <= seen.upper + 1; ++span)
        if (const QRectF box = boxOf(*span); box.height() > 0)
            drawBox(painter, box);
}

/// Lines from edge to edge, worked out rather than clipped.
QPainterPath SpanBars::hatching(const QRectF &box) const
{
    QPainterPath path;
    const double step = (m_hatch == Hatch::Grid ? 5 : 6) * m_unit;
    const auto line = [&path](QPointF from, QPointF to) {
        path.moveTo(from);
        path.lineTo(to);
    };
    if (m_hatch == Hatch::Grid) {
        for (double x = box.left() + step; x < box.right(); x += step)
            line({x, box.top()}, {x, box.bottom()});
        for (double y = box.top() + step; y < box.bottom(); y += step)
            line({box.left(), y}, {box.right(), y});
    } else if (m_hatch == Hatch::Dots) {
        const double radius = 0.9 * m_unit;
        for (double y = box.top() + step / 2; y < box.bottom() - radius; y += step * 0.75)
            for (double x = box.left() + step / 2; x < box.right() - radius; x += step * 0.75)
                path.addEllipse(QPointF(x, y), radius, radius);
    } else if (m_hatch == Hatch::Diagonal || m_hatch == Hatch::BackDiagonal) {
        const double h = box.height();
        for (double at = step / 2; at < box.width() + h; at += step) {
            // x + y = at within the box: from its top or right edge to its left or bottom one
            const double top = std::min(at, box.width()), bottom = std::max(at - h, 0.0);
            const QPointF upper(top, at - top), lower(bottom, at - bottom);
            const auto placed = [&](QPointF p) {
                const double y = m_hatch == Hatch::Diagonal ? p.y() : h - p.y();
                return QPointF(box.left() + p.x(), box.top() + y);
            };
            line(placed(upper), placed(lower));
        }
    }
    return path;
}

void SpanBars::drawArrow(QCPPainter *painter, const QRectF &box) const
{
    const double y = box.center().y();
    const bool right = m_hatch == Hatch::ArrowRight;
    const double tip = right ? box.right() : box.left();
    const double length = std::min(6 * m_unit, box.width());
    const double base = right ? tip - length : tip + length;
    painter->setPen(QPen(m_ink, 1.5 * m_unit));
    painter->drawLine(QPointF(right ? box.left() : box.right(), y), QPointF(base, y));
    QPainterPath head(QPointF(tip, y));
    head.lineTo(base, y - 4 * m_unit);
    head.lineTo(base, y + 4 * m_unit);
    head.closeSubpath();
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_ink);
    painter->drawPath(head);
}

void SpanBars::drawBox(QCPPainter *painter, const QRectF &box) const
{
    painter->setAntialiasing(true);
    if (m_hatch == Hatch::ArrowRight || m_hatch == Hatch::ArrowLeft)
        return drawArrow(painter, box);
    if (m_hatch == Hatch::Tick) {
        painter->setPen(QPen(m_ink, 3 * m_unit, Qt::SolidLine, Qt::FlatCap));
        painter->drawLine(QLineF(box.left(), box.top(), box.left(), box.bottom()));
        return;
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_hatch == Hatch::Solid ? m_ink : m_ground);
    painter->drawRect(box);
    if (m_hatch != Hatch::Solid && m_hatch != Hatch::Empty) {
        const bool dots = m_hatch == Hatch::Dots;
        painter->setPen(dots ? QPen(Qt::NoPen) : QPen(m_ink, m_unit));
        painter->setBrush(dots ? QBrush(m_ink) : QBrush(Qt::NoBrush));
        painter->drawPath(hatching(box));
    }
    painter->setPen(QPen(m_ink, m_unit));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(box);
}

void SpanBars::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    const double height = std::min(rect.height() - 2, 10 * m_unit);
    QRectF box(rect.left() + 1, rect.center().y() - height / 2, rect.width() - 2, height);
    if (m_hatch == Hatch::Tick)
        box.moveLeft(rect.center().x());
    drawBox(painter, box);
}

void RowTexts::setLook(const QFont &font, const QColor &color, double gap)
{
    m_font = font;
    m_color = color;
    m_gap = gap;
}

QCPRange RowTexts::getKeyRange(bool &found, QCP::SignDomain) const
{
    found = false;
    return {};
}

QCPRange RowTexts::getValueRange(bool &found, QCP::SignDomain, const QCPRange &) const
{
    found = false;
    return {};
}

void RowTexts::draw(QCPPainter *painter)
{
    const QCPRange seen = mKeyAxis->range();
    const QFontMetricsF metrics(m_font);
    painter->setFont(m_font);
    painter->setPen(m_color);
    const auto first = std::ranges::lower_bound(m_texts, seen.lower, {}, &Text::row);
    for (auto text = first; text != m_texts.end() && text->row <= seen.upper; ++text) {
        const double x = mValueAxis->coordToPixel(text->value);
        const double y = mKeyAxis->coordToPixel(text->row) + metrics.capHeight() / 2;
        const double width = text->before ? metrics.horizontalAdvance(text->text) : 0;
        painter->drawText(QPointF(text->before ? x - m_gap - width : x + m_gap, y), text->text);
    }
}

} // namespace hd::ui
