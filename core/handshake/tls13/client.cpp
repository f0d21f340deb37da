// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/client.h"

namespace hd::v13 {

void Client::updateKeys(bool request)
{
    m_requestsUpdate = request;
    command(*this, edges(), updateKeysCommand);
}

void Client::sendUpdate(const Incoming *)
{
    sendKeyUpdate(m_requestsUpdate);
}

void Client::onServerHello(const Incoming *incoming)
{
    const ServerHello &hello = incoming->as<ServerHello>();
    requireVersion(hello);
    settleVersion();
    requireEcho("server_hello.session_id_echo", hello.sessionId, "server_hello.session_id");
    requireSuite("server_hello.cipher_suite", hello.suite);
    m_party.requireMember("server_hello.compression_method", {names::compression(0)},
                          {nameOr(names::compression(hello.compressionMethod), hello.compressionMethod)});
    checkExtensions(hello);
    settleSuite(*cipherSuite(hello.suite));
    EarlySecret early = takePsk(hello);
    const std::optional<Secret> shared = takeShare(hello);
    deriveHandshakeSecrets(std::move(early), shared ? &*shared : nullptr);
    installHandshakeKeys(false);
    if (m_earlySent)
        return; // early data goes on until the server has answered it
    sendCompatibilityChangeCipherSpec();
    installHandshakeKeys(true);
}

/// RFC 8446 4.2.1: a selected_version that was not offered, or is less than TLS 1.3, is an illegal_parameter; so is
/// another one than hello_retry_request had. Without the extension it is a version that is refused here. D.5: a
/// legacy_version of SSL 3.0 is a protocol_version.
void Client::requireVersion(const ServerHello &hello)
{
    const SupportedVersions *selected = hello.extensions.get<SupportedVersions>();
    if ((!selected && !m_retried) || hello.version == ssl30)
        m_party.requireMember("server_hello.version", {names::version(tls13)},
                              {nameOr(names::version(hello.version), hello.version)});
    const Version version = selected ? selected->versions.front() : hello.version;
    m_party.requireMember("server_hello.supported_versions", {names::version(tls13)},
                          {nameOr(names::version(version), version)});
}

void Client::checkExtensions(const ServerHello &hello)
{
    const std::vector<std::string> answered = namesOf(hello.extensions);
    // RFC 8446 4.2: "Implementations MUST NOT send extension responses if the remote endpoint did not send the
    // corresponding extension requests"
    m_party.requireMember("server_hello.extensions", namesOf(m_hello.extensions), answered);
    // RFC 8446 4.2: one that has its place elsewhere is an illegal_parameter
    m_party.requireMember("server_hello.extension_places", {"supported_versions", "key_share", "pre_shared_key"},
                          answered);
    m_party.requireDistinct("server_hello.duplicate_extensions", answered);
}

EarlySecret Client::takePsk(const ServerHello &hello)
{
    const PreSharedKeyExtension *taken = hello.extensions.get<PreSharedKeyExtension>();
    if (!taken)
        return EarlySecret(hkdf(), nullptr);
    // RFC 8446 4.2.11: within the range of what was offered, and with the hash of the suite
    std::vector<std::string> allowed;
    for (std::size_t i = 0; i < m_offered.size(); ++i)
        if (m_offered[i].suite->prf == hkdf().suite().prf)
            allowed.push_back(std::to_string(i));
    m_party.requireMember("server_hello.selected_identity", allowed, {std::to_string(taken->selectedIdentity)});
    m_psk = taken->selectedIdentity;
    Offered &offered = m_offered[*m_psk];
    m_negotiated.resumed = !offered.external;
    m_negotiated.keyExchange = "PSK";
    return std::move(offered.early);
}

std::optional<Secret> Client::takeShare(const ServerHello &hello)
{
    const KeyShare *answer = hello.extensions.get<KeyShare>();
    const std::vector<PskMode> &modes = m_party.config().tls13.pskModes;
    const bool pskAlone = m_psk && std::find(modes.begin(), modes.end(), PskMode::Ke) != modes.end();
    if (!pskAlone)
        m_party.requireContains("server_hello.key_share", "key_share", {answer ? "key_share" : "none"});
    if (!answer)
        return std::nullopt;
    // RFC 8446 4.2.9: "Servers MUST NOT select a key exchange mode that is not listed by the client."
    if (m_psk) {
        std::vector<std::string> listed;
        for (const PskMode mode : modes)
            listed.push_back(names::pskKeyExchangeMode(static_cast<std::uint64_t>(mode)));
        m_party.requireMember("server_hello.psk_mode", listed, {"psk_dhe_ke"});
    }
    const KeyShareEntry &share = answer->shares.front();
    std::vector<std::string> sent;
    for (const KeyShareSecret &own : m_shares)
        sent.push_back(names::group(own.group));
    // RFC 8446 4.2.8: the group of one of the client's shares
    m_party.requireMember("server_hello.key_share_group", sent, {nameOr(names::group(share.group), share.group)});
    const KeyShareSecret &own = *std::ranges::find(m_shares, share.group, &KeyShareSecret::group);
    const Input peerValue = m_party.field("peer_public", share.keyExchange,
                                          {"server_hello.extensions.key_share.server_share.key_exchange"});
    const Deriver::Agreed agreed = KeyAgreement(m_party.deriver(), m_party.context()).agree(own, peerValue);
    const auto *error = std::get_if<crypto::KeyShareError>(&agreed);
    m_party.requirePublicValue("server_hello.key_share_value", error ? std::optional(*error) : std::nullopt,
                               {peerValue, wordInput("group", names::group(share.group))});
    m_negotiated.group = names::group(share.group);
    m_negotiated.keyExchange = keyExchangeName(m_psk.has_value(), share.group);
    return std::get<Secret>(agreed);
}

void Client::onEncryptedExtensions(const Incoming *incoming)
{
    const Extensions &extensions = incoming->as<EncryptedExtensions>().extensions;
    const std::vector<std::string> answered = namesOf(extensions);
    m_party.requireMember("encrypted_extensions.extensions", namesOf(m_hello.extensions), answered);
    // RFC 8446 4.2: those that have their place here
    m_party.requireMember("encrypted_extensions.extension_places",
                          {"server_name", "max_fragment_length", "supported_groups", "use_srtp", "heartbeat",
                           "application_layer_protocol_negotiation", "client_certificate_type",
                           "server_certificate_type", "early_data", "record_size_limit", "application_settings",
                           "application_settings_old", "encrypted_client_hello"},
                          answered);
    m_party.requireDistinct("encrypted_extensions.duplicate_extensions", answered);
    m_negotiated.alpn = requireAnsweredAlpn(m_party, "encrypted_extensions.alpn", extensions);
    if (const RecordSizeLimit *limit = extensions.get<RecordSizeLimit>()) {
        // RFC 8449 4: fewer than 64 bytes are an error
        m_party.requireAtLeast("encrypted_extensions.record_size_limit", 64, limit->limit, "bytes");
        // RFC 8449 5: both are an illegal_parameter
        m_party.requireMember(
            "encrypted_extensions.record_size_limit", {"record_size_limit alone"},
            {extensions.has<MaxFragmentLength>() ? "max_fragment_length too" : "record_size_limit alone"});
        limitSending(limit->limit - std::size_t{1}); // it counts the content type
        m_party.records().setReceiveLimit(m_party.config().recordSizeLimit, SizeLimit::RecordSizeLimit);
    }
    if (const MaxFragmentLength *answer = extensions.get<MaxFragmentLength>()) {
        // RFC 6066 4: another length than the one that was asked for is an illegal_parameter
        const std::uint16_t asked = m_party.config().maxFragmentLength;
        m_party.requireMember("encrypted_extensions.max_fragment_length", {std::to_string(asked) + " bytes"},
                              {nameOr(names::maxFragmentLength(answer->value), answer->value)});
        limitSending(asked);
        m_party.records().setReceiveLimit(asked, SizeLimit::MaxFragmentLength);
    }
    if (m_earlySent)
        takeEarlyData(extensions.has<EarlyData>());
}

/// RFC 8446 4.2.10: "The parameters for the 0-RTT data (version, symmetric cipher suite, Application-Layer Protocol
/// Negotiation (ALPN) [RFC7301] protocol, etc.) are those associated with the PSK in use", and that is the first.
void Client::requireParametersOfEarlyData()
{
    const auto require = [this](std::string demanded, std::string taken) {
        m_party.requireMember("encrypted_extensions.early_data", {std::move(demanded)}, {std::move(taken)});
    };
    const SessionState &session = *m_party.config().session;
    const auto protocol = [](const std::string &alpn) { return alpn.empty() ? "no application protocol" : alpn; };
    require("pre-shared key 0", m_psk ? "pre-shared key " + std::to_string(*m_psk) : "no pre-shared key");
    require(names::suite(session.suite), std::string(hkdf().suite().name));
    require(protocol(session.alpn), protocol(m_negotiated.alpn));
}

void Client::takeEarlyData(bool accepted)
{
    if (accepted)
        requireParametersOfEarlyData();
    m_earlyAccepted = accepted;
    m_negotiated.earlyData = accepted ? "accepted" : "rejected";
    if (accepted)
        return;
    m_unsent = m_party.config().tls13.earlyData;
    installHandshakeKeys(true);
}

void Client::onCertificateRequest(const Incoming *incoming)
{
    const CertificateRequest &request = *(m_request = incoming->as<CertificateRequest>());
    requirePlaces(request.extensions, Place::CertificateRequest);
    // RFC 8446 4.3.2: "The "signature_algorithms" extension MUST be specified"
    m_party.requireContains("certificate_request.signature_algorithms", "signature_algorithms",
                            namesOf(request.extensions));
    // RFC 8446 4.3.2: empty, but for a request after the handshake, where it must not come twice
    if (!m_established)
        m_party.requireEqual(
            "certificate_request.context", bytesInput("expected", {}),
            m_party.field("actual", request.requestContext, {"certificate_request.certificate_request_context"}));
    else
        m_requestContexts.push_back(toHex(request.requestContext));
    m_party.requireDistinct("certificate_request.contexts", m_requestContexts);
    const CertificateAuthorities *authorities = request.extensions.get<CertificateAuthorities>();
    m_credential =
        m_party
            .take(chooseCredential(Side::Client, request.extensions.get<SignatureAlgorithms>()->schemes,
                                   authorities ? authorities->authorities : std::vector<Bytes>(), m_party.config()))
            .value_or(nullptr);
}

/// The least bits of an RSA key: RFC 9325 4.5 recommends 2048; fewer than 1024 are refused.
static constexpr std::uint64_t leastRsaBits = 1024;

void Client::onCertificate(const Incoming *incoming)
{
    const PartyConfig &config = m_party.config();
    // RFC 8446 4.4.2.4: an empty list of a server's is a decode_error
    m_party.requireAtLeast("certificate.server_present", 1, incoming->as<CertificateMessage>().chain.size(),
                           "certificates");
    const std::vector<crypto::Certificate> chain =
        requireCertificates(incoming, {}, m_hello.extensions, crypto::Purpose::ServerAuth,
                            config.certificateName.empty() ? config.serverName : config.certificateName);
    m_serverKey = chain.front().publicKey(m_party.context());
    const crypto::KeyType type = m_serverKey->type();
    if (type == crypto::KeyType::Rsa || type == crypto::KeyType::RsaPss)
        m_party.requireAtLeast("certificate.key_size", leastRsaBits, static_cast<std::uint64_t>(m_serverKey->bits()),
                               "bits");
}

void Client::onCertificateVerify(const Incoming *incoming)
{
    requireTranscriptSignature(incoming, *m_serverKey);
}

void Client::onFinished(const Incoming *incoming)
{
    requireFinished(incoming, handshakeTraffic(Side::Server));
    deriveApplicationSecrets();
    installApplicationKeys(false);
}

void Client::sendEndOfEarlyData(const Incoming *)
{
    m_party.send(EndOfEarlyData{});
    installHandshakeKeys(true);
}

void Client::sendCertificate(const Incoming *)
{
    sendCertificateMessage(m_credential, m_request->requestContext, m_request->extensions);
    m_clientAuthenticated = m_clientAuthenticated || m_credential;
}

void Client::sendCertificateVerify(const Incoming *)
{
    const std::uint16_t scheme =
        *m_party.take(chooseSignature(m_request->extensions.get<SignatureAlgorithms>()->schemes,
                                      m_party.config().signatures, m_credential->publicKey));
    signTranscript(*m_credential, scheme);
}

void Client::sendFinished(const Incoming *)
{
    if (m_established) {
        // RFC 8446 4.4: after the handshake under client_application_traffic_secret_N
        sendFinishedMessage(applicationTraffic(Side::Client));
        m_party.transcript().rewind(m_handshakeEnd);
        return;
    }
    sendFinishedMessage(handshakeTraffic(Side::Client));
    installApplicationKeys(true);
    deriveResumptionSecret();
}

void Client::onLateRequest(const Incoming *incoming)
{
    countIdle("certificate_request.without_data");
    // RFC 8446 4.4: the transcript of the handshake, and this request
    m_party.transcript().rewind(m_handshakeEnd);
    m_party.transcript().add(incoming->id, incoming->bytes);
    onCertificateRequest(incoming);
}

void Client::onNewSessionTicket(const Incoming *incoming)
{
    countIdle("new_session_ticket.without_data");
    const NewSessionTicket &ticket = incoming->as<NewSessionTicket>();
    leaveTranscript();
    requirePlaces(ticket.extensions, Place::NewSessionTicket);
    // RFC 8446 4.6.1: "Servers MUST NOT use any value greater than 604800 seconds (7 days)."
    m_party.requireAtMost("new_session_ticket.ticket_lifetime", 604800, ticket.lifetime, "seconds");
    const Secret psk = ticketPsk(hkdf(), m_resumptionMaster,
                                 m_party.field("context", ticket.nonce, {"new_session_ticket.ticket_nonce"}));
    if (ticket.lifetime == 0)
        return; // RFC 8446 4.6.1: to be discarded at once
    SessionState session;
    session.ticket = ticket.ticket;
    session.version = tls13;
    session.suite = hkdf().suite().code;
    session.master = psk.bytes();
    session.clientAuthenticated = m_clientAuthenticated;
    session.serverName = m_party.config().serverName;
    session.established = m_party.clock().unixTime();
    session.lifetime = ticket.lifetime;
    session.ageAdd = ticket.ageAdd;
    session.alpn = m_negotiated.alpn;
    if (const EarlyData *early = ticket.extensions.get<EarlyData>())
        session.maxEarlyData = early->maxEarlyDataSize;
    m_ticket = std::move(session);
}

} // namespace hd::v13
