// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/keythief.h"

#include "crypto/keyschedule.h"
#include "crypto/tls13keyschedule.h"
#include "trace/secretlabels.h"

namespace hd {

void KeyThief::keep(std::string_view label, const OverheardHandshake &handshake, Bytes secret)
{
    m_secrets[{std::string(label), handshake.clientRandom}] = std::move(secret);
}

Secrets KeyThief::secrets() const
{
    return [this](std::string_view label, ByteView random) -> std::optional<Bytes> {
        const auto found = m_secrets.find({std::string(label), Bytes(random.begin(), random.end())});
        return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
    };
}

bool KeyThief::knows(const OverheardHandshake &handshake) const
{
    const bool modern = handshake.family == Family::Tls13;
    return secrets()(modern ? secretlabel::clientTraffic : secretlabel::master, handshake.clientRandom).has_value();
}

bool KeyThief::learn(const std::vector<OverheardHandshake> &handshakes)
{
    const std::size_t before = m_secrets.size();
    for (const OverheardHandshake &handshake : handshakes) {
        if (handshake.earlyData)
            learnEarly(handshake);
        if (handshake.suite && handshake.family == Family::Tls13)
            learnTls13(handshake);
        else if (handshake.suite && !knows(handshake))
            learnLegacy(handshake);
    }
    return m_secrets.size() > before;
}

// Up to TLS 1.2 -----------------------------------------------------------------------------------------------------

void KeyThief::learnLegacy(const OverheardHandshake &handshake)
{
    std::optional<Bytes> master;
    // RFC 5077 5.5: a ticket holds the master secret, of this connection or of the one that goes on with it
    for (const Bytes *ticket : {&handshake.issuedTicket, &handshake.offeredTicket})
        if (!master && !(ticket == &handshake.offeredTicket && handshake.keyExchange))
            if (const std::optional<SessionState> session = open(*ticket))
                master = session->master;
    if (!master && !handshake.keyExchange) // RFC 5246 7.3: it goes on with an earlier session
        if (const auto known = m_sessions.find(handshake.sessionId); known != m_sessions.end())
            master = known->second;
    if (!master)
        if (const std::optional<Bytes> secret = preMaster(handshake))
            master = masterOf(handshake, *secret);
    if (!master)
        return;
    if (!handshake.sessionId.empty())
        m_sessions[handshake.sessionId] = *master;
    keep(secretlabel::master, handshake, std::move(*master));
}

std::optional<Bytes> KeyThief::preMaster(const OverheardHandshake &handshake) const
{
    const bool encrypted = handshake.suite->keyExchange == KeyExchange::Rsa && !handshake.temporaryKey;
    if (m_privateKey && encrypted && !handshake.encryptedPreMaster.empty())
        return m_privateKey->rsaDecrypt(m_context, handshake.encryptedPreMaster);
    if (!m_psk.empty() && handshake.suite->keyExchange == KeyExchange::Psk && handshake.keyExchange) {
        // RFC 4279 2: as many zeros as the key is long, and the key, each with its length
        Bytes secret;
        appendNumber(secret, m_psk.size(), 2);
        append(secret, Bytes(m_psk.size(), 0));
        appendNumber(secret, m_psk.size(), 2);
        append(secret, m_psk);
        return secret;
    }
    return std::nullopt;
}

Bytes KeyThief::masterOf(const OverheardHandshake &handshake, const Bytes &preMaster) const
{
    Recorder aside(Side::Client); // what is computed here is nobody's account
    SystemEntropy entropy;
    Deriver deriver(m_context, aside, entropy);
    KeySchedule schedule(deriver, traitsOf(handshake.version), *handshake.suite);
    const Secret secret = deriver.given("pre_master_secret", "leak", std::nullopt, preMaster);
    if (handshake.extendedMasterSecret && handshake.keyExchangeEnd)
        return schedule
            .extendedMasterSecret(secret, {ByteView(handshake.transcript).first(*handshake.keyExchangeEnd), {}})
            .bytes();
    return schedule
        .masterSecret(secret, {bytesInput("seed", handshake.clientRandom), bytesInput("seed", handshake.serverRandom)})
        .bytes();
}

std::optional<SessionState> KeyThief::open(const Bytes &ticket) const
{
    if (m_ticketKeys.size() != crypto::ticketKeyLength || ticket.empty())
        return std::nullopt;
    const std::optional<Bytes> inside = crypto::openTicket(m_context, m_ticketKeys, ticket);
    return inside ? sessionOf(*inside, 0) : std::nullopt;
}

// TLS 1.3 -----------------------------------------------------------------------------------------------------------

std::optional<Bytes> KeyThief::pskOf(const OverheardHandshake &handshake, std::size_t index) const
{
    if (index >= handshake.identities.size())
        return std::nullopt;
    if (const std::optional<SessionState> session = open(handshake.identities[index]))
        return session->master;
    return m_psk.empty() ? std::nullopt : std::optional(m_psk);
}

/// RFC 8446 2.3: early data is under keys that come from the first PSK and the client_hello alone.
void KeyThief::learnEarly(const OverheardHandshake &handshake)
{
    const std::optional<Bytes> psk = pskOf(handshake, 0);
    if (!psk || !handshake.helloEnd || secrets()(secretlabel::clientEarlyTraffic, handshake.clientRandom))
        return;
    const std::optional<SessionState> session = open(handshake.identities[0]);
    const CipherSuite *suite = session ? cipherSuite(session->suite) : handshake.suite;
    if (!suite)
        return;
    Recorder aside(Side::Client);
    SystemEntropy entropy;
    Deriver deriver(m_context, aside, entropy);
    const v13::Hkdf hkdf(deriver, *suite);
    const Secret key = deriver.given("psk", "leak", std::nullopt, *psk);
    const v13::EarlySecret early(hkdf, &key);
    const ByteView hello = handshake.firstHello ? ByteView(*handshake.firstHello)
                                                : ByteView(handshake.transcript).first(*handshake.helloEnd);
    keep(secretlabel::clientEarlyTraffic, handshake,
         early.clientEarlyTraffic(hkdf.transcriptHash("hash", {hello, {}})).bytes());
}

/// A PSK alone opens all; with (EC)DHE beside it, it opens nothing of the handshake.
void KeyThief::learnTls13(const OverheardHandshake &handshake)
{
    if (handshake.keyShare || !handshake.selectedIdentity || !handshake.serverHelloEnd)
        return;
    const std::optional<Bytes> psk = pskOf(handshake, *handshake.selectedIdentity);
    if (!psk)
        return;
    Recorder aside(Side::Client);
    SystemEntropy entropy;
    Deriver deriver(m_context, aside, entropy);
    const v13::Hkdf hkdf(deriver, *handshake.suite);
    const auto hashUpTo = [&](std::size_t end) {
        TranscriptPart part{ByteView(handshake.transcript).first(end), {}};
        if (handshake.firstHello)
            part.messageHash = hkdf.messageHash({*handshake.firstHello, {}});
        return hkdf.transcriptHash("hash", part);
    };
    const Secret key = deriver.given("psk", "leak", std::nullopt, *psk);
    v13::HandshakeSecret secret = v13::EarlySecret(hkdf, &key).agree(nullptr);
    const Secret hellos = hashUpTo(*handshake.serverHelloEnd);
    keep(secretlabel::clientHandshakeTraffic, handshake, secret.traffic(Side::Client, hellos).bytes());
    keep(secretlabel::serverHandshakeTraffic, handshake, secret.traffic(Side::Server, hellos).bytes());
    if (!handshake.serverFinishedEnd)
        return;
    const v13::MasterSecret master = std::move(secret).finish();
    const Secret all = hashUpTo(*handshake.serverFinishedEnd);
    keep(secretlabel::clientTraffic, handshake, master.traffic(Side::Client, all).bytes());
    keep(secretlabel::serverTraffic, handshake, master.traffic(Side::Server, all).bytes());
}

} // namespace hd
