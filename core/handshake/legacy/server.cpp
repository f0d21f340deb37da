// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/server.h"

namespace hd::legacy {

void Server::start()
{
    sendOn(*this, edges());
}

void Server::handle(const Incoming &incoming)
{
    advance(*this, edges(), incoming);
}

void Server::renegotiate()
{
    command(*this, edges(), renegotiateCommand);
}

void Server::sendCertificate(const Incoming *)
{
    CertificateMessage certificate;
    for (const crypto::Certificate &link : m_credential->chain)
        certificate.chain.push_back(link.der());
    m_party.send(std::move(certificate));
}

void Server::sendCertificateStatus(const Incoming *)
{
    m_party.send(CertificateStatus{1, m_credential->ocspResponse});
}

void Server::sendKeyExchange(const Incoming *)
{
    const CipherSuite &suite = *m_now.suite;
    ServerKeyExchange message;
    message.pskIdentityHint = toBytes(m_party.config().pskIdentityHint);
    if (suite.ephemeral() || suite.exportable())
        describeParameters(message);
    if (suite.signsParameters())
        signParameters(message);
    m_party.send(std::move(message));
}

void Server::describeParameters(ServerKeyExchange &message)
{
    Deriver &deriver = m_party.deriver();
    if (m_now.suite->usesDh()) {
        m_share = deriver.ephemeralDh("server_dh_private_key", "dh_Ys", m_dh, bytesInput("dh_p", m_dh.p),
                                      bytesInput("dh_g", m_dh.g));
        message.dhP = m_dh.p;
        message.dhG = m_dh.g;
        message.dhYs = m_share.publicValue.bytes();
    } else if (m_now.suite->usesEcdh()) {
        m_share = deriver.ephemeralEc("server_ecdh_private_key", "ecdh_Ys", m_group);
        message.namedCurve = m_group;
        message.point = m_share.publicValue.bytes();
    } else {
        const crypto::PublicKey::RsaNumbers numbers = m_party.config().exportRsaKey->publicKey().rsaNumbers();
        message.rsaModulus = numbers.modulus;
        message.rsaExponent = numbers.exponent;
        m_temporaryKeySent = true;
        m_now.negotiated.group = "RSA, " + std::to_string(crypto::bitsOf(numbers.modulus)) + " bits";
    }
}

void Server::signParameters(ServerKeyExchange &message)
{
    message.signatureScheme = *m_party.take(
        chooseSignature(*m_now.traits, m_offer.signatures, m_party.config().signatures, m_credential->publicKey));
    const Bytes params = message.params(m_party.wireFrom(Side::Server));
    message.signature =
        m_party.deriver()
            .sign("server_key_exchange.signature", m_credential->key, m_credential->publicKey, message.signatureScheme,
                  concat({m_now.randoms.client.value, m_now.randoms.server.value, params}),
                  signedParts(bytesInput("content", params)))
            .bytes();
}

/// RFC 5246 7.4.4: rsa_sign and, where they can be verified, dss_sign and ecdsa_sign.
static std::vector<std::uint8_t> certificateTypes(const PartyConfig &config, Version version)
{
    constexpr std::uint8_t rsaSign = 1, dssSign = 2, ecdsaSign = 64;
    const bool dsa = !traitsOf(version).signatureAlgorithms ||
                     std::any_of(config.signatures.begin(), config.signatures.end(),
                                 [](std::uint16_t scheme) { return crypto::fits(scheme, crypto::KeyType::Dsa); });
    std::vector<std::uint8_t> types{rsaSign};
    if (dsa)
        types.push_back(dssSign);
    if (version >= tls10) // RFC 4492 came after SSL 3.0
        types.push_back(ecdsaSign);
    return types;
}

void Server::sendCertificateRequest(const Incoming *)
{
    CertificateRequest request;
    request.certificateTypes = certificateTypes(m_party.config(), m_now.traits->version);
    request.signatureSchemes = m_party.config().signatures;
    for (const crypto::Certificate &anchor : m_party.config().anchors)
        request.authorities.push_back(anchor.subjectDer());
    m_party.send(std::move(request));
}

void Server::sendServerHelloDone(const Incoming *)
{
    m_party.send(ServerHelloDone{});
}

void Server::onCertificate(const Incoming *incoming)
{
    const CertificateMessage &message = incoming->as<CertificateMessage>();
    if (m_party.config().clientAuth == ClientAuth::Require)
        // RFC 5246 7.4.6: without a certificate the server may go on or end it with handshake_failure
        m_party.requireAtLeast("certificate.present", 1, message.chain.size(), "certificates");
    if (message.chain.empty())
        return;
    const std::vector<crypto::Certificate> chain =
        m_party.requireChain(message.chain, incoming->id, crypto::Purpose::ClientAuth, {}, "digitalSignature");
    // RFC 5246 7.2.2: access_denied: "A valid certificate was received, but when access control was applied, the sender
    // decided not to proceed with negotiation."
    if (!m_party.config().allowedClients.empty())
        m_party.requireMember("certificate.allowed", m_party.config().allowedClients, {chain.front().commonName()});
    m_clientKey = chain.front().publicKey(m_party.context());
}

void Server::onNoCertificate(const Incoming *)
{
    // RFC 6101 5.6.6: only a warning, which a server that requires a certificate answers with handshake_failure
    if (m_party.config().clientAuth == ClientAuth::Require)
        m_party.requireAtLeast("certificate.present", 1, 0, "certificates");
}

Secret Server::agree(std::string name, const ClientKeyExchange &message)
{
    Deriver &deriver = m_party.deriver();
    const bool finite = m_now.suite->usesDh();
    const Input peer = m_party.field(
        "peer_public", message.exchangeKeys,
        {finite ? "client_key_exchange.exchange_keys.dh_Yc" : "client_key_exchange.exchange_keys.ecdh_Yc"});
    const Input p = m_party.field("dh_p", m_dh.p, {"server_key_exchange.params.dh_p"});
    const Deriver::Agreed agreed = finite ? deriver.agreeDh(std::move(name), m_dh, m_share, peer, p)
                                          : deriver.agreeEc(std::move(name), m_group, m_share, peer);
    const auto *error = std::get_if<crypto::KeyShareError>(&agreed);
    m_party.requirePublicValue("client_key_exchange.public_value", error ? std::optional(*error) : std::nullopt,
                               {peer, finite ? p : wordInput("group", names::group(m_group))});
    return std::get<Secret>(agreed);
}

Secret Server::decryptSecret(std::string name, const ClientKeyExchange &message)
{
    // RFC 5246 7.4.7.1: "the version number in the PreMasterSecret is the version offered by the client in the
    // ClientHello.client_version"
    Bytes version;
    appendNumber(version, m_hello.version, 2);
    const crypto::PrivateKey &key = m_temporaryKeySent ? *m_party.config().exportRsaKey : m_credential->key;
    return m_party.deriver().rsaDecrypt(
        std::move(name), key, key.publicKey(),
        m_party.field("ciphertext", message.exchangeKeys,
                      {"client_key_exchange.exchange_keys.encrypted_pre_master_secret"}),
        48, version);
}

/// The pre-master secret; with a pre-shared key, what stands beside it.
Secret Server::otherSecret(std::string name, const ClientKeyExchange &message)
{
    return m_now.suite->usesRsa() ? decryptSecret(std::move(name), message) : agree(std::move(name), message);
}

Secret Server::psk(const ClientKeyExchange &message)
{
    std::vector<std::string> identities;
    const std::string asked(message.pskIdentity.begin(), message.pskIdentity.end());
    const PreSharedKey *found = nullptr;
    for (const PreSharedKey &key : m_party.config().psks) {
        identities.push_back(key.identity);
        if (key.identity == asked)
            found = &key;
    }
    // RFC 4279 2: an identity that the server does not know may be called so
    m_party.requireMember("client_key_exchange.psk_identity", identities, {asked});
    return m_party.deriver().given(
        "psk", "psk", m_party.field("identity", message.pskIdentity, {"client_key_exchange.psk_identity"}), found->key);
}

void Server::onClientKeyExchange(const Incoming *incoming)
{
    const ClientKeyExchange &message = incoming->as<ClientKeyExchange>();
    const CipherSuite &suite = *m_now.suite;
    if (!suite.usesPsk()) {
        deriveMaster(otherSecret("pre_master_secret", message));
    } else {
        const Secret key = psk(message);
        const Input other = suite.keyExchange == KeyExchange::Psk ? bytesInput("part", Bytes(key.bytes().size()))
                                                                  : otherSecret("other_secret", message).input("part");
        deriveMaster(pskPreMaster(other, key));
    }
    deriveKeys();
}

void Server::onCertificateVerify(const Incoming *incoming)
{
    const CertificateVerify &message = incoming->as<CertificateVerify>();
    const std::uint16_t scheme = requireScheme("certificate_verify.signature_algorithm", message.signatureScheme,
                                               m_party.config().signatures, *m_clientKey);
    const TranscriptPart messages = m_party.transcript().beforeLast();
    Input signature = m_party.field("signature", message.signature, {"certificate_verify.signature"});
    m_now.clientAuthenticated = true;
    if (m_now.traits->keyDerivation == KeyDerivation::Ladder) {
        const Secret hash = schedule().sslCertificateVerifyHash(m_now.master, messages);
        m_party.requireHashSignature("certificate_verify.signature", *m_clientKey, scheme, hash, std::move(signature));
        return;
    }
    Input content = wordInput("content", {});
    content.messages = messages.messages;
    m_party.requireSignature("certificate_verify.signature", *m_clientKey, scheme, messages.bytes, {std::move(content)},
                             std::move(signature));
}

} // namespace hd::legacy
