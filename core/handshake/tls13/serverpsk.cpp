// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-shared keys, the tickets that bring them and the early data that they allow.
#include "handshake/tls13/server.h"

#include "handshake/decisiontable.h"

namespace hd::v13 {

std::vector<PskOffer> Server::readOffers(std::vector<Known> &known)
{
    const PartyConfig &config = m_party.config();
    std::vector<PskOffer> offers;
    std::size_t index = 0;
    for (const auto &identity : m_hello.extensions.get<PreSharedKeyExtension>()->identities) {
        const std::string path = "client_hello.extensions.pre_shared_key.identities[" + std::to_string(index++) + "]";
        Known &key = known.emplace_back();
        PskOffer &offer = offers.emplace_back();
        offer.name.assign(identity.identity.begin(), identity.identity.end());
        for (const PreSharedKey &external : config.psks)
            if (equal(toBytes(external.identity), identity.identity))
                key.external = &external;
        if (key.external) {
            offer.known = true;
            offer.hash = key.hash = key.external->hash;
            continue;
        }
        offer.name = "ticket";
        offer.fromTicket = true;
        if (config.sessions && config.tickets)
            key.ticket = openSession(m_party, m_party.field("ticket", identity.identity, {path + ".identity"}));
        if (!key.ticket)
            continue;
        const SessionState &session = key.ticket->session;
        const CipherSuite *suite = cipherSuite(session.suite);
        offer.known = true;
        offer.hash = key.hash = suite ? suite->prf : HashName::None;
        if (session.version != tls13)
            offer.obstacle = "session-other-version";
        else if (session.established + session.lifetime < m_party.clock().unixTime())
            offer.obstacle = "session-expired";
        else if (config.clientAuth == ClientAuth::Require && !session.clientAuthenticated)
            offer.obstacle = "session-not-authenticated";
    }
    return offers;
}

std::optional<Server::Known> Server::choosePskOf(const std::vector<HashName> &hashes)
{
    m_psk.reset();
    m_mode.reset();
    m_session.reset();
    m_early.reset();
    m_negotiated.resumed = false;
    const PskKeyExchangeModes *modes = m_hello.extensions.get<PskKeyExchangeModes>();
    const std::vector<PskMode> &ownModes = m_party.config().tls13.pskModes;
    if (!m_hello.extensions.has<PreSharedKeyExtension>() || ownModes.empty())
        return std::nullopt;
    std::vector<Known> known;
    const std::vector<PskOffer> offers = readOffers(known);
    m_psk = m_party.take(choosePsk(offers, hashes, modes->modes, ownModes));
    if (!m_psk)
        return std::nullopt;
    m_mode = commonMode(modes->modes, ownModes);
    Known &taken = known[*m_psk];
    m_pskExternal = taken.external != nullptr;
    if (taken.ticket)
        m_session = taken.ticket->session;
    m_negotiated.resumed = !m_pskExternal;
    m_clientAuthenticated = m_session && m_session->clientAuthenticated;
    return std::move(taken);
}

void Server::requireBinder(const Incoming *incoming, const Known &known)
{
    const std::size_t index = *m_psk;
    const PreSharedKeyExtension &offer = *m_hello.extensions.get<PreSharedKeyExtension>();
    const std::string at = "client_hello.extensions.pre_shared_key.";
    const std::string number = "[" + std::to_string(index) + "]";
    Deriver &deriver = m_party.deriver();
    const Secret psk = known.external
                           ? deriver.given("psk", "psk",
                                           m_party.field("identity", offer.identities[index].identity,
                                                         {at + "identities" + number + ".identity"}),
                                           known.external->key)
                           : deriver.slice("psk", known.ticket->state, ticketSecretOffset, m_session->master.size());
    m_early.emplace(hkdf(), &psk);
    // RFC 8446 4.2.11.2: over the transcript up to and with the list of identities
    TranscriptPart part = m_party.transcript().beforeLast();
    part.truncated = incoming->bytes.first(incoming->bytes.size() - offer.bindersLength());
    const Secret hash = hkdf().transcriptHash("binder.transcript_hash", part);
    const Secret key = m_early->binderKey(m_pskExternal, "binder_key");
    const Secret expected = finishedMac(hkdf(), key, "binder", "binder", hash);
    m_party.requireEqual("client_hello.binder", expected.input("expected"),
                         m_party.field("actual", offer.binders[index], {at + "binders" + number + ".binder"}));
}

std::string Server::earlyDataObstacle() const
{
    const PartyConfig &config = m_party.config();
    if (config.tls13.maxEarlyData == 0)
        return "early-data-not-wanted";
    if (!m_psk || *m_psk != 0 || !m_session)
        return "early-data-not-first-psk";
    if (m_session->maxEarlyData == 0)
        return "early-data-not-allowed-by-ticket";
    if (m_session->suite != hkdf().suite().code)
        return "early-data-other-suite";
    if (m_session->alpn != m_negotiated.alpn)
        return "early-data-other-alpn";
    if (m_retries)
        return "early-data-retry";
    // RFC 8446 8.3: what the client says of the ticket's age must be what the server knows of it
    constexpr std::int64_t toleranceMs = 10000;
    const std::uint32_t said = m_hello.extensions.get<PreSharedKeyExtension>()->identities.front().obfuscatedTicketAge;
    const std::int64_t age = std::int64_t(static_cast<std::uint32_t>(said - m_session->ageAdd));
    const std::int64_t known = (m_party.clock().unixTime() - m_session->established) * 1000;
    if (age > known + toleranceMs || age < known - toleranceMs)
        return "early-data-wrong-age";
    return {};
}

void Server::chooseEarlyData()
{
    if (!m_hello.extensions.has<EarlyData>())
        return;
    std::string obstacle = earlyDataObstacle();
    if (obstacle.empty() && m_party.config().tls13.antiReplay &&
        !m_party.config().sessions->firstUse(
            m_hello.extensions.get<PreSharedKeyExtension>()->identities.front().identity))
        obstacle = "early-data-replayed";
    Decision decision = decisionAbout("early_data", "early-data-first-ticket", "RFC 8446 4.2.10");
    Candidate row;
    row.name = "early_data";
    row.offered = true;
    row.supported = m_party.config().tls13.maxEarlyData > 0;
    row.usable = obstacle.empty();
    row.reason = obstacle;
    decision.candidates.push_back(std::move(row));
    const bool taken = chooseFirst(decision).has_value();
    if (!taken)
        decision.rule = "early-data-refused";
    m_party.take(Choice<bool>{taken, std::move(decision)});
    m_earlyAccepted = taken;
    m_negotiated.earlyData = taken ? "accepted" : "rejected";
    if (taken)
        return;
    // What a client sends before it learns so: as much as its ticket allowed. Where that cannot be read, as much as
    // tickets do now, or a record.
    const std::size_t most = std::max<std::size_t>(
        {maxPlaintext, m_party.config().tls13.maxEarlyData, m_session ? m_session->maxEarlyData : 0});
    m_party.records().skipEarlyData(most + maxTls13Ciphertext, m_retries);
}

void Server::onData(std::size_t size)
{
    Handshake::onData(size);
    if (m_established)
        return;
    // RFC 8446 4.2.10: "A server receiving more than max_early_data_size bytes of 0-RTT data SHOULD terminate the
    // connection with an "unexpected_message" alert."
    m_earlyReceived += size;
    if (m_earlyReceived > m_session->maxEarlyData)
        m_party.requireAtMost("early_data.size", m_session->maxEarlyData, m_earlyReceived, "bytes");
}

/// What a ticket with this ticket_age_add stands for.
SessionState Server::newSession(const Secret &psk, std::uint32_t ageAdd) const
{
    SessionState session;
    session.version = tls13;
    session.suite = hkdf().suite().code;
    session.master = psk.bytes();
    session.clientAuthenticated = m_clientAuthenticated;
    if (const ServerName *name = m_hello.extensions.get<ServerName>(); name && !name->names.empty())
        session.serverName.assign(name->names.front().hostName.begin(), name->names.front().hostName.end());
    session.established = m_party.clock().unixTime();
    session.ageAdd = ageAdd;
    session.maxEarlyData = m_party.config().tls13.maxEarlyData;
    session.alpn = m_negotiated.alpn;
    return session;
}

void Server::sendNewSessionTickets(const Incoming *)
{
    const PartyConfig &config = m_party.config();
    for (unsigned i = 0; i < config.tls13.tickets; ++i) {
        NewSessionTicket message;
        message.lifetime = config.ticketLifetime;
        appendNumber(message.nonce, i, 1); // RFC 8446 4.6.1: unique among the tickets of a connection
        const Secret psk = ticketPsk(hkdf(), m_resumptionMaster, bytesInput("context", message.nonce));
        const Secret ageAdd = m_party.deriver().draw("ticket_age_add", 4, false);
        for (const std::uint8_t byte : ageAdd.bytes())
            message.ageAdd = message.ageAdd << 8 | byte;
        message.ticket = sealSession(m_party, newSession(psk, message.ageAdd), psk);
        if (config.tls13.maxEarlyData > 0)
            message.extensions.add(EarlyData{config.tls13.maxEarlyData});
        m_party.send(std::move(message));
        leaveTranscript();
    }
}

} // namespace hd::v13
