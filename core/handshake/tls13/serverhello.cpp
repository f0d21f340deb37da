// SPDX-License-Identifier: GPL-3.0-or-later
// What the server makes of the hellos of a client.
#include "handshake/legacy/server.h"
#include "handshake/tls13/server.h"

namespace hd::v13 {

std::unique_ptr<hd::Handshake> Server::handOver(const Incoming &incoming)
{
    if (m_state != State::WaitClientHello || lowestOf(m_party.config().versions) >= tls13)
        return nullptr;
    const ClientHello *hello = std::get_if<ClientHello>(&incoming.message);
    const bool modern =
        hello && incoming.name == "client_hello" &&
        chooseVersion(versionsOffered(*hello), m_party.config().versions).chosen == std::optional(tls13);
    if (modern || (incoming.name != "client_hello" && incoming.name != sslV2ClientHelloName))
        return nullptr;
    return std::make_unique<legacy::Server>(m_party, legacy::State::WaitClientHello);
}

void Server::onClientHello(const Incoming *incoming)
{
    m_hello = incoming->as<ClientHello>();
    m_party.require("client_hello.version", chooseVersion(versionsOffered(m_hello), m_party.config().versions));
    settleVersion();
    // RFC 8446 D.5: a legacy_version of SSL 3.0 is a protocol_version
    if (m_hello.version <= ssl30)
        m_party.requireMember("client_hello.version", {names::version(tls12)},
                              {nameOr(names::version(m_hello.version), m_hello.version)});
    choose(incoming);
    m_retries = !m_retried && (m_party.config().tls13.cookie || (m_group && !m_group->shareSent));
    chooseEarlyData();
}

void Server::onSecondClientHello(const Incoming *incoming)
{
    const ClientHello &second = incoming->as<ClientHello>();
    requireUnchanged(second);
    m_party.records().skipEarlyData(0, false);
    m_hello = second;
    m_retries = false;
    requireAskedShare();
    choose(incoming);
    const Cookie *cookie = m_hello.extensions.get<Cookie>();
    if (!m_cookie.empty() || cookie)
        m_party.requireEqual("client_hello.cookie", bytesInput("expected", m_cookie),
                             cookie ? m_party.field("actual", cookie->cookie, {"client_hello.extensions.cookie.cookie"})
                                    : bytesInput("actual", {}));
}

/// RFC 8446 4.1.2: in place of all shares "a list containing a single KeyShareEntry from the indicated group"
void Server::requireAskedShare()
{
    if (!m_groupAsked)
        return;
    const std::string asked = "a share of " + names::group(*m_groupAsked);
    std::vector<std::string> sent;
    if (const KeyShare *share = m_hello.extensions.get<KeyShare>())
        for (const KeyShareEntry &entry : share->shares)
            sent.push_back("a share of " + nameOr(names::group(entry.group), entry.group));
    if (sent.empty())
        sent = {"no share"};
    m_party.requireMember("client_hello.key_share_asked", {asked}, sent);
}

/// RFC 8446 4.1.2: all but the extensions that hello_retry_request is about.
static Bytes lastingPart(ClientHello hello, const WireContext &w, bool shareAsked)
{
    if (shareAsked)
        hello.extensions.remove<KeyShare>();
    hello.extensions.remove<EarlyData>();
    hello.extensions.remove<Cookie>();
    hello.extensions.remove<PreSharedKeyExtension>();
    hello.extensions.remove<Padding>();
    return encode(hello, w).bytes;
}

void Server::requireUnchanged(const ClientHello &second)
{
    const WireContext w = m_party.wireFrom(Side::Client);
    const bool shareAsked = m_group && !m_group->shareSent;
    m_party.requireEqual("client_hello.second", bytesInput("expected", lastingPart(m_hello, w, shareAsked)),
                         bytesInput("actual", lastingPart(second, w, shareAsked)));
    m_party.requireMember("client_hello.early_data_again", {"none"},
                          {second.extensions.has<EarlyData>() ? "early_data" : "none"});
}

void Server::checkHello()
{
    const std::vector<std::string> extensions = namesOf(m_hello.extensions);
    m_party.requireDistinct("client_hello.extensions", extensions);
    // RFC 8446 4.1.2: legacy_compression_methods is one byte, null
    m_party.requireMember("client_hello.only_null_compression", {names::compression(0)},
                          {joined(namesOf(m_hello.compressionMethods, names::compression))});
    if (m_hello.extensions.has<PreSharedKeyExtension>()) {
        // RFC 8446 4.2.11: "The "pre_shared_key" extension MUST be the last extension in the ClientHello"
        m_party.requireMember("client_hello.psk_last", {"pre_shared_key"}, {extensions.back()});
        // RFC 8446 4.2.9: without psk_key_exchange_modes servers MUST abort
        m_party.requireContains("client_hello.psk_key_exchange_modes", "psk_key_exchange_modes", extensions);
        const PreSharedKeyExtension &offer = *m_hello.extensions.get<PreSharedKeyExtension>();
        m_party.requireMember("client_hello.binders", {std::to_string(offer.identities.size()) + " binders"},
                              {std::to_string(offer.binders.size()) + " binders"});
    }
    requireNeededExtensions();
    if (const KeyShare *share = m_hello.extensions.get<KeyShare>()) {
        std::vector<std::string> groups;
        for (const KeyShareEntry &entry : share->shares)
            groups.push_back(nameOr(names::group(entry.group), entry.group));
        // RFC 8446 4.2.8: shares are of groups in supported_groups, each at most once
        m_party.requireMember("client_hello.key_share_groups",
                              namesOf(m_hello.extensions.get<SupportedGroups>()->groups, names::group), groups);
        m_party.requireDistinct("client_hello.key_share_once", groups);
    }
}

/// RFC 8446 9.2: supported_groups and key_share go together; without a pre-shared key both are there, and
/// signature_algorithms.
void Server::requireNeededExtensions()
{
    const Extensions &sent = m_hello.extensions;
    const std::vector<std::string> extensions = namesOf(sent);
    std::vector<std::string> needed;
    if (!sent.has<PreSharedKeyExtension>())
        needed = {"signature_algorithms", "supported_groups", "key_share"};
    else if (sent.has<SupportedGroups>() || sent.has<KeyShare>())
        needed = {"supported_groups", "key_share"};
    for (const std::string &extension : needed)
        m_party.requireContains("client_hello.required_extensions", extension, extensions);
}

void Server::choose(const Incoming *incoming)
{
    checkHello();
    m_nameKnown = requireServerName(m_party, m_hello.extensions);
    const CipherSuite *retried = m_retried ? &hkdf().suite() : nullptr;
    const std::optional<Known> known = choosePskOf(hashesInCommon(m_hello.suites, m_party.config(), retried));
    settleSuite(*m_party.require(
        "client_hello.cipher_suites",
        chooseSuite(m_hello.suites, m_party.config(), {known ? std::optional(known->hash) : std::nullopt, retried})));
    if (known)
        requireBinder(incoming, *known);
    chooseGroupOf();
    if (!m_psk)
        chooseCertificate();
    chooseLimits();
    m_negotiated.alpn = requireAlpn(m_party, m_hello.extensions);
}

void Server::chooseGroupOf()
{
    m_group.reset();
    m_negotiated.keyExchange = "PSK";
    if (m_mode == PskMode::Ke)
        return;
    // RFC 8446 4.2.9: with psk_dhe_ke "the client and server MUST supply "key_share" values"
    m_party.requireContains("client_hello.required_extensions", "key_share", namesOf(m_hello.extensions));
    std::vector<std::uint16_t> shares;
    for (const KeyShareEntry &entry : m_hello.extensions.get<KeyShare>()->shares)
        shares.push_back(entry.group);
    KeyAgreement agreement(m_party.deriver(), m_party.context());
    m_group =
        m_party.require("client_hello.supported_groups",
                        chooseGroup(m_hello.extensions.get<SupportedGroups>()->groups, shares, m_party.config().groups,
                                    [&](std::uint16_t group) { return agreement.obstacle(group); }));
    m_negotiated.group = names::group(m_group->group);
    m_negotiated.keyExchange = keyExchangeName(m_psk.has_value(), m_group->group);
}

void Server::chooseCertificate()
{
    // RFC 8446 9.2: a client that offers a pre-shared key may leave it out, and then has to be known by that key
    m_party.requireContains("client_hello.required_extensions", "signature_algorithms", namesOf(m_hello.extensions));
    const std::vector<std::uint16_t> &accepted = m_hello.extensions.get<SignatureAlgorithms>()->schemes;
    m_credential = m_party.require("client_hello.signature_algorithms",
                                   chooseCredential(Side::Server, accepted, {}, m_party.config()));
    m_scheme = *m_party.take(chooseSignature(accepted, m_party.config().signatures, m_credential->publicKey));
}

void Server::chooseLimits()
{
    const PartyConfig &config = m_party.config();
    const RecordSizeLimit *limit = m_hello.extensions.get<RecordSizeLimit>();
    if (limit)
        // RFC 8449 4: fewer than 64 bytes are an error
        m_party.requireAtLeast("client_hello.record_size_limit", 64, limit->limit, "bytes");
    if (limit && config.recordSizeLimit != 0) {
        m_recordLimit = config.recordSizeLimit;
        return;
    }
    const MaxFragmentLength *fragment = m_hello.extensions.get<MaxFragmentLength>();
    if (!fragment)
        return;
    // RFC 6066 4: any value but the four is an illegal_parameter
    m_party.requireMember("client_hello.max_fragment_length", {"512 bytes", "1024 bytes", "2048 bytes", "4096 bytes"},
                          {nameOr(names::maxFragmentLength(fragment->value), fragment->value)});
    m_maxFragment = fragment->value;
}

void Server::sendHelloRetryRequest(const Incoming *)
{
    replaceFirstHello();
    HelloRetryRequest retry;
    retry.sessionId = m_hello.sessionId;
    retry.suite = hkdf().suite().code;
    retry.extensions.add(SupportedVersions{{tls13}});
    if (m_group && !m_group->shareSent) {
        m_groupAsked = m_group->group;
        retry.extensions.add(KeyShare{{{m_group->group, {}}}});
    }
    if (m_party.config().tls13.cookie) {
        m_cookie = m_party.deriver().draw("cookie", 32, false).bytes();
        retry.extensions.add(Cookie{m_cookie});
    }
    m_party.send(std::move(retry));
    sendCompatibilityChangeCipherSpec();
    m_retried = true;
}

Secret Server::answerShare(ServerHello &hello)
{
    const std::vector<KeyShareEntry> &shares = m_hello.extensions.get<KeyShare>()->shares;
    const auto at = std::ranges::find(shares, m_group->group, &KeyShareEntry::group);
    const Input peerValue = m_party.field(
        "peer_public", at->keyExchange,
        {"client_hello.extensions.key_share.client_shares[" + std::to_string(at - shares.begin()) + "].key_exchange"});
    auto answer = KeyAgreement(m_party.deriver(), m_party.context()).answer(m_group->group, peerValue);
    const auto *error = std::get_if<crypto::KeyShareError>(&answer);
    m_party.requirePublicValue("client_hello.key_share_value", error ? std::optional(*error) : std::nullopt,
                               {peerValue, wordInput("group", names::group(m_group->group))});
    auto &[own, shared] = std::get<std::pair<KeyShareSecret, Secret>>(answer);
    hello.extensions.add(KeyShare{{{m_group->group, own.keyExchange}}});
    return shared;
}

void Server::sendServerHello(const Incoming *)
{
    ServerHello hello;
    hello.version = tls12; // RFC 8446 4.1.3: legacy_version
    hello.random = m_party.deriver().draw("server_random", randomLength, false).bytes();
    hello.sessionId = m_hello.sessionId;
    hello.suite = hkdf().suite().code;
    hello.extensions.add(SupportedVersions{{tls13}});
    std::optional<Secret> shared;
    if (m_group)
        shared = answerShare(hello);
    if (m_psk) {
        PreSharedKeyExtension taken;
        taken.selectedIdentity = static_cast<std::uint16_t>(*m_psk);
        hello.extensions.add(std::move(taken));
    }
    // The hash of client_hello, before server_hello joins it
    std::optional<Secret> helloHash;
    if (m_earlyAccepted)
        helloHash = transcriptHash("client_hello.transcript_hash");
    m_party.send(std::move(hello));
    sendCompatibilityChangeCipherSpec();
    if (m_earlyAccepted)
        installEarlyKeys(false, *m_early, *helloHash);
    deriveHandshakeSecrets(m_psk ? std::move(*m_early) : EarlySecret(hkdf(), nullptr), shared ? &*shared : nullptr);
    installHandshakeKeys(true);
    if (!m_earlyAccepted)
        installHandshakeKeys(false);
}

} // namespace hd::v13
