// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/client.h"

namespace hd::legacy {

Client::Client(Party &party, Said said)
    : Handshake(party), m_hello(std::move(said.hello)), m_offered(std::move(said.session))
{
    m_state = State::WaitServerHello;
    m_now.randoms.client = std::move(said.random);
}

void Client::start()
{
    sendOn(*this, edges());
}

void Client::handle(const Incoming &incoming)
{
    // RFC 5246 7.4.1.1: "This message will be ignored by the client if the client is currently negotiating a session."
    if (incoming.name == "hello_request" && !connected())
        return;
    advance(*this, edges(), incoming);
}

void Client::renegotiate()
{
    command(*this, edges(), renegotiateCommand);
}

std::optional<SessionState> Client::session() const
{
    if (!connected() || m_forgotten)
        return std::nullopt;
    SessionState session = m_now.resumed && m_offered ? *m_offered : SessionState{};
    session.id = m_now.sessionId;
    if (!m_ticket.ticket.empty()) {
        session.ticket = m_ticket.ticket;
        session.lifetime = m_ticket.lifetimeHint;
    }
    if (session.id.empty() && session.ticket.empty())
        return std::nullopt;
    session.version = m_now.traits->version;
    session.suite = m_now.suite->code;
    session.compression = m_now.compression;
    session.master = m_now.master.bytes();
    session.extendedMasterSecret = m_now.negotiated.extendedMasterSecret;
    session.clientAuthenticated = m_now.clientAuthenticated;
    session.serverName = m_party.config().serverName;
    session.established = m_party.clock().unixTime();
    return session;
}

/// RFC 5246 7.4.2: the keys that are "compatible with the selected key exchange algorithm".
static std::vector<std::string> keyTypesOf(const CipherSuite &suite, const VersionTraits &traits)
{
    switch (suite.authentication) {
    case Authentication::Dss:
        return {"DSA"};
    case Authentication::Ecdsa:
        if (traits.signatureAlgorithms)
            return {"ECDSA", "Ed25519", "Ed448"}; // RFC 8422 5.10
        return {"ECDSA"};
    default:
        if (suite.ephemeral() && traits.signatureAlgorithms)
            return {"RSA", "RSA-PSS"};
        return {"RSA"};
    }
}

static constexpr std::uint64_t exportBits = 512; // RFC 2246 D.1

/// The least bits of an RSA or DSA key: RFC 9325 4.5 recommends 2048; this client refuses fewer than 1024, but for the
/// export suites, which were made for less.
static std::uint64_t leastKeyBits(const CipherSuite &suite)
{
    return suite.exportable() ? exportBits : 1024;
}

void Client::onCertificate(const Incoming *incoming)
{
    const CertificateMessage &message = incoming->as<CertificateMessage>();
    // RFC 5246 7.4.2: "The server MUST send a Certificate message whenever the agreed-upon key exchange method uses
    // certificates for authentication"
    m_party.requireAtLeast("certificate.present", 1, message.chain.size(), "certificates");
    const CipherSuite &suite = *m_now.suite;
    const bool encrypts = suite.usesRsa() && !suite.exportable();
    const PartyConfig &config = m_party.config();
    m_serverChain = m_party.requireChain(message.chain, incoming->id, crypto::Purpose::ServerAuth,
                                         config.certificateName.empty() ? config.serverName : config.certificateName,
                                         encrypts          ? "keyEncipherment"
                                         : suite.usesRsa() ? ""
                                                           : "digitalSignature");
    m_serverKey = m_serverChain.front().publicKey(m_party.context());
    m_party.requireMember("certificate.key_type", keyTypesOf(suite, *m_now.traits), {keyTypeName(m_serverKey->type())});
    if (suite.authentication != Authentication::Ecdsa)
        m_party.requireAtLeast("certificate.key_size", leastKeyBits(suite),
                               static_cast<std::uint64_t>(m_serverKey->bits()), "bits");
}

void Client::onCertificateStatus(const Incoming *incoming)
{
    const CertificateStatus &message = incoming->as<CertificateStatus>();
    m_party.requireMember("certificate_status.type", {names::statusType(1)},
                          {names::statusType(message.statusType).empty() ? std::to_string(message.statusType)
                                                                         : names::statusType(message.statusType)});
    // RFC 6066 8: who asked for an OCSP response must check it, and abort with bad_certificate_status_response when it
    // does not satisfy
    if (!m_party.config().verifyPeer)
        return;
    m_party.requireGoodStatus("certificate_status.response",
                              m_party.field("response", message.response, {"certificate_status.response"}),
                              m_serverChain.front(), issuerOf(m_serverChain, m_party.config().anchors));
}

void Client::onServerKeyExchange(const Incoming *incoming)
{
    m_serverShare = incoming->as<ServerKeyExchange>();
    const CipherSuite &suite = *m_now.suite;
    if (suite.usesDh())
        checkDhParameters();
    else if (suite.usesEcdh())
        checkCurve();
    else if (suite.exportable())
        checkTemporaryRsaKey();
    if (suite.signsParameters())
        checkParametersSignature();
}

void Client::checkCurve()
{
    // RFC 8422 5.4: the curve must be one of those that the client offered
    std::vector<std::string> allowed;
    for (const std::uint16_t group : m_party.config().groups)
        if (namedGroup(group) && namedGroup(group)->elliptic())
            allowed.push_back("named_curve " + names::group(group));
    m_party.requireMember("server_key_exchange.group", allowed,
                          {nameOr(names::curveType(m_serverShare.curveType), m_serverShare.curveType) + " " +
                           nameOr(names::group(m_serverShare.namedCurve), m_serverShare.namedCurve)});
    m_now.negotiated.group = names::group(m_serverShare.namedCurve);
}

void Client::checkDhParameters()
{
    const crypto::DhParameters parameters{m_serverShare.dhP, m_serverShare.dhG};
    const std::uint64_t bits = crypto::bitsOf(parameters.p);
    // RFC 7919 5.1 and RFC 5246 F.1.1.3: a small group is no protection, and one that is none cannot be computed in
    m_party.requireMember("server_key_exchange.dh_params", {"usable"},
                          {crypto::usable(parameters) ? "usable" : "no group"});
    if (m_now.suite->exportable()) {
        m_party.requireAtMost("server_key_exchange.export_size", exportBits, bits, "bits");
        m_party.requireAtLeast("server_key_exchange.dh_size",
                               std::min<std::uint64_t>(exportBits, m_party.config().minimumDhBits), bits, "bits");
    } else {
        m_party.requireAtLeast("server_key_exchange.dh_size", m_party.config().minimumDhBits, bits, "bits");
    }
    m_now.negotiated.group = crypto::nameOf(parameters);
}

void Client::checkTemporaryRsaKey()
{
    const crypto::PublicKey::RsaNumbers numbers{m_serverShare.rsaModulus, m_serverShare.rsaExponent};
    // RFC 2246 D.1: "RSA keys longer than 512 bits cannot be used for key exchange" in the export suites
    m_party.requireAtMost("server_key_exchange.export_size", exportBits, crypto::bitsOf(numbers.modulus), "bits");
    m_temporaryKey = crypto::PublicKey::fromRsa(m_party.context(), numbers);
    m_party.requireMember("server_key_exchange.rsa_key", {"usable"}, {m_temporaryKey ? "usable" : "no key"});
    m_now.negotiated.group = "RSA, " + std::to_string(crypto::bitsOf(numbers.modulus)) + " bits";
}

void Client::checkParametersSignature()
{
    const std::uint16_t scheme = requireScheme("server_key_exchange.signature_algorithm", m_serverShare.signatureScheme,
                                               m_party.config().signatures, *m_serverKey);
    // RFC 5246 7.4.3: digitally-signed struct { client_random; server_random; params }
    const Bytes params = m_serverShare.params(m_party.wireFrom(Side::Server));
    m_party.requireSignature(
        "server_key_exchange.signature", *m_serverKey, scheme,
        concat({m_now.randoms.client.value, m_now.randoms.server.value, params}),
        signedParts(m_party.field("content", params, {"server_key_exchange.params"})),
        m_party.field("signature", m_serverShare.signature, {"server_key_exchange.signed_params.signature"}));
}

void Client::onCertificateRequest(const Incoming *incoming)
{
    m_request = incoming->as<CertificateRequest>();
}

void Client::onServerHelloDone(const Incoming *)
{
    if (m_request)
        m_credential =
            m_party
                .take(chooseClientCertificate(
                    *m_now.traits, {m_request->certificateTypes, m_request->signatureSchemes, m_request->authorities},
                    m_party.config()))
                .value_or(nullptr);
}

void Client::sendCertificate(const Incoming *)
{
    // RFC 5246 7.4.6: "If no suitable certificate is available, the client MUST send a certificate message containing
    // no certificates."
    CertificateMessage message;
    if (m_credential)
        for (const crypto::Certificate &certificate : m_credential->chain)
            message.chain.push_back(certificate.der());
    m_party.send(std::move(message));
    m_now.clientAuthenticated = m_credential != nullptr;
}

void Client::sendNoCertificate(const Incoming *)
{
    // RFC 6101 5.6.6: "If no suitable certificate is available, the client should send a no certificate alert instead."
    m_party.sendOther(AlertMessage{AlertLevel::Warning, Alert::NoCertificate});
}

void Client::sendCertificateVerify(const Incoming *)
{
    const crypto::PrivateKey &key = m_credential->key;
    const crypto::PublicKey &publicKey = m_credential->publicKey;
    const std::uint16_t scheme = *m_party.take(
        chooseSignature(*m_now.traits, m_request->signatureSchemes, m_party.config().signatures, publicKey));
    // RFC 5246 7.4.8: a signature over "all handshake messages sent or received, starting at client hello and up to,
    // but not including, this message"
    const TranscriptPart messages = m_party.transcript().all();
    Deriver &deriver = m_party.deriver();
    if (m_now.traits->keyDerivation == KeyDerivation::Ladder) {
        const Secret hash = schedule().sslCertificateVerifyHash(m_now.master, messages);
        const Secret signature = deriver.signHash("certificate_verify.signature", key, publicKey, scheme, hash);
        m_party.send(CertificateVerify{scheme, signature.bytes()});
        return;
    }
    Input content = wordInput("content", {});
    content.messages = messages.messages;
    const Secret signature =
        deriver.sign("certificate_verify.signature", key, publicKey, scheme, messages.bytes, {std::move(content)});
    m_party.send(CertificateVerify{scheme, signature.bytes()});
}

void Client::onNewSessionTicket(const Incoming *incoming)
{
    m_ticket = incoming->as<NewSessionTicket>();
}

} // namespace hd::legacy
