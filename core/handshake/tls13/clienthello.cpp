// SPDX-License-Identifier: GPL-3.0-or-later
// What the client says first, and says again when it is asked to.
#include "handshake/legacy/client.h"
#include "handshake/tls13/client.h"

namespace hd::v13 {

static const CipherSuite &anySuiteWith(HashName hash)
{
    constexpr std::uint16_t aes128GcmSha256 = 0x1301, aes256GcmSha384 = 0x1302;
    return *cipherSuite(hash == HashName::Sha384 ? aes256GcmSha384 : aes128GcmSha256);
}

std::unique_ptr<hd::Handshake> Client::handOver(const Incoming &incoming)
{
    if (m_state != State::WaitServerHello || m_retried || m_earlySent || lowestOf(m_party.config().versions) >= tls13)
        return nullptr;
    const ServerHello *hello = std::get_if<ServerHello>(&incoming.message);
    if (!hello || hello->extensions.has<SupportedVersions>())
        return nullptr;
    return std::make_unique<legacy::Client>(
        m_party,
        legacy::Client::Said{m_hello, m_olderSession, m_party.field("seed", m_hello.random, {"client_hello.random"})});
}

void Client::sendHello(const Incoming *)
{
    const PartyConfig &config = m_party.config();
    Deriver &deriver = m_party.deriver();
    const bool older = lowestOf(config.versions) < tls13;
    m_hello.random = deriver.draw("client_random", randomLength, false).bytes();
    m_hello.version = tls12; // RFC 8446 4.1.2: legacy_version
    offerOlderSession();
    // RFC 8446 4.1.2: "In compatibility mode [...], this field MUST be non-empty, so a client not offering a
    // pre-TLS 1.3 session MUST generate a new 32-byte value."
    if (m_hello.sessionId.empty() && config.tls13.middleboxCompatibility)
        m_hello.sessionId = deriver.draw("session_id", 32, false).bytes();
    for (const std::uint16_t code : config.suites)
        if (const CipherSuite *suite = cipherSuite(code);
            !suite || (suite->last >= tls13 ? true : older && (!suite->usesPsk() || !config.psks.empty())))
            m_hello.suites.push_back(code);
    if (older && config.renegotiationSignal == RenegotiationSignal::Scsv)
        m_hello.suites.push_back(emptyRenegotiationInfoScsv);
    m_hello.extensions =
        offeredExtensions(config, {tls13, {}, false, m_olderSession ? m_olderSession->ticket : Bytes()});
    addShares();
    addOwnExtensions();
    if (config.tls13.grease)
        addGrease();
    offerPsks();
    sendWithBinders();
    m_party.records().setVersion(tls12); // RFC 8446 5.1: all but the first
    if (m_earlySent)
        sendEarlyData();
}

/// As legacy::Client does; both kinds of sessions cannot be offered at once.
void Client::offerOlderSession()
{
    const PartyConfig &config = m_party.config();
    if (!config.session || config.session->version >= tls13 || lowestOf(config.versions) >= tls13)
        return;
    const bool byTicket = config.sessionTicket && !config.session->ticket.empty();
    if (!byTicket && config.session->id.empty())
        return;
    m_olderSession = config.session;
    if (!byTicket)
        m_olderSession->ticket.clear();
    m_hello.sessionId = byTicket ? m_party.deriver().draw("session_id", 32, false).bytes() : m_olderSession->id;
}

void Client::addShares()
{
    const PartyConfig &config = m_party.config();
    KeyAgreement agreement(m_party.deriver(), m_party.context());
    const std::vector<std::uint16_t> wanted =
        m_party
            .take(chooseShares(config.groups, config.tls13.keyShares,
                               [&](std::uint16_t group) { return agreement.obstacle(group); }))
            .value_or(std::vector<std::uint16_t>());
    for (const std::uint16_t group : config.groups)
        if (agreement.obstacle(group).empty())
            m_groups.push_back(group);
    if (SupportedGroups *groups = m_hello.extensions.get<SupportedGroups>())
        groups->groups = m_groups;
    m_hello.extensions.add(SupportedVersions{config.versions});
    std::sort(m_hello.extensions.get<SupportedVersions>()->versions.rbegin(),
              m_hello.extensions.get<SupportedVersions>()->versions.rend());
    m_hello.extensions.add(KeyShare{});
    for (const std::uint16_t group : wanted)
        addKeyShareOf(group);
}

void Client::addKeyShareOf(std::uint16_t group)
{
    KeyAgreement agreement(m_party.deriver(), m_party.context());
    KeyShareSecret own = agreement.generate(Side::Client, group);
    m_hello.extensions.get<KeyShare>()->shares.push_back({group, own.keyExchange});
    m_shares.push_back(std::move(own));
}

void Client::addOwnExtensions()
{
    const PartyConfig &config = m_party.config();
    if (!config.tls13.pskModes.empty())
        m_hello.extensions.add(PskKeyExchangeModes{config.tls13.pskModes});
    if (config.tls13.certificateAuthorities && !config.anchors.empty()) {
        CertificateAuthorities authorities;
        for (const crypto::Certificate &anchor : config.anchors)
            authorities.authorities.push_back(anchor.subjectDer());
        m_hello.extensions.add(std::move(authorities));
    }
    if (config.tls13.postHandshakeAuth)
        m_hello.extensions.add(PostHandshakeAuth{});
}

/// RFC 8701 3.1: values that mean nothing, so that servers stay used to what they do not know.
void Client::addGrease()
{
    const auto value = [this](std::size_t i) { // as good as drawn, and the same in a second hello
        const unsigned byte = (m_hello.random[i] & 0xf0U) | 0x0aU;
        return static_cast<std::uint16_t>(byte << 8 | byte);
    };
    m_hello.suites.insert(m_hello.suites.begin(), value(0));
    if (SupportedGroups *groups = m_hello.extensions.get<SupportedGroups>())
        groups->groups.insert(groups->groups.begin(), value(1));
    std::vector<KeyShareEntry> &shares = m_hello.extensions.get<KeyShare>()->shares;
    shares.insert(shares.begin(), {value(1), {0}});
    std::vector<Version> &versions = m_hello.extensions.get<SupportedVersions>()->versions;
    versions.insert(versions.begin(), value(2));
    const std::uint16_t first = value(3);
    m_hello.extensions.add(OpaqueExtension{first, {}});
    // RFC 8701 3.1: two extensions must differ
    m_hello.extensions.add(
        OpaqueExtension{value(4) == first ? static_cast<std::uint16_t>(first ^ 0x1010) : value(4), {0}});
}

void Client::offerPsk(Bytes identity, std::uint32_t age, bool external, const CipherSuite &suite, const Secret &key)
{
    const std::string suffix = m_offered.empty() ? "" : "[" + std::to_string(m_offered.size()) + "]";
    m_offered.push_back({std::move(identity), age, external, &suite,
                         EarlySecret(Hkdf(m_party.deriver(), suite), &key, "early_secret" + suffix)});
}

void Client::offerPsks()
{
    const PartyConfig &config = m_party.config();
    if (config.tls13.pskModes.empty())
        return;
    Deriver &deriver = m_party.deriver();
    const std::optional<SessionState> &session = config.session;
    const auto &suites = m_hello.suites;
    const std::int64_t seconds = session ? m_party.clock().unixTime() - session->established : 0;
    // RFC 8446 4.2.11.1: "Clients MUST NOT attempt to use tickets which have ages greater than the "ticket_lifetime"
    // value which was provided with the ticket."
    if (session && session->version == tls13 && !session->ticket.empty() && session->serverName == config.serverName &&
        seconds <= session->lifetime && std::find(suites.begin(), suites.end(), session->suite) != suites.end()) {
        // RFC 8446 4.2.11.1: milliseconds since the ticket came, and ticket_age_add
        const std::int64_t age = seconds * 1000;
        const Secret key = deriver.given("psk", "ticket", bytesInput("identity", session->ticket), session->master);
        offerPsk(session->ticket, static_cast<std::uint32_t>(age) + session->ageAdd, false,
                 *cipherSuite(session->suite), key);
    }
    for (const PreSharedKey &psk : config.psks) {
        const Secret key = deriver.given("psk", "psk", bytesInput("identity", toBytes(psk.identity)), psk.key);
        offerPsk(toBytes(psk.identity), 0, true, anySuiteWith(psk.hash), key);
    }
    m_earlySent = wantsEarlyData();
    if (m_earlySent)
        m_hello.extensions.add(EarlyData{});
}

bool Client::wantsEarlyData() const
{
    const PartyConfig &config = m_party.config();
    if (config.tls13.earlyData.empty() || m_offered.empty() || m_offered.front().external)
        return false;
    // RFC 8446 4.2.10: what early data speaks is what the session spoke
    const std::string &alpn = config.session->alpn;
    return config.session->maxEarlyData > 0 &&
           (alpn.empty() || std::find(config.alpn.begin(), config.alpn.end(), alpn) != config.alpn.end());
}

void Client::sendWithBinders()
{
    m_hello.extensions.remove<PreSharedKeyExtension>();
    if (m_offered.empty())
        return m_party.send(m_hello);
    PreSharedKeyExtension offer;
    for (const Offered &one : m_offered) {
        offer.identities.push_back({one.identity, one.obfuscatedAge});
        offer.binders.emplace_back(one.early.hkdf().hashLength());
    }
    const std::size_t bindersLength = offer.bindersLength();
    m_hello.extensions.add(std::move(offer)); // RFC 8446 4.2.11: it "MUST be the last extension in the ClientHello"
    const Bytes encoded = m_party.encoded(m_hello).bytes;
    TranscriptPart part = m_party.transcript().all();
    part.truncated = ByteView(encoded).first(encoded.size() - bindersLength);
    std::vector<Bytes> &binders = m_hello.extensions.get<PreSharedKeyExtension>()->binders;
    for (std::size_t i = 0; i < m_offered.size(); ++i) {
        const EarlySecret &early = m_offered[i].early;
        const std::string suffix = i == 0 ? "" : "[" + std::to_string(i) + "]";
        const Secret hash = early.hkdf().transcriptHash("binder.transcript_hash" + suffix, part);
        const Secret key = early.binderKey(m_offered[i].external, "binder_key" + suffix);
        binders[i] = finishedMac(early.hkdf(), key, "binder" + suffix, "binder" + suffix, hash).bytes();
    }
    m_party.send(m_hello);
}

void Client::sendEarlyData()
{
    const PartyConfig &config = m_party.config();
    sendCompatibilityChangeCipherSpec();
    const EarlySecret &early = m_offered.front().early;
    const Secret hash = early.hkdf().transcriptHash("client_hello.transcript_hash", m_party.transcript().all());
    installEarlyKeys(true, early, hash);
    const ByteView data = config.tls13.earlyData;
    const std::size_t most = std::min<std::size_t>(data.size(), config.session->maxEarlyData);
    m_party.sendData(data.first(most));
    const ByteView rest = data.subspan(most);
    m_unsent.assign(rest.begin(), rest.end());
}

void Client::requireSuite(std::string_view check, std::uint16_t suite)
{
    std::vector<std::string> allowed;
    for (const std::uint16_t code : m_hello.suites)
        if (const CipherSuite *offered = cipherSuite(code); offered && offered->usableIn(tls13))
            allowed.emplace_back(offered->name);
    if (m_retrySuite) // RFC 8446 4.1.4: that of hello_retry_request
        allowed = {std::string(m_retrySuite->name)};
    m_party.requireMember(check, allowed, {nameOr(names::suite(suite), suite)});
}

void Client::requireEcho(std::string_view check, const Bytes &echo, std::string_view path)
{
    // RFC 8446 4.1.3: legacy_session_id_echo that is not the client's is an illegal_parameter
    m_party.requireEqual(check, m_party.field("expected", m_hello.sessionId, {"client_hello.session_id"}),
                         m_party.field("actual", echo, {path}));
}

void Client::checkRetry(const HelloRetryRequest &retry)
{
    const SupportedVersions *version = retry.extensions.get<SupportedVersions>();
    m_party.requireMember(
        "hello_retry_request.supported_versions", {names::version(tls13)},
        {version ? nameOr(names::version(version->versions.front()), version->versions.front()) : "none"});
    settleVersion();
    requireEcho("hello_retry_request.session_id", retry.sessionId, "hello_retry_request.session_id");
    requireSuite("hello_retry_request.cipher_suite", retry.suite);
    m_party.requireMember("hello_retry_request.compression_method", {names::compression(0)},
                          {nameOr(names::compression(retry.compressionMethod), retry.compressionMethod)});
    // RFC 8446 4.1.4: what was not offered cannot be answered, but for cookie
    std::vector<std::string> allowed = namesOf(m_hello.extensions);
    allowed.emplace_back("cookie");
    m_party.requireMember("hello_retry_request.extensions", allowed, namesOf(retry.extensions));
    requirePlaces(retry.extensions, Place::HelloRetryRequest);
    m_party.requireDistinct("hello_retry_request.duplicate_extensions", namesOf(retry.extensions));
    // RFC 8446 4.1.4: a request that would change nothing is an illegal_parameter
    const bool changes = retry.extensions.has<KeyShare>() || retry.extensions.has<Cookie>();
    m_party.requireMember("hello_retry_request.change", {"key_share or cookie"},
                          {changes ? "key_share or cookie" : "nothing"});
    if (const KeyShare *share = retry.extensions.get<KeyShare>()) {
        // RFC 8446 4.2.8: a group that the client supports and has sent no share of
        std::vector<std::uint16_t> missing = m_groups;
        std::erase_if(missing, [this](std::uint16_t group) {
            return std::ranges::find(m_shares, group, &KeyShareSecret::group) != m_shares.end();
        });
        const std::uint16_t group = share->shares.front().group;
        m_party.requireMember("hello_retry_request.selected_group", namesOf(missing, names::group),
                              {nameOr(names::group(group), group)});
    }
}

void Client::onHelloRetryRequest(const Incoming *incoming)
{
    const HelloRetryRequest &retry = incoming->as<HelloRetryRequest>();
    checkRetry(retry);
    m_retrySuite = cipherSuite(retry.suite);
    settleSuite(*m_retrySuite);
    m_party.transcript().dropLast();
    replaceFirstHello();
    m_party.transcript().add(incoming->id, incoming->bytes);
    m_retried = true;
    if (m_earlySent) {
        // RFC 8446 4.1.2: the second client_hello has no early_data; its first flight was in vain
        m_party.records().writeInClear();
        m_unsent = m_party.config().tls13.earlyData;
        m_negotiated.earlyData = "rejected";
        m_earlySent = false;
    }
    m_hello.extensions.remove<EarlyData>();
    if (const KeyShare *share = retry.extensions.get<KeyShare>()) {
        m_hello.extensions.get<KeyShare>()->shares.clear();
        m_shares.clear();
        addKeyShareOf(share->shares.front().group);
    }
    if (const Cookie *cookie = retry.extensions.get<Cookie>())
        m_hello.extensions.add(*cookie);
}

void Client::sendSecondHello(const Incoming *)
{
    sendCompatibilityChangeCipherSpec();
    // RFC 8446 4.1.2: keys that do not go with the suite's hash are dropped
    std::erase_if(m_offered, [this](const Offered &one) { return one.suite->prf != m_retrySuite->prf; });
    sendWithBinders();
}

} // namespace hd::v13
