// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/pki.h"

#include "embedded/pki.h"

#include "crypto/primitives.h"

#include <nlohmann/json.hpp>

namespace hd {

namespace {

using nlohmann::json;

std::string_view embeddedFile(std::string_view name)
{
    for (const embedded::File &file : embedded::pki())
        if (file.name == name)
            return file.content;
    throw std::logic_error("resources/pki lacks " + std::string(name));
}

/// pki.json: what each certificate says. It is part of the program, so that an error in it throws.
const json &descriptions()
{
    static const json all = json::parse(embeddedFile("pki.json"));
    return all;
}

/// Fixed by the name, so that adding a certificate does not renumber the others.
std::uint64_t serialOf(crypto::Context &context, std::string_view name)
{
    const Bytes hash = crypto::digest(context, crypto::Hash::Sha256, {toBytes(name)});
    std::uint64_t serial = 0;
    for (std::size_t i = 0; i < 8; ++i)
        serial = serial << 8 | hash[i];
    return serial;
}

crypto::CertificateSpec specOf(crypto::Context &context, const std::string &name, std::int64_t clock)
{
    constexpr std::int64_t day = 24 * 60 * 60;
    const json &description = descriptions().at(name);
    crypto::CertificateSpec spec;
    spec.commonName = description.at("common_name").get<std::string>();
    spec.dnsNames = description.value("dns_names", std::vector<std::string>());
    spec.ipAddresses = description.value("ip_addresses", std::vector<std::string>());
    spec.serial = serialOf(context, name);
    spec.notBefore = clock + description.at("validity").at("from").get<std::int64_t>() * day;
    spec.notAfter = clock + description.at("validity").at("to").get<std::int64_t>() * day;
    spec.ca = description.value("ca", false);
    if (description.contains("path_length"))
        spec.pathLength = description.at("path_length").get<int>();
    spec.keyUsage = description.value("key_usage", std::vector<std::string>());
    for (const std::string &use : description.value("extended_key_usage", std::vector<std::string>()))
        spec.extendedKeyUsage.push_back(use == "serverAuth" ? crypto::Purpose::ServerAuth
                                                            : crypto::Purpose::ClientAuth);
    return spec;
}

std::string issuerOf(const std::string &name)
{
    return descriptions().at(name).at("issuer").get<std::string>();
}

std::string keyNameOf(const std::string &name)
{
    return descriptions().at(name).at("key").get<std::string>();
}

/// The key that the one who shows this certificate signs with: the certified one, unless he has none of it.
std::string heldKeyNameOf(const std::string &name)
{
    return descriptions().at(name).value("held_key", keyNameOf(name));
}

} // namespace

Pki::Pki(crypto::Context &context, std::int64_t clock) : m_context(context), m_clock(clock) {}

Pki::~Pki() = default;

std::vector<std::string> Pki::names()
{
    std::vector<std::string> names;
    for (const auto &[name, description] : descriptions().items())
        names.push_back(name);
    return names;
}

crypto::PrivateKey Pki::exportKey()
{
    return key("export-rsa-512");
}

const crypto::PrivateKey &Pki::key(const std::string &name)
{
    if (const auto known = m_keys.find(name); known != m_keys.end())
        return known->second;
    const auto key = crypto::PrivateKey::fromPem(m_context, embeddedFile(name + ".pem"));
    return m_keys.emplace(name, key.value()).first->second;
}

const crypto::Certificate &Pki::certificate(const std::string &name)
{
    if (const auto known = m_certificates.find(name); known != m_certificates.end())
        return known->second;
    const std::string issuerName = issuerOf(name);
    const crypto::Certificate *issuer = issuerName == name ? nullptr : &certificate(issuerName);
    SeededEntropy entropy(static_cast<std::uint64_t>(m_clock), "certificate " + name);
    const crypto::Context::EntropyScope scope(m_context, entropy);
    return m_certificates
        .emplace(name, crypto::issueCertificate(m_context, specOf(m_context, name, m_clock), key(keyNameOf(name)),
                                                issuer, key(keyNameOf(issuerName))))
        .first->second;
}

Bytes Pki::ocspResponse(const std::string &name, StapledStatus status)
{
    if (status == StapledStatus::None)
        return {};
    constexpr std::int64_t day = 24 * 60 * 60;
    const std::string issuer = issuerOf(name);
    crypto::OcspSpec spec;
    spec.revoked = status == StapledStatus::Revoked;
    spec.thisUpdate = m_clock - (status == StapledStatus::Outdated ? 15 : 1) * day;
    spec.nextUpdate = spec.thisUpdate + 7 * day;
    SeededEntropy entropy(static_cast<std::uint64_t>(m_clock), "status of " + name);
    const crypto::Context::EntropyScope scope(m_context, entropy);
    return crypto::issueOcspResponse(m_context, certificate(name), certificate(issuer), key(keyNameOf(issuer)), spec);
}

/// RFC 6962 3.2: what the log signs, and what it says with the signature.
Bytes Pki::timestamp(const std::string &name)
{
    constexpr std::uint16_t ecdsaSha256 = 0x0403;
    constexpr std::uint64_t hour = 60 * 60;
    const crypto::Certificate &leaf = certificate(name);
    const std::uint64_t milliseconds = (static_cast<std::uint64_t>(leaf.notBefore()) + hour) * 1000;
    Bytes signedPart{0, 0}; // v1, certificate_timestamp
    appendNumber(signedPart, milliseconds, 8);
    appendNumber(signedPart, 0, 2); // x509_entry
    const Bytes der = leaf.der();
    appendNumber(signedPart, der.size(), 3);
    append(signedPart, der);
    appendNumber(signedPart, 0, 2); // no extensions

    SeededEntropy entropy(static_cast<std::uint64_t>(m_clock), "timestamp of " + name);
    const crypto::Context::EntropyScope scope(m_context, entropy);
    const crypto::PrivateKey &log = key("timestamp-log");
    const Bytes signature = log.sign(m_context, ecdsaSha256, signedPart);
    Bytes timestamp{0}; // v1
    append(timestamp, crypto::digest(m_context, crypto::Hash::Sha256, {log.publicKey().spki()}));
    appendNumber(timestamp, milliseconds, 8);
    appendNumber(timestamp, 0, 2);
    appendNumber(timestamp, ecdsaSha256, 2);
    appendNumber(timestamp, signature.size(), 2);
    append(timestamp, signature);
    return timestamp;
}

Result<Pki::Credential> Pki::credential(std::string_view name)
{
    std::string at(name);
    if (!descriptions().contains(at)) {
        std::string known;
        for (const std::string &one : names())
            known += (known.empty() ? "" : ", ") + one;
        return Error{"there is no demonstration certificate \"" + at + "\"", "", "use one of " + known};
    }
    Credential credential{at, {certificate(at)}, key(heldKeyNameOf(at))};
    for (; issuerOf(at) != at; at = issuerOf(at))
        credential.chain.push_back(certificate(issuerOf(at)));
    return credential;
}

} // namespace hd
