// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/party.h"

namespace hd {

/// What this server puts into a ticket (RFC 5077 4 leaves it to the server): version, suite, compression, flags, when
/// it was established, the length of the secret; master secret or PSK; ticket_age_add, early data, ALPN, server name.
struct TicketState
{
    Bytes head; ///< ticketSecretOffset bytes
    Bytes tail; ///< after the secret
};
inline constexpr std::size_t ticketSecretOffset = 2 + 2 + 1 + 1 + 8 + 1;

TicketState ticketState(const SessionState &session);
/// Nothing when @p plaintext is not such a state.
std::optional<SessionState> sessionOf(ByteView plaintext, std::uint32_t lifetime);

/// A ticket of this server's, opened.
struct OpenedTicket
{
    SessionState session;
    Secret state; ///< the plaintext, in which the secret stands at ticketSecretOffset
};
/// @p session.master is @p secret. Seals with the keys of the server's SessionStore.
Bytes sealSession(Party &server, const SessionState &session, const Secret &secret);
/// Nothing when it was not sealed by this server.
std::optional<OpenedTicket> openSession(Party &server, Input ticket);

} // namespace hd
