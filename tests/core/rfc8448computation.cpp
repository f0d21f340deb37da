// SPDX-License-Identifier: GPL-3.0-or-later
#include "rfc8448computation.h"

#include "print.h"

#include "crypto/keyshares.h"
#include "messages/messages.h"

namespace hd::test {

void PublishedEntropy::fill(std::span<std::uint8_t> out)
{
    if (out.size() > m_bytes.size())
        qFatal("more is drawn than is published");
    std::copy_n(m_bytes.begin(), out.size(), out.begin());
    m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(out.size()));
}

Computation::Computation(crypto::Context &context, const PublishedSession &session)
    : m_context(context),
      m_session(session),
      m_deriver(context, m_recorder, m_entropy),
      m_hkdf(m_deriver, *session.suite)
{
    for (const PublishedFlight &flight : session.wire)
        for (const Bytes &record : flight.records)
            if (record[0] == static_cast<std::uint8_t>(Protocol::Handshake))
                m_hellos.push_back(fragmentOf(record));
    m_server = messagesIn(session.serverFlight);
    m_client = messagesIn(session.clientFlight);
    if (session.secrets.contains("client_early_traffic_secret"))
        m_client.insert(m_client.begin(), endOfEarlyData);
}

Bytes Computation::truncatedHello() const
{
    const DecodedHandshake decoded = decodeHandshake(m_hellos.front(), {});
    const auto *key = std::get<ClientHello>(*decoded.message).extensions.get<PreSharedKeyExtension>();
    if (!key)
        return {};
    const Bytes &hello = m_hellos.front();
    return {hello.begin(), hello.end() - static_cast<std::ptrdiff_t>(key->bindersLength())};
}

/// By the client and by the server, whose values must be the published ones and whose secrets must be the same.
Secret Computation::agree()
{
    const auto client = std::get<ClientHello>(*decodeHandshake(m_hellos[m_hellos.size() - 2], {}).message);
    const auto server = std::get<ServerHello>(*decodeHandshake(m_hellos.back(), {tls13, Side::Server}).message);
    const Bytes clientValue = client.extensions.get<KeyShare>()->shares.front().keyExchange;
    const Bytes serverValue = server.extensions.get<KeyShare>()->shares.front().keyExchange;
    KeyAgreement agreement(m_deriver, m_context);
    PublishedEntropy ofClient(m_session.client.privateKey), ofServer(m_session.server.privateKey);
    KeyShareSecret own;
    {
        const crypto::Context::EntropyScope scope(m_context, ofClient);
        own = agreement.generate(Side::Client, m_session.client.group);
    }
    if (own.keyExchange != clientValue)
        qFatal("the client's share is not the published one");
    const crypto::Context::EntropyScope scope(m_context, ofServer);
    auto answer = agreement.answer(m_session.server.group, bytesInput("peer_public", clientValue));
    const auto &[share, secret] = std::get<KeyAgreement::Answer>(answer);
    if (share.keyExchange != serverValue)
        qFatal("the server's share is not the published one");
    const Deriver::Agreed agreed = agreement.agree(own, bytesInput("peer_public", serverValue));
    if (std::get<Secret>(agreed).bytes() != secret.bytes())
        qFatal("the secrets differ");
    return secret;
}

/// The messages of the handshake, but the first client_hello before a hello_retry_request, up to but without the first
/// of type @p upTo by @p sender.
Bytes Computation::covered(Side sender, HandshakeType upTo) const
{
    Bytes all;
    for (std::size_t i = m_messageHash ? 1 : 0; i < m_hellos.size(); ++i)
        append(all, m_hellos[i]);
    for (const bool ofServer : {true, false})
        for (const Bytes &message : ofServer ? m_server : m_client) {
            if ((sender == Side::Server) == ofServer && message[0] == static_cast<std::uint8_t>(upTo))
                return all;
            append(all, message);
        }
    return all;
}

void Computation::run(const Bytes &psk)
{
    std::optional<Secret> given;
    if (!psk.empty())
        given = m_deriver.given("psk", "psk", std::nullopt, psk);
    v13::EarlySecret early(m_hkdf, given ? &*given : nullptr);
    if (given) {
        const Secret binderKey = early.binderKey(false, "binder_key");
        const Bytes truncated = truncatedHello();
        const Secret hash = m_hkdf.transcriptHash("binder.transcript_hash", {{}, {}, {}, truncated});
        v13::finishedMac(m_hkdf, binderKey, "binder", "binder", hash);
        const Secret helloHash = hashOf("client_hello.transcript_hash", m_hellos.front());
        addKeys(Side::Client, early.clientEarlyTraffic(helloHash), "client_early");
        early.earlyExporterMaster(helloHash);
    }
    if (m_hellos.size() == 4)
        m_messageHash = m_hkdf.messageHash({m_hellos.front(), {}});
    const Secret shared = agree();
    v13::HandshakeSecret handshake = std::move(early).agree(&shared);
    const Secret helloHash =
        hashOf("server_hello.transcript_hash", covered(Side::Server, HandshakeType::EncryptedExtensions));
    const Secret clientTraffic = handshake.traffic(Side::Client, helloHash);
    const Secret serverTraffic = handshake.traffic(Side::Server, helloHash);
    addKeys(Side::Client, clientTraffic, "client_handshake");
    addKeys(Side::Server, serverTraffic, "server_handshake");
    for (const Side sender : {Side::Server, Side::Client}) {
        const std::string word = test::word(sender);
        const Secret hash = hashOf(word + "_finished.transcript_hash", covered(sender, HandshakeType::Finished));
        v13::finishedMac(m_hkdf, sender == Side::Client ? clientTraffic : serverTraffic, word,
                         word + "_finished.verify_data", hash);
    }
    const v13::MasterSecret master = std::move(handshake).finish();
    Bytes toServerFinished = covered(Side::Server, HandshakeType::Finished);
    append(toServerFinished, m_server.back());
    const Secret hash = hashOf("handshake.transcript_hash", toServerFinished);
    addKeys(Side::Client, master.traffic(Side::Client, hash), "client_application");
    addKeys(Side::Server, master.traffic(Side::Server, hash), "server_application");
    master.exporterMaster(hash);
    Bytes whole = covered(Side::Client, HandshakeType::Finished);
    append(whole, m_client.back());
    m_resumption = master.resumptionMaster(hashOf("connection.transcript_hash", whole));
    for (const PublishedRecord &record : m_session.afterHandshake)
        if (record.type == Protocol::Handshake) {
            const DecodedHandshake ticket = decodeHandshake(record.plaintext, {tls13, Side::Server});
            v13::ticketPsk(m_hkdf, *m_resumption,
                           bytesInput("context", std::get<v13::NewSessionTicket>(*ticket.message).nonce));
        }
}

Bytes Computation::ticketPsk() const
{
    return output("ticket_psk");
}

Bytes Computation::messageOf(Side sender, HandshakeType type) const
{
    for (const Bytes &message : sender == Side::Client ? m_client : m_server)
        if (message[0] == static_cast<std::uint8_t>(type))
            return message;
    return {};
}

/// RFC 8446 4.4.3
Bytes Computation::signedContent(Side sender) const
{
    if (messageOf(sender, HandshakeType::CertificateVerify).empty())
        return {};
    Bytes all;
    if (m_messageHash)
        all = m_messageHash->value;
    append(all, covered(sender, HandshakeType::CertificateVerify));
    const std::string context =
        std::string("TLS 1.3, ") + test::word(sender) + " CertificateVerify" + std::string(1, '\0');
    return concat({Bytes(64, ' '), toBytes(context), crypto::digest(m_context, crypto::Hash::Sha256, {all})});
}

} // namespace hd::test
