// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/names.h"
#include "handshake/legacy/server.h"

namespace hd::legacy {

static bool holds(const std::vector<std::uint16_t> &suites, std::uint16_t suite)
{
    return std::find(suites.begin(), suites.end(), suite) != suites.end();
}

void Server::onClientHello(const Incoming *incoming)
{
    m_hello = incoming->as<ClientHello>();
    m_now.randoms.client = m_party.field("seed", m_hello.random, {"client_hello.random"});
    choose();
}

void Server::onSslV2ClientHello(const Incoming *incoming)
{
    const SslV2ClientHello &hello = incoming->sslV2;
    m_sslV2 = true;
    m_hello = hello.asClientHello();
    // RFC 5246 E.2: 16 to 32 bytes have been permissible
    m_party.requireAtLeast("v2_client_hello.challenge", 16, hello.challenge.size(), "bytes");
    m_party.requireAtMost("v2_client_hello.challenge", m_hello.random.size(), hello.challenge.size(), "bytes");
    const Input challenge = m_party.field("seed", hello.challenge, {"v2_client_hello.challenge"});
    m_now.randoms.client = challenge;
    if (hello.challenge.size() < m_hello.random.size()) {
        // RFC 5246 E.2: the challenge stands at the right of the random, after zeros
        Input part = challenge;
        part.role = "part";
        const Bytes zeros(m_hello.random.size() - hello.challenge.size());
        m_now.randoms.client = m_party.deriver()
                                   .concatenate("client_random", {bytesInput("part", zeros), std::move(part)}, false)
                                   .input("seed");
    }
    choose();
}

void Server::onRenegotiation(const Incoming *incoming)
{
    beginAnew();
    m_credential = nullptr;
    m_staples = m_temporaryKeySent = m_issuesTicket = m_nameKnown = false;
    m_clientKey.reset();
    m_offer = {};
    m_recordLimit = 0;
    m_maxFragment = 0;
    onClientHello(incoming);
}

void Server::sendHelloRequest(const Incoming *)
{
    m_party.send(HelloRequest{});
}

void Server::choose()
{
    const PartyConfig &config = m_party.config();
    checkHello();
    const Version version = renegotiating() ? m_party.wire().version
                                            : m_party.require("client_hello.version",
                                                              chooseVersion(versionsOffered(m_hello), config.versions));
    settleVersion(version);
    m_now.negotiated.extendedMasterSecret = config.extendedMasterSecret != Wish::Off &&
                                            m_now.traits->keyDerivation != KeyDerivation::Ladder &&
                                            m_hello.extensions.has<ExtendedMasterSecret>();
    chooseSessionFor();
    if (!m_now.resumed)
        chooseParameters();
    chooseLimits();
    m_now.negotiated.alpn = requireAlpn(m_party, m_hello.extensions);
    // RFC 7366 is about TLS: the MAC of SSL 3.0 stays inside
    m_now.negotiated.encryptThenMac = config.encryptThenMac && m_hello.extensions.has<EncryptThenMac>() &&
                                      m_now.suite->mode == CipherMode::Cbc && m_now.traits->extensions;
}

void Server::checkHello()
{
    const PartyConfig &config = m_party.config();
    const std::vector<std::string> extensions = namesOf(m_hello.extensions);
    m_party.requireDistinct("client_hello.extensions", extensions);
    // RFC 5246 7.4.1.2: the compression methods "MUST contain ... CompressionMethod.null"
    if (!m_sslV2)
        m_party.requireContains("client_hello.compression_methods", names::compression(0),
                                namesOf(m_hello.compressionMethods, names::compression));
    checkRenegotiationInfo();
    m_nameKnown = requireServerName(m_party, m_hello.extensions);
    if (const EcPointFormats *formats = m_hello.extensions.get<EcPointFormats>())
        // RFC 8422 5.1.2: a list without the uncompressed form is an illegal_parameter
        m_party.requireContains("client_hello.ec_point_formats", names::pointFormat(0),
                                namesOf(formats->formats, names::pointFormat));
    if (config.extendedMasterSecret == Wish::Require)
        m_party.requireContains("client_hello.extended_master_secret", "extended_master_secret", extensions);
    if (holds(m_hello.suites, fallbackScsv)) {
        // RFC 7507 3: "If TLS_FALLBACK_SCSV appears in ClientHello.cipher_suites and the highest protocol version
        // supported by the server is higher than the version indicated in ClientHello.client_version, the server MUST
        // respond with a fatal inappropriate_fallback alert"
        const Version highest = *std::max_element(config.versions.begin(), config.versions.end());
        const Version offered = m_hello.version;
        m_party.requireMember("client_hello.fallback_scsv",
                              {nameOr(names::version(std::max(highest, offered)), std::max(highest, offered))},
                              {nameOr(names::version(offered), offered)});
    }
}

void Server::checkRenegotiationInfo()
{
    const RenegotiationInfo *info = m_hello.extensions.get<RenegotiationInfo>();
    const bool scsv = holds(m_hello.suites, emptyRenegotiationInfoScsv);
    const bool secure = m_now.negotiated.secureRenegotiation;
    if (renegotiating()) {
        // RFC 5746 3.7: the signalling value has no place in a hello within a connection
        m_party.requireMember("client_hello.renegotiation_scsv", {"none"},
                              {scsv ? "TLS_EMPTY_RENEGOTIATION_INFO_SCSV" : "none"});
        if (secure)
            m_party.requireContains("client_hello.renegotiation_info_present", "renegotiation_info",
                                    {info ? "renegotiation_info" : "none"});
        else
            // RFC 5746 4.4: a client that knows it now did not say so before; it was another client
            m_party.requireMember("client_hello.renegotiation_info_absent", {"none"},
                                  {info ? "renegotiation_info" : "none"});
    }
    if (info)
        // RFC 5746 3.6 and 3.7: empty in the first handshake, then the client's verify_data of the one before
        m_party.requireEqual("client_hello.renegotiation_info",
                             bytesInput("expected", renegotiatedConnection(Side::Client)),
                             m_party.field("actual", info->renegotiatedConnection,
                                           {"client_hello.extensions.renegotiation_info.renegotiated_connection"}));
    m_now.negotiated.secureRenegotiation = info || scsv;
}

void Server::chooseParameters()
{
    // RFC 5246 7.4.1.4.1: without the extension a client can verify SHA-1 only
    const SignatureAlgorithms *signatures = m_hello.extensions.get<SignatureAlgorithms>();
    m_offer.suites = m_hello.suites;
    m_offer.version = m_now.traits->version;
    m_offer.signatures = signatures ? signatures->schemes : std::vector<std::uint16_t>{0x0201, 0x0202, 0x0203};
    if (const SupportedGroups *groups = m_hello.extensions.get<SupportedGroups>())
        m_offer.groups = groups->groups;
    requireSuite();
    settleCompression(
        *m_party.take(chooseCompression(m_hello.compressionMethods, m_party.config().deflate && !m_sslV2)));
    if (!m_now.suite->ephemeral())
        return;
    m_group = *m_party.take(chooseGroup(m_offer, m_party.config(), *m_now.suite));
    if (m_now.suite->usesDh())
        m_dh = m_party.config().dhParameters ? *m_party.config().dhParameters : *crypto::ffdhe(m_group);
    m_now.negotiated.group = m_now.suite->usesDh() ? crypto::nameOf(m_dh) : names::group(m_group);
}

void Server::requireSuite()
{
    Choice<SuiteChoice> choice = chooseSuite(m_offer, m_party.config());
    const bool weak =
        !choice.chosen && std::any_of(choice.decision.candidates.begin(), choice.decision.candidates.end(),
                                      [](const Candidate &row) { return row.reason == tooWeak; });
    // RFC 5246 7.2.2: insufficient_security "instead of handshake_failure when a negotiation has failed specifically
    // because the server requires ciphers more secure than those supported by the client"
    const SuiteChoice chosen =
        m_party.require(weak ? "client_hello.cipher_suites_strength" : "client_hello.cipher_suites", std::move(choice));
    settleSuite(*chosen.suite);
    m_credential = chosen.credential;
    m_staples = m_credential && !m_credential->ocspResponse.empty() && m_hello.extensions.has<StatusRequest>();
}

void Server::chooseLimits()
{
    const PartyConfig &config = m_party.config();
    const RecordSizeLimit *limit = m_hello.extensions.get<RecordSizeLimit>();
    if (limit)
        // RFC 8449 4: fewer than 64 bytes are an error
        m_party.requireAtLeast("client_hello.record_size_limit", 64, limit->limit, "bytes");
    if (limit && config.recordSizeLimit != 0) {
        // RFC 8449 5: it takes the place of max_fragment_length where both are there
        m_recordLimit = config.recordSizeLimit;
        return settleLimits(limit->limit, m_recordLimit, SizeLimit::RecordSizeLimit);
    }
    const MaxFragmentLength *fragment = m_hello.extensions.get<MaxFragmentLength>();
    if (!fragment)
        return;
    // RFC 6066 4: any value but the four is an illegal_parameter
    m_party.requireMember("client_hello.max_fragment_length", {"512 bytes", "1024 bytes", "2048 bytes", "4096 bytes"},
                          {nameOr(names::maxFragmentLength(fragment->value), fragment->value)});
    m_maxFragment = fragment->value;
    const std::size_t bytes = std::size_t(256) << m_maxFragment;
    settleLimits(bytes, bytes, SizeLimit::MaxFragmentLength);
}

Bytes Server::drawRandom()
{
    Deriver &deriver = m_party.deriver();
    const std::vector<Version> &versions = m_party.config().versions;
    const Version highest = *std::max_element(versions.begin(), versions.end());
    const std::optional<Sentinel> sentinel = sentinelFor(highest, m_now.traits->version);
    if (!sentinel)
        return deriver.draw("server_random", randomLength, false).bytes();
    const Secret drawn = deriver.draw("server_random.drawn", randomLength - sentinel->size(), false);
    return deriver.concatenate("server_random", {drawn.input("part"), bytesInput("part", *sentinel)}, false).bytes();
}

void Server::sendServerHello(const Incoming *)
{
    ServerHello hello;
    hello.version = m_party.wire().version;
    hello.random = drawRandom();
    // RFC 5077 3.4: a server that issues a ticket need not name the session
    if (m_now.resumed)
        hello.sessionId = m_hello.sessionId;
    else if (m_party.config().assignSessionId && !m_issuesTicket)
        hello.sessionId = m_party.deriver().draw("session_id", 32, false).bytes();
    m_now.sessionId = hello.sessionId;
    hello.suite = m_now.suite->code;
    hello.compressionMethod = m_now.compression;
    hello.extensions = answeredExtensions();
    m_party.send(hello);
    m_now.randoms.server = m_party.field("seed", hello.random, {"server_hello.random"});
    if (m_now.resumed)
        deriveKeys();
}

Extensions Server::answeredExtensions()
{
    const Extensions &asked = m_hello.extensions;
    Extensions extensions;
    if (asked.has<ServerName>() && !m_party.config().credentials.empty() && !m_now.resumed &&
        (m_nameKnown || m_party.config().unknownName == UnknownName::Ignore))
        extensions.add(ServerName{});
    if (m_now.negotiated.secureRenegotiation)
        extensions.add(RenegotiationInfo{renegotiatedConnection(Side::Server)});
    if (asked.has<EcPointFormats>() && m_now.suite->usesEcdh())
        extensions.add(EcPointFormats{{0}});
    if (!m_now.negotiated.alpn.empty())
        extensions.add(Alpn{{toBytes(m_now.negotiated.alpn)}});
    if (m_now.negotiated.encryptThenMac)
        extensions.add(EncryptThenMac{});
    if (m_now.negotiated.extendedMasterSecret)
        extensions.add(ExtendedMasterSecret{});
    if (m_issuesTicket)
        extensions.add(SessionTicket{});
    if (m_staples && !m_now.resumed)
        extensions.add(StatusRequest{});
    if (m_maxFragment != 0)
        extensions.add(MaxFragmentLength{m_maxFragment});
    if (m_recordLimit != 0)
        extensions.add(RecordSizeLimit{static_cast<std::uint16_t>(m_recordLimit)});
    return extensions;
}

} // namespace hd::legacy
