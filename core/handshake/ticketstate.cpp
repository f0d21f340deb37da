// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/ticketstate.h"

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
    appendNumber(state.head, session.master.size(), 1);
    appendNumber(state.tail, session.ageAdd, 4);
    appendNumber(state.tail, session.maxEarlyData, 4);
    appendNumber(state.tail, session.alpn.size(), 1);
    append(state.tail, toBytes(session.alpn));
    append(state.tail, toBytes(session.serverName));
    return state;
}

namespace {

/// Takes numbers and words off the front; nothing once too few bytes are left.
class Cutter
{
public:
    explicit Cutter(ByteView bytes) : m_rest(bytes) {}

    std::uint64_t number(std::size_t width)
    {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : bytes(width))
            number = number << 8 | byte;
        return number;
    }
    ByteView bytes(std::size_t length)
    {
        m_failed = m_failed || length > m_rest.size();
        const ByteView cut = m_rest.first(m_failed ? 0 : length);
        m_rest = m_rest.subspan(cut.size());
        return cut;
    }
    std::string text(std::size_t length)
    {
        const ByteView cut = bytes(length);
        return {cut.begin(), cut.end()};
    }
    std::string rest() { return text(m_rest.size()); }
    bool failed() const { return m_failed; }

private:
    ByteView m_rest;
    bool m_failed = false;
};

} // namespace

std::optional<SessionState> sessionOf(ByteView plaintext, std::uint32_t lifetime)
{
    Cutter cut(plaintext);
    SessionState session;
    session.version = static_cast<Version>(cut.number(2));
    session.suite = static_cast<std::uint16_t>(cut.number(2));
    session.compression = static_cast<std::uint8_t>(cut.number(1));
    const std::uint64_t flags = cut.number(1);
    session.extendedMasterSecret = flags & usesEms;
    session.clientAuthenticated = flags & clientIsKnown;
    session.established = static_cast<std::int64_t>(cut.number(8));
    const ByteView master = cut.bytes(cut.number(1));
    session.master.assign(master.begin(), master.end());
    session.ageAdd = static_cast<std::uint32_t>(cut.number(4));
    session.maxEarlyData = static_cast<std::uint32_t>(cut.number(4));
    session.alpn = cut.text(cut.number(1));
    session.serverName = cut.rest();
    session.lifetime = lifetime;
    return cut.failed() ? std::nullopt : std::optional(std::move(session));
}

static const SessionStore::TicketKeys &keysOf(Party &server)
{
    return server.config().sessions->ticketKeys(server.context().entropy());
}

static Secret given(Party &server)
{
    const SessionStore::TicketKeys &keys = keysOf(server);
    return server.deriver().given("ticket_keys", "ticket key", bytesInput("identity", keys.name), keys.bytes);
}

Bytes sealSession(Party &server, const SessionState &session, const Secret &secret)
{
    const TicketState state = ticketState(session);
    Deriver &deriver = server.deriver();
    const Secret keys = given(server);
    const Secret plaintext = deriver.concatenate(
        "ticket_state", {bytesInput("part", state.head), secret.input("part"), bytesInput("part", state.tail)});
    return deriver.sealTicket("session_ticket", keys, keysOf(server).name, plaintext).bytes();
}

std::optional<OpenedTicket> openSession(Party &server, Input ticket)
{
    const Secret keys = given(server);
    std::optional<Secret> state =
        server.deriver().openTicket("ticket_state", keys, keysOf(server).name, std::move(ticket));
    std::optional<SessionState> session =
        state ? sessionOf(state->bytes(), server.config().ticketLifetime) : std::nullopt;
    if (!session)
        return std::nullopt;
    return OpenedTicket{std::move(*session), std::move(*state)};
}

} // namespace hd
