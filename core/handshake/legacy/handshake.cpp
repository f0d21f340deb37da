// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/handshake.h"

#include "handshake/negotiation.h"

namespace hd::legacy {

static constexpr std::size_t masterSecretLength = 48; // RFC 5246 8.1

void Handshake::enter(State state, std::string_view on, std::string_view clause)
{
    m_party.changeState(name(m_state), name(state), on, clause);
    m_state = state;
}

crypto::Hash Handshake::prfHash() const
{
    return crypto::hashOf(m_suite->prf);
}

Input Handshake::clientRandomInput() const
{
    return m_party.field("seed", m_clientRandom, {"client_hello.random"});
}

Input Handshake::serverRandomInput() const
{
    return m_party.field("seed", m_serverRandom, {"server_hello.random"});
}

void Handshake::settleVersion(Version version)
{
    m_party.wire().version = version;
    m_party.records().setVersion(version);
    m_party.records().expectVersion(version);
    m_negotiated.version = names::version(version);
}

void Handshake::settleSuite(const CipherSuite &suite)
{
    m_suite = &suite;
    m_party.wire().suite = &suite;
    m_negotiated.suite = suite.name;
    m_negotiated.keyExchange = suite.keyExchangeName();
    m_negotiated.cipher = suite.cipherName();
    m_negotiated.hash = suite.hashPartName();
}

void Handshake::deriveKeys(const Secret &preMaster)
{
    Deriver &deriver = m_party.deriver();
    const crypto::Hash hash = prfHash();
    if (m_negotiated.extendedMasterSecret) {
        // RFC 7627 4: master_secret = PRF(pre_master_secret, "extended master secret", session_hash)[0..47]
        const Secret sessionHash = deriver.hash("session_hash", hash, m_party.transcript().all());
        m_master = deriver.prf("master_secret", hash, preMaster, "extended master secret", {sessionHash.input("seed")},
                               masterSecretLength);
    } else {
        // RFC 5246 8.1: PRF(pre_master_secret, "master secret", ClientHello.random + ServerHello.random)[0..47]
        m_master = deriver.prf("master_secret", hash, preMaster, "master secret",
                               {clientRandomInput(), serverRandomInput()}, masterSecretLength);
    }
    // RFC 5246 6.3: key_block = PRF(master_secret, "key expansion", server_random + client_random)
    const std::size_t mac = m_suite->mac == HashName::None ? 0 : crypto::size(crypto::hashOf(m_suite->mac));
    const std::size_t key = m_suite->keyLength, iv = m_suite->fixedIvLength;
    const Secret block = deriver.prf("key_block", hash, m_master, "key expansion",
                                     {serverRandomInput(), clientRandomInput()}, 2 * (mac + key + iv));
    std::size_t offset = 0;
    const auto cut = [&](const char *name, std::size_t length) {
        const std::size_t from = offset;
        offset += length;
        return length == 0 ? Secret() : deriver.slice(name, block, from, length);
    };
    m_keys.clientMac = cut("client_write_MAC_key", mac);
    m_keys.serverMac = cut("server_write_MAC_key", mac);
    m_keys.clientKey = cut("client_write_key", key);
    m_keys.serverKey = cut("server_write_key", key);
    m_keys.clientIv = cut("client_write_IV", iv);
    m_keys.serverIv = cut("server_write_IV", iv);
}

void Handshake::sendChangeCipherSpec()
{
    m_party.sendOther(ChangeCipherSpec{});
    const bool client = m_party.side() == Side::Client;
    m_party.installKeys(true, *m_suite, m_negotiated.encryptThenMac, client ? m_keys.clientMac : m_keys.serverMac,
                        client ? m_keys.clientKey : m_keys.serverKey, client ? m_keys.clientIv : m_keys.serverIv);
}

void Handshake::expectChangeCipherSpec()
{
    const bool client = m_party.side() == Side::Client;
    m_party.installKeys(false, *m_suite, m_negotiated.encryptThenMac, client ? m_keys.serverMac : m_keys.clientMac,
                        client ? m_keys.serverKey : m_keys.clientKey, client ? m_keys.serverIv : m_keys.clientIv);
}

/// RFC 5246 7.4.9: PRF(master_secret, finished_label, Hash(handshake_messages))[0..verify_data_length-1]
Secret Handshake::verifyData(Side side, const TranscriptPart &messages)
{
    const std::string who = side == Side::Client ? "client" : "server";
    const Secret hash = m_party.deriver().hash(who + "_finished.handshake_hash", prfHash(), messages);
    return m_party.deriver().prf(who + "_finished.verify_data", prfHash(), m_master, who + " finished",
                                 {hash.input("seed")}, 12, false);
}

void Handshake::sendFinished()
{
    m_party.send(Finished{verifyData(m_party.side(), m_party.transcript().all()).bytes()});
}

void Handshake::checkFinished(const Finished &finished)
{
    const Secret expected = verifyData(peerOf(m_party.side()), m_party.transcript().beforeLast());
    m_party.requireEqual("finished.verify_data", expected.input("expected"),
                         m_party.field("actual", finished.verifyData, {"finished.verify_data"}));
}

std::vector<crypto::Certificate> Handshake::requireChain(const CertificateMessage &message, MessageId id,
                                                         crypto::Purpose purpose, const std::string &name,
                                                         std::string keyUsage)
{
    std::vector<crypto::Certificate> chain;
    for (std::size_t i = 0; i < message.chain.size(); ++i) {
        std::optional<crypto::Certificate> certificate =
            crypto::Certificate::fromDer(m_party.context(), message.chain[i]);
        if (!certificate)
            m_party.failSyntax("certificate.syntax",
                               {"is not a DER certificate",
                                "certificate.certificate_list[" + std::to_string(i) + "].certificate",
                                {}});
        chain.push_back(std::move(*certificate));
    }
    if (m_party.config().verifyPeer) {
        const crypto::ChainPolicy policy{m_party.config().anchors, m_party.clock().unixTime(), purpose, name,
                                         std::move(keyUsage)};
        m_party.requireChain(crypto::verifyChain(m_party.context(), chain, policy), policy, id);
    }
    return chain;
}

void Handshake::requireGoodScheme(std::string_view check, std::uint16_t scheme,
                                  const std::vector<std::uint16_t> &accepted, const crypto::PublicKey &key)
{
    std::vector<std::string> allowed;
    for (const std::uint16_t code : accepted)
        if (crypto::fits(code, key.type()))
            allowed.push_back(names::signature(code));
    const std::string actual = names::signature(scheme);
    m_party.requireMember(check, allowed, {actual.empty() ? std::to_string(scheme) : actual});
}

Bytes Handshake::exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length)
{
    std::vector<Input> seeds{clientRandomInput(), serverRandomInput()};
    if (context) {
        Bytes size;
        appendNumber(size, context->size(), 2);
        seeds.push_back(bytesInput("seed", size));
        seeds.push_back(bytesInput("seed", *context));
    }
    return m_party.deriver()
        .prf("exported_keying_material", prfHash(), m_master, label, std::move(seeds), length)
        .bytes();
}

} // namespace hd::legacy
