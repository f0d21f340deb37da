// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/ticketstate.h"

#include "crypto/keyschedule.h"

namespace hd {

static constexpr std::uint8_t usesEms = 1, clientIsKnown = 2;

TicketState ticketState(const SessionState &session)
{
    TicketState state;
    appendNumber(state.head, session.version, 2);
    appendNumber(state.head, session.suite, 2);
    appendNumber(state.head, session.compression, 1);
    appendNumber(state.head,
                 (session.extendedMasterSecret ? usesEms : 0U) | (session.clientAuthenticated ? clientIsKnown : 0U), 1);
    appendNumber(state.head, static_cast<std::uint64_t>(session.established), 8);
    state.tail = toBytes(session.serverName);
    return state;
}

static std::uint64_t numberAt(ByteView bytes, std::size_t offset, std::size_t width)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes.subspan(offset, width))
        number = number << 8 | byte;
    return number;
}

std::optional<SessionState> sessionOf(ByteView plaintext, std::uint32_t lifetime)
{
    constexpr std::size_t nameOffset = ticketMasterOffset + KeySchedule::masterSecretLength;
    if (plaintext.size() < nameOffset)
        return std::nullopt;
    SessionState session;
    session.version = static_cast<Version>(numberAt(plaintext, 0, 2));
    session.suite = static_cast<std::uint16_t>(numberAt(plaintext, 2, 2));
    session.compression = plaintext[4];
    session.extendedMasterSecret = plaintext[5] & usesEms;
    session.clientAuthenticated = plaintext[5] & clientIsKnown;
    session.established = static_cast<std::int64_t>(numberAt(plaintext, 6, 8));
    session.lifetime = lifetime;
    const ByteView master = plaintext.subspan(ticketMasterOffset, KeySchedule::masterSecretLength);
    session.master.assign(master.begin(), master.end());
    const ByteView name = plaintext.subspan(nameOffset);
    session.serverName.assign(name.begin(), name.end());
    return session;
}

} // namespace hd
