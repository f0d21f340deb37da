// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/rsakeyexchange.h"

#include "crypto/certificates.h"
#include "crypto/keyschedule.h"

namespace hd {

void RsaKeyExchange::beginHandshake()
{
    m_messages.clear();
    m_encrypted.reset();
    m_temporaryKey = false;
    // The certificate stays: a handshake within the connection may resume.
}

void RsaKeyExchange::see(Side from, const HandshakeMessage &message, ByteView bytes)
{
    if (m_keys.empty() || std::holds_alternative<HelloRequest>(message))
        return; // RFC 5246 7.4.1.1: hello_request is not hashed
    if (std::holds_alternative<ClientHello>(message))
        beginHandshake();
    if (!m_encrypted)
        append(m_messages, bytes);
    if (const auto *certificate = std::get_if<CertificateMessage>(&message)) {
        if (from == Side::Server && !certificate->chain.empty())
            m_certificate = certificate->chain.front();
    } else if (const auto *parameters = std::get_if<ServerKeyExchange>(&message)) {
        m_temporaryKey = !parameters->rsaModulus.empty();
    } else if (const auto *exchange = std::get_if<ClientKeyExchange>(&message)) {
        m_encrypted = exchange->exchangeKeys;
    }
}

Error RsaKeyExchange::noRsa(const std::string &how)
{
    return {"the private key does not help: the keys were agreed by " + how + ", where the server's key at most signs",
            {},
            "a key log of the client or the server has the secrets"};
}

void RsaKeyExchange::explainOnce(Error why)
{
    if (!m_keys.empty() && std::find(m_notices.begin(), m_notices.end(), why) == m_notices.end())
        m_notices.push_back(std::move(why));
}

void RsaKeyExchange::onRefuted()
{
    explainOnce({"what the private key makes of client_key_exchange does not open the records",
                 {},
                 "is it the key of this very connection?"});
}

/// The one whose public half is in the server's certificate.
const crypto::PrivateKey *RsaKeyExchange::fittingKey()
{
    const std::optional<crypto::Certificate> certificate = crypto::Certificate::fromDer(m_context, m_certificate);
    const bool rsa = certificate && certificate->publicKey(m_context).type() == crypto::KeyType::Rsa;
    if (!rsa) {
        explainOnce({"the private key does not help: the server's certificate was not seen", {}, {}});
        return nullptr;
    }
    const Bytes modulus = certificate->publicKey(m_context).rsaNumbers().modulus;
    for (const crypto::PrivateKey &key : m_keys)
        if (key.type() == crypto::KeyType::Rsa && key.publicKey().rsaNumbers().modulus == modulus)
            return &key;
    explainOnce({"the private key is not that of the server's certificate, " + certificate->subject(), {}, {}});
    return nullptr;
}

std::optional<Bytes> RsaKeyExchange::preMasterSecret()
{
    constexpr std::size_t length = 48; // RFC 5246 7.4.7.1
    const CipherSuite &suite = *m_agreement.suite();
    if (!m_encrypted) {
        explainOnce({"the private key does not help: a session was resumed, and its secret is that of an earlier "
                     "connection",
                     {},
                     "a key log has it"});
        return std::nullopt;
    }
    if (suite.keyExchange != KeyExchange::Rsa) {
        explainOnce(suite.usesRsa()
                        ? Error{"the private key is not enough: the keys come from a pre-shared key, too", {}, {}}
                        : noRsa(std::string(suite.keyExchangeName())));
        return std::nullopt;
    }
    if (m_temporaryKey) {
        explainOnce({"the private key does not help: the client encrypted to a temporary key of the server", {}, {}});
        return std::nullopt;
    }
    const crypto::PrivateKey *key = fittingKey();
    if (!key)
        return std::nullopt;
    std::optional<Bytes> secret = key->rsaDecrypt(m_context, *m_encrypted);
    if (secret && secret->size() == length)
        return secret;
    explainOnce({"the private key does not open client_key_exchange", {}, {}});
    return std::nullopt;
}

Bytes RsaKeyExchange::masterOf(const Bytes &preMaster)
{
    Recorder aside(Side::Server); // what is computed here is nobody's account
    Deriver deriver(m_context, aside, m_entropy);
    KeySchedule schedule(deriver, traitsOf(m_agreement.version()), *m_agreement.suite());
    const Secret secret = deriver.given("pre_master_secret", "private key", std::nullopt, preMaster);
    if (m_agreement.extendedMasterSecret())
        return schedule.extendedMasterSecret(secret, {m_messages, {}, std::nullopt}).bytes();
    return schedule
        .masterSecret(secret,
                      {bytesInput("seed", m_agreement.clientRandom()), bytesInput("seed", m_agreement.serverRandom())})
        .bytes();
}

std::optional<Bytes> RsaKeyExchange::masterSecret()
{
    if (m_keys.empty() || !m_agreement.suite())
        return std::nullopt;
    try {
        if (const std::optional<Bytes> preMaster = preMasterSecret())
            return masterOf(*preMaster);
    } catch (const crypto::CryptoFailure &failure) {
        explainOnce({std::string("the private key does not help: ") + failure.what(), {}, {}});
    }
    return std::nullopt;
}

} // namespace hd
