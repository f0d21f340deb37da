// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "crypto/chainpath.h"
#include "crypto/handles.h"
#include "crypto/names.h"

#include <chrono>
#include <cstdio>

namespace hd::crypto {

namespace {

/// AlertDescription, RFC 5246 7.2.2.
enum Alert : std::uint8_t {
    badCertificate = 42,
    unsupportedCertificate = 43,
    certificateExpired = 45, ///< "or is not currently valid"
    certificateUnknown = 46,
    unknownCa = 48
};

std::string joined(const std::vector<std::string> &words, std::string_view separator)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : std::string(separator)) + word;
    return text;
}

std::string timeText(std::int64_t unixTime)
{
    const std::chrono::sys_seconds time{std::chrono::seconds(unixTime)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d UTC", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string keyUsageText(std::uint32_t usage)
{
    static constexpr std::pair<std::uint32_t, const char *> bits[] = {{KU_DIGITAL_SIGNATURE, "digitalSignature"},
                                                                      {KU_NON_REPUDIATION, "nonRepudiation"},
                                                                      {KU_KEY_ENCIPHERMENT, "keyEncipherment"},
                                                                      {KU_DATA_ENCIPHERMENT, "dataEncipherment"},
                                                                      {KU_KEY_AGREEMENT, "keyAgreement"},
                                                                      {KU_KEY_CERT_SIGN, "keyCertSign"},
                                                                      {KU_CRL_SIGN, "cRLSign"},
                                                                      {KU_ENCIPHER_ONLY, "encipherOnly"},
                                                                      {KU_DECIPHER_ONLY, "decipherOnly"}};
    std::vector<std::string> uses;
    for (const auto &[bit, use] : bits)
        if (usage & bit)
            uses.emplace_back(use);
    return joined(uses, ", ");
}

std::string purposeText(std::uint32_t purposes)
{
    static constexpr std::pair<std::uint32_t, const char *> bits[] = {
        {XKU_SSL_SERVER, "serverAuth"},     {XKU_SSL_CLIENT, "clientAuth"},  {XKU_SMIME, "emailProtection"},
        {XKU_CODE_SIGN, "codeSigning"},     {XKU_TIMESTAMP, "timeStamping"}, {XKU_OCSP_SIGN, "OCSPSigning"},
        {XKU_ANYEKU, "anyExtendedKeyUsage"}};
    std::vector<std::string> words;
    for (const auto &[bit, word] : bits)
        if (purposes & bit)
            words.emplace_back(word);
    return words.empty() ? "other purposes" : joined(words, ", ");
}

constexpr const char *absent = "no such extension";

bool has(const Certificate &certificate, std::uint32_t flag)
{
    return (X509_get_extension_flags(certificate.handle()) & flag) != 0;
}

class Verifier
{
public:
    Verifier(Context &context, const std::vector<Certificate> &chain, const ChainPolicy &policy)
        : m_context(context), m_policy(policy), m_path(findPath(context, chain, policy.anchors))
    {}

    std::vector<ChainStep> run();

private:
    /// Adds a step of the certificate at hand.
    void step(std::string name, bool passed, const std::string &expected, const std::string &actual, std::string clause,
              Alert alert);
    void notChecked(std::string name, const std::string &expected, const std::string &actual, std::string clause);

    void signature(std::size_t i);
    void validity(std::size_t i);
    void extensions(std::size_t i);
    void leafName();
    void usage(std::size_t i);
    void leafKeyUsage();
    void caFlag(std::size_t i);
    void pathLength(std::size_t i);
    void keyCertSign(std::size_t i);
    void nameConstraints(std::size_t i);
    void trust();

    Context &m_context;
    const ChainPolicy &m_policy;
    const ChainPath m_path;
    std::uint32_t m_at = 0;
    std::vector<ChainStep> m_steps;
};

void Verifier::step(std::string name, bool passed, const std::string &expected, const std::string &actual,
                    std::string clause, Alert alert)
{
    // Names in certificates are the peer's: they can be anything.
    m_steps.push_back({std::move(name), m_at, passed ? StepResult::Passed : StepResult::Failed, printable(expected),
                       printable(actual), std::move(clause), passed ? std::uint8_t{0} : std::uint8_t{alert}});
}

void Verifier::notChecked(std::string name, const std::string &expected, const std::string &actual, std::string clause)
{
    m_steps.push_back(
        {std::move(name), m_at, StepResult::NotChecked, printable(expected), printable(actual), std::move(clause), 0});
}

std::vector<ChainStep> Verifier::run()
{
    for (std::size_t i = 0; i < m_path.links.size(); ++i) {
        m_at = m_path.links[i].index;
        if (m_path.links[i].sent)
            signature(i);
        validity(i);
        extensions(i);
        if (i == 0) {
            leafName();
            usage(i);
            leafKeyUsage();
        } else {
            caFlag(i);
            pathLength(i);
            keyCertSign(i);
            if (has(m_path.at(i), EXFLAG_XKUSAGE))
                usage(i);
            nameConstraints(i);
        }
    }
    trust();
    return std::move(m_steps);
}

void Verifier::signature(std::size_t i)
{
    const Certificate &certificate = m_path.at(i);
    const std::string expected = "signed by " + certificate.issuer();
    const bool selfSigned = i + 1 == m_path.links.size() && isSelfIssued(certificate);
    if (!selfSigned && i + 1 == m_path.links.size())
        return notChecked("signature", expected, "the issuer's certificate is not there", "RFC 5280 6.1.3 (a)(1)");
    const Certificate &issuer = selfSigned ? certificate : m_path.at(i + 1);
    if (!names(certificate, issuer))
        return step("signature", false, expected, "the next certificate is that of " + issuer.subject(),
                    "RFC 5280 6.1.3 (a)(4)", badCertificate);
    const bool good = isSignedBy(m_context, certificate, issuer);
    const std::string key = selfSigned ? "its own key" : "the key of " + issuer.subject();
    step("signature", good, expected, (good ? "verifies with " : "does not verify with ") + key,
         "RFC 5280 6.1.3 (a)(1)", badCertificate);
}

void Verifier::validity(std::size_t i)
{
    const std::int64_t from = m_path.at(i).notBefore();
    const std::int64_t to = m_path.at(i).notAfter();
    step("validity", m_policy.at >= from && m_policy.at <= to, timeText(from) + " to " + timeText(to),
         timeText(m_policy.at), "RFC 5280 6.1.3 (a)(2)", certificateExpired);
}

void Verifier::extensions(std::size_t i)
{
    static constexpr int known[] = {NID_basic_constraints,    NID_key_usage,
                                    NID_ext_key_usage,        NID_subject_alt_name,
                                    NID_certificate_policies, NID_name_constraints};
    const X509 *x509 = m_path.at(i).handle();
    if (has(m_path.at(i), EXFLAG_INVALID))
        step("extensions", false, "extensions that can be read", "one of them cannot", "RFC 5280 4.2", badCertificate);
    for (int e = 0; e < X509_get_ext_count(x509); ++e) {
        X509_EXTENSION *extension = X509_get_ext(x509, e);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (!X509_EXTENSION_get_critical(extension) ||
            std::find(std::begin(known), std::end(known), nid) != std::end(known))
            continue;
        std::array<char, 80> oid{};
        OBJ_obj2txt(oid.data(), static_cast<int>(oid.size()), X509_EXTENSION_get_object(extension), 1);
        step("extensions", false, "no critical extension that is unknown here", oid.data(),
             i == 0 ? "RFC 5280 6.1.5 (f)" : "RFC 5280 6.1.4 (o)", unsupportedCertificate);
    }
}

void Verifier::leafName()
{
    const Certificate &leaf = m_path.at(0);
    std::vector<std::string> presented = leaf.dnsNames();
    const std::vector<Bytes> addresses = leaf.ipAddresses();
    const std::optional<Bytes> address = ipAddress(m_policy.name);
    const bool matches = address ? std::find(addresses.begin(), addresses.end(), *address) != addresses.end()
                                 : std::any_of(presented.begin(), presented.end(), [this](const std::string &name) {
                                       return matchesDnsName(name, m_policy.name);
                                   });
    for (const Bytes &one : addresses)
        presented.push_back(ipText(one));
    const std::string actual = presented.empty() ? "no subject alternative name" : joined(presented, ", ");
    if (m_policy.name.empty())
        return notChecked("name", "any name", actual, "RFC 6125 6");
    step("name", matches, "a name that matches " + m_policy.name, actual, address ? "RFC 2818 3.1" : "RFC 6125 6.4",
         badCertificate);
}

void Verifier::usage(std::size_t i)
{
    const bool server = m_policy.purpose == Purpose::ServerAuth;
    const std::string expected = server ? "serverAuth" : "clientAuth";
    if (!has(m_path.at(i), EXFLAG_XKUSAGE))
        return step("usage", true, expected, absent, "RFC 5280 4.2.1.12", unsupportedCertificate);
    const std::uint32_t purposes = X509_get_extended_key_usage(m_path.at(i).handle());
    const std::uint32_t wanted = (server ? XKU_SSL_SERVER : XKU_SSL_CLIENT) | XKU_ANYEKU;
    step("usage", (purposes & wanted) != 0, expected, purposeText(purposes), "RFC 5280 4.2.1.12",
         unsupportedCertificate);
}

void Verifier::leafKeyUsage()
{
    std::uint32_t wanted = KU_DIGITAL_SIGNATURE | KU_KEY_AGREEMENT;
    if (m_policy.purpose == Purpose::ServerAuth)
        wanted |= KU_KEY_ENCIPHERMENT;
    if (m_policy.keyUsage == "digitalSignature")
        wanted = KU_DIGITAL_SIGNATURE;
    else if (m_policy.keyUsage == "keyEncipherment")
        wanted = KU_KEY_ENCIPHERMENT;
    else if (m_policy.keyUsage == "keyAgreement")
        wanted = KU_KEY_AGREEMENT;
    const std::string expected = m_policy.keyUsage.empty() ? "one of " + keyUsageText(wanted) : m_policy.keyUsage;
    if (!has(m_path.at(0), EXFLAG_KUSAGE))
        return step("key_usage", true, expected, absent, "RFC 5280 4.2.1.3", unsupportedCertificate);
    const std::uint32_t usage = X509_get_key_usage(m_path.at(0).handle());
    step("key_usage", (usage & wanted) != 0, expected, keyUsageText(usage), "RFC 5280 4.2.1.3", unsupportedCertificate);
}

void Verifier::caFlag(std::size_t i)
{
    const bool ca = has(m_path.at(i), EXFLAG_CA);
    // An anchor is trusted by configuration, and those of version 1 have no extensions (RFC 5280 6.1.4 (k)).
    const bool oldAnchor = m_path.anchored && i + 1 == m_path.links.size() && has(m_path.at(i), EXFLAG_V1);
    const std::string actual = ca                                ? "cA TRUE"
                               : has(m_path.at(i), EXFLAG_BCONS) ? "cA FALSE"
                               : oldAnchor                       ? "a trust anchor of version 1"
                                                                 : absent;
    step("ca_flag", ca || oldAnchor, "basicConstraints with cA TRUE", actual, "RFC 5280 6.1.4 (k)", certificateUnknown);
}

void Verifier::pathLength(std::size_t i)
{
    // RFC 5280 6.1.4 (l): self-issued certificates do not count, nor does the leaf.
    long below = 0;
    for (std::size_t j = 1; j < i; ++j)
        below += isSelfIssued(m_path.at(j)) ? 0 : 1;
    const long limit = X509_get_pathlen(m_path.at(i).handle());
    const std::string actual = std::to_string(below) + " below it";
    if (limit < 0)
        return step("path_length", true, "no limit", actual, "RFC 5280 6.1.4 (m)", certificateUnknown);
    step("path_length", below <= limit, "at most " + std::to_string(limit) + " CA certificates below it", actual,
         "RFC 5280 6.1.4 (l)", certificateUnknown);
}

void Verifier::keyCertSign(std::size_t i)
{
    const bool present = has(m_path.at(i), EXFLAG_KUSAGE);
    const std::uint32_t usage = X509_get_key_usage(m_path.at(i).handle()); // all bits when it is absent
    step("key_cert_sign", (usage & KU_KEY_CERT_SIGN) != 0, "keyCertSign", present ? keyUsageText(usage) : absent,
         "RFC 5280 6.1.4 (n)", certificateUnknown);
}

void Verifier::nameConstraints(std::size_t i)
{
    const Handle<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free> constraints(static_cast<NAME_CONSTRAINTS *>(
        X509_get_ext_d2i(m_path.at(i).handle(), NID_name_constraints, nullptr, nullptr)));
    if (!constraints)
        return;
    std::string outside;
    for (std::size_t j = 0; j < i; ++j)
        if ((j == 0 || !isSelfIssued(m_path.at(j))) &&
            NAME_CONSTRAINTS_check(m_path.at(j).handle(), constraints.get()) != X509_V_OK)
            outside = m_path.at(j).subject();
    step("name_constraints", outside.empty(), "only names that it permits below it",
         outside.empty() ? "all within" : outside, "RFC 5280 6.1.3 (b)", certificateUnknown);
}

void Verifier::trust()
{
    const std::vector<Certificate> &anchors = m_policy.anchors;
    const std::string expected = anchors.empty()       ? "a trust anchor, of which there are none"
                                 : anchors.size() == 1 ? anchors.front().subject()
                                                       : "one of " + std::to_string(anchors.size()) + " trust anchors";
    std::string actual = "no certificate at all";
    if (m_path.anchored)
        actual = m_path.links.back().certificate.subject();
    else if (!m_path.links.empty())
        actual = isSelfIssued(m_path.links.back().certificate)
                     ? m_path.links.back().certificate.subject() + ", which vouches for itself alone"
                     : m_path.links.back().certificate.issuer() + ", of which no certificate is known";
    step("trust", m_path.anchored, expected, actual, "RFC 5280 6.1.1 (d)", unknownCa);
}

} // namespace

std::vector<ChainStep> verifyChain(Context &context, const std::vector<Certificate> &chain, const ChainPolicy &policy)
{
    SystemEntropy system; // nothing here depends on randomness, and what blinding takes is not the party's
    const Context::EntropyScope blinding(context, system);
    return Verifier(context, chain, policy).run();
}

bool trusted(const std::vector<ChainStep> &steps)
{
    const auto failed = [](const ChainStep &step) { return step.result == StepResult::Failed; };
    return !steps.empty() && steps.back().result == StepResult::Passed &&
           std::none_of(steps.begin(), steps.end(), failed);
}

} // namespace hd::crypto
