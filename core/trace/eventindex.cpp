// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/eventindex.h"

#include <algorithm>

namespace hd {

EventIndex::EventIndex(const Trace &trace)
    : m_starts(hd::handshakeStarts(trace)), m_handshakes(handshakesOfDerivations(trace))
{
    const std::vector<bool> appears = appearances(trace);
    for (Playhead i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        std::vector<Playhead> &positions = m_positions[static_cast<std::size_t>(event.what)];
        if (event.index >= positions.size())
            positions.resize(event.index + std::size_t{1});
        if (positions[event.index] == 0)
            positions[event.index] = i + 1;
        if (appears[i])
            m_appearances.push_back(i + 1);
        if (event.what == What::State)
            m_states[static_cast<std::size_t>(event.at)].push_back({i + 1, event.index});
    }
    for (const MessageId start : m_starts)
        m_begun.push_back(positionOf(What::MessageSent, start.index).value_or(0));
}

std::uint32_t EventIndex::messagesSent(Playhead at) const
{
    return static_cast<std::uint32_t>(std::ranges::upper_bound(m_appearances, at) - m_appearances.begin());
}

std::optional<Playhead> EventIndex::positionOf(What what, std::uint32_t index) const
{
    const std::vector<Playhead> &positions = m_positions[static_cast<std::size_t>(what)];
    if (index >= positions.size() || positions[index] == 0)
        return std::nullopt;
    return positions[index];
}

std::optional<Playhead> EventIndex::appearsAt(MessageId message) const
{
    const std::optional<Playhead> sent = positionOf(What::MessageSent, message.index);
    return sent ? sent : positionOf(What::MessageReceived, message.index);
}

bool EventIndex::changedOnTheWay(MessageId message) const
{
    return !positionOf(What::MessageSent, message.index) && positionOf(What::MessageReceived, message.index);
}

std::optional<std::uint32_t> EventIndex::stateAt(Side side, Playhead at) const
{
    const std::vector<StateEvent> &states = m_states[static_cast<std::size_t>(side)];
    const auto after = std::ranges::upper_bound(states, at, {}, &StateEvent::at);
    return after == states.begin() ? std::nullopt : std::optional(std::prev(after)->state);
}

std::uint32_t EventIndex::handshakeAt(Playhead at) const
{
    const auto begun = std::ranges::count_if(m_begun, [at](Playhead begins) { return begins > 0 && begins <= at; });
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(begun, 1) - 1);
}

} // namespace hd
