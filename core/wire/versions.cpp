// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/versions.h"

#include <algorithm>

namespace hd {

static constexpr VersionTraits versions[] = {
    {ssl30, KeyDerivation::Ladder, true, true, false, false, false, false, false, 36, "RFC 6101"},
    {tls10, KeyDerivation::Md5Sha1Prf, false, false, false, false, true, true, true, 12, "RFC 2246"},
    {tls11, KeyDerivation::Md5Sha1Prf, false, false, true, false, true, true, true, 12, "RFC 4346"},
    {tls12, KeyDerivation::SuiteHashPrf, false, false, true, true, true, true, true, 12, "RFC 5246"},
};

const VersionTraits &traitsOf(Version version)
{
    const Version known = std::clamp(version, ssl30, tls12);
    return versions[known - ssl30];
}

struct SectionPair
{
    std::string_view tls12, other;
};

/// The sections of RFC 6101 that say what those of RFC 5246 do.
static constexpr SectionPair sslSections[] = {
    {"6.2.1", "5.2.1"}, {"6.2.2", "5.2.2"},     {"6.2.3", "5.2.3"},     {"6.2.3.1", "5.2.3.1"}, {"6.2.3.2", "5.2.3.2"},
    {"6.3", "6.2.2"},   {"7.1", "5.3"},         {"7.2", "5.4"},         {"7.2.1", "5.4.1"},     {"7.2.2", "5.4.2"},
    {"7.3", "5.5"},     {"7.4", "5.6"},         {"7.4.1.1", "5.6.1.1"}, {"7.4.1.2", "5.6.1.2"}, {"7.4.1.3", "5.6.1.3"},
    {"7.4.2", "5.6.2"}, {"7.4.3", "5.6.3"},     {"7.4.4", "5.6.4"},     {"7.4.5", "5.6.5"},     {"7.4.6", "5.6.6"},
    {"7.4.7", "5.6.7"}, {"7.4.7.1", "5.6.7.1"}, {"7.4.8", "5.6.8"},     {"7.4.9", "5.6.9"},     {"8.1", "6.1"},
    {"10", "5.7"},      {"E.1", "E"},           {"E.2", "E"},
};
/// RFC 2246 and RFC 4346 number their sections as RFC 5246 does, but for these; what is only there has no counterpart.
static constexpr SectionPair tlsSections[] = {
    {"E.1", "E"}, {"E.2", "E.1"}, {"7.4.1.4", ""}, {"7.4.1.4.1", ""}, {"6.2.3.3", ""},
};

/// The sections of RFC 8446 that say for TLS 1.3 what those of RFC 5246 do.
static constexpr SectionPair tls13Sections[] = {
    {"6.2.1", "5.1"},     {"6.2.3", "5.2"},     {"6.2.3.3", "5.2"}, {"6.3", "7.3"},     {"7.1", "D.4"},
    {"7.2", "6"},         {"7.2.1", "6.1"},     {"7.2.2", "6.2"},   {"7.3", "2"},       {"7.4", "4"},
    {"7.4.1.2", "4.1.2"}, {"7.4.1.3", "4.1.3"}, {"7.4.1.4", "4.2"}, {"7.4.2", "4.4.2"}, {"7.4.1.4.1", "4.2.3"},
    {"7.4.4", "4.3.2"},   {"7.4.6", "4.4.2"},   {"7.4.8", "4.4.3"}, {"7.4.9", "4.4.4"}, {"10", "5.2"},
    {"E.1", "4.2.1"},     {"F.1.1.3", "7.4"},
};

static std::string clauseOfTls13(std::string_view section)
{
    for (const SectionPair &pair : tls13Sections)
        if (pair.tls12 == section)
            return "RFC 8446 " + std::string(pair.other);
    return "RFC 5246 " + std::string(section);
}

std::string clauseIn(Version version, std::string_view clause)
{
    constexpr std::string_view latest = "RFC 5246 ";
    const VersionTraits &traits = traitsOf(version);
    if (clause.starts_with(latest) && version >= tls13)
        return clauseOfTls13(clause.substr(latest.size()));
    if (!clause.starts_with(latest) || traits.version == tls12)
        return std::string(clause);
    const std::string_view section = clause.substr(latest.size());
    const bool ssl = traits.version == ssl30;
    std::string_view older = ssl ? "" : section;
    for (const SectionPair &pair : ssl ? std::span<const SectionPair>(sslSections) : tlsSections)
        if (pair.tls12 == section)
            older = pair.other;
    return older.empty() ? std::string(clause) : std::string(traits.specification) + " " + std::string(older);
}

struct VersionWord
{
    std::string_view word;
    Version version;
};
static constexpr VersionWord words[] = {
    {"ssl3", ssl30}, {"tls1.0", tls10}, {"tls1.1", tls11}, {"tls1.2", tls12}, {"tls1.3", tls13}};

std::vector<std::string> versionWords()
{
    std::vector<std::string> all;
    for (const VersionWord &row : words)
        all.emplace_back(row.word);
    return all;
}

std::optional<Version> versionByWord(std::string_view word)
{
    for (const VersionWord &row : words)
        if (row.word == word)
            return row.version;
    return std::nullopt;
}

std::optional<Alert> alertIn(Version version, Alert alert)
{
    if (version > ssl30)
        return alert == Alert::NoCertificate ? Alert::HandshakeFailure : alert;
    switch (alert) {
    case Alert::DecryptionFailed:
    case Alert::RecordOverflow:
        return Alert::BadRecordMac;
    case Alert::UnknownCa:
    case Alert::BadCertificateStatusResponse:
        return Alert::BadCertificate;
    case Alert::DecodeError:
    case Alert::UnrecognizedName:
    case Alert::MissingExtension:
        return Alert::IllegalParameter;
    case Alert::NoRenegotiation:
    case Alert::UserCanceled:
        return std::nullopt;
    case Alert::CloseNotify:
    case Alert::UnexpectedMessage:
    case Alert::BadRecordMac:
    case Alert::DecompressionFailure:
    case Alert::HandshakeFailure:
    case Alert::NoCertificate:
    case Alert::BadCertificate:
    case Alert::UnsupportedCertificate:
    case Alert::CertificateRevoked:
    case Alert::CertificateExpired:
    case Alert::CertificateUnknown:
    case Alert::IllegalParameter:
        return alert;
    default:
        return Alert::HandshakeFailure;
    }
}

} // namespace hd
