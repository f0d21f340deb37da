// SPDX-License-Identifier: GPL-3.0-or-later

// Which message each event belongs to.

#include "trace/lineage.h"

#include "trace/timeline.h"

namespace hd {

namespace {

bool isMessage(const Event &event)
{
    return event.what == What::MessageSent || event.what == What::MessageReceived;
}

/// The message that the event itself names.
std::optional<MessageId> namedBy(const Trace &trace, const Event &event)
{
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        return MessageId{event.index};
    case What::Check:
        return trace.checks[event.index].message;
    case What::Decision:
        return trace.decisions[event.index].message;
    case What::Derivation:
        return trace.derivations[event.index].afterMessage;
    default:
        return std::nullopt;
    }
}

} // namespace

void Lineage::indexEvents()
{
    if (m_trace.messages.empty())
        return;
    std::array<MessageId, 2> last{};
    std::array<std::vector<std::uint32_t>, 2> since; // by party, its events since its last message
    for (std::uint32_t i = 0; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        const std::size_t party = event.at == Side::Client ? 0 : 1;
        if (isMessage(event))
            last[party] = MessageId{event.index};
        const MessageId message = namedBy(m_trace, event).value_or(last[party]);
        m_messageOfEvent.push_back(message.index);
        m_events[message.index].push_back(i);
        if (event.what == What::State)
            m_states[message.index].push_back(event.index);
        if (!isMessage(event)) {
            since[party].push_back(i);
            continue;
        }
        if (event.what == What::MessageSent)
            m_preparing[event.index] = since[party];
        since[party].clear();
    }
}

std::optional<MessageId> Lineage::messageOf(std::uint32_t event) const
{
    if (event >= m_messageOfEvent.size())
        return std::nullopt;
    return MessageId{m_messageOfEvent[event]};
}

std::optional<MessageId> Lineage::messageOf(What what, std::uint32_t index) const
{
    const std::optional<Playhead> at = positionOf(m_trace, what, index);
    return at ? messageOf(*at - 1) : std::nullopt;
}

std::vector<std::uint32_t> Lineage::eventsAround(MessageId message) const
{
    std::vector<std::uint32_t> events;
    std::set_union(m_events[message.index].begin(), m_events[message.index].end(), m_preparing[message.index].begin(),
                   m_preparing[message.index].end(), std::back_inserter(events));
    return events;
}

} // namespace hd
