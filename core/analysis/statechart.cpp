// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statechart.h"

#include "handshake/edgefacts.h"
#include "wire/versions.h"

#include <algorithm>

namespace hd {

std::optional<std::uint32_t> StateChart::state(std::string_view name) const
{
    const auto found = std::find(states.begin(), states.end(), name);
    if (found == states.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(found - states.begin());
}

namespace {

std::uint32_t stateIn(StateChart &chart, std::string_view name)
{
    if (const std::optional<std::uint32_t> known = chart.state(name))
        return *known;
    chart.states.emplace_back(name);
    return static_cast<std::uint32_t>(chart.states.size()) - 1;
}

ChartEdge &edgeIn(StateChart &chart, std::uint32_t from, std::uint32_t to)
{
    for (ChartEdge &edge : chart.edges)
        if (edge.from == from && edge.to == to)
            return edge;
    return chart.edges.emplace_back(ChartEdge{from, to, {}, false});
}

/// Every edge once, by family and side; they never change.
const StateChart &knownChart(Family family, Side side)
{
    static const StateChart charts[] = {
        stateChart(Family::UpToTls12, Side::Client), stateChart(Family::UpToTls12, Side::Server),
        stateChart(Family::Tls13, Side::Client), stateChart(Family::Tls13, Side::Server)};
    return charts[(family == Family::Tls13 ? 2 : 0) + (side == Side::Server ? 1 : 0)];
}

} // namespace

StateChart stateChart(Family family, Side side)
{
    StateChart chart;
    chart.family = family;
    chart.side = side;
    const std::vector<EdgeFacts> table = edgeFacts(family, side);
    for (const EdgeFacts &facts : table) // first those that something leaves, in the order of a full handshake
        stateIn(chart, facts.from);
    for (const EdgeFacts &facts : table) {
        const std::uint32_t from = stateIn(chart, facts.from);
        ChartWay way;
        way.on = facts.on;
        way.conditional = facts.conditional;
        way.condition = facts.conditional ? "if-" + std::string(facts.condition) : std::string();
        way.acts = facts.acts;
        way.clause = facts.clause;
        way.omits = facts.omits.message;
        way.reason = facts.omits.reason;
        edgeIn(chart, from, stateIn(chart, facts.to)).ways.push_back(std::move(way));
    }
    const auto living = static_cast<std::uint32_t>(chart.states.size());
    for (const EndingFacts &facts : ending::all) {
        const std::uint32_t to = stateIn(chart, facts.to);
        for (std::uint32_t from = 0; from < living; ++from) {
            ChartEdge &edge = edgeIn(chart, from, to);
            edge.ending = true;
            ChartWay way;
            way.on = facts.on;
            way.acts = true;
            way.clause = facts.clause;
            edge.ways.push_back(std::move(way));
        }
    }
    return chart;
}

std::vector<LegalMessage> legalIn(const StateChart &chart, std::uint32_t state)
{
    std::vector<LegalMessage> legal;
    for (const ChartEdge &edge : chart.edges) {
        if (edge.from != state || edge.ending)
            continue;
        for (const ChartWay &way : edge.ways) {
            if (way.on.empty() || way.on.ends_with("()"))
                continue;
            auto known = std::find_if(legal.begin(), legal.end(), [&way](const auto &l) { return l.name == way.on; });
            if (known == legal.end())
                known = legal.insert(legal.end(), {way.on, false, {}});
            known->always |= !way.conditional;
            if (way.conditional)
                known->conditions.push_back(way.condition);
        }
    }
    return legal;
}

// The way that was taken --------------------------------------------------------------------------------------------

namespace {

/// What a party did on its way to a state: between its last change of state and this one.
struct Deeds
{
    bool sent = false;
    std::string omitted;
};

class Walker
{
public:
    Walker(const Trace &trace, Side side) : m_trace(trace), m_side(side) {}

    std::vector<ChartStep> walk()
    {
        for (std::size_t i = 0; i < m_trace.events.size(); ++i) {
            const Event &event = m_trace.events[i];
            if (event.at != m_side)
                continue;
            m_deeds.sent |= event.what == What::MessageSent;
            if (event.what == What::Omission)
                m_deeds.omitted = m_trace.omissions[event.index].message;
            if (event.what == What::State)
                take(event.index, static_cast<Playhead>(i + 1));
        }
        return std::move(m_way);
    }

private:
    void take(std::uint32_t change, Playhead at)
    {
        const Family now = m_way.empty() ? Family::Tls13 : m_way.back().family;
        const Family other = now == Family::Tls13 ? Family::UpToTls12 : Family::Tls13;
        if (!takeIn(now, change, at))
            takeIn(other, change, at);
        m_deeds = {};
    }

    bool takeIn(Family family, std::uint32_t index, Playhead at)
    {
        const StateChange &change = m_trace.states[index];
        const StateChart &chart = knownChart(family, m_side);
        for (std::uint32_t e = 0; e < chart.edges.size(); ++e) {
            const ChartEdge &edge = chart.edges[e];
            if (chart.states[edge.from] != change.from || chart.states[edge.to] != change.state)
                continue;
            const std::optional<std::uint32_t> way = bestWay(edge, change, family);
            if (!way)
                return false;
            m_way.push_back({index, at, family, e, *way});
            return true;
        }
        return false;
    }

    /// Several ways may need the same message and quote the same clause: what was done tells them apart.
    std::optional<std::uint32_t> bestWay(const ChartEdge &edge, const StateChange &change, Family family) const
    {
        std::optional<std::uint32_t> best;
        int bestFit = -1;
        for (std::uint32_t w = 0; w < edge.ways.size(); ++w) {
            const ChartWay &way = edge.ways[w];
            if (way.on != change.on || !cites(way, change.clause, edge.ending || family == Family::UpToTls12))
                continue;
            const int fit = (way.omits == m_deeds.omitted ? 2 : 0) + (way.acts == m_deeds.sent ? 1 : 0);
            if (fit > bestFit) {
                best = w;
                bestFit = fit;
            }
        }
        return best;
    }

    /// Whether @p clause is what the way says in one of the versions.
    static bool cites(const ChartWay &way, std::string_view clause, bool older)
    {
        if (clauseIn(tls13, way.clause) == clause)
            return true;
        for (const Version version : {ssl30, tls10, tls11, tls12})
            if (older && clauseIn(version, way.clause) == clause)
                return true;
        return false;
    }

    const Trace &m_trace;
    const Side m_side;
    Deeds m_deeds;
    std::vector<ChartStep> m_way;
};

} // namespace

std::vector<ChartStep> wayThrough(const Trace &trace, Side side)
{
    return Walker(trace, side).walk();
}

ChartPosition positionAt(const std::vector<ChartStep> &way, Side side, Playhead at, Family otherwise)
{
    ChartPosition position;
    position.family = way.empty() ? otherwise : way.front().family;
    const Family first = position.family;
    for (const ChartStep &step : way) {
        if (step.at > at)
            break;
        if (step.family != position.family)
            position.takenOver = step.at;
        position.family = step.family;
        position.state = knownChart(step.family, side).edges[step.edge].to;
    }
    if (position.family != first)
        position.before = first;
    return position;
}

} // namespace hd
