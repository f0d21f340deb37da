// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the versions from SSL 3.0 to TLS 1.2 do differently; TLS 1.3 is another family of messages and keys. Whoever
// encodes, derives, seals or checks asks here and never for the version itself.

#include "wire/registry.h"

namespace hd {

/// How secrets become longer or other secrets.
enum class KeyDerivation : std::uint8_t {
    Ladder,      ///< RFC 6101 6.1: MD5 and SHA-1 over 'A', 'BB', 'CCC'
    Md5Sha1Prf,  ///< RFC 2246 5: P_MD5 xor P_SHA-1
    SuiteHashPrf ///< RFC 5246 5: P_hash with the hash of the suite
};

struct VersionTraits
{
    Version version;
    KeyDerivation keyDerivation;
    /// RFC 6101 5.2.3.1: SSL 3.0's own MAC, without the version, in the place of HMAC.
    bool sslMac;
    /// RFC 6101 5.2.3.2: padding may hold anything but its length and is never longer than a block.
    bool freePadding;
    /// RFC 4346 6.2.3.2: each record of a block cipher begins with its IV; before, records are chained.
    bool explicitIv;
    /// RFC 5246 4.7: what is digitally-signed says with which algorithms; before, the key decides.
    bool signatureAlgorithms;
    /// RFC 2246 7.4.7.1: a length stands before encrypted_pre_master_secret; SSL 3.0 has none.
    bool rsaLengthPrefix;
    /// RFC 2246 7.4.6: a client without certificate sends an empty list; in SSL 3.0 a no_certificate alert.
    bool emptyCertificate;
    /// RFC 2246 7.4.1.2 and RFC 5246 7.4.1.4: whether a client of this version says anything after the compression
    /// methods. A server that gets extensions answers them in every version.
    bool extensions;
    std::size_t verifyDataLength;   ///< of finished: 36 or 12
    std::string_view specification; ///< "RFC 5246"
};

/// Versions that are not from SSL 3.0 to TLS 1.2 count as the nearest of them.
const VersionTraits &traitsOf(Version version);

/// Where the specification of @p version says what @p clause says for TLS 1.2: "RFC 6101 5.6.9" for "RFC 5246 7.4.9",
/// and "RFC 8446 4.4.4" in TLS 1.3.
/// The clause itself where that version says nothing, or it is of another document.
std::string clauseIn(Version version, std::string_view clause);

/// "tls1.2", as scenario files and the command line name it, and back.
std::vector<std::string> versionWords();
std::optional<Version> versionByWord(std::string_view word);

/// The alert that says @p alert in this version: SSL 3.0 knows fewer (RFC 6101 5.4), TLS 1.0 no longer needs some.
/// Nothing when it can only be kept silent, as no_renegotiation in SSL 3.0.
std::optional<Alert> alertIn(Version version, Alert alert);

} // namespace hd
