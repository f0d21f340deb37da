// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/viewpoint.h"

#include "trace/propertyreasons.h"

namespace hd {

bool keepsAccount(const Trace &trace, Side side)
{
    return std::any_of(trace.events.begin(), trace.events.end(), [side](const Event &event) {
        return event.at == side && event.what != What::MessageSent && event.what != What::RecordSealed;
    });
}

Viewpoint::Viewpoint(const Trace &trace, Side side) : m_trace(trace), m_side(side)
{
    for (std::size_t i = 0; i < propertyCount; ++i) {
        m_states[i].property = static_cast<Property>(i);
        m_states[i].reason = reasonOf(m_states[i].property, Achievement::NotYet);
    }
}

void Viewpoint::follow(Playhead at)
{
    while (m_now < at && m_now < m_trace.events.size())
        take(m_trace.events[m_now++]); // a position is the number of events that have happened
}

std::vector<PropertyState> Viewpoint::states()
{
    explainUnseen(Property::ServerAuthentication, Side::Client);
    explainUnseen(Property::ClientAuthentication, Side::Server);
    return {m_states.begin(), m_states.end()};
}

void Viewpoint::set(Property property, Achievement achievement, std::optional<MessageId> proof, std::string_view why)
{
    const std::string reason = reasonOf(property, achievement, why);
    if (state(property).reason == reason || is(property, Achievement::Failed))
        return;
    state(property) = {property, achievement, reason, m_now, proof};
    ++m_changes;
}

void Viewpoint::raise(Property property, Achievement from, Achievement to, std::optional<MessageId> proof,
                      std::string_view why)
{
    if (is(property, from))
        set(property, to, proof, why);
}

/// A party that tells nothing may well have accepted the proof; only it knows.
void Viewpoint::explainUnseen(Property authentication, Side relying)
{
    if (is(authentication, Achievement::NotYet) && keepsAccount(m_trace, peerOf(relying)) &&
        !keepsAccount(m_trace, relying))
        state(authentication).reason = unseen(authentication);
}

void Viewpoint::take(const Event &event)
{
    const bool own = event.at == m_side;
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        if (!own)
            break;
        m_last = MessageId{event.index};
        takeMessage(*m_last);
        break;
    case What::Check:
        takeCheck(m_trace.checks[event.index]);
        break;
    case What::Keys:
        if (own)
            takeKeys(m_trace.keys[event.index]);
        break;
    case What::Derivation:
        takeDerivation(m_trace.derivations[event.index], own);
        break;
    case What::State:
        if (own && m_trace.states[event.index].state == "failed")
            failAll(m_last);
        break;
    default:
        break;
    }
}

void Viewpoint::takeCheck(const Check &check)
{
    if (check.passed)
        takePassed(check, check.message ? m_trace[*check.message].name : std::string());
    else if (check.by == m_side)
        failAll(check.message);
    else
        fail(check.by == Side::Client ? Property::ServerAuthentication : Property::ClientAuthentication, check.message);
}

void Viewpoint::fail(Property property, std::optional<MessageId> proof)
{
    const bool neverAsked =
        property == Property::ClientAuthentication && is(property, Achievement::NotYet) && !clientIsAsked();
    if (!is(property, Achievement::Never) && !neverAsked)
        set(property, Achievement::Failed, proof);
}

// What a broken connection had established protects nothing any more.
void Viewpoint::failAll(std::optional<MessageId> proof)
{
    for (std::size_t i = 0; i < propertyCount; ++i)
        fail(static_cast<Property>(i), proof);
}

} // namespace hd
