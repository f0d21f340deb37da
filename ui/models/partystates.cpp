// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/partystates.h"

#include <algorithm>

namespace hd::ui {

PartyStates::PartyStates(const Trace &trace, Side side, Family family)
    : m_side(side), m_chart(stateChart(family, side)), m_way(wayThrough(trace, side))
{
    std::vector<bool> reached(m_chart.states.size(), false);
    for (std::uint32_t e = 0; e < m_chart.edges.size(); ++e) {
        const ChartEdge &edge = m_chart.edges[e];
        const bool taken = std::any_of(m_way.begin(), m_way.end(),
                                       [&](const ChartStep &step) { return step.family == family && step.edge == e; });
        if (edge.ending && !taken)
            continue;
        m_edges.push_back(e);
        reached[edge.from] = reached[edge.to] = true;
    }
    for (std::uint32_t s = 0; s < reached.size(); ++s)
        if (reached[s])
            m_states.push_back(s);
}

ChartPosition PartyStates::positionAt(Playhead at) const
{
    return hd::positionAt(m_way, m_side, at, m_chart.family);
}

LayeredGraph PartyStates::graph(const std::function<QSizeF(std::uint32_t)> &nodeSize,
                                const std::function<QSizeF(std::uint32_t)> &labelSize) const
{
    LayeredGraph graph;
    std::vector<int> node(m_chart.states.size(), -1);
    for (const std::uint32_t state : m_states) {
        node[state] = static_cast<int>(graph.nodes.size());
        graph.nodes.push_back(nodeSize(state));
    }
    for (const std::uint32_t edge : m_edges)
        graph.edges.push_back({node[m_chart.edges[edge].from], node[m_chart.edges[edge].to], labelSize(edge)});
    return graph;
}

std::optional<ChartStep> PartyStates::lastStep(const std::function<bool(const ChartStep &)> &fits, Playhead at) const
{
    std::optional<ChartStep> found;
    for (const ChartStep &step : m_way) {
        if (step.family != m_chart.family || !fits(step))
            continue;
        if (step.at > at)
            return found ? found : step;
        found = step;
    }
    return found;
}

std::optional<ChartStep> PartyStates::stepAlong(std::uint32_t edge, Playhead at) const
{
    return lastStep([edge](const ChartStep &step) { return step.edge == edge; }, at);
}

std::optional<ChartStep> PartyStates::stepInto(std::uint32_t state, Playhead at) const
{
    return lastStep([&](const ChartStep &step) { return m_chart.edges[step.edge].to == state; }, at);
}

std::vector<std::string> PartyStates::labels(std::uint32_t edge) const
{
    std::vector<std::string> labels;
    for (const ChartWay &way : m_chart.edges[edge].ways) {
        // Of the endings only what happened: any of them may come.
        const bool happened = std::any_of(m_way.begin(), m_way.end(), [&](const ChartStep &step) {
            return step.family == m_chart.family && step.edge == edge && &m_chart.edges[edge].ways[step.way] == &way;
        });
        const bool shown = !way.on.empty() && (!m_chart.edges[edge].ending || happened);
        if (shown && std::find(labels.begin(), labels.end(), way.on) == labels.end())
            labels.push_back(way.on);
    }
    return labels;
}

Family machineAt(const Trace &trace, Side side, Playhead at)
{
    return positionAt(wayThrough(trace, side), side, at, familyOf(trace)).family;
}

} // namespace hd::ui
