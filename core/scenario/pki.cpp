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

Result<Pki::Credential> Pki::credential(std::string_view name)
{
    std::string at(name);
    if (!descriptions().contains(at)) {
        std::string known;
        for (const std::string &one : names())
            known += (known.empty() ? "" : ", ") + one;
        return Error{"there is no demonstration certificate \"" + at + "\"", "", "use one of " + known};
    }
    Credential credential{at, {certificate(at)}, key(keyNameOf(at))};
    for (; issuerOf(at) != at; at = issuerOf(at))
        credential.chain.push_back(certificate(issuerOf(at)));
    return credential;
}

} // namespace hd
