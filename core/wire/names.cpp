// SPDX-License-Identifier: GPL-3.0-or-later

// Names of numbers.

#include "wire/registry.h"
#include "wire/unrunnable.h"

#include <algorithm>
#include <array>

namespace hd {

namespace {

template<std::size_t N>
std::string wordAt(const std::array<std::string_view, N> &words, std::uint64_t code)
{
    return code < N ? std::string(words[code]) : std::string();
}

/// RFC 8701 2: 0x0A0A, 0x1A1A, ..., 0xFAFA, which mean nothing and are sent so that nobody minds what he does not know.
std::string greaseName(std::uint64_t code)
{
    if (code > 0xffff || code >> 8 != (code & 0xff) || (code & 0x0f) != 0x0a)
        return {};
    constexpr std::string_view digits = "0123456789ABCDEF";
    const char digit = digits[code >> 12];
    return std::string("GREASE (0x") + digit + 'A' + digit + "A)";
}

template<class Row>
std::string rowName(std::span<const Row> rows, std::uint64_t code)
{
    const auto found = std::ranges::find(rows, code, &Row::code);
    return found == rows.end() ? std::string() : std::string(found->name);
}

std::string onlyNamed(std::span<const OnlyNamed> rows, std::uint64_t code)
{
    const std::string name = rowName(rows, code);
    return name.empty() ? greaseName(code) : name;
}

template<class Row>
std::string nameIn(std::span<const Row> rows, std::uint64_t code, std::span<const OnlyNamed> others)
{
    const std::string name = rowName(rows, code);
    return name.empty() ? onlyNamed(others, code) : name;
}

} // namespace

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
        return greaseName(code);
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
        break;
    }
    const CipherSuite *suite = code <= 0xffff ? cipherSuite(static_cast<std::uint16_t>(code)) : nullptr;
    return suite ? std::string(suite->name) : onlyNamed(unrunnableSuites, code);
}

std::string group(std::uint64_t code)
{
    return nameIn(namedGroups(), code, otherGroups);
}

std::string signature(std::uint64_t code)
{
    return nameIn(signatureSchemes(), code, otherSchemes);
}

std::string signatureForm(std::uint64_t code)
{
    return code == rsaPkcs1Md5Sha1 ? "rsa_pkcs1_md5_sha1" : signature(code);
}

std::string extension(std::uint64_t code)
{
    return nameIn(extensionNames(), code, {});
}

std::string alert(std::uint64_t code)
{
    return rowName(alertNames(), code);
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
    case HandshakeType::EndOfEarlyData:
        return "end_of_early_data";
    case HandshakeType::EncryptedExtensions:
        return "encrypted_extensions";
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
    case HandshakeType::KeyUpdate:
        return "key_update";
    case HandshakeType::MessageHash:
        return "message_hash";
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

std::string pskKeyExchangeMode(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 2>{"psk_ke", "psk_dhe_ke"}, code);
}

std::string keyUpdateRequest(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 2>{"update_not_requested", "update_requested"}, code);
}

std::string certificateCompression(std::uint64_t code)
{
    return wordAt(std::array<std::string_view, 4>{"", "zlib", "brotli", "zstd"}, code);
}

std::string hashName(HashName hash)
{
    return wordAt(std::array<std::string_view, 5>{"", "MD5", "SHA-1", "SHA-256", "SHA-384"},
                  static_cast<std::uint64_t>(hash));
}

} // namespace names

} // namespace hd
