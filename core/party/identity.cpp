// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/identity.h"

#include "analysis/der.h"
#include "scenario/pki.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdlib>

namespace hd::party {

namespace {

constexpr std::int64_t day = 24 * 60 * 60;

/// Where systems keep the authorities that they trust, as one PEM file.
constexpr const char *systemStores[] = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                        "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

Obtained<std::vector<crypto::Certificate>> certificatesIn(const std::string &name, crypto::Context &context)
{
    const Result<std::string> text = readFile(name);
    if (const Error *error = std::get_if<Error>(&text))
        return Refusal{Fault::File, *error};
    std::vector<crypto::Certificate> found = crypto::Certificate::fromPem(context, std::get<std::string>(text));
    if (found.empty())
        return Refusal{Fault::File, {"there is no certificate in it", name, "one in PEM: -----BEGIN CERTIFICATE-----"}};
    return found;
}

Obtained<crypto::PrivateKey> keyIn(const std::string &name, crypto::Context &context)
{
    const Result<std::string> text = readFile(name);
    if (const Error *error = std::get_if<Error>(&text))
        return Refusal{Fault::File, *error};
    std::optional<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(context, std::get<std::string>(text));
    if (!key)
        return Refusal{Fault::File,
                       {"there is no private key in it that can be read", name, "one in PEM, without a password"}};
    return *key;
}

/// Where the private key, chain or response of the certificate at @p index is. Nothing when it is not named.
std::optional<std::string> companion(const Arguments &arguments, const char *option, std::size_t index)
{
    const std::vector<std::string> names = arguments.values(option);
    return index < names.size() ? std::optional(names[index]) : std::nullopt;
}

Obtained<Credential> readCredential(const Arguments &arguments, std::size_t index, crypto::Context &context)
{
    const std::string file = arguments.values("--cert")[index];
    Obtained<std::vector<crypto::Certificate>> chain = certificatesIn(file, context);
    if (Refusal *refusal = std::get_if<Refusal>(&chain))
        return std::move(*refusal);
    auto &certificates = std::get<std::vector<crypto::Certificate>>(chain);
    const std::string keyFile = companion(arguments, "--key", index).value_or(file);
    const Obtained<crypto::PrivateKey> key = keyIn(keyFile, context);
    if (const Refusal *refusal = std::get_if<Refusal>(&key))
        return *refusal;
    crypto::PublicKey publicKey = certificates.front().publicKey(context);
    if (std::get<crypto::PrivateKey>(key).publicKey().spki() != publicKey.spki())
        return Refusal{Fault::File, {"this is not the key of the certificate in " + file, keyFile, {}}};
    if (const std::optional<std::string> more = companion(arguments, "--chain", index)) {
        const Obtained<std::vector<crypto::Certificate>> rest = certificatesIn(*more, context);
        if (const Refusal *refusal = std::get_if<Refusal>(&rest))
            return *refusal;
        const auto &issuers = std::get<std::vector<crypto::Certificate>>(rest);
        certificates.insert(certificates.end(), issuers.begin(), issuers.end());
    }
    return Credential{file, std::move(certificates), std::get<crypto::PrivateKey>(key), std::move(publicKey)};
}

Pki::Credential ofDemonstration(Pki &pki, std::string_view name)
{
    return std::get<Pki::Credential>(pki.credential(name)); // the names are known to be there
}

std::uint64_t drawSerial()
{
    std::uint64_t serial = 1; // never zero (RFC 5280 4.1.2.2), and another each time: browsers remember them
    for (const std::uint8_t byte : SystemEntropy().draw(7))
        serial = serial << 8 | byte;
    return serial;
}

/// What a server's own certificates say: every name by which this machine reaches it.
crypto::CertificateSpec leafSpec(const std::string &host, const std::string &name, std::int64_t now)
{
    crypto::CertificateSpec spec;
    spec.commonName = name.empty() ? "localhost" : name;
    spec.dnsNames = {spec.commonName};
    spec.serial = drawSerial();
    spec.notBefore = now - day;
    spec.notAfter = now + 90 * day;
    spec.extendedKeyUsage = {crypto::Purpose::ServerAuth};
    if (!name.empty())
        return spec;
    spec.dnsNames.emplace_back("server.hellodone.test");
    spec.ipAddresses = {"127.0.0.1", "::1"};
    std::vector<std::string> &names = isNumeric(host) ? spec.ipAddresses : spec.dnsNames;
    if (host != "*" && std::find(names.begin(), names.end(), host) == names.end())
        names.push_back(host);
    return spec;
}

std::optional<Error> staple(const std::string &word, crypto::Context &context, const Pki::Credential &issuer,
                            std::int64_t now, Credential &to)
{
    if (word != "good" && word != "revoked" && word != "outdated")
        return Error{"\"" + word + "\" is no status of a demonstration certificate", "--ocsp",
                     "good, revoked or outdated; a file needs a --cert of its own"};
    const std::int64_t made = word == "outdated" ? now - 30 * day : now - day;
    to.ocspResponse = crypto::issueOcspResponse(context, to.chain.front(), issuer.chain.front(), issuer.key,
                                                {word == "revoked", made, made + 7 * day});
    return std::nullopt;
}

std::optional<Error> demonstrationServer(const Arguments &arguments, const std::string &host, crypto::Context &context,
                                         PartyConfig &config)
{
    const std::int64_t now = SystemClock().unixTime();
    Pki pki(context, now);
    const Pki::Credential issuer = ofDemonstration(pki, "intermediate");
    const std::string name = arguments.value("--sni").value_or("off");
    for (const char *keyOf : {"server-ecdsa", "server-rsa", "server-dsa", "server-ed25519"}) {
        const crypto::PrivateKey key = ofDemonstration(pki, keyOf).key;
        crypto::CertificateSpec spec = leafSpec(host, name == "off" ? "" : name, now);
        spec.keyUsage = {"digitalSignature"};
        if (key.type() == crypto::KeyType::Rsa)
            spec.keyUsage.emplace_back("keyEncipherment");
        crypto::Certificate leaf = crypto::issueCertificate(context, spec, key, &issuer.chain.front(), issuer.key);
        crypto::PublicKey publicKey = leaf.publicKey(context);
        Credential credential{keyOf, {std::move(leaf), issuer.chain.front()}, key, std::move(publicKey)};
        if (const std::optional<std::string> word = arguments.value("--ocsp"))
            if (std::optional<Error> error = staple(*word, context, issuer, now, credential))
                return error;
        config.credentials.push_back(std::move(credential));
    }
    return std::nullopt;
}

void demonstrationClient(crypto::Context &context, PartyConfig &config)
{
    Pki pki(context, SystemClock().unixTime());
    for (const char *name : {"client-ecdsa", "client-rsa", "client-dsa"}) {
        Pki::Credential own = ofDemonstration(pki, name);
        crypto::PublicKey publicKey = own.chain.front().publicKey(context);
        config.credentials.push_back({name, std::move(own.chain), std::move(own.key), std::move(publicKey)});
    }
}

crypto::Certificate root(crypto::Context &context)
{
    Pki pki(context, SystemClock().unixTime());
    return ofDemonstration(pki, "root").chain.front();
}

std::optional<Refusal> readCredentials(const Arguments &arguments, crypto::Context &context, PartyConfig &config)
{
    const std::size_t count = arguments.values("--cert").size();
    for (std::size_t i = 0; i < count; ++i) {
        Obtained<Credential> credential = readCredential(arguments, i, context);
        if (Refusal *refusal = std::get_if<Refusal>(&credential))
            return std::move(*refusal);
        if (const std::optional<std::string> response = companion(arguments, "--ocsp", i)) {
            const Result<std::string> der = readFile(*response);
            if (const Error *error = std::get_if<Error>(&der))
                return Refusal{Fault::File, *error};
            std::get<Credential>(credential).ocspResponse = toBytes(std::get<std::string>(der));
        }
        config.credentials.push_back(std::get<Credential>(std::move(credential)));
    }
    return std::nullopt;
}

std::optional<Refusal> trust(const std::string &file, crypto::Context &context, PartyConfig &config)
{
    if (file == demonstration) {
        config.anchors.push_back(root(context));
        return std::nullopt;
    }
    const Obtained<std::vector<crypto::Certificate>> found = certificatesIn(file, context);
    if (const Refusal *refusal = std::get_if<Refusal>(&found))
        return *refusal;
    const auto &certificates = std::get<std::vector<crypto::Certificate>>(found);
    config.anchors.insert(config.anchors.end(), certificates.begin(), certificates.end());
    return std::nullopt;
}

/// What OpenSSL's own programs trust: SSL_CERT_FILE, else the first of the usual places that is there.
void trustTheSystem(crypto::Context &context, PartyConfig &config, std::vector<std::string> &notes)
{
    const char *named = std::getenv("SSL_CERT_FILE");
    std::vector<std::string> stores(std::begin(systemStores), std::end(systemStores));
    if (named)
        stores = {named};
    for (const std::string &store : stores)
        if (!trust(store, context, config))
            return;
    notes.emplace_back("this system has no list of authorities to trust; name one with --ca FILE");
}

std::optional<Refusal> readTrust(Side side, const Arguments &arguments, crypto::Context &context, PartyConfig &config,
                                 std::vector<std::string> &notes)
{
    for (const std::string &file : arguments.values("--ca"))
        if (std::optional<Refusal> refusal = trust(file, context, config))
            return refusal;
    if (arguments.has("--ca") || !config.verifyPeer)
        return std::nullopt;
    if (side == Side::Client) {
        trustTheSystem(context, config, notes);
    } else if (config.clientAuth != ClientAuth::None || arguments.has("--post-handshake-auth")) {
        config.anchors.push_back(root(context));
        notes.emplace_back("no --ca: clients with a certificate of the demonstration CA are trusted "
                           "(hellodone connect --cert demonstration)");
    }
    return std::nullopt;
}

/// Whether the suites that may be used need a server with a certificate.
bool needsCertificate(const PartyConfig &config)
{
    const auto needs = [](std::uint16_t code) {
        return cipherSuite(code)->certified() || cipherSuite(code)->authentication == Authentication::Separate;
    };
    return config.suites.empty() || std::any_of(config.suites.begin(), config.suites.end(), needs);
}

} // namespace

Obtained<std::vector<std::string>> readIdentity(Side side, const Arguments &arguments, const std::string &host,
                                                crypto::Context &context, PartyConfig &config)
{
    std::vector<std::string> notes;
    const std::vector<std::string> files = arguments.values("--cert");
    const bool ownAsked = std::find(files.begin(), files.end(), demonstration) != files.end();
    const bool ownUsed = ownAsked || (side == Side::Server && files.empty() && needsCertificate(config));
    if (ownAsked && files.size() > 1)
        return Refusal{Fault::Words, {"\"demonstration\" stands alone", "--cert", {}}};
    for (const char *option : {"--key", "--chain", "--ocsp"}) {
        const bool isWord = ownUsed && std::string_view(option) == "--ocsp"; // not a file of its own
        if (arguments.values(option).size() > (isWord ? 1 : ownUsed ? 0 : files.size()))
            return Refusal{Fault::Words, {"there are more of them than of --cert", option, "one for each --cert"}};
    }
    if (ownUsed && side == Side::Server) {
        if (std::optional<Error> error = demonstrationServer(arguments, host, context, config))
            return Refusal{Fault::Words, std::move(*error)};
        notes.emplace_back("certificates of the demonstration CA, whose keys are public. Trust it for a test with");
        notes.emplace_back("  hellodone connect ... --ca demonstration");
        notes.emplace_back("  curl --cacert ca.pem ..., openssl s_client -CAfile ca.pem ..., after --ca-out ca.pem");
    } else if (ownUsed) {
        demonstrationClient(context, config);
    } else if (std::optional<Refusal> refusal = readCredentials(arguments, context, config)) {
        return std::move(*refusal);
    }
    const auto exportable = [](std::uint16_t code) { return cipherSuite(code)->exportable(); };
    if (side == Side::Server && std::any_of(config.suites.begin(), config.suites.end(), exportable))
        config.exportRsaKey = Pki(context, SystemClock().unixTime()).exportKey();
    if (std::optional<Refusal> refusal = readTrust(side, arguments, context, config, notes))
        return std::move(*refusal);
    return notes;
}

std::string demonstrationCa(crypto::Context &context)
{
    return der::pem("CERTIFICATE", root(context).der());
}

bool isNumeric(const std::string &host)
{
    std::array<std::uint8_t, 16> address{};
    const std::string withoutZone = host.substr(0, host.find('%'));
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, withoutZone.c_str(), address.data()) == 1;
}

void nameServer(const Arguments &arguments, const std::string &host, PartyConfig &config)
{
    const std::string sni = arguments.value("--sni").value_or(host);
    config.certificateName = sni == "off" ? host : sni;
    if (sni != "off" && !isNumeric(sni))
        config.serverName = sni;
}

} // namespace hd::party
