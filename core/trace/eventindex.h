// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where everything of a trace happens, looked up once for quick questions.

#include "trace/timeline.h"

#include <array>

namespace hd {

/// Answers as the functions of trace/timeline.h do, each at once or after a binary search. Building it takes the time
/// of reading the events once; it does not keep the trace.
class EventIndex
{
public:
    explicit EventIndex(const Trace &trace);

    std::uint32_t messagesSent(Playhead at) const;
    std::optional<Playhead> appearsAt(MessageId message) const;
    bool changedOnTheWay(MessageId message) const;
    std::optional<Playhead> positionOf(What what, std::uint32_t index) const;
    /// The last change of state of @p side, as an index into Trace::states; nothing before its first.
    std::optional<std::uint32_t> stateAt(Side side, Playhead at) const;
    const std::vector<MessageId> &handshakeStarts() const { return m_starts; }
    std::uint32_t handshakeAt(Playhead at) const;
    std::uint32_t handshakeOf(DerivationId derivation) const { return m_handshakes[derivation.index]; }

private:
    struct StateEvent
    {
        Playhead at;
        std::uint32_t state;
    };
    static constexpr std::size_t kinds = static_cast<std::size_t>(What::Keys) + 1;

    std::array<std::vector<Playhead>, kinds> m_positions; ///< by kind and index; 0: never
    std::vector<Playhead> m_appearances;                  ///< ascending
    std::array<std::vector<StateEvent>, 2> m_states;      ///< by party, ascending
    std::vector<MessageId> m_starts;
    std::vector<Playhead> m_begun;           ///< by handshake: when its first message is sent
    std::vector<std::uint32_t> m_handshakes; ///< by derivation
};

} // namespace hd
