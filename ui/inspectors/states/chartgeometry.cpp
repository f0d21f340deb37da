// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/chartgeometry.h"

#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QFontMetricsF>

#include <cmath>

namespace hd::ui {

QFont ChartGeometry::stateFont(bool strong)
{
    return Fonts::ui(Fonts::meta, strong ? QFont::DemiBold : QFont::Normal);
}

QFont ChartGeometry::labelFont()
{
    return Fonts::mono(Fonts::caption);
}

/// Straight where it keeps its lane, an S where it changes it; a loop goes round its corners.
static QPainterPath pathOf(const LayeredLayout::Edge &edge)
{
    const QList<QPointF> &points = edge.points;
    QPainterPath path(points.front());
    if (edge.loop) {
        const QPointF over(6, 0); // so that the curve itself reaches as far
        path.cubicTo(points[1] + over, points[2] + over, points[3]);
        return path;
    }
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPointF a = points[i], b = points[i + 1];
        const qreal middle = (a.y() + b.y()) / 2;
        if (i % 2 == 1 && a.x() != b.x())
            path.cubicTo(QPointF(a.x(), middle), QPointF(b.x(), middle), b);
        else
            path.lineTo(b);
    }
    return path;
}

ChartGeometry::ChartGeometry(const PartyStates &states, const Explanations &texts)
{
    const QFontMetricsF strong(stateFont(true)), mono(labelFont());
    const StateChart &chart = states.chart();
    const auto textOf = [&](std::uint32_t state) { return texts.stateLabel(toQString(chart.states[state])); };
    const auto linesOf = [&](std::uint32_t edge) {
        QStringList lines;
        for (const std::string &label : states.labels(edge))
            lines << toQString(label);
        return lines;
    };
    const LayeredGraph graph = states.graph(
        [&](std::uint32_t state) { return QSizeF(std::ceil(strong.horizontalAdvance(textOf(state))) + 28, 26); },
        [&](std::uint32_t edge) {
            qreal width = 0;
            const QStringList lines = linesOf(edge);
            for (const QString &line : lines)
                width = std::max(width, std::ceil(mono.horizontalAdvance(line)) + 8);
            return QSizeF(width, lineHeight * static_cast<qreal>(lines.size()));
        });
    const LayeredLayout layout = layOut(graph);
    m_size = layout.size;
    for (std::size_t i = 0; i < states.drawnStates().size(); ++i)
        m_states.push_back({states.drawnStates()[i], layout.nodes[i], textOf(states.drawnStates()[i])});
    for (std::size_t i = 0; i < states.drawnEdges().size(); ++i) {
        const LayeredLayout::Edge &placed = layout.edges[i];
        const bool up = !placed.loop && placed.points.back().y() < placed.points.front().y();
        m_edges.push_back({states.drawnEdges()[i], pathOf(placed), placed.points.back(),
                           placed.loop ? QPointF(-1, 0) : QPointF(0, up ? -1 : 1), placed.label,
                           linesOf(states.drawnEdges()[i])});
    }
    readItems(states);
}

void ChartGeometry::readItems(const PartyStates &states)
{
    std::stable_sort(m_states.begin(), m_states.end(), [](const State &a, const State &b) {
        return std::pair(a.rect.center().y(), a.rect.left()) < std::pair(b.rect.center().y(), b.rect.left());
    });
    for (const State &state : m_states) {
        m_items.push_back({false, state.state});
        for (const Edge &edge : m_edges)
            if (states.chart().edges[edge.edge].from == state.state)
                m_items.push_back({true, edge.edge});
    }
}

QRectF ChartGeometry::rectOf(const ChartItem &item) const
{
    for (const State &state : m_states)
        if (!item.edge && state.state == item.index)
            return state.rect;
    for (const Edge &edge : m_edges)
        if (item.edge && edge.edge == item.index) {
            constexpr qreal side = 24;
            const QRectF middle(edge.path.pointAtPercent(0.5) - QPointF(side, side) / 2, QSizeF(side, side));
            return edge.label.isNull() ? middle : edge.label;
        }
    return {};
}

static qreal distanceTo(const QPainterPath &path, QPointF point)
{
    qreal nearest = HUGE_VAL;
    for (const QPolygonF &polygon : path.toSubpathPolygons())
        for (qsizetype i = 0; i + 1 < polygon.size(); ++i) {
            const QPointF a = polygon[i], along = polygon[i + 1] - a;
            const qreal length = QPointF::dotProduct(along, along);
            const qreal t = length > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / length, 0.0, 1.0) : 0;
            const QPointF off = point - (a + t * along);
            nearest = std::min(nearest, std::hypot(off.x(), off.y()));
        }
    return nearest;
}

std::optional<ChartItem> ChartGeometry::itemAt(QPointF point, qreal reach) const
{
    for (const State &state : m_states)
        if (state.rect.contains(point))
            return ChartItem{false, state.state};
    std::optional<ChartItem> found;
    for (const Edge &edge : m_edges) {
        if (edge.label.contains(point))
            return ChartItem{true, edge.edge};
        const qreal distance = distanceTo(edge.path, point);
        if (distance <= reach) {
            reach = distance;
            found = ChartItem{true, edge.edge};
        }
    }
    return found;
}

} // namespace hd::ui
