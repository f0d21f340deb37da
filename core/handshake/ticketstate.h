// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/sessions.h"

namespace hd {

/// What this server puts into a ticket (RFC 5077 4 leaves it to the server): version, suite, compression, flags, when
/// it was established, master secret, server name.
struct TicketState
{
    Bytes head; ///< ticketMasterOffset bytes
    Bytes tail; ///< after the master secret
};
inline constexpr std::size_t ticketMasterOffset = 2 + 2 + 1 + 1 + 8;

TicketState ticketState(const SessionState &session);
/// Nothing when @p plaintext is not such a state.
std::optional<SessionState> sessionOf(ByteView plaintext, std::uint32_t lifetime);

} // namespace hd
