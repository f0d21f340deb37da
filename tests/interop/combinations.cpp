// SPDX-License-Identifier: GPL-3.0-or-later
#include "combinations.h"

#include "pairwise.h"

#include <array>

namespace hd::test {

std::string Combination::clientCredential() const
{
    if (!hasClientCertificate())
        return {};
    if (clientCertificate == ClientCertificate::RequiredDsa)
        return "client-dsa";
    return clientCertificate == ClientCertificate::RequiredEcdsa ? "client-ecdsa" : "client-rsa";
}

std::string Combination::text() const
{
    static constexpr std::array<const char *, 6> asked{
        "no client certificate asked",     "client certificate asked, none given", "RSA client certificate asked",
        "RSA client certificate required", "ECDSA client certificate required",    "DSA client certificate required"};
    static constexpr std::array<const char *, 3> wanted{"by both", "by us alone", "by them alone"};
    static constexpr std::array<const char *, 3> resumed{"", ", then resumed by session id",
                                                         ", then resumed by ticket"};
    static constexpr std::array<const char *, 3> renegotiated{"", ", renegotiated by us", ", renegotiated by them"};
    static constexpr std::array<const char *, 9> extras{
        "",
        ", asked for another group",
        ", asked for a cookie",
        ", keys updated by us",
        ", keys updated by them",
        ", with early data",
        ", authenticated late",
        ", in small records",
        ", with a key from elsewhere",
    };
    const auto index = [](auto value) { return static_cast<std::size_t>(value); };
    return std::string(ours == Side::Client ? "our client" : "our server") + ", " + names::version(version) + ", " +
           std::string(suite->name) + ", " + (group ? std::string(group->name) + ", " : "") +
           (certificate.empty() ? "" : certificate + ", ") + asked[index(clientCertificate)] +
           (identityHint ? ", with a hint" : "") + ", extended_master_secret " + wanted[index(extendedMasterSecret)] +
           ", encrypt_then_mac " + wanted[index(encryptThenMac)] + resumed[index(resumption)] +
           renegotiated[index(again)] + ", chunking " + std::to_string(index(chunking)) + ", closed by " +
           (closedByUs ? "us" : "them") + extras[index(extra)];
}

static constexpr std::uint16_t largestField = 257;

std::vector<const NamedGroup *> tls13Groups()
{
    std::vector<const NamedGroup *> groups;
    for (const NamedGroup &group : namedGroups()) {
        const bool curve = group.kind == GroupKind::Montgomery || (group.code >= 23 && group.code <= 25);
        if (curve || (group.kind == GroupKind::Ffdhe && group.code <= largestField))
            groups.push_back(&group);
    }
    return groups;
}

std::vector<const NamedGroup *> groupsOf(const CipherSuite &suite)
{
    if (suite.usableIn(tls13))
        return tls13Groups();
    if (!suite.ephemeral())
        return {nullptr};
    std::vector<const NamedGroup *> groups;
    for (const NamedGroup &group : namedGroups())
        if ((suite.usesDh() ? group.kind == GroupKind::Ffdhe : group.elliptic()) && group.code <= largestField)
            groups.push_back(&group);
    return groups;
}

namespace {

std::vector<std::string> certificatesOf(const CipherSuite &suite)
{
    switch (suite.authentication) {
    case Authentication::Rsa:
        return {"server-rsa"};
    case Authentication::Dss:
        return {"server-dsa"};
    case Authentication::Ecdsa:
        return {"server-ecdsa", "server-ecdsa-pure"};
    case Authentication::Separate:
        return {"server-rsa", "server-ecdsa-pure"};
    case Authentication::Anonymous:
    case Authentication::Psk:
        break;
    }
    return {std::string()};
}

/// Nobody that is not authenticated may ask the other (RFC 5246 7.4.4), nor who uses a shared key (RFC 4279 2).
std::vector<ClientCertificate> clientCertificatesOf(const CipherSuite &suite)
{
    using enum ClientCertificate;
    if (!suite.certified() || suite.usesPsk())
        return {NotAsked};
    return {NotAsked, AskedNoneGiven, AskedRsa, RequiredRsa, RequiredEcdsa, RequiredDsa};
}

} // namespace

std::vector<Combination> combinationsOf(Side ours, Version version, const CipherSuite &suite, std::size_t turn)
{
    const std::vector<Wanted> everyWish{Wanted::ByBoth, Wanted::ByUsAlone, Wanted::ByThemAlone};
    const std::vector<Wanted> noChoice{Wanted::ByBoth}; // offered, and never agreed on without CBC (RFC 7366 3)
    const std::vector<bool> either{false, true}, never{false};
    const auto groups = groupsOf(suite);
    const auto certificates = certificatesOf(suite);
    const auto clients = clientCertificatesOf(suite);
    const auto &etm = suite.mode == CipherMode::Cbc ? everyWish : noChoice;
    const auto &hints = suite.usesPsk() ? either : never;
    constexpr std::size_t resumptions = 3, renegotiations = 3, closers = 2;
    std::vector<Combination> all;
    for (const std::vector<std::size_t> &row :
         pairwise({groups.size(), certificates.size(), clients.size(), everyWish.size(), etm.size(), hints.size(),
                   resumptions, renegotiations, chunkingCount, closers},
                  turn))
        all.push_back({ours, &suite, groups[row[0]], certificates[row[1]], clients[row[2]], everyWish[row[3]],
                       etm[row[4]], version, static_cast<Resumption>(row[6]), static_cast<Again>(row[7]), hints[row[5]],
                       static_cast<Chunking>(row[8]), row[9] == 0});
    return all;
}

std::vector<Combination> tls13Flows(Side ours, const std::vector<const CipherSuite *> &suites)
{
    std::vector<Combination> all;
    const auto next = [&] { return plain(ours, tls13, *suites[all.size() % suites.size()]); };
    for (const NamedGroup *group : tls13Groups()) {
        all.push_back(next());
        all.back().group = group;
    }
    for (const char *certificate : {"server-rsa", "server-ecdsa-pure"})
        for (const ClientCertificate client : {ClientCertificate::AskedNoneGiven, ClientCertificate::AskedRsa,
                                               ClientCertificate::RequiredRsa, ClientCertificate::RequiredEcdsa}) {
            all.push_back(next());
            all.back().certificate = certificate;
            all.back().clientCertificate = client;
        }
    for (std::size_t i = 0; i < suites.size(); ++i) {
        all.push_back(next());
        all.back().resumption = Resumption::Ticket;
    }
    for (int extra = 1; extra <= static_cast<int>(Extra::ExternalKey); ++extra) {
        all.push_back(next());
        all.back().extra = static_cast<Extra>(extra);
        if (all.back().extra == Extra::EarlyData)
            all.back().resumption = Resumption::Ticket;
        if (all.back().extra == Extra::ExternalKey) // with SHA-256
            all.back().suite = cipherSuite("TLS_AES_128_GCM_SHA256");
        if (all.back().extra == Extra::LateAuthentication)
            all.back().clientCertificate = ClientCertificate::AskedRsa;
    }
    return all;
}

Combination plain(Side ours, Version version, const CipherSuite &suite)
{
    Combination combination{ours, &suite, groupsOf(suite).front(), certificatesOf(suite).back()};
    combination.version = version;
    return combination;
}

Pki::Credential Identities::find(const std::string &name)
{
    return std::get<Pki::Credential>(m_pki.credential(name));
}

Credential Identities::ours(const std::string &name)
{
    Pki::Credential found = find(name);
    crypto::PublicKey publicKey = found.chain.front().publicKey(m_context);
    return {name, std::move(found.chain), std::move(found.key), std::move(publicKey)};
}

LibsslCredential Identities::theirs(const std::string &name)
{
    Pki::Credential found = find(name);
    found.chain.pop_back();
    return {std::move(found.chain), std::move(found.key)};
}

std::vector<crypto::Certificate> Identities::anchors()
{
    return {anchor("root"), anchor("ecdsa-root")};
}

PreSharedKey sharedKey()
{
    return {"somebody@hellodone.test", toBytes("a key that both have")};
}

std::vector<std::uint16_t> everySignature()
{
    using enum crypto::KeyType;
    std::vector<std::uint16_t> schemes;
    for (const SignatureScheme &scheme : signatureSchemes())
        if (crypto::fits(scheme.code, Rsa) || crypto::fits(scheme.code, Ecdsa) || crypto::fits(scheme.code, Dsa))
            schemes.push_back(scheme.code);
    return schemes;
}

namespace {

ClientAuth authOf(ClientCertificate certificate)
{
    switch (certificate) {
    case ClientCertificate::NotAsked:
        return ClientAuth::None;
    case ClientCertificate::AskedNoneGiven:
    case ClientCertificate::AskedRsa:
        return ClientAuth::Request;
    case ClientCertificate::RequiredRsa:
    case ClientCertificate::RequiredEcdsa:
    case ClientCertificate::RequiredDsa:
        break;
    }
    return ClientAuth::Require;
}

/// The group at hand first; P-256 after it, since the certificates with ECDSA keys are on it.
std::vector<std::uint16_t> groupCodes(const NamedGroup *group)
{
    constexpr std::uint16_t secp256r1 = 23;
    std::vector<std::uint16_t> codes;
    if (group)
        codes.push_back(group->code);
    if (!group || group->code != secp256r1)
        codes.push_back(secp256r1);
    return codes;
}

std::string groupNames(const NamedGroup *group)
{
    std::string text;
    for (const std::uint16_t code : groupCodes(group))
        if (namedGroup(code)->kind != GroupKind::Ffdhe) // to libssl those are groups of TLS 1.3
            text += (text.empty() ? "" : ":") + std::string(namedGroup(code)->openssl);
    return text;
}

} // namespace

static void settleTls13(PartyConfig &us, const Combination &combination)
{
    const bool client = combination.ours == Side::Client;
    us.tls13.postHandshakeAuth = client && combination.extra == Extra::LateAuthentication;
    if (combination.extra == Extra::LateAuthentication)
        us.clientAuth = ClientAuth::None; // until the handshake is over
    if (combination.extra == Extra::RetryForGroup && client)
        us.tls13.keyShares = std::vector<std::uint16_t>();
    if (combination.asksForGroup())
        us.groups = {24}; // theirs, but not their first
    // s_server says ERROR when change_cipher_spec comes between its cookie and the second client_hello.
    us.tls13.middleboxCompatibility = combination.extra != Extra::RetryForCookie;
    us.tls13.cookie = !client && combination.extra == Extra::RetryForCookie;
    us.recordSizeLimit = combination.extra == Extra::SmallRecords ? 512 : 0;
    us.tls13.maxEarlyData = !client && combination.extra == Extra::EarlyData ? 1 << 14 : 0;
}

PartyConfig configOf(const Combination &combination, Identities &identities)
{
    const bool client = combination.ours == Side::Client;
    PartyConfig us;
    us.versions = {combination.version};
    us.suites = {combination.suite->code};
    us.groups = groupCodes(combination.group);
    us.signatures = everySignature();
    us.extendedMasterSecret = combination.extendedMasterSecret == Wanted::ByThemAlone ? Wish::Off : Wish::On;
    us.encryptThenMac = combination.encryptThenMac != Wanted::ByThemAlone;
    us.renegotiation = Renegotiation::Secure;
    us.anchors = identities.anchors();
    us.serverName = client ? serverHost : "";
    us.sessionTicket = client && combination.resumption == Resumption::Ticket;
    us.tickets = !client && combination.resumption == Resumption::Ticket;
    us.clientAuth = authOf(combination.clientCertificate);
    if (combination.group && combination.group->kind == GroupKind::Ffdhe)
        us.dhGroup = combination.group->code;
    if (combination.byKey())
        us.psks = {sharedKey()};
    if (combination.version == tls13)
        settleTls13(us, combination);
    if (combination.identityHint)
        us.pskIdentityHint = "hint of the server";
    const std::string &own = client ? combination.clientCredential() : combination.certificate;
    if (!own.empty())
        us.credentials = {identities.ours(own)};
    return us;
}

Setting settingOf(const Combination &combination, Identities &identities)
{
    const bool client = combination.ours == Side::Client;
    Setting setting;
    setting.ours = combination.ours;
    setting.clock = demonstrationClock;
    setting.chunking = combination.chunking;
    setting.us = configOf(combination, identities);

    const PartyConfig &us = setting.us;
    LibsslOptions &them = setting.them;
    them.lowest = them.highest = combination.version;
    them.suites = combination.suite->openssl;
    them.groups = groupNames(combination.group);
    them.dhGroup = us.dhGroup;
    them.extendedMasterSecret = combination.extendedMasterSecret != Wanted::ByUsAlone;
    them.encryptThenMac = combination.encryptThenMac != Wanted::ByUsAlone;
    them.sessionCache = combination.resumption == Resumption::SessionId;
    them.tickets = combination.resumption == Resumption::Ticket;
    them.anchors = us.anchors;
    them.serverName = client || !combination.suite->certified() ? "" : serverHost;
    them.clientAuth = us.clientAuth;
    them.psks = us.psks;
    them.pskIdentityHint = us.pskIdentityHint;
    const std::string &peers = client ? combination.certificate : combination.clientCredential();
    if (!peers.empty())
        them.credentials = {identities.theirs(peers)};
    return setting;
}

} // namespace hd::test
