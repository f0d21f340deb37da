// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/client.h"

namespace hd::legacy {

/// RFC 5246 7.4.1.2 and RFC 5077 3.4: by its id, or by a ticket with an id of the client's own, whose echo tells that
/// the ticket was taken.
void Client::offerSession()
{
    const PartyConfig &config = m_party.config();
    m_offered.reset();
    m_hello.sessionId.clear();
    const std::optional<SessionState> &session = config.session;
    if (!session || renegotiating() || session->version > m_hello.version)
        return;
    const bool byTicket = config.sessionTicket && !session->ticket.empty();
    if (!byTicket && session->id.empty())
        return;
    m_offered = session;
    if (!byTicket)
        m_offered->ticket.clear();
    m_hello.sessionId = byTicket ? m_party.deriver().draw("session_id", 32, false).bytes() : session->id;
}

void Client::beginRenegotiation(const Incoming *)
{
    beginAnew();
    m_hello = {};
    m_answer = {};
    m_serverChain.clear();
    m_serverKey.reset();
    m_temporaryKey.reset();
    m_request.reset();
    m_credential = nullptr;
    m_ticket = {};
}

void Client::sendHello(const Incoming *)
{
    const PartyConfig &config = m_party.config();
    m_hello.random = m_party.deriver().draw("client_random", randomLength, false).bytes();
    m_hello.version = *std::max_element(config.versions.begin(), config.versions.end());
    if (renegotiating()) // RFC 8446 4.1.2: TLS 1.3 has no handshake within a connection
        m_hello.version = std::min(m_hello.version, tls12);
    for (const std::uint16_t code : config.suites)
        if (const CipherSuite *suite = cipherSuite(code); !suite || !suite->usesPsk() || !config.psks.empty())
            m_hello.suites.push_back(code);
    const bool extends = traitsOf(m_hello.version).extensions;
    // RFC 5746 3.4 and 3.5: the signalling value says it where an extension cannot, and only in the first handshake
    if (!renegotiating() &&
        (config.renegotiationSignal == RenegotiationSignal::Scsv ||
         (config.renegotiationSignal == RenegotiationSignal::Info && (!extends || config.ssl2Hello))))
        m_hello.suites.push_back(emptyRenegotiationInfoScsv);
    if (config.fallbackScsv)
        m_hello.suites.push_back(fallbackScsv);
    if (config.ssl2Hello && !renegotiating())
        return sendSslV2Hello();
    if (config.deflate)
        m_hello.compressionMethods = {1, 0};
    offerSession();
    if (extends || (renegotiating() && m_now.negotiated.secureRenegotiation))
        m_hello.extensions =
            offeredExtensions(m_party.config(), {m_hello.version, renegotiatedConnection(Side::Client), renegotiating(),
                                                 m_offered ? m_offered->ticket : Bytes()});
    m_party.send(m_hello);
    m_now.randoms.client = m_party.field("seed", m_hello.random, {"client_hello.random"});
}

void Client::sendSslV2Hello()
{
    SslV2ClientHello hello;
    hello.version = m_hello.version;
    hello.cipherSpecs.assign(m_hello.suites.begin(), m_hello.suites.end());
    hello.challenge = m_hello.random;
    m_party.sendSslV2(std::move(hello));
    m_now.randoms.client = m_party.field("seed", m_hello.random, {"v2_client_hello.challenge"});
}

void Client::onServerHello(const Incoming *incoming)
{
    const ServerHello &hello = m_answer = incoming->as<ServerHello>();
    requireVersion(hello);
    settleVersion(hello.version);
    m_now.randoms.server = m_party.field("seed", hello.random, {"server_hello.random"});
    // "The single cipher suite selected by the server from the list in ClientHello.cipher_suites."
    std::vector<std::string> offered;
    for (const std::uint16_t code : m_hello.suites)
        if (const CipherSuite *suite = cipherSuite(code); suite && suite->usableIn(hello.version))
            offered.emplace_back(suite->name);
    m_party.requireMember("server_hello.cipher_suite", offered, {nameOr(names::suite(hello.suite), hello.suite)});
    m_party.requireMember("server_hello.compression_method", namesOf(m_hello.compressionMethods, names::compression),
                          {nameOr(names::compression(hello.compressionMethod), hello.compressionMethod)});
    checkExtensions(hello);
    settleSuite(*cipherSuite(hello.suite));
    settleCompression(hello.compressionMethod);
    // RFC 7366 3: a server that chose a stream or AEAD suite must not answer with this extension. OpenSSL does for
    // NULL, where it changes nothing: there is nothing to encrypt.
    const bool cbc = m_now.suite->mode == CipherMode::Cbc;
    if (hello.extensions.has<EncryptThenMac>() && m_now.suite->mode != CipherMode::Null)
        m_party.requireMember("server_hello.encrypt_then_mac", {"CBC"}, {cbc ? "CBC" : "other"});
    m_now.negotiated.encryptThenMac = cbc && hello.extensions.has<EncryptThenMac>();
    m_now.negotiated.extendedMasterSecret = hello.extensions.has<ExtendedMasterSecret>();
    // RFC 5246 7.4.1.3: the echo of the client's id tells that the session is taken up again
    m_now.sessionId = hello.sessionId;
    if (m_offered && !hello.sessionId.empty() && hello.sessionId == m_hello.sessionId)
        requireSameSession(hello);
}

void Client::requireVersion(const ServerHello &hello)
{
    const PartyConfig &config = m_party.config();
    // RFC 5246 7.4.1.3: server_version "will contain the lower of that suggested by the client in the client hello and
    // the highest supported by the server"; within a connection it stays
    const std::string version = nameOr(names::version(hello.version), hello.version);
    std::vector<Version> sayable = config.versions;
    std::erase(sayable, tls13); // RFC 8446 4.1.3: that one is said by supported_versions
    std::vector<std::string> allowed = namesOf(sayable, names::version);
    if (renegotiating())
        allowed = {negotiated().version};
    m_party.requireMember("server_hello.version", allowed, {version});
    // RFC 8446 4.1.3: a client that offered TLS 1.2 or TLS 1.3 refuses less from a server that says that it could do
    // better
    const Version offered = highestOf(config.versions);
    const std::optional<Sentinel> sentinel = sentinelFor(offered, hello.version);
    if (!sentinel)
        return;
    const ByteView end = ByteView(hello.random).last(sentinel->size());
    const std::string found = equal(end, sentinelOfTls11)   ? "DOWNGRD 00"
                              : equal(end, sentinelOfTls12) ? "DOWNGRD 01"
                                                            : "no sentinel";
    m_party.requireMember("server_hello.downgrade", {"no sentinel"}, {found});
}

void Client::checkExtensions(const ServerHello &hello)
{
    std::vector<std::string> offered = namesOf(m_hello.extensions);
    const std::vector<std::string> answered = namesOf(hello.extensions);
    const auto &suites = m_hello.suites;
    if (std::find(suites.begin(), suites.end(), emptyRenegotiationInfoScsv) != suites.end())
        offered.emplace_back("renegotiation_info"); // RFC 5746 3.4: the SCSV asks for it too
    // RFC 5246 7.4.1.4: "An extension type MUST NOT appear in the ServerHello unless the same extension type appeared
    // in the corresponding ClientHello."
    m_party.requireMember("server_hello.extensions", offered, answered);
    m_party.requireDistinct("server_hello.duplicate_extensions", answered);
    checkRenegotiationInfo(hello);
    m_now.negotiated.alpn = requireAnsweredAlpn(m_party, "server_hello.alpn", hello.extensions);
    takeLimits(hello);
    if (const EcPointFormats *formats = hello.extensions.get<EcPointFormats>())
        // RFC 8422 5.1.2: a list without the uncompressed form is an illegal_parameter
        m_party.requireContains("server_hello.ec_point_formats", names::pointFormat(0),
                                namesOf(formats->formats, names::pointFormat));
    if (m_party.config().extendedMasterSecret == Wish::Require)
        m_party.requireContains("server_hello.extended_master_secret", "extended_master_secret", answered);
}

void Client::checkRenegotiationInfo(const ServerHello &hello)
{
    const RenegotiationInfo *info = hello.extensions.get<RenegotiationInfo>();
    if (renegotiating() && m_now.negotiated.secureRenegotiation)
        // RFC 5746 3.5: its absence ends the handshake
        m_party.requireContains("server_hello.renegotiation_info_present", "renegotiation_info",
                                {info ? "renegotiation_info" : "none"});
    else if (renegotiating())
        // RFC 5746 4.2: "the client MUST verify that it does not contain the "renegotiation_info" extension"
        m_party.requireMember("server_hello.renegotiation_info_absent", {"none"},
                              {info ? "renegotiation_info" : "none"});
    if (info)
        // RFC 5746 3.4 and 3.5: empty in the first handshake, then both verify_data of the one before
        m_party.requireEqual("server_hello.renegotiation_info",
                             bytesInput("expected", renegotiatedConnection(Side::Server)),
                             m_party.field("actual", info->renegotiatedConnection,
                                           {"server_hello.extensions.renegotiation_info.renegotiated_connection"}));
    m_now.negotiated.secureRenegotiation = info != nullptr;
}

void Client::takeLimits(const ServerHello &hello)
{
    if (const MaxFragmentLength *answer = hello.extensions.get<MaxFragmentLength>()) {
        // RFC 6066 4: another length than the one that was asked for is an illegal_parameter
        const std::uint16_t asked = m_party.config().maxFragmentLength;
        m_party.requireMember("server_hello.max_fragment_length", {std::to_string(asked) + " bytes"},
                              {nameOr(names::maxFragmentLength(answer->value), answer->value)});
        settleLimits(asked, asked, SizeLimit::MaxFragmentLength);
    }
    if (const RecordSizeLimit *answer = hello.extensions.get<RecordSizeLimit>()) {
        // RFC 8449 4: fewer than 64 bytes are an error
        m_party.requireAtLeast("server_hello.record_size_limit", 64, answer->limit, "bytes");
        // RFC 8449 5: both are an illegal_parameter
        m_party.requireMember(
            "server_hello.record_size_limit", {"record_size_limit alone"},
            {hello.extensions.has<MaxFragmentLength>() ? "max_fragment_length too" : "record_size_limit alone"});
        settleLimits(answer->limit, m_party.config().recordSizeLimit, SizeLimit::RecordSizeLimit);
    }
}

static std::string kindOf(Version version, std::uint16_t suite, std::uint8_t compression)
{
    return names::version(version) + ", " + names::suite(suite) + ", " + names::compression(compression);
}

void Client::requireSameSession(const ServerHello &hello)
{
    m_now.resumed = m_now.negotiated.resumed = true;
    // RFC 5246 7.4.1.3: suite, version and compression of a resumed session are those that it had
    m_party.requireMember("server_hello.session",
                          {kindOf(m_offered->version, m_offered->suite, m_offered->compression)},
                          {kindOf(hello.version, hello.suite, hello.compressionMethod)});
    // RFC 7627 5.3: whether the session has an extended master secret cannot change
    const auto word = [](bool extended) { return extended ? "extended_master_secret" : "none"; };
    m_party.requireMember("server_hello.session_ems", {word(m_offered->extendedMasterSecret)},
                          {word(m_now.negotiated.extendedMasterSecret)});
    m_now.clientAuthenticated = m_offered->clientAuthenticated;
    const bool byTicket = !m_offered->ticket.empty();
    m_now.master = m_party.deriver().given(
        "master_secret", byTicket ? "ticket" : "session",
        byTicket ? m_party.field("identity", m_offered->ticket, {"client_hello.extensions.session_ticket.ticket"})
                 : m_party.field("identity", m_offered->id, {"client_hello.session_id"}),
        m_offered->master);
    deriveKeys();
}

void Client::abandonRenegotiation(const Incoming *)
{
    abandon();
}

} // namespace hd::legacy
