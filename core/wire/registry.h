// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// IANA's names and numbers, and the properties of what they name. One table each; everything that prints, negotiates or
// explains reads these.

#include "wire/bytes.h"

namespace hd {

using Version = std::uint16_t;
inline constexpr Version ssl20 = 0x0002, ssl30 = 0x0300, tls10 = 0x0301, tls11 = 0x0302, tls12 = 0x0303, tls13 = 0x0304;

enum class HandshakeType : std::uint8_t {
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    NewSessionTicket = 4,
    EndOfEarlyData = 5,
    EncryptedExtensions = 8,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
    CertificateStatus = 22,
    KeyUpdate = 24,
    MessageHash = 254 ///< RFC 8446 4.4.1: in the transcript alone
};

enum class AlertLevel : std::uint8_t { Warning = 1, Fatal = 2 };

/// RFC 8446 6 and the older ones of RFC 5246 7.2 and RFC 6101 5.4.2.
enum class Alert : std::uint8_t {
    CloseNotify = 0,
    UnexpectedMessage = 10,
    BadRecordMac = 20,
    DecryptionFailed = 21,
    RecordOverflow = 22,
    DecompressionFailure = 30,
    HandshakeFailure = 40,
    NoCertificate = 41,
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
    ExportRestriction = 60,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    InternalError = 80,
    InappropriateFallback = 86,
    UserCanceled = 90,
    NoRenegotiation = 100,
    MissingExtension = 109,
    UnsupportedExtension = 110,
    UnrecognizedName = 112,
    BadCertificateStatusResponse = 113,
    UnknownPskIdentity = 115,
    CertificateRequired = 116,
    NoApplicationProtocol = 120
};

/// How the pre-master secret comes about. DH_anon is Dhe and ECDH_anon Ecdhe, without authentication; RSA_EXPORT is
/// Rsa and DHE_RSA_EXPORT Dhe, in an exportable suite. Separate: from TLS 1.3 on the suite does not say (RFC 8446 1.2).
enum class KeyExchange : std::uint8_t { None, Separate, Rsa, Dhe, Ecdhe, Psk, RsaPsk, DhePsk, EcdhePsk };
/// What the server proves itself with: nothing, a certificate of that kind, or knowledge of the pre-shared key alone.
/// Separate: from TLS 1.3 on the suite does not say.
enum class Authentication : std::uint8_t { Anonymous, Rsa, Dss, Ecdsa, Psk, Separate };
enum class CipherMode : std::uint8_t { Null, Stream, Cbc, Gcm, Ccm, ChaCha20 };
enum class HashName : std::uint8_t { None, Md5, Sha1, Sha256, Sha384 };

/// Sizes are in bytes.
struct CipherSuite
{
    std::uint16_t code;
    std::string_view name;
    std::string_view openssl; ///< OpenSSL's name, which is IANA's in TLS 1.3; empty where it has none
    KeyExchange keyExchange;
    Authentication authentication;
    CipherMode mode;
    std::string_view cipher;     ///< libcrypto's name; empty for NULL
    std::uint8_t keyLength;      ///< of the cipher
    std::uint8_t keyMaterial;    ///< of key_block; less than keyLength in an exportable suite (RFC 2246 6.3.1)
    std::uint8_t blockLength;    ///< CBC; 0 otherwise
    std::uint8_t fixedIvLength;  ///< implicit part of an AEAD's nonce
    std::uint8_t explicitLength; ///< part of an AEAD's nonce that each record carries
    std::uint8_t tagLength;      ///< of an AEAD
    HashName mac;                ///< None for AEAD
    HashName prf;                ///< of TLS 1.2; of TLS 1.3 that of HKDF and the transcript
    Version first;               ///< the versions that can use it
    Version last;

    bool exportable() const { return keyMaterial < keyLength; }
    bool aead() const { return mac == HashName::None; }
    bool usesDh() const { return keyExchange == KeyExchange::Dhe || keyExchange == KeyExchange::DhePsk; }
    bool usesEcdh() const { return keyExchange == KeyExchange::Ecdhe || keyExchange == KeyExchange::EcdhePsk; }
    bool ephemeral() const { return usesDh() || usesEcdh(); }
    bool usesPsk() const { return keyExchange >= KeyExchange::Psk; }
    /// The client encrypts a secret to an RSA key of the server's.
    bool usesRsa() const { return keyExchange == KeyExchange::Rsa || keyExchange == KeyExchange::RsaPsk; }
    /// Whether the server sends a certificate; up to TLS 1.2, whose suites say it.
    bool certified() const
    {
        return authentication == Authentication::Rsa || authentication == Authentication::Dss ||
               authentication == Authentication::Ecdsa;
    }
    /// Whether the parameters of server_key_exchange, when it is sent, are signed.
    bool signsParameters() const { return certified() && !usesPsk(); }
    bool usableIn(Version version) const { return first <= version && version <= last; }
    /// "DHE_RSA", "RSA_EXPORT", "ECDH_anon": what stands before _WITH_. Empty where the suite does not say (TLS 1.3).
    std::string_view keyExchangeName() const;
    /// "AES_128_CBC" and "SHA256": what stands after it. "AES_128_CCM" has no hash in its name: the PRF's.
    std::string_view cipherName() const;
    std::string_view hashPartName() const;
};

/// Hybrid: a curve and ML-KEM at once, in TLS 1.3 alone; see wire/hybrids.h
enum class GroupKind : std::uint8_t { Ec, Montgomery, Ffdhe, Hybrid };
struct NamedGroup
{
    std::uint16_t code;
    std::string_view name;
    GroupKind kind;
    std::string_view openssl;

    bool elliptic() const { return kind == GroupKind::Ec || kind == GroupKind::Montgomery; }
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

inline constexpr std::uint16_t emptyRenegotiationInfoScsv = 0x00ff; ///< RFC 5746 3.3
inline constexpr std::uint16_t fallbackScsv = 0x5600;               ///< RFC 7507 2
/// Not a SignatureScheme on any wire: RSA over MD5 and SHA-1, the form before TLS 1.2 (RFC 2246 7.4.3).
inline constexpr std::uint16_t rsaPkcs1Md5Sha1 = 0;

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
std::string signature(std::uint64_t code);     ///< a SignatureScheme
std::string signatureForm(std::uint64_t code); ///< the same, and "rsa_pkcs1_md5_sha1" for the form before TLS 1.2
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
std::string statusType(std::uint64_t code);        ///< CertificateStatusType
std::string maxFragmentLength(std::uint64_t code); ///< "512 bytes"
std::string sslV2CipherSpec(std::uint64_t code);   ///< of three bytes
std::string pskKeyExchangeMode(std::uint64_t code);
std::string keyUpdateRequest(std::uint64_t code);
std::string certificateCompression(std::uint64_t code); ///< RFC 8879 7.3
std::string hashName(HashName hash);                    ///< "SHA-256"
} // namespace names

} // namespace hd
