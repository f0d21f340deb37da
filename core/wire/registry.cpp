// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/registry.h"

#include <array>

namespace hd {

namespace {

using enum KeyExchange;
using Auth = Authentication;
using Mode = CipherMode;
using H = HashName;

/// The cipher of a suite (RFC 5246 A.5 and C).
struct Cipher
{
    Mode mode;
    std::string_view name;
    std::uint8_t keyLength, keyMaterial, blockLength, fixedIvLength, explicitLength, tagLength;
};

constexpr Cipher noCipher{Mode::Null, "", 0, 0, 0, 0, 0, 0};
constexpr Cipher aes128Cbc{Mode::Cbc, "AES-128-CBC", 16, 16, 16, 0, 0, 0};
constexpr Cipher aes256Cbc{Mode::Cbc, "AES-256-CBC", 32, 32, 16, 0, 0, 0};
constexpr Cipher aes128Gcm{Mode::Gcm, "AES-128-GCM", 16, 16, 0, 4, 8, 16};
constexpr Cipher aes256Gcm{Mode::Gcm, "AES-256-GCM", 32, 32, 0, 4, 8, 16};

constexpr CipherSuite suite(std::uint16_t code, std::string_view name, std::string_view openssl,
                            KeyExchange keyExchange, Auth authentication, const Cipher &cipher, H mac, H prf,
                            Version first, Version last = tls12)
{
    return {code,
            name,
            openssl,
            keyExchange,
            authentication,
            cipher.mode,
            cipher.name,
            cipher.keyLength,
            cipher.keyMaterial,
            cipher.blockLength,
            cipher.fixedIvLength,
            cipher.explicitLength,
            cipher.tagLength,
            mac,
            prf,
            first,
            last};
}

// RFC 5246 A.5 and C, RFC 4492/8422, RFC 5288, RFC 5289
constexpr CipherSuite suites[] = {
    suite(0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", Ecdhe, Auth::Ecdsa,
          aes256Gcm, H::None, H::Sha384, tls12),
    suite(0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", Ecdhe, Auth::Ecdsa,
          aes128Gcm, H::None, H::Sha256, tls12),
    suite(0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE-ECDSA-AES256-SHA384", Ecdhe, Auth::Ecdsa, aes256Cbc,
          H::Sha384, H::Sha384, tls12),
    suite(0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA-AES128-SHA256", Ecdhe, Auth::Ecdsa, aes128Cbc,
          H::Sha256, H::Sha256, tls12),
    suite(0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", Ecdhe, Auth::Ecdsa, aes256Cbc,
          H::Sha1, H::Sha256, tls10),
    suite(0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA", Ecdhe, Auth::Ecdsa, aes128Cbc,
          H::Sha1, H::Sha256, tls10),
    suite(0xc006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA", "ECDHE-ECDSA-NULL-SHA", Ecdhe, Auth::Ecdsa, noCipher, H::Sha1,
          H::Sha256, tls10),
    suite(0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", Ecdhe, Auth::Rsa, aes256Gcm,
          H::None, H::Sha384, tls12),
    suite(0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", Ecdhe, Auth::Rsa, aes128Gcm,
          H::None, H::Sha256, tls12),
    suite(0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", Ecdhe, Auth::Rsa, aes256Cbc,
          H::Sha384, H::Sha384, tls12),
    suite(0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", Ecdhe, Auth::Rsa, aes128Cbc,
          H::Sha256, H::Sha256, tls12),
    suite(0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA", Ecdhe, Auth::Rsa, aes256Cbc, H::Sha1,
          H::Sha256, tls10),
    suite(0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA", Ecdhe, Auth::Rsa, aes128Cbc, H::Sha1,
          H::Sha256, tls10),
    suite(0xc010, "TLS_ECDHE_RSA_WITH_NULL_SHA", "ECDHE-RSA-NULL-SHA", Ecdhe, Auth::Rsa, noCipher, H::Sha1, H::Sha256,
          tls10),
    suite(0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "DHE-RSA-AES256-GCM-SHA384", Dhe, Auth::Rsa, aes256Gcm,
          H::None, H::Sha384, tls12),
    suite(0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256", Dhe, Auth::Rsa, aes128Gcm,
          H::None, H::Sha256, tls12),
    suite(0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "DHE-RSA-AES256-SHA256", Dhe, Auth::Rsa, aes256Cbc, H::Sha256,
          H::Sha256, tls12),
    suite(0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "DHE-RSA-AES128-SHA256", Dhe, Auth::Rsa, aes128Cbc, H::Sha256,
          H::Sha256, tls12),
    suite(0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "DHE-RSA-AES256-SHA", Dhe, Auth::Rsa, aes256Cbc, H::Sha1,
          H::Sha256, ssl30),
    suite(0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "DHE-RSA-AES128-SHA", Dhe, Auth::Rsa, aes128Cbc, H::Sha1,
          H::Sha256, ssl30),
    suite(0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", Rsa, Auth::Rsa, aes256Gcm, H::None, H::Sha384,
          tls12),
    suite(0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", Rsa, Auth::Rsa, aes128Gcm, H::None, H::Sha256,
          tls12),
    suite(0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256", "AES256-SHA256", Rsa, Auth::Rsa, aes256Cbc, H::Sha256, H::Sha256,
          tls12),
    suite(0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256", Rsa, Auth::Rsa, aes128Cbc, H::Sha256, H::Sha256,
          tls12),
    suite(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", Rsa, Auth::Rsa, aes256Cbc, H::Sha1, H::Sha256, ssl30),
    suite(0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", Rsa, Auth::Rsa, aes128Cbc, H::Sha1, H::Sha256, ssl30),
    suite(0x003b, "TLS_RSA_WITH_NULL_SHA256", "NULL-SHA256", Rsa, Auth::Rsa, noCipher, H::Sha256, H::Sha256, tls12),
    suite(0x0002, "TLS_RSA_WITH_NULL_SHA", "NULL-SHA", Rsa, Auth::Rsa, noCipher, H::Sha1, H::Sha256, ssl30),
};

// RFC 8422 5.1.1, RFC 7919 2
constexpr NamedGroup groups[] = {
    {29, "x25519", GroupKind::Montgomery, "X25519"},   {23, "secp256r1", GroupKind::Ec, "P-256"},
    {24, "secp384r1", GroupKind::Ec, "P-384"},         {25, "secp521r1", GroupKind::Ec, "P-521"},
    {30, "x448", GroupKind::Montgomery, "X448"},       {256, "ffdhe2048", GroupKind::Ffdhe, "ffdhe2048"},
    {257, "ffdhe3072", GroupKind::Ffdhe, "ffdhe3072"}, {258, "ffdhe4096", GroupKind::Ffdhe, "ffdhe4096"},
    {259, "ffdhe6144", GroupKind::Ffdhe, "ffdhe6144"}, {260, "ffdhe8192", GroupKind::Ffdhe, "ffdhe8192"},
};

// RFC 8446 4.2.3; the sha224 and plain SHA-1 forms of RFC 5246 7.4.1.4.1
constexpr SignatureScheme schemes[] = {
    {0x0403, "ecdsa_secp256r1_sha256"},
    {0x0503, "ecdsa_secp384r1_sha384"},
    {0x0603, "ecdsa_secp521r1_sha512"},
    {0x0807, "ed25519"},
    {0x0808, "ed448"},
    {0x0804, "rsa_pss_rsae_sha256"},
    {0x0805, "rsa_pss_rsae_sha384"},
    {0x0806, "rsa_pss_rsae_sha512"},
    {0x0809, "rsa_pss_pss_sha256"},
    {0x080a, "rsa_pss_pss_sha384"},
    {0x080b, "rsa_pss_pss_sha512"},
    {0x0401, "rsa_pkcs1_sha256"},
    {0x0501, "rsa_pkcs1_sha384"},
    {0x0601, "rsa_pkcs1_sha512"},
    {0x0201, "rsa_pkcs1_sha1"},
    {0x0203, "ecdsa_sha1"},
    {0x0402, "dsa_sha256"},
    {0x0202, "dsa_sha1"},
};

constexpr ExtensionName extensions[] = {
    {0, "server_name"},
    {1, "max_fragment_length"},
    {5, "status_request"},
    {10, "supported_groups"},
    {11, "ec_point_formats"},
    {13, "signature_algorithms"},
    {16, "application_layer_protocol_negotiation"},
    {18, "signed_certificate_timestamp"},
    {21, "padding"},
    {22, "encrypt_then_mac"},
    {23, "extended_master_secret"},
    {27, "compress_certificate"},
    {28, "record_size_limit"},
    {35, "session_ticket"},
    {41, "pre_shared_key"},
    {42, "early_data"},
    {43, "supported_versions"},
    {44, "cookie"},
    {45, "psk_key_exchange_modes"},
    {47, "certificate_authorities"},
    {49, "post_handshake_auth"},
    {50, "signature_algorithms_cert"},
    {51, "key_share"},
    {0xff01, "renegotiation_info"},
};

// The TLS alert registry, the reserved ones of older versions included
constexpr AlertName alerts[] = {
    {0, "close_notify"},
    {10, "unexpected_message"},
    {20, "bad_record_mac"},
    {21, "decryption_failed"},
    {22, "record_overflow"},
    {30, "decompression_failure"},
    {40, "handshake_failure"},
    {41, "no_certificate"},
    {42, "bad_certificate"},
    {43, "unsupported_certificate"},
    {44, "certificate_revoked"},
    {45, "certificate_expired"},
    {46, "certificate_unknown"},
    {47, "illegal_parameter"},
    {48, "unknown_ca"},
    {49, "access_denied"},
    {50, "decode_error"},
    {51, "decrypt_error"},
    {52, "too_many_cids_requested"},
    {60, "export_restriction"},
    {70, "protocol_version"},
    {71, "insufficient_security"},
    {80, "internal_error"},
    {86, "inappropriate_fallback"},
    {90, "user_canceled"},
    {100, "no_renegotiation"},
    {109, "missing_extension"},
    {110, "unsupported_extension"},
    {111, "certificate_unobtainable"},
    {112, "unrecognized_name"},
    {113, "bad_certificate_status_response"},
    {114, "bad_certificate_hash_value"},
    {115, "unknown_psk_identity"},
    {116, "certificate_required"},
    {117, "general_error"},
    {120, "no_application_protocol"},
    {121, "ech_required"},
};

template<class Row, std::size_t N>
const Row *byCode(const Row (&rows)[N], std::uint64_t code)
{
    for (const Row &row : rows)
        if (row.code == code)
            return &row;
    return nullptr;
}

template<class Row, std::size_t N>
const Row *byName(const Row (&rows)[N], std::string_view name)
{
    for (const Row &row : rows)
        if (row.name == name)
            return &row;
    return nullptr;
}

template<class Row, std::size_t N>
std::string nameOf(const Row (&rows)[N], std::uint64_t code)
{
    const Row *row = byCode(rows, code);
    return row ? std::string(row->name) : std::string();
}

template<std::size_t N>
std::string wordAt(const std::array<std::string_view, N> &words, std::uint64_t code)
{
    return code < N ? std::string(words[code]) : std::string();
}

} // namespace

std::span<const CipherSuite> cipherSuites()
{
    return suites;
}

const CipherSuite *cipherSuite(std::uint16_t code)
{
    return byCode(suites, code);
}

const CipherSuite *cipherSuite(std::string_view name)
{
    for (const CipherSuite &suite : suites)
        if (suite.name == name || suite.openssl == name)
            return &suite;
    return nullptr;
}

std::string_view CipherSuite::keyExchangeName() const
{
    const std::size_t start = std::string_view("TLS_").size();
    return name.substr(start, name.find("_WITH_") - start);
}

static std::string_view afterWith(std::string_view name)
{
    return name.substr(name.find("_WITH_") + std::string_view("_WITH_").size());
}

/// Whether the name ends with a hash: those of CCM do not (RFC 6655 3).
static bool endsWithHash(std::string_view name)
{
    return name.find("_CCM") == std::string_view::npos || name.ends_with("_SHA256");
}

std::string_view CipherSuite::cipherName() const
{
    const std::string_view rest = afterWith(name);
    return endsWithHash(name) ? rest.substr(0, rest.rfind('_')) : rest;
}

std::string_view CipherSuite::hashPartName() const
{
    const std::string_view rest = afterWith(name);
    return endsWithHash(name) ? rest.substr(rest.rfind('_') + 1) : "SHA256";
}

std::span<const NamedGroup> namedGroups()
{
    return groups;
}

const NamedGroup *namedGroup(std::uint16_t code)
{
    return byCode(groups, code);
}

const NamedGroup *namedGroup(std::string_view name)
{
    return byName(groups, name);
}

std::span<const SignatureScheme> signatureSchemes()
{
    return schemes;
}

const SignatureScheme *signatureScheme(std::string_view name)
{
    return byName(schemes, name);
}

std::span<const ExtensionName> extensionNames()
{
    return extensions;
}

std::span<const AlertName> alertNames()
{
    return alerts;
}

std::optional<Alert> alertByName(std::string_view name)
{
    if (const AlertName *row = byName(alerts, name))
        return static_cast<Alert>(row->code);
    return std::nullopt;
}

namespace names {

std::string version(std::uint64_t code)
{
    switch (code) {
    case ssl20:
        return "SSL 2.0";
    case ssl30:
        return "SSL 3.0";
    case tls10:
        return "TLS 1.0";
    case tls11:
        return "TLS 1.1";
    case tls12:
        return "TLS 1.2";
    case tls13:
        return "TLS 1.3";
    default:
        return {};
    }
}

std::string suite(std::uint64_t code)
{
    switch (code) {
    case emptyRenegotiationInfoScsv:
        return "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";
    case fallbackScsv:
        return "TLS_FALLBACK_SCSV";
    default:
        return nameOf(suites, code);
    }
}

std::string group(std::uint64_t code)
{
    return nameOf(groups, code);
}

std::string signature(std::uint64_t code)
{
    return nameOf(schemes, code);
}

std::string signatureForm(std::uint64_t code)
{
    return code == rsaPkcs1Md5Sha1 ? "rsa_pkcs1_md5_sha1" : signature(code);
}

std::string extension(std::uint64_t code)
{
    return nameOf(extensions, code);
}

std::string alert(std::uint64_t code)
{
    return nameOf(alerts, code);
}

std::string alertLevel(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 3>{"", "warning", "fatal"}, code);
}

std::string handshakeType(std::uint64_t code)
{
    switch (static_cast<HandshakeType>(code)) {
    case HandshakeType::HelloRequest:
        return "hello_request";
    case HandshakeType::ClientHello:
        return "client_hello";
    case HandshakeType::ServerHello:
        return "server_hello";
    case HandshakeType::NewSessionTicket:
        return "new_session_ticket";
    case HandshakeType::Certificate:
        return "certificate";
    case HandshakeType::ServerKeyExchange:
        return "server_key_exchange";
    case HandshakeType::CertificateRequest:
        return "certificate_request";
    case HandshakeType::ServerHelloDone:
        return "server_hello_done";
    case HandshakeType::CertificateVerify:
        return "certificate_verify";
    case HandshakeType::ClientKeyExchange:
        return "client_key_exchange";
    case HandshakeType::Finished:
        return "finished";
    case HandshakeType::CertificateStatus:
        return "certificate_status";
    }
    return {};
}

std::string contentType(std::uint64_t code)
{
    switch (code) {
    case 20:
        return "change_cipher_spec";
    case 21:
        return "alert";
    case 22:
        return "handshake";
    case 23:
        return "application_data";
    default:
        return {};
    }
}

std::string compression(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 2>{"null", "DEFLATE"}, code);
}

std::string hash(std::uint64_t code)
{
    return wordAt(
        std::array<std::string_view, 9>{"none", "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "", "Intrinsic"},
        code);
}

std::string signatureAlgorithm(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 4>{"anonymous", "rsa", "dsa", "ecdsa"}, code);
}

std::string certificateType(std::uint64_t code)
{
    switch (code) {
    case 1:
        return "rsa_sign";
    case 2:
        return "dss_sign";
    case 3:
        return "rsa_fixed_dh";
    case 4:
        return "dss_fixed_dh";
    case 64:
        return "ecdsa_sign";
    case 65:
        return "rsa_fixed_ecdh";
    case 66:
        return "ecdsa_fixed_ecdh";
    default:
        return {};
    }
}

std::string pointFormat(std::uint64_t code)
{
    return wordAt(
        std::array<std::string_view, 3>{"uncompressed", "ansiX962_compressed_prime", "ansiX962_compressed_char2"},
        code);
}

std::string curveType(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 4>{"", "explicit_prime", "explicit_char2", "named_curve"}, code);
}

std::string nameType(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 1>{"host_name"}, code);
}

std::string statusType(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 3>{"", "ocsp", "ocsp_multi"}, code);
}

std::string maxFragmentLength(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 5>{"", "512 bytes", "1024 bytes", "2048 bytes", "4096 bytes"}, code);
}

std::string sslV2CipherSpec(std::uint64_t code)
{
    switch (code) {
    case 0x010080:
        return "SSL_CK_RC4_128_WITH_MD5";
    case 0x020080:
        return "SSL_CK_RC4_128_EXPORT40_WITH_MD5";
    case 0x030080:
        return "SSL_CK_RC2_128_CBC_WITH_MD5";
    case 0x040080:
        return "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5";
    case 0x050080:
        return "SSL_CK_IDEA_128_CBC_WITH_MD5";
    case 0x060040:
        return "SSL_CK_DES_64_CBC_WITH_MD5";
    case 0x0700c0:
        return "SSL_CK_DES_192_EDE3_CBC_WITH_MD5";
    default:
        return code <= 0xffff ? suite(code) : std::string();
    }
}

std::string hashName(HashName hash)
{
    return wordAt(std::array<std::string_view, 5>{"", "MD5", "SHA-1", "SHA-256", "SHA-384"},
                  static_cast<std::uint64_t>(hash));
}

} // namespace names

} // namespace hd
