// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/server.h"

namespace hd::legacy {

std::span<const Server::Edge> Server::edges()
{
    static constexpr auto requests = [](const Server &server) { return server.requestsCertificate(); };
    static constexpr auto requestsNot = [](const Server &server) { return !server.requestsCertificate(); };
    static constexpr auto verifies = [](const Server &server) { return server.expectsVerify(); };
    static constexpr auto verifiesNot = [](const Server &server) { return !server.expectsVerify(); };
    static const Edge table[] = {
        {State::WaitClientHello, "client_hello", nullptr, &Server::onClientHello, State::SendFlight2,
         "RFC 5246 7.4.1.2"},
        {State::SendFlight2, "", requests, &Server::sendFlight2, State::WaitCertificate, "RFC 5246 7.3"},
        {State::SendFlight2, "", requestsNot, &Server::sendFlight2, State::WaitClientKeyExchange, "RFC 5246 7.3"},
        {State::WaitCertificate, "certificate", nullptr, &Server::onCertificate, State::WaitClientKeyExchange,
         "RFC 5246 7.4.6"},
        {State::WaitClientKeyExchange, "client_key_exchange", verifies, &Server::onClientKeyExchange,
         State::WaitCertificateVerify, "RFC 5246 7.4.7"},
        {State::WaitClientKeyExchange, "client_key_exchange", verifiesNot, &Server::onClientKeyExchange,
         State::WaitChangeCipherSpec, "RFC 5246 7.4.7"},
        {State::WaitCertificateVerify, "certificate_verify", nullptr, &Server::onCertificateVerify,
         State::WaitChangeCipherSpec, "RFC 5246 7.4.8"},
        {State::WaitChangeCipherSpec, "change_cipher_spec", nullptr, &Server::onChangeCipherSpec, State::WaitFinished,
         "RFC 5246 7.1"},
        {State::WaitFinished, "finished", nullptr, &Server::onFinished, State::SendFlight4, "RFC 5246 7.4.9"},
        {State::SendFlight4, "", nullptr, &Server::sendFlight4, State::Connected, "RFC 5246 7.3"},
        {State::Connected, "client_hello", nullptr, &Server::refuseRenegotiation, State::Connected, "RFC 5246 7.4.1.2"},
    };
    return table;
}

void Server::start()
{
    enter(State::WaitClientHello, "", "RFC 5246 7.3");
}

void Server::handle(const Incoming &incoming)
{
    advance(*this, edges(), incoming);
}

void Server::checkHello(const ClientHello &hello)
{
    std::vector<std::string> extensions;
    for (const Extension &extension : hello.extensions.list())
        extensions.push_back(names::extension(typeOf(extension)).empty() ? std::to_string(typeOf(extension))
                                                                         : names::extension(typeOf(extension)));
    m_party.requireDistinct("client_hello.extensions", extensions);
    // RFC 5246 7.4.1.2: the compression methods "MUST contain ... CompressionMethod.null"
    m_party.requireContains("client_hello.compression_methods", names::compression(0),
                            namesOf(hello.compressionMethods, names::compression));
    if (const RenegotiationInfo *info = hello.extensions.get<RenegotiationInfo>())
        // RFC 5746 3.6: "The server MUST then verify that the length of the "renegotiated_connection" field is zero,
        // and if it is not, MUST abort the handshake."
        m_party.requireEqual("client_hello.renegotiation_info", bytesInput("expected", {}),
                             m_party.field("actual", info->renegotiatedConnection,
                                           {"client_hello.extensions.renegotiation_info.renegotiated_connection"}));
    if (const EcPointFormats *formats = hello.extensions.get<EcPointFormats>())
        // RFC 8422 5.1.2: a list without the uncompressed form is an illegal_parameter
        m_party.requireContains("client_hello.ec_point_formats", names::pointFormat(0),
                                namesOf(formats->formats, names::pointFormat));
    if (m_party.config().extendedMasterSecret == Wish::Require)
        m_party.requireContains("client_hello.extended_master_secret", "extended_master_secret", extensions);
}

void Server::onClientHello(const Incoming *incoming)
{
    m_hello = incoming->as<ClientHello>();
    m_clientRandom = m_hello.random;
    checkHello(m_hello);
    chooseParameters(m_hello);
    chooseAlpnFor(m_hello);
    const PartyConfig &config = m_party.config();
    m_negotiated.extendedMasterSecret =
        config.extendedMasterSecret != Wish::Off && m_hello.extensions.has<ExtendedMasterSecret>();
    m_negotiated.encryptThenMac =
        config.encryptThenMac && m_hello.extensions.has<EncryptThenMac>() && m_suite->mode == CipherMode::Cbc;
}

static std::vector<std::string> chosenIn(const Decision &decision)
{
    return {decision.chosen.empty() ? std::string("none in common") : decision.chosen};
}

static std::vector<std::string> supportedIn(const Decision &decision)
{
    std::vector<std::string> names;
    for (const Candidate &row : decision.candidates)
        if (row.supported)
            names.push_back(row.name);
    return names;
}

void Server::chooseParameters(const ClientHello &hello)
{
    const PartyConfig &config = m_party.config();
    // RFC 5246 7.4.1.4.1: without the extension a client can verify SHA-1 only
    const SignatureAlgorithms *signatures = hello.extensions.get<SignatureAlgorithms>();
    m_offer.suites = hello.suites;
    m_offer.signatures = signatures ? signatures->schemes : std::vector<std::uint16_t>{0x0201, 0x0203};
    if (const SupportedGroups *groups = hello.extensions.get<SupportedGroups>())
        m_offer.groups = groups->groups;

    const auto decideAndRequire = [this](std::string_view check, auto choice) {
        m_party.decide(choice.decision);
        m_party.requireMember(check, supportedIn(choice.decision), chosenIn(choice.decision));
        return *choice.chosen;
    };
    settleVersion(decideAndRequire("client_hello.version", chooseVersion(hello.version, config.versions)));
    const SuiteChoice choice = decideAndRequire("client_hello.cipher_suites", chooseSuite(m_offer, config));
    settleSuite(*choice.suite);
    m_credential = choice.credential;
    Choice<std::uint8_t> compression = chooseCompression(hello.compressionMethods);
    m_party.decide(std::move(compression.decision));
    if (m_suite->ephemeral()) {
        Choice<std::uint16_t> group = chooseGroup(m_offer, config, *m_suite);
        m_group = *group.chosen;
        m_negotiated.group = names::group(m_group);
        m_party.decide(std::move(group.decision));
    }
}

void Server::chooseAlpnFor(const ClientHello &hello)
{
    const Alpn *alpn = hello.extensions.get<Alpn>();
    if (!alpn || m_party.config().alpn.empty())
        return;
    std::vector<std::string> offered;
    for (const Bytes &protocol : alpn->protocols)
        offered.emplace_back(protocol.begin(), protocol.end());
    Choice<std::string> choice = chooseAlpn(offered, m_party.config().alpn);
    m_party.decide(choice.decision);
    // RFC 7301 3.2: "In the event that the server supports no protocols that the client advertises, then the server
    // SHALL respond with a fatal "no_application_protocol" alert."
    m_party.requireMember("client_hello.alpn", supportedIn(choice.decision), chosenIn(choice.decision));
    m_negotiated.alpn = *choice.chosen;
}

ServerHello Server::answer()
{
    Deriver &deriver = m_party.deriver();
    ServerHello hello;
    hello.version = m_party.wire().version;
    hello.random = m_serverRandom = deriver.draw("server_random", 32, false).bytes();
    if (m_party.config().assignSessionId)
        hello.sessionId = deriver.draw("session_id", 32, false).bytes();
    hello.suite = m_suite->code;
    const Extensions &asked = m_hello.extensions;
    const bool scsv =
        std::find(m_hello.suites.begin(), m_hello.suites.end(), emptyRenegotiationInfoScsv) != m_hello.suites.end();
    if (asked.has<ServerName>() && !m_party.config().credentials.empty())
        hello.extensions.add(ServerName{});
    if (asked.has<RenegotiationInfo>() || scsv)
        hello.extensions.add(RenegotiationInfo{});
    if (asked.has<EcPointFormats>() && m_suite->keyExchange == KeyExchange::Ecdhe)
        hello.extensions.add(EcPointFormats{{0}});
    if (!m_negotiated.alpn.empty())
        hello.extensions.add(Alpn{{toBytes(m_negotiated.alpn)}});
    if (m_negotiated.encryptThenMac)
        hello.extensions.add(EncryptThenMac{});
    if (m_negotiated.extendedMasterSecret)
        hello.extensions.add(ExtendedMasterSecret{});
    return hello;
}

void Server::sendFlight2(const Incoming *)
{
    m_party.send(answer());
    CertificateMessage certificate;
    for (const crypto::Certificate &link : m_credential->chain)
        certificate.chain.push_back(link.der());
    m_party.send(std::move(certificate));
    if (m_suite->ephemeral())
        sendKeyExchange();
    else
        // RFC 5246 7.4.3: "It is not legal to send the ServerKeyExchange message for ... RSA"
        m_party.omit("server_key_exchange", "ske-rsa-key-transport", "RFC 5246 7.4.3");
    if (requestsCertificate())
        sendCertificateRequest();
    else
        m_party.omit("certificate_request", "certificate-request-not-wanted", "RFC 5246 7.4.4");
    m_party.send(ServerHelloDone{});
}

void Server::sendKeyExchange()
{
    Deriver &deriver = m_party.deriver();
    ServerKeyExchange message;
    if (m_suite->keyExchange == KeyExchange::Dhe) {
        m_dh = *crypto::ffdhe(m_group);
        m_share = deriver.ephemeralDh("server_dh_private_key", "dh_Ys", m_dh, bytesInput("dh_p", m_dh.p),
                                      bytesInput("dh_g", m_dh.g));
        message.dhP = m_dh.p;
        message.dhG = m_dh.g;
        message.dhYs = m_share.publicValue.bytes();
    } else {
        m_share = deriver.ephemeralEc("server_ecdh_private_key", "ecdh_Ys", m_group);
        message.namedCurve = m_group;
        message.point = m_share.publicValue.bytes();
    }
    Choice<std::uint16_t> choice =
        chooseSignature(m_offer.signatures, m_party.config().signatures, m_credential->publicKey);
    m_party.decide(std::move(choice.decision));
    message.signatureScheme = *choice.chosen;
    const Bytes params = message.params(m_party.wireFrom(Side::Server));
    message.signature =
        deriver
            .sign("server_key_exchange.signature", m_credential->key, m_credential->publicKey, message.signatureScheme,
                  concat({m_clientRandom, m_serverRandom, params}),
                  {m_party.field("content", m_clientRandom, {"client_hello.random"}),
                   m_party.field("content", m_serverRandom, {"server_hello.random"}), bytesInput("content", params)})
            .bytes();
    m_party.send(std::move(message));
}

void Server::sendCertificateRequest()
{
    CertificateRequest request;
    request.certificateTypes = {1, 64}; // rsa_sign, ecdsa_sign
    request.signatureSchemes = m_party.config().signatures;
    for (const crypto::Certificate &anchor : m_party.config().anchors)
        request.authorities.push_back(anchor.subjectDer());
    m_party.send(std::move(request));
}

void Server::onCertificate(const Incoming *incoming)
{
    const CertificateMessage &message = incoming->as<CertificateMessage>();
    if (m_party.config().clientAuth == ClientAuth::Require)
        // RFC 5246 7.4.6: "If the client does not send any certificates, the server MAY ... respond with a fatal
        // handshake_failure alert."
        m_party.requireAtLeast("certificate.present", 1, message.chain.size(), "certificates");
    if (message.chain.empty())
        return;
    const std::vector<crypto::Certificate> chain =
        requireChain(message, incoming->id, crypto::Purpose::ClientAuth, {}, "digitalSignature");
    m_clientKey = chain.front().publicKey(m_party.context());
}

Secret Server::preMaster(const ClientKeyExchange &message)
{
    Deriver &deriver = m_party.deriver();
    const KeyExchange kex = m_suite->keyExchange;
    const std::string path = "client_key_exchange.exchange_keys." + std::string(ClientKeyExchange::fieldName(*m_suite));
    if (kex == KeyExchange::Rsa) {
        // RFC 5246 7.4.7.1: "the version number in the PreMasterSecret is the version offered by the client in the
        // ClientHello.client_version"
        Bytes version;
        appendNumber(version, m_hello.version, 2);
        return deriver.rsaDecrypt("pre_master_secret", m_credential->key, m_credential->publicKey,
                                  m_party.field("ciphertext", message.exchangeKeys, {path}), 48, version);
    }
    const Input peer = m_party.field("peer_public", message.exchangeKeys, {path});
    const bool finite = kex == KeyExchange::Dhe;
    const Input p = m_party.field("dh_p", m_dh.p, {"server_key_exchange.params.dh_p"});
    const Deriver::Agreed agreed = finite ? deriver.agreeDh("pre_master_secret", m_dh, m_share, peer, p)
                                          : deriver.agreeEc("pre_master_secret", m_group, m_share, peer);
    const auto *error = std::get_if<crypto::KeyShareError>(&agreed);
    m_party.requirePublicValue("client_key_exchange.public_value", error ? std::optional(*error) : std::nullopt,
                               {peer, finite ? p : wordInput("group", names::group(m_group))});
    return std::get<Secret>(agreed);
}

void Server::onClientKeyExchange(const Incoming *incoming)
{
    deriveKeys(preMaster(incoming->as<ClientKeyExchange>()));
}

void Server::onCertificateVerify(const Incoming *incoming)
{
    const CertificateVerify &message = incoming->as<CertificateVerify>();
    requireGoodScheme("certificate_verify.signature_algorithm", message.signatureScheme, m_party.config().signatures,
                      *m_clientKey);
    const TranscriptPart signedPart = m_party.transcript().beforeLast();
    Input messages = wordInput("content", {});
    messages.messages = signedPart.messages;
    m_party.requireSignature("certificate_verify.signature", *m_clientKey, message.signatureScheme, signedPart.bytes,
                             {std::move(messages)},
                             m_party.field("signature", message.signature, {"certificate_verify.signature"}));
}

void Server::onChangeCipherSpec(const Incoming *)
{
    expectChangeCipherSpec();
}

void Server::onFinished(const Incoming *incoming)
{
    checkFinished(incoming->as<Finished>());
}

void Server::sendFlight4(const Incoming *)
{
    sendChangeCipherSpec();
    sendFinished();
}

void Server::refuseRenegotiation(const Incoming *)
{
    m_party.sendOther(AlertMessage{AlertLevel::Warning, Alert::NoRenegotiation});
}

} // namespace hd::legacy
