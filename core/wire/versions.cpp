// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/versions.h"

#include <algorithm>

namespace hd {

static constexpr VersionTraits versions[] = {
    {ssl30, KeyDerivation::Ladder, true, true, false, false, false, false, false, 36, "RFC 6101", "RFC 6101 6.2",
     "RFC 6101 5.6.9", "RFC 6101 5.2.3"},
    {tls10, KeyDerivation::Md5Sha1Prf, false, false, false, false, true, true, true, 12, "RFC 2246", "RFC 2246 6.3",
     "RFC 2246 7.4.9", "RFC 2246 6.2.3"},
    {tls11, KeyDerivation::Md5Sha1Prf, false, false, true, false, true, true, true, 12, "RFC 4346", "RFC 4346 6.3",
     "RFC 4346 7.4.9", "RFC 4346 6.2.3"},
    {tls12, KeyDerivation::SuiteHashPrf, false, false, true, true, true, true, true, 12, "RFC 5246", "RFC 5246 6.3",
     "RFC 5246 7.4.9", "RFC 5246 6.2.3"},
};

const VersionTraits &traitsOf(Version version)
{
    const Version known = std::clamp(version, ssl30, tls12);
    return versions[known - ssl30];
}

static constexpr std::string_view words[] = {"ssl3", "tls1.0", "tls1.1", "tls1.2"};

std::vector<std::string> versionWords()
{
    return {std::begin(words), std::end(words)};
}

std::optional<Version> versionByWord(std::string_view word)
{
    for (std::size_t i = 0; i < std::size(words); ++i)
        if (words[i] == word)
            return versions[i].version;
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
