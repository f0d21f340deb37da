// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/partyparser.h"

#include "scenario/pki.h"

namespace hd {

Bytes hexBytes(ObjectReader &reader, const char *key, bool mayBeEmpty)
{
    const std::string hex = reader.string(key, "");
    const std::optional<Bytes> bytes = fromHex(hex);
    if (!bytes || (bytes->empty() && !mayBeEmpty))
        reader.fail(key, "\"" + hex + "\" is no run of bytes", "write two hexadecimal digits for each byte");
    return *bytes;
}

namespace {

template<class T>
std::vector<std::uint16_t> codesOf(ObjectReader &reader, const char *key, std::span<const T> rows,
                                   const T *(*byName)(std::string_view))
{
    std::vector<std::uint16_t> codes;
    reader.eachString(key, [&](const std::string &name, const std::string &path) {
        const T *row = byName(name);
        if (!row)
            reader.fail(path, "\"" + name + "\" is not known", allowedWords(name, namesIn(rows)));
        codes.push_back(row->code);
    });
    return codes;
}

std::vector<std::string> pkiNames(ObjectReader &reader, const char *key)
{
    std::vector<std::string> names;
    reader.eachString(key, [&](const std::string &name, const std::string &path) {
        const std::vector<std::string> known = Pki::names();
        if (std::find(known.begin(), known.end(), name) == known.end())
            reader.fail(path, "there is no certificate \"" + name + "\"", allowedWords(name, known));
        names.push_back(name);
    });
    return names;
}

Wish wish(ObjectReader &reader, const char *key)
{
    return reader.word<Wish>(key, {{"off", Wish::Off}, {"on", Wish::On}, {"require", Wish::Require}}, Wish::On);
}

std::vector<PreSharedKey> preSharedKeys(ObjectReader &reader)
{
    std::vector<PreSharedKey> keys;
    reader.eachObject("psk", [&](ObjectReader one) {
        PreSharedKey key{one.string("identity", ""), hexBytes(one, "key")};
        if (key.identity.empty())
            one.fail("identity", "a pre-shared key needs an identity", "write \"identity\": \"a name\"");
        key.hash = one.word<HashName>("hash",
                                      {{names::hashName(HashName::Sha256), HashName::Sha256},
                                       {names::hashName(HashName::Sha384), HashName::Sha384}},
                                      HashName::Sha256);
        one.end();
        keys.push_back(std::move(key));
    });
    return keys;
}

/// Before anything runs: a suite that can never be chosen is a mistake in the file.
void requireWhatSuitesNeed(const ObjectReader &reader, const PartyConfig &config)
{
    for (std::size_t i = 0; i < config.suites.size(); ++i) {
        const CipherSuite &suite = *cipherSuite(config.suites[i]);
        if (suite.usesPsk() && config.psks.empty())
            reader.fail("suites[" + std::to_string(i) + "]", std::string(suite.name) + " needs a pre-shared key",
                        "add \"psk\": [{ \"identity\": \"...\", \"key\": \"...\" }]");
    }
}

/// Nothing said: psk_dhe_ke. An empty list: no pre-shared key is used.
std::vector<PskMode> pskModes(ObjectReader &reader)
{
    if (!reader.has("psk_modes"))
        return {PskMode::DheKe};
    std::vector<PskMode> modes;
    reader.eachString("psk_modes", [&](const std::string &word, const std::string &path) {
        const std::vector<std::string> words{"psk_ke", "psk_dhe_ke"};
        const auto found = std::ranges::find(words, word);
        if (found == words.end())
            reader.fail(path, "\"" + word + "\" is not a mode", allowedWords(word, words));
        modes.push_back(static_cast<PskMode>(found - words.begin()));
    });
    return modes;
}

void commonOfTls13(ObjectReader &reader, Tls13Config &config)
{
    config.pskModes = pskModes(reader);
    config.middleboxCompatibility = reader.boolean("middlebox_compat", true);
    config.paddingBlock = static_cast<std::size_t>(reader.number("record_padding", 0, 0, 1 << 14));
    config.certificateAuthorities = reader.boolean("certificate_authorities", false);
}

/// What both parties have.
PartyPlan commonPlan(ObjectReader &reader)
{
    PartyPlan plan;
    PartyConfig &config = plan.config;
    config.versions.clear();
    reader.eachString("versions", [&](const std::string &word, const std::string &path) {
        const std::optional<Version> version = versionByWord(word);
        if (!version)
            reader.fail(path, "\"" + word + "\" is not a version that can be run", allowedWords(word, versionWords()));
        config.versions.push_back(*version);
    });
    if (config.versions.empty())
        config.versions = {tls12};
    config.suites = codesOf<CipherSuite>(reader, "suites", cipherSuites(), &cipherSuite);
    if (config.suites.empty())
        reader.fail("suites", "at least one cipher suite is needed", "see `hellodone list suites`");
    config.groups = codesOf<NamedGroup>(reader, "groups", namedGroups(), &namedGroup);
    config.signatures = codesOf<SignatureScheme>(reader, "signatures", signatureSchemes(), &signatureScheme);
    reader.eachString("alpn", [&](const std::string &word, const std::string &path) {
        if (word.empty() || word.size() > 255)
            reader.fail(path, "a protocol name has " + std::to_string(word.size()) + " bytes",
                        "1 to 255 bytes are allowed");
        config.alpn.push_back(word);
    });
    config.extendedMasterSecret = wish(reader, "ems");
    config.encryptThenMac = reader.word<bool>("etm", {{"off", false}, {"on", true}}, true);
    config.verifyPeer = reader.boolean("verify", true);
    config.fragmentLimit = static_cast<std::size_t>(reader.number("record_size", 1 << 14, 64, 1 << 14));
    config.recordSizeLimit = static_cast<std::uint16_t>(reader.number("record_size_limit", 0, 0, 16385));
    config.splitRecords = reader.boolean("record_splitting", false);
    config.deflate = reader.boolean("compression", false);
    config.renegotiation = reader.word<Renegotiation>(
        "renegotiation",
        {{"off", Renegotiation::Off}, {"secure", Renegotiation::Secure}, {"insecure", Renegotiation::Insecure}},
        Renegotiation::Off);
    config.psks = preSharedKeys(reader);
    commonOfTls13(reader, config.tls13);
    requireWhatSuitesNeed(reader, config);
    plan.certificates = pkiNames(reader, "certificates");
    plan.trust = pkiNames(reader, "trust");
    return plan;
}

/// Without them a client could verify nothing, and a certificate_request would break its own syntax (RFC 5246 7.4.4).
void requireSignatures(const ObjectReader &reader, const PartyConfig &config)
{
    if (config.signatures.empty())
        reader.fail("signatures", "at least one signature scheme is needed", "see `hellodone list signatures`");
}

/// A named group, or a prime and a generator.
void finiteField(ObjectReader &reader, PartyConfig &config)
{
    if (reader.isObject("dh")) {
        ObjectReader numbers = reader.object("dh");
        const crypto::DhParameters parameters{hexBytes(numbers, "p"), hexBytes(numbers, "g")};
        if (!crypto::usable(parameters))
            numbers.fail("p", "nobody can compute with these numbers",
                         "p is an odd prime of 256 to 16384 bits, g from 2 to p-2");
        numbers.end();
        config.dhParameters = parameters;
        return;
    }
    const std::string group = reader.string("dh", "ffdhe2048");
    const NamedGroup *named = namedGroup(group);
    if (!named || named->kind != GroupKind::Ffdhe)
        reader.fail("dh", "\"" + group + "\" is no finite-field group",
                    "ffdhe2048 to ffdhe8192 are allowed, or { \"p\": ..., \"g\": ... } in hexadecimal");
    config.dhGroup = named->code;
}

std::uint16_t fragmentLength(ObjectReader &reader)
{
    const std::uint64_t bytes = reader.number("max_fragment_length", 0, 0, 4096);
    if (bytes != 0 && bytes != 512 && bytes != 1024 && bytes != 2048 && bytes != 4096)
        reader.fail("max_fragment_length", std::to_string(bytes) + " is not allowed", "allowed: 512, 1024, 2048, 4096");
    return static_cast<std::uint16_t>(bytes);
}

/// RFC 8446 4.2.8: each key_share "MUST correspond to a group offered in the "supported_groups" extension", once.
void keyShares(ObjectReader &reader, PartyConfig &config)
{
    if (!reader.has("key_shares"))
        return;
    const std::vector<std::uint16_t> shares = codesOf<NamedGroup>(reader, "key_shares", namedGroups(), &namedGroup);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const std::string path = "key_shares[" + std::to_string(i) + "]";
        const std::string name = "\"" + names::group(shares[i]) + "\"";
        if (std::ranges::find(config.groups, shares[i]) == config.groups.end())
            reader.fail(path, name + " is none of the groups", "list it in \"groups\", too");
        if (std::find(shares.begin(), shares.begin() + std::ptrdiff_t(i), shares[i]) !=
            shares.begin() + std::ptrdiff_t(i))
            reader.fail(path, name + " stands there twice", "a group has one key_share");
    }
    config.tls13.keyShares = shares;
}

void clientOfTls13(ObjectReader &reader, PartyConfig &config)
{
    keyShares(reader, config);
    config.tls13.earlyData = toBytes(reader.string("early_data", ""));
    config.tls13.grease = reader.boolean("grease", false);
    config.tls13.postHandshakeAuth = reader.boolean("post_handshake_auth", false);
}

void serverOfTls13(ObjectReader &reader, Tls13Config &config)
{
    config.cookie = reader.boolean("cookie", false);
    config.tickets = static_cast<unsigned>(reader.number("ticket_count", 1, 1, 16));
    config.maxEarlyData = static_cast<std::uint32_t>(reader.number("early_data", 0, 0, UINT32_MAX));
    config.antiReplay = reader.boolean("anti_replay", false);
}

} // namespace

PartyPlan readClient(ObjectReader reader)
{
    PartyPlan plan = commonPlan(reader);
    requireSignatures(reader, plan.config);
    plan.config.serverName = reader.string("sni", "");
    plan.config.renegotiationSignal = reader.word<RenegotiationSignal>("renegotiation_info",
                                                                       {{"extension", RenegotiationSignal::Info},
                                                                        {"scsv", RenegotiationSignal::Scsv},
                                                                        {"off", RenegotiationSignal::Off}},
                                                                       RenegotiationSignal::Info);
    plan.config.sessionTicket = reader.boolean("session_ticket", false);
    plan.config.statusRequest = reader.boolean("status_request", false);
    plan.config.timestamps = reader.boolean("timestamps", false);
    plan.config.fallbackScsv = reader.boolean("fallback_scsv", false);
    plan.config.ssl2Hello = reader.boolean("ssl2_hello", false);
    plan.config.maxFragmentLength = fragmentLength(reader);
    plan.config.minimumDhBits = static_cast<std::uint32_t>(reader.number("minimum_dh_bits", 1024, 256, 16384));
    clientOfTls13(reader, plan.config);
    reader.end();
    return plan;
}

PartyPlan readServer(ObjectReader reader)
{
    PartyPlan plan = commonPlan(reader);
    plan.config.clientAuth = reader.word<ClientAuth>(
        "client_auth", {{"none", ClientAuth::None}, {"request", ClientAuth::Request}, {"require", ClientAuth::Require}},
        ClientAuth::None);
    if (plan.config.clientAuth != ClientAuth::None)
        requireSignatures(reader, plan.config);
    finiteField(reader, plan.config);
    plan.config.pskIdentityHint = reader.string("psk_hint", "");
    reader.eachString("allowed_clients", [&](const std::string &name, const std::string &) {
        plan.config.allowedClients.push_back(name);
    });
    plan.config.tickets = reader.boolean("tickets", false);
    plan.sessionCache = reader.boolean("session_cache", true);
    plan.config.unknownName = reader.word<UnknownName>(
        "unknown_name", {{"ignore", UnknownName::Ignore}, {"warn", UnknownName::Warn}, {"refuse", UnknownName::Refuse}},
        UnknownName::Ignore);
    plan.config.minimumSecurityBits = static_cast<std::uint32_t>(reader.number("minimum_security_bits", 0, 0, 256));
    plan.ocsp = reader.word<StapledStatus>("ocsp",
                                           {{"none", StapledStatus::None},
                                            {"good", StapledStatus::Good},
                                            {"revoked", StapledStatus::Revoked},
                                            {"outdated", StapledStatus::Outdated}},
                                           StapledStatus::None);
    plan.timestamps = reader.boolean("timestamps", false);
    serverOfTls13(reader, plan.config.tls13);
    reader.end();
    return plan;
}

} // namespace hd
