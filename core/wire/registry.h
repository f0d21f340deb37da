// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// IANA's names and numbers, and the properties of what they name. One table each; everything that prints, negotiates or
// explains reads these.

#include "wire/bytes.h"

namespace hd {

using Version = std::uint16_t;
inline constexpr Version ssl30 = 0x0300, tls10 = 0x0301, tls11 = 0x0302, tls12 = 0x0303, tls13 = 0x0304;

enum class HandshakeType : std::uint8_t {
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20
};

enum class AlertLevel : std::uint8_t { Warning = 1, Fatal = 2 };

/// RFC 8446 6 and the older ones of RFC 5246 7.2.
enum class Alert : std::uint8_t {
    CloseNotify = 0,
    UnexpectedMessage = 10,
    BadRecordMac = 20,
    RecordOverflow = 22,
    HandshakeFailure = 40,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    IllegalParameter = 47,
    UnknownCa = 48,
    AccessDenied = 49,
    DecodeError = 50,
    DecryptError = 51,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    InternalError = 80,
    UserCanceled = 90,
    NoRenegotiation = 100,
    UnsupportedExtension = 110,
    UnrecognizedName = 112,
    NoApplicationProtocol = 120
};

enum class KeyExchange : std::uint8_t { None, Rsa, Dhe, Ecdhe };
enum class Authentication : std::uint8_t { None, Rsa, Ecdsa };
enum class CipherMode : std::uint8_t { Null, Cbc, Gcm };
enum class HashName : std::uint8_t { None, Sha1, Sha256, Sha384 };

/// Sizes are in bytes.
struct CipherSuite
{
    std::uint16_t code;
    std::string_view name;
    std::string_view openssl; ///< OpenSSL's name
    KeyExchange keyExchange;
    Authentication authentication;
    CipherMode mode;
    std::string_view cipher; ///< libcrypto's name; empty for NULL
    std::uint8_t keyLength;
    std::uint8_t blockLength;   ///< CBC; 0 otherwise
    std::uint8_t fixedIvLength; ///< implicit part of an AEAD's nonce
    HashName mac;               ///< None for AEAD
    HashName prf;               ///< of TLS 1.2

    bool ephemeral() const { return keyExchange == KeyExchange::Dhe || keyExchange == KeyExchange::Ecdhe; }
};

enum class GroupKind : std::uint8_t { Ec, Montgomery, Ffdhe };
struct NamedGroup
{
    std::uint16_t code;
    std::string_view name;
    GroupKind kind;
    std::string_view openssl;
};

struct SignatureScheme
{
    std::uint16_t code;
    std::string_view name;
};

struct ExtensionName
{
    std::uint16_t code;
    std::string_view name;
};

struct AlertName
{
    std::uint8_t code;
    std::string_view name;
};

inline constexpr std::uint16_t emptyRenegotiationInfoScsv = 0x00ff;

std::span<const CipherSuite> cipherSuites(); ///< those that this program can run
const CipherSuite *cipherSuite(std::uint16_t code);
/// By IANA's or OpenSSL's name.
const CipherSuite *cipherSuite(std::string_view name);
std::span<const NamedGroup> namedGroups();
const NamedGroup *namedGroup(std::uint16_t code);
const NamedGroup *namedGroup(std::string_view name);
std::span<const SignatureScheme> signatureSchemes();
const SignatureScheme *signatureScheme(std::string_view name);
std::span<const ExtensionName> extensionNames();
std::span<const AlertName> alertNames();
std::optional<Alert> alertByName(std::string_view name);

/// The registry's word for a number; empty when it has none.
using Meaning = std::string (*)(std::uint64_t);

/// Names of numbers, all of them Meanings.
namespace names {
std::string version(std::uint64_t code); ///< "TLS 1.2"
std::string suite(std::uint64_t code);   ///< suites that cannot be run and signalling values have names too
std::string group(std::uint64_t code);
std::string signature(std::uint64_t code); ///< a SignatureScheme
std::string extension(std::uint64_t code);
std::string alert(std::uint64_t code);
std::string alertLevel(std::uint64_t code);
std::string handshakeType(std::uint64_t code);
std::string contentType(std::uint64_t code);
std::string compression(std::uint64_t code);
std::string hash(std::uint64_t code);               ///< HashAlgorithm of RFC 5246 7.4.1.4.1
std::string signatureAlgorithm(std::uint64_t code); ///< SignatureAlgorithm of RFC 5246 7.4.1.4.1
std::string certificateType(std::uint64_t code);    ///< ClientCertificateType
std::string pointFormat(std::uint64_t code);
std::string curveType(std::uint64_t code);
std::string nameType(std::uint64_t code);
std::string hashName(HashName hash); ///< "SHA-256"
} // namespace names

} // namespace hd
