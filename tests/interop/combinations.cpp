// SPDX-License-Identifier: GPL-3.0-or-later
#include "combinations.h"

#include <array>

namespace hd::test {

std::string Combination::clientCredential() const
{
    if (!hasClientCertificate())
        return {};
    return clientCertificate == ClientCertificate::RequiredEcdsa ? "client-ecdsa" : "client-rsa";
}

std::string Combination::text() const
{
    static constexpr std::array<const char *, 5> asked{
        "no client certificate asked", "client certificate asked, none given", "RSA client certificate asked",
        "RSA client certificate required", "ECDSA client certificate required"};
    static constexpr std::array<const char *, 3> wanted{"by both", "by us alone", "by them alone"};
    return std::string(ours == Side::Client ? "our client" : "our server") + ", " + std::string(suite->name) + ", " +
           (group ? std::string(group->name) + ", " : "") + certificate + ", " +
           asked[static_cast<std::size_t>(clientCertificate)] + ", extended_master_secret " +
           wanted[static_cast<std::size_t>(extendedMasterSecret)] + ", encrypt_then_mac " +
           wanted[static_cast<std::size_t>(encryptThenMac)];
}

std::vector<const NamedGroup *> groupsOf(const CipherSuite &suite)
{
    if (!suite.ephemeral())
        return {nullptr};
    // The two largest finite fields add nothing but seconds.
    constexpr std::uint16_t largestField = 258;
    std::vector<const NamedGroup *> groups;
    for (const NamedGroup &group : namedGroups())
        if ((group.kind == GroupKind::Ffdhe) == suite.usesDh() && group.code <= largestField)
            groups.push_back(&group);
    return groups;
}

std::vector<Combination> combinationsOf(Side ours, const CipherSuite &suite, const NamedGroup *group)
{
    using enum ClientCertificate;
    using enum Wanted;
    const std::vector<std::string> certificates = suite.authentication == Authentication::Ecdsa
                                                      ? std::vector<std::string>{"server-ecdsa", "server-ecdsa-pure"}
                                                      : std::vector<std::string>{"server-rsa"};
    const std::vector<Wanted> everyWish{ByBoth, ByUsAlone, ByThemAlone};
    const std::vector<Wanted> noChoice{ByBoth}; // offered, and never agreed on without CBC (RFC 7366 3)
    std::vector<Combination> all;
    for (const std::string &certificate : certificates)
        for (const ClientCertificate client : {NotAsked, AskedNoneGiven, AskedRsa, RequiredRsa, RequiredEcdsa})
            for (const Wanted ems : everyWish)
                for (const Wanted etm : suite.mode == CipherMode::Cbc ? everyWish : noChoice)
                    all.push_back({ours, &suite, group, certificate, client, ems, etm});
    return all;
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

std::vector<std::uint16_t> everySignature()
{
    std::vector<std::uint16_t> schemes;
    for (const SignatureScheme &scheme : signatureSchemes())
        if (crypto::fits(scheme.code, crypto::KeyType::Rsa) || crypto::fits(scheme.code, crypto::KeyType::Ecdsa))
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

Setting settingOf(const Combination &combination, Identities &identities)
{
    const bool client = combination.ours == Side::Client;
    const bool finite = combination.group && combination.group->kind == GroupKind::Ffdhe;
    Setting setting;
    setting.ours = combination.ours;
    setting.clock = demonstrationClock;

    PartyConfig &us = setting.us;
    us.suites = {combination.suite->code};
    us.groups = groupCodes(combination.group);
    us.signatures = everySignature();
    us.extendedMasterSecret = combination.extendedMasterSecret == Wanted::ByThemAlone ? Wish::Off : Wish::On;
    us.encryptThenMac = combination.encryptThenMac != Wanted::ByThemAlone;
    us.anchors = identities.anchors();
    us.serverName = client ? serverHost : "";
    us.clientAuth = authOf(combination.clientCertificate);
    us.dhGroup = finite ? combination.group->code : us.dhGroup;

    LibsslOptions &them = setting.them;
    them.suites = combination.suite->openssl;
    them.groups = groupNames(combination.group);
    them.dhGroup = us.dhGroup;
    them.extendedMasterSecret = combination.extendedMasterSecret != Wanted::ByUsAlone;
    them.encryptThenMac = combination.encryptThenMac != Wanted::ByUsAlone;
    them.anchors = us.anchors;
    them.serverName = client ? "" : serverHost;
    them.clientAuth = us.clientAuth;

    const std::string &own = client ? combination.clientCredential() : combination.certificate;
    const std::string &peers = client ? combination.certificate : combination.clientCredential();
    if (!own.empty())
        us.credentials = {identities.ours(own)};
    if (!peers.empty())
        them.credentials = {identities.theirs(peers)};
    return setting;
}

} // namespace hd::test
