// SPDX-License-Identifier: GPL-3.0-or-later
// How large the graph is shown and which part of it. It is laid out as wide as the pane; zooming scales that picture.

#include "inspectors/keygraph/keygraphview.h"
#include "inspectors/zoomcontrol.h"

#include <QScrollBar>

#include <cmath>

namespace hd::ui {

static constexpr qreal leastLayoutWidth = 560; ///< in which every name has room
static constexpr qreal zoomStep = 1.25;

qreal KeyGraphView::layoutWidth() const
{
    return std::max(leastLayoutWidth, viewport()->width() / m_theme->zoom());
}

qreal KeyGraphView::scale() const
{
    return m_zoom * m_theme->zoom();
}

QPointF KeyGraphView::origin() const
{
    const qreal spare = viewport()->width() - m_layout.width * scale();
    const qreal left = spare > 0 ? -std::floor(spare / 2) : static_cast<qreal>(horizontalScrollBar()->value());
    return -QPointF(left, verticalScrollBar()->value());
}

QPointF KeyGraphView::toGraph(QPointF point) const
{
    return (point - origin()) / scale();
}

QPointF KeyGraphView::toViewport(QPointF point) const
{
    return point * scale() + origin();
}

QRectF KeyGraphView::viewportRect(int node) const
{
    const QRectF rect = m_layout.rectOf(node).value_or(QRectF());
    return {toViewport(rect.topLeft()), rect.size() * scale()};
}

QRectF KeyGraphView::viewportRectOfStep(int step) const
{
    const QRectF rect = m_layout.card->blocks.steps[static_cast<std::size_t>(step)].rect;
    return {toViewport(rect.topLeft()), rect.size() * scale()};
}

void KeyGraphView::updateScrollBars()
{
    const auto set = [](QScrollBar *bar, qreal content, int room) {
        bar->setRange(0, std::max(0, static_cast<int>(std::ceil(content)) - room));
        bar->setPageStep(room);
        bar->setSingleStep(20);
    };
    const qreal below = m_theme->px(36); // so that nothing ends behind the control
    set(verticalScrollBar(), m_layout.height * scale() + below, viewport()->height());
    set(horizontalScrollBar(), std::floor(m_layout.width * scale()), viewport()->width());
    m_control->place();
}

void KeyGraphView::setZoom(qreal zoom, QPointF anchor)
{
    const QPointF kept = toGraph(anchor);
    m_zoom = std::clamp(zoom, leastZoom, mostZoom);
    updateScrollBars();
    pan(anchor - toViewport(kept));
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
    Q_EMIT changed();
}

void KeyGraphView::pan(QPointF by)
{
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - qRound(by.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() - qRound(by.y()));
}

void KeyGraphView::zoomIn()
{
    setZoom(m_zoom * zoomStep, QRectF(viewport()->rect()).center());
}

void KeyGraphView::zoomOut()
{
    setZoom(m_zoom / zoomStep, QRectF(viewport()->rect()).center());
}

void KeyGraphView::resetZoom()
{
    setZoom(1, QRectF(viewport()->rect()).center());
}

void KeyGraphView::fitAll()
{
    const qreal wide = viewport()->width() / (m_layout.width * m_theme->zoom());
    const qreal high = (viewport()->height() - m_theme->px(36)) / (m_layout.height * m_theme->zoom());
    setZoom(std::min({wide, high, 1.0}), {});
    verticalScrollBar()->setValue(0);
}

void KeyGraphView::ensureVisible(const QRectF &rect)
{
    constexpr qreal margin = 16;
    const auto shift = [](qreal begin, qreal end, qreal room) {
        if (begin < 0 || end - begin > room)
            return begin - margin;
        return end > room ? end - room + margin : 0.0;
    };
    if (horizontalScrollBar()->maximum() > 0)
        pan({-shift(rect.left(), rect.right(), viewport()->width()), 0});
    pan({0, -shift(rect.top(), rect.bottom(), viewport()->height())});
}

} // namespace hd::ui
