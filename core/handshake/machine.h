// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/party.h"

namespace hd {

/// One transition of a state machine; the table of all of them is what runs and what the state view draws.
/// @p on is the name of the message that must come, or empty: taken at once, to send.
template<class Machine, class State>
struct Edge
{
    State from;
    std::string_view on;
    bool (*when)(const Machine &); ///< null: always
    void (Machine::*handle)(const Incoming *);
    State to;
    std::string_view clause;
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

template<class Machine, class State>
std::vector<std::string> legalNext(const Machine &machine, std::span<const Edge<Machine, State>> edges, State from)
{
    std::vector<std::string> legal;
    for (const Edge<Machine, State> &edge : edges)
        if (edge.from == from && !edge.on.empty() && (!edge.when || edge.when(machine)))
            legal.emplace_back(edge.on);
    return legal;
}

} // namespace hd
