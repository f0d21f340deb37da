// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The state machines as graphs, read from the tables that run, and which way through them a connection took.

#include "trace/family.h"
#include "trace/timeline.h"

namespace hd {

/// One reason to go from one state to another: a row of the table.
struct ChartWay
{
    std::string on; ///< the message, alert or command that it takes; empty: taken at once
    bool conditional = false;
    std::string condition; ///< key of a text in reasons.md: "if-resumed"
    bool acts = false;     ///< whether something is dealt with or sent on it
    std::string clause;    ///< as for TLS 1.2 or 1.3
    std::string omits;     ///< the message that it does without, and
    std::string reason;    ///< why: key of a text in reasons.md
    bool operator==(const ChartWay &) const = default;
};

/// All ways from one state to another, as one arrow shows them.
struct ChartEdge
{
    std::uint32_t from = 0, to = 0; ///< into StateChart::states
    std::vector<ChartWay> ways;     ///< in the order in which they are tried
    bool ending = false;            ///< by an alert or failure, which may come in any state
    bool operator==(const ChartEdge &) const = default;
};

struct StateChart
{
    Family family = Family::UpToTls12;
    Side side = Side::Client;
    std::vector<std::string> states; ///< in the order of a full handshake, `closed` and `failed` last
    std::vector<ChartEdge> edges;

    std::optional<std::uint32_t> state(std::string_view name) const;
};

StateChart stateChart(Family family, Side side);

/// A message that may come in a state.
struct LegalMessage
{
    std::string name;
    bool always = false;                 ///< in this state; else under any of these:
    std::vector<std::string> conditions; ///< keys of texts in reasons.md
    bool operator==(const LegalMessage &) const = default;
};

/// Those that @p state of @p chart may take, in the order of the table, each once; alerts that end all are not among
/// them.
std::vector<LegalMessage> legalIn(const StateChart &chart, std::uint32_t state);

/// One step of a party's way: a state change of the Trace and the row that led to it.
struct ChartStep
{
    std::uint32_t change = 0; ///< into Trace::states
    Playhead at = 0;          ///< the position right after it
    Family family = Family::UpToTls12;
    std::uint32_t edge = 0; ///< into the edges of the chart of this family
    std::uint32_t way = 0;  ///< into the ways of that edge
    bool operator==(const ChartStep &) const = default;
};

/// The way of @p side through both machines, in its order: a hello that offers both families begins in that of TLS 1.3,
/// and an older answer goes on in the other. A change that no table has is left out.
std::vector<ChartStep> wayThrough(const Trace &trace, Side side);

/// Where a party stands.
struct ChartPosition
{
    Family family = Family::UpToTls12;
    std::uint32_t state = 0;           ///< into the states of the chart of this family
    std::optional<Family> before;      ///< that it began in, if another machine took over
    std::optional<Playhead> takenOver; ///< when it did: right after the first step in this family
    bool operator==(const ChartPosition &) const = default;
};
/// Before its first step a party is in `start` of the machine in which it is going to begin.
ChartPosition positionAt(const std::vector<ChartStep> &way, Side side, Playhead at, Family otherwise);

} // namespace hd
