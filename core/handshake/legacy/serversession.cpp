// SPDX-License-Identifier: GPL-3.0-or-later
// What the server keeps of a connection and takes up again.
#include "handshake/legacy/server.h"

#include "handshake/ticketstate.h"

namespace hd::legacy {

void Server::chooseSessionFor()
{
    const PartyConfig &config = m_party.config();
    const SessionTicket *ticket = m_hello.extensions.get<SessionTicket>();
    m_issuesTicket = ticket && config.tickets && config.sessions;
    if (!config.sessions || renegotiating())
        return;
    ResumptionOffer offer;
    std::optional<OpenedTicket> opened;
    offer.ticketSent = m_issuesTicket && !ticket->ticket.empty();
    if (offer.ticketSent)
        opened = openSession(
            m_party, m_party.field("ticket", ticket->ticket, {"client_hello.extensions.session_ticket.ticket"}));
    offer.byTicket = opened ? &opened->session : nullptr;
    // RFC 5077 3.4: with a ticket, the session id is there only to be echoed
    offer.idSent = !offer.ticketSent && !m_hello.sessionId.empty();
    offer.byId = offer.idSent ? config.sessions->find(m_hello.sessionId) : nullptr;
    if (!offer.ticketSent && !offer.idSent)
        return;
    offer.version = m_now.traits->version;
    offer.suites = m_hello.suites;
    offer.compressionMethods = m_hello.compressionMethods;
    offer.extendedMasterSecret = m_now.negotiated.extendedMasterSecret;
    if (const ServerName *name = m_hello.extensions.get<ServerName>(); name && !name->names.empty())
        offer.serverName.assign(name->names.front().hostName.begin(), name->names.front().hostName.end());
    offer.now = m_party.clock().unixTime();
    if (const auto session = m_party.take(chooseSession(offer, config)))
        resume(**session, *session == offer.byTicket ? &opened->state : nullptr);
}

void Server::resume(const SessionState &session, const Secret *ticketState)
{
    // RFC 7627 5.3: "If the original session used the "extended_master_secret" extension but the new ClientHello does
    // not contain it, the server MUST abort the abbreviated handshake."
    const auto word = [](bool extended) { return extended ? "extended_master_secret" : "none"; };
    m_party.requireMember("client_hello.session_ems", {word(session.extendedMasterSecret)},
                          {word(m_now.negotiated.extendedMasterSecret)});
    m_now.resumed = m_now.negotiated.resumed = true;
    m_now.clientAuthenticated = session.clientAuthenticated;
    m_issuesTicket = false; // the client keeps the one it has
    settleSuite(*cipherSuite(session.suite));
    settleCompression(session.compression);
    m_now.master =
        ticketState ? m_party.deriver().slice("master_secret", *ticketState, ticketSecretOffset, session.master.size())
                    : m_party.deriver().given("master_secret", "session",
                                              m_party.field("identity", m_hello.sessionId, {"client_hello.session_id"}),
                                              session.master);
}

SessionState Server::newSession() const
{
    SessionState session;
    session.id = m_now.sessionId;
    session.version = m_now.traits->version;
    session.suite = m_now.suite->code;
    session.compression = m_now.compression;
    session.master = m_now.master.bytes();
    session.extendedMasterSecret = m_now.negotiated.extendedMasterSecret;
    session.clientAuthenticated = m_now.clientAuthenticated;
    if (const ServerName *name = m_hello.extensions.get<ServerName>(); name && !name->names.empty())
        session.serverName.assign(name->names.front().hostName.begin(), name->names.front().hostName.end());
    session.established = m_party.clock().unixTime();
    session.lifetime = m_party.config().ticketLifetime;
    return session;
}

void Server::sendNewSessionTicket(const Incoming *)
{
    m_party.send(NewSessionTicket{m_party.config().ticketLifetime, sealSession(m_party, newSession(), m_now.master)});
}

void Server::sendLastFinished(const Incoming *)
{
    sendFinished();
    if (SessionStore *sessions = m_party.config().sessions; sessions && !m_now.sessionId.empty())
        sessions->remember(newSession());
}

void Server::forgetSession()
{
    SessionStore *sessions = m_party.config().sessions;
    if (!sessions)
        return;
    sessions->forget(m_now.sessionId);
    if (before())
        sessions->forget(before()->sessionId);
}

} // namespace hd::legacy
