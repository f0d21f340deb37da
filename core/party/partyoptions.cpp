// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/partyoptions.h"

#include "party/optionvalues.h"
#include "party/tls13options.h"

#include "wire/nearest.h"

#include <algorithm>

namespace hd::party {

namespace {

constexpr Option bothOptions[] = {
    {"--versions", "LIST",
     "of ssl3, tls1.0, tls1.1, tls1.2 and tls1.3 (the last two are the default), with commas between"},
    {"--suites", "LIST", "cipher suites, best first, by IANA's or OpenSSL's names; `hellodone list suites`"},
    {"--groups", "LIST", "groups of (EC)DHE, best first; `hellodone list groups`"},
    {"--signatures", "LIST", "signature schemes, best first; `hellodone list signatures`"},
    {"--alpn", "LIST", "application protocols, best first"},
    {"--cert", "FILE", "a certificate (PEM), its chain after it; \"demonstration\" for this program's own", true},
    {"--key", "FILE", "the private key (PEM) of the --cert at the same place; else it is in that file", true},
    {"--chain", "FILE", "more certificates (PEM) to send after the --cert at the same place", true},
    {"--ca", "FILE", "trust these certificates (PEM) and no others; \"demonstration\" for this program's CA", true},
    {"--verify", "on|off", "whether the peer's certificate must be trusted; on"},
    {"--psk", "IDENTITY:HEX", "a pre-shared key; in TLS 1.3 a client offers all of them, before it uses the first",
     true},
    {"--psk-hash", "HASH", "sha256 (the default) or sha384: the suites of TLS 1.3 that the --psk is for"},
    {"--tickets", "N|off", "session tickets; up to TLS 1.2 (RFC 5077) any number means one; 1"},
    {"--ems", "on|off|require", "extended_master_secret; on"},
    {"--etm", "on|off", "encrypt_then_mac; on"},
    {"--renegotiation", "WHICH", "off, secure (RFC 5746, the default) or insecure"},
    {"--compression", "", "DEFLATE (RFC 3749)"},
    {"--record-size", "N", "at most N bytes of plaintext in a record that is sent, 64 to 16384"},
    {"--record-size-limit", "N", "ask for records of at most N bytes (RFC 8449), 64 to 16384"},
    {"--split-records", "", "the first byte of data in a record of its own (CBC up to TLS 1.0)"},
};

constexpr Option clientOnly[] = {
    {"--sni", "NAME|off", "the server's name in place of HOST; off: do not send it"},
    {"--status-request", "", "ask for a stapled OCSP response"},
    {"--max-fragment-length", "N", "ask for records of at most 512, 1024, 2048 or 4096 bytes (RFC 6066 4)"},
    {"--fallback-scsv", "", "say that this is a second try with a lower version (RFC 7507)"},
    {"--ssl2-hello", "", "client_hello in the format of SSL 2.0"},
    {"--min-dh-bits", "N", "refuse shorter primes of DHE; 1024"},
};

constexpr Option serverOnly[] = {
    {"--client-auth", "WHICH", "none (the default), request or require a certificate of the client"},
    {"--sni", "NAME|off", "the name in the demonstration certificate, and the only one that is served; off: any"},
    {"--psk-hint", "TEXT", "psk_identity_hint"},
    {"--dh", "FILE|GROUP", "the group of DHE: ffdhe2048 to ffdhe8192, or a file of DH PARAMETERS (PEM)"},
    {"--session-cache", "on|off", "whether sessions can be resumed by their id; on"},
    {"--ocsp", "FILE",
     "an OCSP response (DER) to staple to the --cert at the same place; for demonstration\n"
     "                           certificates also good, revoked or outdated",
     true},
};

/// What is offered when nobody says: the versions of today that the suites, if they are named, can be used in, and the
/// one that renegotiates where that is wanted.
std::vector<Version> defaultVersions(const Arguments &arguments, const PartyConfig &config)
{
    std::vector<Version> versions{tls12, tls13};
    if (arguments.has("--renegotiate"))
        versions.pop_back();
    std::vector<Version> usable = versions;
    std::erase_if(usable, [&config](Version version) {
        return std::none_of(config.suites.begin(), config.suites.end(),
                            [version](std::uint16_t code) { return cipherSuite(code)->usableIn(version); });
    });
    return usable.empty() ? versions : usable;
}

std::optional<Error> readVersions(const std::string &list, std::vector<Version> &to)
{
    const std::vector<std::string> known = versionWords();
    for (const std::string &word : wordsOf(list)) {
        const std::optional<Version> version = versionByWord(word);
        if (!version)
            return Error{"there is no version \"" + word + "\"", "--versions",
                         suggestion(word, known, "ssl3, tls1.0, tls1.1, tls1.2 or tls1.3, with commas between them")};
        if (std::find(to.begin(), to.end(), *version) == to.end())
            to.push_back(*version);
    }
    return std::nullopt;
}

/// A suite that can never be used is a mistake rather than a wish.
std::optional<Error> checkSuites(const PartyConfig &config, crypto::Context &context)
{
    for (const std::uint16_t code : config.suites) {
        const CipherSuite &suite = *cipherSuite(code);
        const auto usable = [&](Version version) { return suite.usableIn(version); };
        if (std::none_of(config.versions.begin(), config.versions.end(), usable))
            return Error{std::string(suite.name) + " cannot be used with any of --versions", "--suites",
                         "it is for " + names::version(suite.first) + " to " + names::version(suite.last)};
        if (!context.canCipher(std::string(suite.cipher)))
            return Error{"this libcrypto cannot do " + std::string(suite.cipher) + ", which " +
                             std::string(suite.name) + " needs",
                         "--suites", "install OpenSSL's legacy provider, or choose another suite"};
    }
    return std::nullopt;
}

std::optional<Error> readLists(const Arguments &arguments, crypto::Context &context, PartyConfig &config)
{
    if (const std::optional<std::string> list = arguments.value("--suites"))
        if (std::optional<Error> error =
                readCodes(*list, "--suites", cipherSuites(), "cipher suite", "suites", config.suites))
            return error;
    config.versions.clear();
    if (const std::optional<std::string> list = arguments.value("--versions")) {
        if (std::optional<Error> error = readVersions(*list, config.versions))
            return error;
    } else {
        config.versions = defaultVersions(arguments, config);
    }
    if (std::optional<Error> error = checkSuites(config, context))
        return error;
    if (const std::optional<std::string> list = arguments.value("--groups"))
        if (std::optional<Error> error = readCodes(*list, "--groups", namedGroups(), "group", "groups", config.groups))
            return error;
    if (const std::optional<std::string> list = arguments.value("--signatures"))
        if (std::optional<Error> error = readCodes(*list, "--signatures", signatureSchemes(), "signature scheme",
                                                   "signatures", config.signatures))
            return error;
    if (const std::optional<std::string> list = arguments.value("--alpn"))
        for (std::string &word : config.alpn = wordsOf(*list))
            if (word.empty() || word.size() > 255)
                return Error{"a protocol name has 1 to 255 bytes, not " + std::to_string(word.size()), "--alpn",
                             "such as h2,http/1.1"};
    return std::nullopt;
}

std::optional<Error> readPsks(const Arguments &arguments, PartyConfig &config)
{
    for (const std::string &text : arguments.values("--psk")) {
        const std::size_t colon = text.rfind(':');
        const std::optional<Bytes> key =
            colon == std::string::npos ? std::nullopt : fromHex(std::string_view(text).substr(colon + 1));
        if (!key || key->empty())
            return Error{"\"" + text + "\" is no pre-shared key", "--psk", "IDENTITY:HEX, such as alice:0a1b2c3d"};
        config.psks.push_back({text.substr(0, colon), *key});
    }
    static constexpr Choice<HashName> hashes[] = {{"sha256", HashName::Sha256}, {"sha384", HashName::Sha384}};
    HashName hash = HashName::Sha256;
    if (std::optional<Error> error = choose(arguments, "--psk-hash", hashes, hash))
        return error;
    for (PreSharedKey &psk : config.psks)
        psk.hash = hash;
    return std::nullopt;
}

std::optional<Error> readTickets(Side side, const Arguments &arguments, PartyConfig &config)
{
    constexpr std::uint64_t most = 16;
    const std::string text = arguments.value("--tickets").value_or("1");
    const std::optional<std::uint64_t> number = text == "off" ? std::optional<std::uint64_t>(0) : wholeNumber(text);
    if (!number || *number > most)
        return Error{"\"" + text + "\" is no number of tickets", "--tickets", "1 to 16, or off"};
    (side == Side::Client ? config.sessionTicket : config.tickets) = *number > 0;
    config.tls13.tickets = static_cast<unsigned>(*number);
    return std::nullopt;
}

std::optional<Error> readCommon(Side side, const Arguments &arguments, PartyConfig &config)
{
    static constexpr Choice<Wish> wishes[] = {{"on", Wish::On}, {"off", Wish::Off}, {"require", Wish::Require}};
    static constexpr Choice<Renegotiation> renegotiations[] = {
        {"off", Renegotiation::Off}, {"secure", Renegotiation::Secure}, {"insecure", Renegotiation::Insecure}};
    config.renegotiation = Renegotiation::Secure;
    config.deflate = arguments.has("--compression");
    config.splitRecords = arguments.has("--split-records");
    std::optional<Error> error = choose(arguments, "--ems", wishes, config.extendedMasterSecret);
    if (!error)
        error = choose(arguments, "--etm", switches, config.encryptThenMac);
    if (!error)
        error = choose(arguments, "--renegotiation", renegotiations, config.renegotiation);
    if (!error)
        error = choose(arguments, "--verify", switches, config.verifyPeer);
    if (!error)
        error = readNumber(arguments, "--record-size", 64, 1 << 14, config.fragmentLimit);
    if (!error)
        error = readNumber(arguments, "--record-size-limit", 64, 1 << 14, config.recordSizeLimit);
    if (!error)
        error = readTickets(side, arguments, config);
    if (!error)
        error = readPsks(arguments, config);
    return error;
}

std::optional<Error> readClient(const Arguments &arguments, PartyConfig &config)
{
    static constexpr Choice<std::uint16_t> lengths[] = {{"512", 512}, {"1024", 1024}, {"2048", 2048}, {"4096", 4096}};
    config.statusRequest = arguments.has("--status-request");
    config.fallbackScsv = arguments.has("--fallback-scsv");
    config.ssl2Hello = arguments.has("--ssl2-hello");
    std::optional<Error> error = choose(arguments, "--max-fragment-length", lengths, config.maxFragmentLength);
    if (!error)
        error = readNumber(arguments, "--min-dh-bits", 256, 16384, config.minimumDhBits);
    return error;
}

std::optional<Refusal> readDh(const std::string &text, crypto::Context &context, PartyConfig &config)
{
    if (const NamedGroup *group = namedGroup(text)) {
        if (group->kind != GroupKind::Ffdhe)
            return Refusal{Fault::Words,
                           {"\"" + text + "\" is no finite-field group", "--dh", "ffdhe2048 to ffdhe8192"}};
        config.dhGroup = group->code;
        return std::nullopt;
    }
    const Result<std::string> file = readFile(text);
    if (const Error *error = std::get_if<Error>(&file))
        return Refusal{Fault::File, *error};
    config.dhParameters = crypto::dhParametersFromPem(context, std::get<std::string>(file));
    if (!config.dhParameters)
        return Refusal{Fault::File, {"there are no DH PARAMETERS in it", text, "`openssl dhparam 2048` makes some"}};
    if (!crypto::usable(*config.dhParameters))
        return Refusal{Fault::File,
                       {"nobody can compute with these parameters", text, "an odd p of 256 to 16384 bits"}};
    return std::nullopt;
}

std::optional<Refusal> readServer(const Arguments &arguments, crypto::Context &context, PartyConfig &config)
{
    static constexpr Choice<ClientAuth> wishes[] = {
        {"none", ClientAuth::None}, {"request", ClientAuth::Request}, {"require", ClientAuth::Require}};
    if (std::optional<Error> error = choose(arguments, "--client-auth", wishes, config.clientAuth))
        return Refusal{Fault::Words, std::move(*error)};
    if (std::optional<Error> error = choose(arguments, "--session-cache", switches, config.assignSessionId))
        return Refusal{Fault::Words, std::move(*error)};
    config.pskIdentityHint = arguments.value("--psk-hint").value_or("");
    if (arguments.value("--sni").value_or("off") != "off")
        config.unknownName = UnknownName::Refuse;
    if (const std::optional<std::string> dh = arguments.value("--dh"))
        return readDh(*dh, context, config);
    return std::nullopt;
}

/// How early a suite stands in the list of somebody who names none; nothing: not at all.
std::optional<int> defaultRank(const CipherSuite &suite, bool withPsk, bool withDss)
{
    const bool strong = suite.cipher.starts_with("AES-") || suite.mode == CipherMode::ChaCha20;
    if (!strong || suite.mode == CipherMode::Ccm || suite.exportable() || (suite.usesPsk() && !withPsk) ||
        suite.authentication == Authentication::Anonymous || (suite.authentication == Authentication::Dss && !withDss))
        return std::nullopt;
    if (suite.keyExchange == KeyExchange::Separate)
        return -1;
    return (suite.usesPsk() ? 0 : 8) + (suite.ephemeral() ? 0 : 4) +
           (suite.authentication == Authentication::Dss ? 2 : 0) + (suite.aead() ? 0 : 1);
}

std::vector<std::uint16_t> defaultSuites(const PartyConfig &config)
{
    const bool withDss = std::any_of(config.credentials.begin(), config.credentials.end(), [](const Credential &own) {
        return own.publicKey.type() == crypto::KeyType::Dsa;
    });
    std::vector<std::pair<int, std::uint16_t>> ranked;
    for (const CipherSuite &suite : cipherSuites()) {
        const auto usable = [&](Version version) { return suite.usableIn(version); };
        const std::optional<int> rank = defaultRank(suite, !config.psks.empty(), withDss);
        if (rank && std::any_of(config.versions.begin(), config.versions.end(), usable))
            ranked.emplace_back(*rank, suite.code);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<std::uint16_t> suites;
    for (const auto &[rank, code] : ranked)
        suites.push_back(code);
    return suites;
}

} // namespace

std::vector<Option> partyOptions(Side side)
{
    std::vector<Option> options(std::begin(bothOptions), std::end(bothOptions));
    if (side == Side::Client)
        options.insert(options.end(), std::begin(clientOnly), std::end(clientOnly));
    else
        options.insert(options.end(), std::begin(serverOnly), std::end(serverOnly));
    const std::span<const Option> tls13 = tls13Options(side);
    options.insert(options.end(), tls13.begin(), tls13.end());
    return options;
}

Obtained<PartyConfig> readParty(Side side, const Arguments &arguments, crypto::Context &context)
{
    PartyConfig config;
    std::optional<Error> error = readLists(arguments, context, config);
    if (!error)
        error = readTls13(side, arguments, config);
    if (!error)
        error = readCommon(side, arguments, config);
    if (!error && side == Side::Client)
        error = readClient(arguments, config);
    if (error)
        return Refusal{Fault::Words, std::move(*error)};
    if (side == Side::Server)
        if (std::optional<Refusal> refusal = readServer(arguments, context, config))
            return std::move(*refusal);
    return config;
}

void completeLists(const Arguments &arguments, PartyConfig &config)
{
    if (!arguments.has("--suites"))
        config.suites = defaultSuites(config);
    if (!arguments.has("--groups"))
        for (const NamedGroup &group : namedGroups())
            if (group.kind != GroupKind::Hybrid) // those are offered when they are asked for
                config.groups.push_back(group.code);
    if (arguments.has("--signatures"))
        return;
    const bool withDss = std::any_of(config.suites.begin(), config.suites.end(), [](std::uint16_t code) {
        return cipherSuite(code)->authentication == Authentication::Dss;
    });
    for (const SignatureScheme &scheme : signatureSchemes()) {
        const bool dsa = scheme.name.starts_with("dsa_");
        const bool weak = scheme.name.ends_with("sha1") || scheme.name.ends_with("md5");
        if (dsa ? withDss : !weak)
            config.signatures.push_back(scheme.code);
    }
}

} // namespace hd::party
