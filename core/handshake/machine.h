// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/edgefacts.h"
#include "handshake/handshake.h"

namespace hd {

/// What a party sets off itself and no message does; it stands in an edge like the name of a message.
inline constexpr std::string_view renegotiateCommand = "renegotiate()";
inline constexpr std::string_view updateKeysCommand = "update_keys()";
inline constexpr std::string_view requestCertificateCommand = "request_certificate()";

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

/// What people call a condition of an edge: "resumed"; reasons.md has a text for it.
template<class Machine>
struct Condition
{
    bool (*when)(const Machine &);
    std::string_view name;
};

template<class Machine, class State>
std::vector<EdgeFacts> factsOf(std::span<const Edge<Machine, State>> edges,
                               std::span<const Condition<Machine>> conditions)
{
    std::vector<EdgeFacts> facts;
    for (const Edge<Machine, State> &edge : edges) {
        const auto condition = std::find_if(conditions.begin(), conditions.end(),
                                            [&edge](const auto &known) { return known.when == edge.when; });
        facts.push_back({name(edge.from), edge.on, edge.when != nullptr,
                         condition == conditions.end() ? std::string_view() : condition->name, edge.handle != nullptr,
                         name(edge.to), edge.clause, edge.omits});
    }
    return facts;
}

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
        if (edge.from == from && !edge.on.empty() && !edge.on.ends_with("()") && (!edge.when || edge.when(machine)) &&
            std::find(legal.begin(), legal.end(), edge.on) == legal.end())
            legal.emplace_back(edge.on);
    return legal;
}

/// A handshake that is a machine with these states.
template<class State>
class StateMachine : public Handshake
{
public:
    using Handshake::Handshake;

    State state() const { return m_state; }
    std::string_view stateName() const override { return name(m_state); }

protected:
    /// The state has been entered.
    virtual void entered(State) {}

    /// Expected? then handled, then in the next state; and what is to be sent from there is sent.
    template<class Machine>
    void advance(Machine &machine, std::span<const Edge<Machine, State>> edges, const Incoming &incoming)
    {
        const Edge<Machine, State> *edge = findEdge(machine, edges, m_state, incoming.name);
        if (!edge)
            m_party.failExpected(legalNext(machine, edges, m_state), incoming.name);
        take(machine, *edge, &incoming);
        sendOn(machine, edges);
    }

    /// Takes the edge of a command, where there is one.
    template<class Machine>
    void command(Machine &machine, std::span<const Edge<Machine, State>> edges, std::string_view command)
    {
        if (findEdge(machine, edges, m_state, command))
            advance(machine, edges, {{}, std::string(command), {}, {}, {}});
    }

    /// Takes every edge that needs no message.
    template<class Machine>
    void sendOn(Machine &machine, std::span<const Edge<Machine, State>> edges)
    {
        while (const Edge<Machine, State> *edge = findEdge(machine, edges, m_state, ""))
            take(machine, *edge, nullptr);
    }

    State m_state = State::Start;

private:
    template<class Machine>
    void take(Machine &machine, const Edge<Machine, State> &edge, const Incoming *incoming)
    {
        if (edge.handle)
            (machine.*edge.handle)(incoming);
        if (!edge.omits.message.empty())
            m_party.omit(edge.omits.message, edge.omits.reason, edge.clause);
        if (edge.to == m_state)
            return;
        m_party.changeState(name(m_state), name(edge.to), edge.on, edge.clause);
        m_state = edge.to;
        entered(m_state);
    }
};

} // namespace hd
