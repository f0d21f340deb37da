// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/client.h"

#include "handshake/negotiation.h"

namespace hd::legacy {

std::span<const Client::Edge> Client::edges()
{
    static constexpr auto keyExchangeComes = [](const Client &client) { return client.expectsKeyExchange(); };
    static constexpr auto noKeyExchange = [](const Client &client) { return !client.expectsKeyExchange(); };
    static const Edge table[] = {
        {State::Start, "", nullptr, &Client::sendHello, State::WaitServerHello, "RFC 5246 7.4.1.2"},
        {State::WaitServerHello, "server_hello", nullptr, &Client::onServerHello, State::WaitCertificate,
         "RFC 5246 7.4.1.3"},
        {State::WaitCertificate, "certificate", keyExchangeComes, &Client::onCertificate, State::WaitServerKeyExchange,
         "RFC 5246 7.4.2"},
        {State::WaitCertificate, "certificate", noKeyExchange, &Client::onCertificate, State::WaitRequestOrDone,
         "RFC 5246 7.4.2"},
        {State::WaitServerKeyExchange, "server_key_exchange", nullptr, &Client::onServerKeyExchange,
         State::WaitRequestOrDone, "RFC 5246 7.4.3"},
        {State::WaitRequestOrDone, "certificate_request", nullptr, &Client::onCertificateRequest,
         State::WaitServerHelloDone, "RFC 5246 7.4.4"},
        {State::WaitRequestOrDone, "server_hello_done", nullptr, &Client::onServerHelloDone, State::SendFlight3,
         "RFC 5246 7.4.5"},
        {State::WaitServerHelloDone, "server_hello_done", nullptr, &Client::onServerHelloDone, State::SendFlight3,
         "RFC 5246 7.4.5"},
        {State::SendFlight3, "", nullptr, &Client::sendFlight3, State::WaitChangeCipherSpec, "RFC 5246 7.3"},
        {State::WaitChangeCipherSpec, "change_cipher_spec", nullptr, &Client::onChangeCipherSpec, State::WaitFinished,
         "RFC 5246 7.1"},
        {State::WaitFinished, "finished", nullptr, &Client::onFinished, State::Connected, "RFC 5246 7.4.9"},
        {State::Connected, "hello_request", nullptr, &Client::refuseRenegotiation, State::Connected,
         "RFC 5246 7.4.1.1"},
    };
    return table;
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

Extensions Client::offeredExtensions() const
{
    const PartyConfig &config = m_party.config();
    Extensions extensions;
    if (!config.serverName.empty())
        extensions.add(ServerName{{{0, toBytes(config.serverName)}}});
    if (config.extendedMasterSecret != Wish::Off)
        extensions.add(ExtendedMasterSecret{});
    if (config.renegotiationSignal == RenegotiationSignal::Extension)
        extensions.add(RenegotiationInfo{});
    if (!config.groups.empty()) {
        extensions.add(SupportedGroups{config.groups});
        if (std::any_of(config.groups.begin(), config.groups.end(), [](std::uint16_t group) {
                return namedGroup(group) && namedGroup(group)->kind != GroupKind::Ffdhe;
            }))
            extensions.add(EcPointFormats{{0}});
    }
    if (config.sessionTicket)
        extensions.add(SessionTicket{});
    if (!config.alpn.empty()) {
        Alpn alpn;
        for (const std::string &protocol : config.alpn)
            alpn.protocols.push_back(toBytes(protocol));
        extensions.add(std::move(alpn));
    }
    if (config.encryptThenMac)
        extensions.add(EncryptThenMac{});
    if (!config.signatures.empty())
        extensions.add(SignatureAlgorithms{config.signatures});
    return extensions;
}

void Client::sendHello(const Incoming *)
{
    const PartyConfig &config = m_party.config();
    m_clientRandom = m_party.deriver().draw("client_random", 32, false).bytes();
    m_hello.version = *std::max_element(config.versions.begin(), config.versions.end());
    m_hello.random = m_clientRandom;
    m_hello.suites = config.suites;
    if (config.renegotiationSignal == RenegotiationSignal::Scsv)
        m_hello.suites.push_back(emptyRenegotiationInfoScsv);
    m_hello.extensions = offeredExtensions();
    m_party.send(m_hello);
}

static std::string orNumber(const std::string &name, std::uint64_t number)
{
    return name.empty() ? std::to_string(number) : name;
}

void Client::onServerHello(const Incoming *incoming)
{
    const ServerHello &hello = incoming->as<ServerHello>();
    // RFC 5246 7.4.1.3: "server_version ... the lower of that suggested by the client in the client hello and the
    // highest supported by the server"
    m_party.requireMember("server_hello.version", namesOf(m_party.config().versions, names::version),
                          {orNumber(names::version(hello.version), hello.version)});
    settleVersion(hello.version);
    m_serverRandom = hello.random;
    // "The single cipher suite selected by the server from the list in ClientHello.cipher_suites."
    m_party.requireMember("server_hello.cipher_suite", namesOf(m_party.config().suites, names::suite),
                          {orNumber(names::suite(hello.suite), hello.suite)});
    m_party.requireMember("server_hello.compression_method", namesOf(m_hello.compressionMethods, names::compression),
                          {orNumber(names::compression(hello.compressionMethod), hello.compressionMethod)});
    checkExtensions(hello);
    settleSuite(*cipherSuite(hello.suite));
    // RFC 7366 3: a server that chose a stream or AEAD suite must not answer with this extension. OpenSSL does for
    // NULL, where it changes nothing: there is nothing to encrypt.
    const bool cbc = m_suite->mode == CipherMode::Cbc;
    if (hello.extensions.has<EncryptThenMac>() && m_suite->mode != CipherMode::Null)
        m_party.requireMember("server_hello.encrypt_then_mac", {"CBC"}, {cbc ? "CBC" : "other"});
    m_negotiated.encryptThenMac = cbc && hello.extensions.has<EncryptThenMac>();
    m_negotiated.extendedMasterSecret = hello.extensions.has<ExtendedMasterSecret>();
}

void Client::checkExtensions(const ServerHello &hello)
{
    std::vector<std::string> offered, answered;
    for (const Extension &extension : m_hello.extensions.list())
        offered.push_back(orNumber(names::extension(typeOf(extension)), typeOf(extension)));
    if (m_party.config().renegotiationSignal == RenegotiationSignal::Scsv)
        offered.emplace_back("renegotiation_info"); // RFC 5746 3.4: the SCSV asks for it too
    for (const Extension &extension : hello.extensions.list())
        answered.push_back(orNumber(names::extension(typeOf(extension)), typeOf(extension)));
    // RFC 5246 7.4.1.4: "An extension type MUST NOT appear in the ServerHello unless the same extension type appeared
    // in the corresponding ClientHello."
    m_party.requireMember("server_hello.extensions", offered, answered);
    m_party.requireDistinct("server_hello.duplicate_extensions", answered);
    if (const RenegotiationInfo *info = hello.extensions.get<RenegotiationInfo>())
        // RFC 5746 3.4: "The client MUST then verify that the length of the "renegotiated_connection" field is zero"
        m_party.requireEqual("server_hello.renegotiation_info", bytesInput("expected", {}),
                             m_party.field("actual", info->renegotiatedConnection,
                                           {"server_hello.extensions.renegotiation_info.renegotiated_connection"}));
    if (const Alpn *alpn = hello.extensions.get<Alpn>()) {
        std::vector<std::string> chosen;
        for (const Bytes &protocol : alpn->protocols)
            chosen.emplace_back(protocol.begin(), protocol.end());
        // RFC 7301 3.1: "The "ProtocolNameList" MUST contain exactly one "ProtocolName"."
        const std::string one =
            chosen.size() == 1 ? chosen.front() : std::to_string(chosen.size()) + " names: " + joined(chosen);
        m_party.requireMember("server_hello.alpn", m_party.config().alpn, {one});
        m_negotiated.alpn = one;
    }
    if (const EcPointFormats *formats = hello.extensions.get<EcPointFormats>())
        // RFC 8422 5.1.2: a list without the uncompressed form is an illegal_parameter
        m_party.requireContains("server_hello.ec_point_formats", names::pointFormat(0),
                                namesOf(formats->formats, names::pointFormat));
    if (m_party.config().extendedMasterSecret == Wish::Require)
        m_party.requireContains("server_hello.extended_master_secret", "extended_master_secret", answered);
}

static std::string keyTypeName(crypto::KeyType type)
{
    switch (type) {
    case crypto::KeyType::Rsa:
        return "RSA";
    case crypto::KeyType::RsaPss:
        return "RSA-PSS";
    case crypto::KeyType::Ecdsa:
        return "ECDSA";
    case crypto::KeyType::Dsa:
        return "DSA";
    case crypto::KeyType::Ed25519:
        return "Ed25519";
    case crypto::KeyType::Ed448:
        return "Ed448";
    case crypto::KeyType::Other:
        break;
    }
    return "another type";
}

void Client::onCertificate(const Incoming *incoming)
{
    const CertificateMessage &message = incoming->as<CertificateMessage>();
    // RFC 5246 7.4.2: "The server MUST send a Certificate message whenever the agreed-upon key exchange method uses
    // certificates for authentication"
    m_party.requireAtLeast("certificate.present", 1, message.chain.size(), "certificates");
    const std::vector<crypto::Certificate> chain =
        requireChain(message, incoming->id, crypto::Purpose::ServerAuth, m_party.config().serverName,
                     m_suite->ephemeral() ? "digitalSignature" : "keyEncipherment");
    m_serverKey = chain.front().publicKey(m_party.context());
    // RFC 5246 7.4.2: "The end entity certificate's public key ... MUST be compatible with the selected key exchange
    // algorithm."
    const bool ecdsa = m_suite->authentication == Authentication::Ecdsa;
    std::vector<std::string> allowed{ecdsa ? "ECDSA" : "RSA"};
    if (!ecdsa && m_suite->ephemeral())
        allowed.emplace_back("RSA-PSS");
    m_party.requireMember("certificate.key_type", allowed, {keyTypeName(m_serverKey->type())});
    // RFC 9325 4.5 recommends 2048 bits of RSA; with fewer than 1024 this client refuses
    if (!ecdsa)
        m_party.requireAtLeast("certificate.key_size", 1024, static_cast<std::uint64_t>(m_serverKey->bits()), "bits");
}

void Client::onServerKeyExchange(const Incoming *incoming)
{
    m_serverShare = incoming->as<ServerKeyExchange>();
    if (m_suite->keyExchange == KeyExchange::Dhe) {
        checkDhParameters(m_serverShare);
    } else {
        // RFC 8422 5.4: the curve must be one of those that the client offered
        std::vector<std::string> allowed;
        for (const std::uint16_t group : m_party.config().groups)
            if (namedGroup(group) && namedGroup(group)->kind != GroupKind::Ffdhe)
                allowed.push_back("named_curve " + names::group(group));
        m_party.requireMember("server_key_exchange.group", allowed,
                              {orNumber(names::curveType(m_serverShare.curveType), m_serverShare.curveType) + " " +
                               orNumber(names::group(m_serverShare.namedCurve), m_serverShare.namedCurve)});
        m_negotiated.group = names::group(m_serverShare.namedCurve);
    }
    checkKeyExchangeSignature(m_serverShare);
}

static std::uint64_t bitsOf(ByteView number)
{
    std::size_t zeros = 0;
    while (zeros < number.size() && number[zeros] == 0)
        ++zeros;
    if (zeros == number.size())
        return 0;
    std::uint64_t bits = (number.size() - zeros) * 8;
    for (std::uint8_t top = number[zeros]; !(top & 0x80); top = static_cast<std::uint8_t>(top << 1))
        --bits;
    return bits;
}

void Client::checkDhParameters(const ServerKeyExchange &message)
{
    // RFC 7919 5.1 and RFC 5246 F.1.1.3: a small group is no protection, and one that is none cannot be computed in
    m_party.requireMember("server_key_exchange.dh_params", {"usable"},
                          {crypto::usable({message.dhP, message.dhG}) ? "usable" : "no group"});
    m_party.requireAtLeast("server_key_exchange.dh_size", m_party.config().minimumDhBits, bitsOf(message.dhP), "bits");
    const std::optional<std::uint16_t> group = crypto::ffdheGroup({message.dhP, message.dhG});
    m_negotiated.group = group ? names::group(*group) : "DH, " + std::to_string(bitsOf(message.dhP)) + " bits";
}

void Client::checkKeyExchangeSignature(const ServerKeyExchange &message)
{
    requireGoodScheme("server_key_exchange.signature_algorithm", message.signatureScheme, m_party.config().signatures,
                      *m_serverKey);
    // RFC 5246 7.4.3: digitally-signed struct { client_random; server_random; params }
    const Bytes params = message.params(m_party.wireFrom(Side::Server));
    std::vector<Input> parts{m_party.field("content", m_clientRandom, {"client_hello.random"}),
                             m_party.field("content", m_serverRandom, {"server_hello.random"}),
                             m_party.field("content", params, {"server_key_exchange.params"})};
    m_party.requireSignature(
        "server_key_exchange.signature", *m_serverKey, message.signatureScheme,
        concat({m_clientRandom, m_serverRandom, params}), std::move(parts),
        m_party.field("signature", message.signature, {"server_key_exchange.signed_params.signature"}));
}

void Client::onCertificateRequest(const Incoming *incoming)
{
    m_request = incoming->as<CertificateRequest>();
}

void Client::onServerHelloDone(const Incoming *)
{
    if (!m_request)
        return;
    Choice<const Credential *> choice = chooseClientCertificate(
        {m_request->certificateTypes, m_request->signatureSchemes, m_request->authorities}, m_party.config());
    m_credential = choice.chosen.value_or(nullptr);
    m_party.decide(std::move(choice.decision));
}

void Client::sendFlight3(const Incoming *)
{
    if (m_request)
        sendCertificate();
    else
        m_party.omit("certificate", "client-certificate-not-requested", "RFC 5246 7.4.6");
    const Secret preMaster = sendKeyExchange();
    deriveKeys(preMaster);
    if (m_credential)
        sendCertificateVerify();
    else
        m_party.omit("certificate_verify",
                     m_request ? "certificate-verify-no-certificate" : "certificate-verify-not-requested",
                     "RFC 5246 7.4.8");
    sendChangeCipherSpec();
    sendFinished();
}

void Client::sendCertificate()
{
    // RFC 5246 7.4.6: "If no suitable certificate is available, the client MUST send a certificate message containing
    // no certificates."
    CertificateMessage message;
    if (m_credential)
        for (const crypto::Certificate &certificate : m_credential->chain)
            message.chain.push_back(certificate.der());
    m_party.send(std::move(message));
}

Secret Client::agree()
{
    Deriver &deriver = m_party.deriver();
    const bool finite = m_suite->keyExchange == KeyExchange::Dhe;
    const Input p = m_party.field("dh_p", m_serverShare.dhP, {"server_key_exchange.params.dh_p"});
    const Input peer = finite
                           ? m_party.field("peer_public", m_serverShare.dhYs, {"server_key_exchange.params.dh_Ys"})
                           : m_party.field("peer_public", m_serverShare.point, {"server_key_exchange.params.public"});
    const crypto::DhParameters parameters{m_serverShare.dhP, m_serverShare.dhG};
    const Deriver::KeyPair own =
        finite ? deriver.ephemeralDh("client_dh_private_key", "dh_Yc", parameters, p,
                                     m_party.field("dh_g", m_serverShare.dhG, {"server_key_exchange.params.dh_g"}))
               : deriver.ephemeralEc("client_ecdh_private_key", "ecdh_Yc", m_serverShare.namedCurve);
    const Deriver::Agreed agreed = finite ? deriver.agreeDh("pre_master_secret", parameters, own, peer, p)
                                          : deriver.agreeEc("pre_master_secret", m_serverShare.namedCurve, own, peer);
    const auto *error = std::get_if<crypto::KeyShareError>(&agreed);
    m_party.requirePublicValue("server_key_exchange.public_value", error ? std::optional(*error) : std::nullopt,
                               {peer, finite ? p : wordInput("group", names::group(m_serverShare.namedCurve))});
    m_party.send(ClientKeyExchange{{}, own.publicValue.bytes()});
    return std::get<Secret>(agreed);
}

Secret Client::sendKeyExchange()
{
    if (m_suite->keyExchange != KeyExchange::Rsa)
        return agree();
    // RFC 5246 7.4.7.1: "struct { ProtocolVersion client_version; opaque random[46]; } PreMasterSecret": the version is
    // the one of client_hello
    Deriver &deriver = m_party.deriver();
    Bytes version;
    appendNumber(version, m_hello.version, 2);
    const Secret random = deriver.draw("pre_master_secret.random", 46, true);
    Secret preMaster = deriver.concatenate(
        "pre_master_secret", {m_party.field("part", version, {"client_hello.client_version"}), random.input("part")});
    const Secret encrypted = deriver.rsaEncrypt("encrypted_pre_master_secret", preMaster, *m_serverKey);
    m_party.send(ClientKeyExchange{{}, encrypted.bytes()});
    return preMaster;
}

void Client::sendCertificateVerify()
{
    Choice<std::uint16_t> choice =
        chooseSignature(m_request->signatureSchemes, m_party.config().signatures, m_credential->publicKey);
    m_party.decide(std::move(choice.decision));
    // RFC 5246 7.4.8: a signature over "all handshake messages sent or received, starting at client hello and up to,
    // but not including, this message"
    const TranscriptPart signedPart = m_party.transcript().all();
    Input messages = wordInput("content", {});
    messages.messages = signedPart.messages;
    const Secret signature =
        m_party.deriver().sign("certificate_verify.signature", m_credential->key, m_credential->publicKey,
                               *choice.chosen, signedPart.bytes, {std::move(messages)});
    m_party.send(CertificateVerify{*choice.chosen, signature.bytes()});
}

void Client::onChangeCipherSpec(const Incoming *)
{
    expectChangeCipherSpec();
}

void Client::onFinished(const Incoming *incoming)
{
    checkFinished(incoming->as<Finished>());
}

void Client::refuseRenegotiation(const Incoming *)
{
    // RFC 5246 7.2.2: no_renegotiation: "Sent by the client in response to a hello request"
    m_party.sendOther(AlertMessage{AlertLevel::Warning, Alert::NoRenegotiation});
}

} // namespace hd::legacy
