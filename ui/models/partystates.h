// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/statechart.h"
#include "models/layeredlayout.h"

#include <functional>

namespace hd::ui {

/// The machine of one party as a view shows it: what there is to draw, and how far the party has come at a playhead.
class PartyStates
{
public:
    /// @param family whose machine is shown; that of the position at a playhead, mostly.
    PartyStates(const Trace &trace, Side side, Family family);

    const StateChart &chart() const { return m_chart; }
    /// All steps of the party, also those in the other machine.
    const std::vector<ChartStep> &way() const { return m_way; }
    ChartPosition positionAt(Playhead at) const;

    /// What is drawn: every row of the table, and of the endings, which are possible everywhere, those that happen.
    const std::vector<std::uint32_t> &drawnStates() const { return m_states; } ///< into the chart's
    const std::vector<std::uint32_t> &drawnEdges() const { return m_edges; }   ///< into the chart's
    /// As a graph of them. @p nodeSize by state, @p labelSize by edge; both of the chart.
    LayeredGraph graph(const std::function<QSizeF(std::uint32_t)> &nodeSize,
                       const std::function<QSizeF(std::uint32_t)> &labelSize) const;

    /// The last step along @p edge (into the state) until @p at; else the first one after, which is yet to come.
    /// Nothing when the party never goes there.
    std::optional<ChartStep> stepAlong(std::uint32_t edge, Playhead at) const;
    std::optional<ChartStep> stepInto(std::uint32_t state, Playhead at) const;

    /// What the arrow of an edge is labelled with: the messages and commands that it takes, each once.
    std::vector<std::string> labels(std::uint32_t edge) const;

private:
    std::optional<ChartStep> lastStep(const std::function<bool(const ChartStep &)> &fits, Playhead at) const;

    Side m_side;
    StateChart m_chart;
    std::vector<ChartStep> m_way;
    std::vector<std::uint32_t> m_states, m_edges;
};

/// The family of the machine that @p side runs at @p at.
Family machineAt(const Trace &trace, Side side, Playhead at);

} // namespace hd::ui
