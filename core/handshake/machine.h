// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/party.h"

namespace hd {

/// What a party sets off itself and no message does; it stands in an edge like the name of a message.
inline constexpr std::string_view renegotiateCommand = "renegotiate()";

/// An optional message that an edge does without, and the reason's key in reasons.md.
struct Omitted
{
    std::string_view message;
    std::string_view reason;
};

/// One transition of a state machine; the table of all of them is what runs and what the state view draws.
/// @p on is the name of the message that must come, an alert that has a meaning here, a command, or empty: taken at
/// once, to send something or to go on without it.
template<class Machine, class State>
struct Edge
{
    State from;
    std::string_view on;
    bool (*when)(const Machine &);             ///< null: always
    void (Machine::*handle)(const Incoming *); ///< null: nothing is to be done
    State to;
    std::string_view clause;
    Omitted omits = {};
};

template<class Machine, class State>
const Edge<Machine, State> *findEdge(const Machine &machine, std::span<const Edge<Machine, State>> edges, State from,
                                     std::string_view on)
{
    for (const Edge<Machine, State> &edge : edges)
        if (edge.from == from && edge.on == on && (!edge.when || edge.when(machine)))
            return &edge;
    return nullptr;
}

/// The messages that may come in this state, each once.
template<class Machine, class State>
std::vector<std::string> legalNext(const Machine &machine, std::span<const Edge<Machine, State>> edges, State from)
{
    std::vector<std::string> legal;
    for (const Edge<Machine, State> &edge : edges)
        if (edge.from == from && !edge.on.empty() && edge.on != renegotiateCommand &&
            (!edge.when || edge.when(machine)) && std::find(legal.begin(), legal.end(), edge.on) == legal.end())
            legal.emplace_back(edge.on);
    return legal;
}

} // namespace hd
