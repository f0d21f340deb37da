// SPDX-License-Identifier: GPL-3.0-or-later

// The cipher suites that this program can run: IANA's, of every key exchange and cipher that the protocol document
// lists.

#include "wire/registry.h"

#include <algorithm>

namespace hd {

namespace {

/// What stands before _WITH_.
struct Family
{
    KeyExchange keyExchange;
    Authentication authentication;
    Version first;
};

// RFC 8422 5 and RFC 5489 3 define elliptic curves for TLS 1.0 and later, RFC 4279 1 pre-shared keys.
constexpr Family rsa{KeyExchange::Rsa, Authentication::Rsa, ssl30};
constexpr Family dheRsa{KeyExchange::Dhe, Authentication::Rsa, ssl30};
constexpr Family dheDss{KeyExchange::Dhe, Authentication::Dss, ssl30};
constexpr Family dhAnon{KeyExchange::Dhe, Authentication::Anonymous, ssl30};
constexpr Family ecdheRsa{KeyExchange::Ecdhe, Authentication::Rsa, tls10};
constexpr Family ecdheEcdsa{KeyExchange::Ecdhe, Authentication::Ecdsa, tls10};
constexpr Family ecdhAnon{KeyExchange::Ecdhe, Authentication::Anonymous, tls10};
constexpr Family psk{KeyExchange::Psk, Authentication::Psk, tls10};
constexpr Family rsaPsk{KeyExchange::RsaPsk, Authentication::Rsa, tls10};
constexpr Family dhePsk{KeyExchange::DhePsk, Authentication::Psk, tls10};
constexpr Family ecdhePsk{KeyExchange::EcdhePsk, Authentication::Psk, tls10};
constexpr Family separate{KeyExchange::Separate, Authentication::Separate, tls13};

/// What stands after it.
struct Protection
{
    CipherMode mode;
    std::string_view cipher;
    std::uint8_t keyLength, keyMaterial, blockLength, fixedIvLength, explicitLength, tagLength;
    HashName mac;
    HashName prf = HashName::Sha256; // RFC 5246 1.2: "All cipher suites in this document use P_SHA256."
    Version first = ssl30;
    Version last = tls12;
};

constexpr Protection null(HashName mac, HashName prf = HashName::Sha256)
{
    return {CipherMode::Null, "", 0, 0, 0, 0, 0, 0, mac, prf};
}

constexpr Protection stream(std::uint8_t keyMaterial, HashName mac, Version last)
{
    return {CipherMode::Stream, "RC4", 16, keyMaterial, 0, 0, 0, 0, mac, HashName::Sha256, ssl30, last};
}

constexpr Protection cbc(std::string_view cipher, std::uint8_t key, std::uint8_t block, HashName mac,
                         HashName prf = HashName::Sha256)
{
    return {CipherMode::Cbc, cipher, key, key, block, 0, 0, 0, mac, prf};
}

/// Of DES: RFC 4346 A.5 forbids exportable suites in TLS 1.1, RFC 5246 1.2 removes the others.
constexpr Protection des(std::uint8_t keyMaterial, Version last)
{
    return {CipherMode::Cbc, "DES-CBC", 8, keyMaterial, 8, 0, 0, 0, HashName::Sha1, HashName::Sha256, ssl30, last};
}

/// RFC 5246 6.2.3.3: authenticated encryption comes with TLS 1.2.
constexpr Protection aead(CipherMode mode, std::string_view cipher, std::uint8_t key, std::uint8_t tag = 16,
                          HashName prf = HashName::Sha256)
{
    return {mode, cipher, key, key, 0, 4, 8, tag, HashName::None, prf, tls12, tls12};
}

using H = HashName;
constexpr Protection nullMd5 = null(H::Md5);
constexpr Protection nullSha = null(H::Sha1);
constexpr Protection nullSha256 = null(H::Sha256);
constexpr Protection nullSha384 = null(H::Sha384, H::Sha384);
constexpr Protection rc440Md5 = stream(5, H::Md5, tls10);
constexpr Protection rc4128Md5 = stream(16, H::Md5, tls12);
constexpr Protection rc4128Sha = stream(16, H::Sha1, tls12);
constexpr Protection des40Sha = des(5, tls10);
constexpr Protection desSha = des(8, tls11);
constexpr Protection tripleDesSha = cbc("DES-EDE3-CBC", 24, 8, H::Sha1);
constexpr Protection aes128Sha = cbc("AES-128-CBC", 16, 16, H::Sha1);
constexpr Protection aes256Sha = cbc("AES-256-CBC", 32, 16, H::Sha1);
constexpr Protection aes128Sha256 = cbc("AES-128-CBC", 16, 16, H::Sha256);
constexpr Protection aes256Sha256 = cbc("AES-256-CBC", 32, 16, H::Sha256);
constexpr Protection aes256Sha384 = cbc("AES-256-CBC", 32, 16, H::Sha384, H::Sha384);
constexpr Protection camellia128Sha = cbc("CAMELLIA-128-CBC", 16, 16, H::Sha1);
constexpr Protection camellia256Sha = cbc("CAMELLIA-256-CBC", 32, 16, H::Sha1);
constexpr Protection camellia128Sha256 = cbc("CAMELLIA-128-CBC", 16, 16, H::Sha256);
constexpr Protection camellia256Sha256 = cbc("CAMELLIA-256-CBC", 32, 16, H::Sha256);
constexpr Protection camellia256Sha384 = cbc("CAMELLIA-256-CBC", 32, 16, H::Sha384, H::Sha384);
constexpr Protection aes128GcmSha256 = aead(CipherMode::Gcm, "AES-128-GCM", 16);
constexpr Protection aes256GcmSha384 = aead(CipherMode::Gcm, "AES-256-GCM", 32, 16, H::Sha384);
constexpr Protection aes128Ccm = aead(CipherMode::Ccm, "AES-128-CCM", 16);
constexpr Protection aes256Ccm = aead(CipherMode::Ccm, "AES-256-CCM", 32);
constexpr Protection aes128Ccm8 = aead(CipherMode::Ccm, "AES-128-CCM", 16, 8);
constexpr Protection aes256Ccm8 = aead(CipherMode::Ccm, "AES-256-CCM", 32, 8);
/// RFC 7905 2: the whole nonce comes from key_block.
constexpr Protection chaCha20Poly1305{CipherMode::ChaCha20, "ChaCha20-Poly1305", 32,    32,   0, 12, 0, 16,
                                      HashName::None,       HashName::Sha256,    tls12, tls12};

/// RFC 8446 5.3: the whole nonce comes from the iv and the sequence number.
constexpr Protection aead13(CipherMode mode, std::string_view cipher, std::uint8_t key, std::uint8_t tag = 16,
                            HashName hash = HashName::Sha256)
{
    return {mode, cipher, key, key, 0, 12, 0, tag, HashName::None, hash, tls13, tls13};
}

/// HMAC with SHA-256 and SHA-384 comes with TLS 1.2 (RFC 5246 1.2, RFC 5289 2); but RFC 5487 3.1, RFC 5489 3.2 and RFC
/// 6367 3 let the suites of pre-shared keys that have it be used from TLS 1.0 on, and OpenSSL does.
constexpr Version firstOf(const Family &family, const Protection &protection)
{
    const bool sha2 = protection.mac == HashName::Sha256 || protection.mac == HashName::Sha384;
    const Version first = sha2 && family.keyExchange < KeyExchange::Psk ? tls12 : protection.first;
    return std::max(first, family.first);
}

constexpr CipherSuite suite(std::uint16_t code, std::string_view name, std::string_view openssl, const Family &family,
                            const Protection &p)
{
    return {code,
            name,
            openssl,
            family.keyExchange,
            family.authentication,
            p.mode,
            p.cipher,
            p.keyLength,
            p.keyMaterial,
            p.blockLength,
            p.fixedIvLength,
            p.explicitLength,
            p.tagLength,
            p.mac,
            p.prf,
            firstOf(family, p),
            p.last};
}

// IANA's registry of TLS Cipher Suites: RFC 2246 A.5, RFC 3268, RFC 4132, RFC 4279, RFC 4785, RFC 5246 A.5, RFC 5288,
// RFC 5289, RFC 5487, RFC 5489, RFC 5932, RFC 6367, RFC 6655, RFC 7251, RFC 7905, RFC 8422, RFC 8442, RFC 8446 B.4. By
// key exchange, the strongest first.
constexpr CipherSuite suites[] = {
    suite(0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", separate,
          aead13(CipherMode::Gcm, "AES-256-GCM", 32, 16, H::Sha384)),
    suite(0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", separate,
          aead13(CipherMode::ChaCha20, "ChaCha20-Poly1305", 32)),
    suite(0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", separate,
          aead13(CipherMode::Gcm, "AES-128-GCM", 16)),
    suite(0x1304, "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_SHA256", separate,
          aead13(CipherMode::Ccm, "AES-128-CCM", 16)),
    suite(0x1305, "TLS_AES_128_CCM_8_SHA256", "TLS_AES_128_CCM_8_SHA256", separate,
          aead13(CipherMode::Ccm, "AES-128-CCM", 16, 8)),
    suite(0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", ecdheEcdsa,
          aes256GcmSha384),
    suite(0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", ecdheEcdsa,
          aes128GcmSha256),
    suite(0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", ecdheEcdsa,
          chaCha20Poly1305),
    suite(0xc0ad, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", "ECDHE-ECDSA-AES256-CCM", ecdheEcdsa, aes256Ccm),
    suite(0xc0ac, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", "ECDHE-ECDSA-AES128-CCM", ecdheEcdsa, aes128Ccm),
    suite(0xc0af, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", "ECDHE-ECDSA-AES256-CCM8", ecdheEcdsa, aes256Ccm8),
    suite(0xc0ae, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", "ECDHE-ECDSA-AES128-CCM8", ecdheEcdsa, aes128Ccm8),
    suite(0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE-ECDSA-AES256-SHA384", ecdheEcdsa, aes256Sha384),
    suite(0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE-ECDSA-AES128-SHA256", ecdheEcdsa, aes128Sha256),
    suite(0xc073, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384", "ECDHE-ECDSA-CAMELLIA256-SHA384", ecdheEcdsa,
          camellia256Sha384),
    suite(0xc072, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256", "ECDHE-ECDSA-CAMELLIA128-SHA256", ecdheEcdsa,
          camellia128Sha256),
    suite(0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", ecdheEcdsa, aes256Sha),
    suite(0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA", ecdheEcdsa, aes128Sha),
    suite(0xc008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA", "ECDHE-ECDSA-DES-CBC3-SHA", ecdheEcdsa, tripleDesSha),
    suite(0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", "ECDHE-ECDSA-RC4-SHA", ecdheEcdsa, rc4128Sha),
    suite(0xc006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA", "ECDHE-ECDSA-NULL-SHA", ecdheEcdsa, nullSha),
    suite(0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", ecdheRsa, aes256GcmSha384),
    suite(0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", ecdheRsa, aes128GcmSha256),
    suite(0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305", ecdheRsa,
          chaCha20Poly1305),
    suite(0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "ECDHE-RSA-AES256-SHA384", ecdheRsa, aes256Sha384),
    suite(0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", ecdheRsa, aes128Sha256),
    suite(0xc077, "TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384", "ECDHE-RSA-CAMELLIA256-SHA384", ecdheRsa,
          camellia256Sha384),
    suite(0xc076, "TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", "ECDHE-RSA-CAMELLIA128-SHA256", ecdheRsa,
          camellia128Sha256),
    suite(0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA", ecdheRsa, aes256Sha),
    suite(0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA", ecdheRsa, aes128Sha),
    suite(0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", "ECDHE-RSA-DES-CBC3-SHA", ecdheRsa, tripleDesSha),
    suite(0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", "ECDHE-RSA-RC4-SHA", ecdheRsa, rc4128Sha),
    suite(0xc010, "TLS_ECDHE_RSA_WITH_NULL_SHA", "ECDHE-RSA-NULL-SHA", ecdheRsa, nullSha),
    suite(0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "DHE-RSA-AES256-GCM-SHA384", dheRsa, aes256GcmSha384),
    suite(0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "DHE-RSA-AES128-GCM-SHA256", dheRsa, aes128GcmSha256),
    suite(0xccaa, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "DHE-RSA-CHACHA20-POLY1305", dheRsa, chaCha20Poly1305),
    suite(0xc09f, "TLS_DHE_RSA_WITH_AES_256_CCM", "DHE-RSA-AES256-CCM", dheRsa, aes256Ccm),
    suite(0xc09e, "TLS_DHE_RSA_WITH_AES_128_CCM", "DHE-RSA-AES128-CCM", dheRsa, aes128Ccm),
    suite(0xc0a3, "TLS_DHE_RSA_WITH_AES_256_CCM_8", "DHE-RSA-AES256-CCM8", dheRsa, aes256Ccm8),
    suite(0xc0a2, "TLS_DHE_RSA_WITH_AES_128_CCM_8", "DHE-RSA-AES128-CCM8", dheRsa, aes128Ccm8),
    suite(0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", "DHE-RSA-AES256-SHA256", dheRsa, aes256Sha256),
    suite(0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "DHE-RSA-AES128-SHA256", dheRsa, aes128Sha256),
    suite(0x00c4, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256", "DHE-RSA-CAMELLIA256-SHA256", dheRsa, camellia256Sha256),
    suite(0x00be, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", "DHE-RSA-CAMELLIA128-SHA256", dheRsa, camellia128Sha256),
    suite(0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "DHE-RSA-AES256-SHA", dheRsa, aes256Sha),
    suite(0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "DHE-RSA-AES128-SHA", dheRsa, aes128Sha),
    suite(0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", "DHE-RSA-CAMELLIA256-SHA", dheRsa, camellia256Sha),
    suite(0x0045, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA", "DHE-RSA-CAMELLIA128-SHA", dheRsa, camellia128Sha),
    suite(0x0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", "DHE-RSA-DES-CBC3-SHA", dheRsa, tripleDesSha),
    suite(0x0015, "TLS_DHE_RSA_WITH_DES_CBC_SHA", "EDH-RSA-DES-CBC-SHA", dheRsa, desSha),
    suite(0x0014, "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", "EXP-EDH-RSA-DES-CBC-SHA", dheRsa, des40Sha),
    suite(0x00a3, "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384", "DHE-DSS-AES256-GCM-SHA384", dheDss, aes256GcmSha384),
    suite(0x00a2, "TLS_DHE_DSS_WITH_AES_128_GCM_SHA256", "DHE-DSS-AES128-GCM-SHA256", dheDss, aes128GcmSha256),
    suite(0x006a, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256", "DHE-DSS-AES256-SHA256", dheDss, aes256Sha256),
    suite(0x0040, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256", "DHE-DSS-AES128-SHA256", dheDss, aes128Sha256),
    suite(0x00c3, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256", "DHE-DSS-CAMELLIA256-SHA256", dheDss, camellia256Sha256),
    suite(0x00bd, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256", "DHE-DSS-CAMELLIA128-SHA256", dheDss, camellia128Sha256),
    suite(0x0038, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA", "DHE-DSS-AES256-SHA", dheDss, aes256Sha),
    suite(0x0032, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA", "DHE-DSS-AES128-SHA", dheDss, aes128Sha),
    suite(0x0087, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA", "DHE-DSS-CAMELLIA256-SHA", dheDss, camellia256Sha),
    suite(0x0044, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA", "DHE-DSS-CAMELLIA128-SHA", dheDss, camellia128Sha),
    suite(0x0013, "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA", "DHE-DSS-DES-CBC3-SHA", dheDss, tripleDesSha),
    suite(0x0012, "TLS_DHE_DSS_WITH_DES_CBC_SHA", "EDH-DSS-DES-CBC-SHA", dheDss, desSha),
    suite(0x0011, "TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA", "EXP-EDH-DSS-DES-CBC-SHA", dheDss, des40Sha),
    suite(0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", rsa, aes256GcmSha384),
    suite(0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", rsa, aes128GcmSha256),
    suite(0xc09d, "TLS_RSA_WITH_AES_256_CCM", "AES256-CCM", rsa, aes256Ccm),
    suite(0xc09c, "TLS_RSA_WITH_AES_128_CCM", "AES128-CCM", rsa, aes128Ccm),
    suite(0xc0a1, "TLS_RSA_WITH_AES_256_CCM_8", "AES256-CCM8", rsa, aes256Ccm8),
    suite(0xc0a0, "TLS_RSA_WITH_AES_128_CCM_8", "AES128-CCM8", rsa, aes128Ccm8),
    suite(0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256", "AES256-SHA256", rsa, aes256Sha256),
    suite(0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256", rsa, aes128Sha256),
    suite(0x00c0, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256", "CAMELLIA256-SHA256", rsa, camellia256Sha256),
    suite(0x00ba, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256", "CAMELLIA128-SHA256", rsa, camellia128Sha256),
    suite(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", "AES256-SHA", rsa, aes256Sha),
    suite(0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", rsa, aes128Sha),
    suite(0x0084, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA", "CAMELLIA256-SHA", rsa, camellia256Sha),
    suite(0x0041, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", "CAMELLIA128-SHA", rsa, camellia128Sha),
    suite(0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "DES-CBC3-SHA", rsa, tripleDesSha),
    suite(0x0005, "TLS_RSA_WITH_RC4_128_SHA", "RC4-SHA", rsa, rc4128Sha),
    suite(0x0004, "TLS_RSA_WITH_RC4_128_MD5", "RC4-MD5", rsa, rc4128Md5),
    suite(0x0009, "TLS_RSA_WITH_DES_CBC_SHA", "DES-CBC-SHA", rsa, desSha),
    suite(0x003b, "TLS_RSA_WITH_NULL_SHA256", "NULL-SHA256", rsa, nullSha256),
    suite(0x0002, "TLS_RSA_WITH_NULL_SHA", "NULL-SHA", rsa, nullSha),
    suite(0x0001, "TLS_RSA_WITH_NULL_MD5", "NULL-MD5", rsa, nullMd5),
    suite(0x0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", "EXP-DES-CBC-SHA", rsa, des40Sha),
    suite(0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "EXP-RC4-MD5", rsa, rc440Md5),
    suite(0xd002, "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", "", ecdhePsk, aes256GcmSha384),
    suite(0xd001, "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "", ecdhePsk, aes128GcmSha256),
    suite(0xccac, "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-PSK-CHACHA20-POLY1305", ecdhePsk,
          chaCha20Poly1305),
    suite(0xd005, "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256", "", ecdhePsk, aes128Ccm),
    suite(0xd003, "TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256", "", ecdhePsk, aes128Ccm8),
    suite(0xc038, "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384", "ECDHE-PSK-AES256-CBC-SHA384", ecdhePsk, aes256Sha384),
    suite(0xc037, "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", "ECDHE-PSK-AES128-CBC-SHA256", ecdhePsk, aes128Sha256),
    suite(0xc09b, "TLS_ECDHE_PSK_WITH_CAMELLIA_256_CBC_SHA384", "ECDHE-PSK-CAMELLIA256-SHA384", ecdhePsk,
          camellia256Sha384),
    suite(0xc09a, "TLS_ECDHE_PSK_WITH_CAMELLIA_128_CBC_SHA256", "ECDHE-PSK-CAMELLIA128-SHA256", ecdhePsk,
          camellia128Sha256),
    suite(0xc036, "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA", "ECDHE-PSK-AES256-CBC-SHA", ecdhePsk, aes256Sha),
    suite(0xc035, "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA", "ECDHE-PSK-AES128-CBC-SHA", ecdhePsk, aes128Sha),
    suite(0xc034, "TLS_ECDHE_PSK_WITH_3DES_EDE_CBC_SHA", "ECDHE-PSK-3DES-EDE-CBC-SHA", ecdhePsk, tripleDesSha),
    suite(0xc033, "TLS_ECDHE_PSK_WITH_RC4_128_SHA", "ECDHE-PSK-RC4-SHA", ecdhePsk, rc4128Sha),
    suite(0xc03b, "TLS_ECDHE_PSK_WITH_NULL_SHA384", "ECDHE-PSK-NULL-SHA384", ecdhePsk, nullSha384),
    suite(0xc03a, "TLS_ECDHE_PSK_WITH_NULL_SHA256", "ECDHE-PSK-NULL-SHA256", ecdhePsk, nullSha256),
    suite(0xc039, "TLS_ECDHE_PSK_WITH_NULL_SHA", "ECDHE-PSK-NULL-SHA", ecdhePsk, nullSha),
    suite(0x00ab, "TLS_DHE_PSK_WITH_AES_256_GCM_SHA384", "DHE-PSK-AES256-GCM-SHA384", dhePsk, aes256GcmSha384),
    suite(0x00aa, "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256", "DHE-PSK-AES128-GCM-SHA256", dhePsk, aes128GcmSha256),
    suite(0xccad, "TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256", "DHE-PSK-CHACHA20-POLY1305", dhePsk, chaCha20Poly1305),
    suite(0xc0a7, "TLS_DHE_PSK_WITH_AES_256_CCM", "DHE-PSK-AES256-CCM", dhePsk, aes256Ccm),
    suite(0xc0a6, "TLS_DHE_PSK_WITH_AES_128_CCM", "DHE-PSK-AES128-CCM", dhePsk, aes128Ccm),
    suite(0xc0ab, "TLS_PSK_DHE_WITH_AES_256_CCM_8", "DHE-PSK-AES256-CCM8", dhePsk, aes256Ccm8),
    suite(0xc0aa, "TLS_PSK_DHE_WITH_AES_128_CCM_8", "DHE-PSK-AES128-CCM8", dhePsk, aes128Ccm8),
    suite(0x00b3, "TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", "DHE-PSK-AES256-CBC-SHA384", dhePsk, aes256Sha384),
    suite(0x00b2, "TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", "DHE-PSK-AES128-CBC-SHA256", dhePsk, aes128Sha256),
    suite(0xc097, "TLS_DHE_PSK_WITH_CAMELLIA_256_CBC_SHA384", "DHE-PSK-CAMELLIA256-SHA384", dhePsk, camellia256Sha384),
    suite(0xc096, "TLS_DHE_PSK_WITH_CAMELLIA_128_CBC_SHA256", "DHE-PSK-CAMELLIA128-SHA256", dhePsk, camellia128Sha256),
    suite(0x0091, "TLS_DHE_PSK_WITH_AES_256_CBC_SHA", "DHE-PSK-AES256-CBC-SHA", dhePsk, aes256Sha),
    suite(0x0090, "TLS_DHE_PSK_WITH_AES_128_CBC_SHA", "DHE-PSK-AES128-CBC-SHA", dhePsk, aes128Sha),
    suite(0x008f, "TLS_DHE_PSK_WITH_3DES_EDE_CBC_SHA", "DHE-PSK-3DES-EDE-CBC-SHA", dhePsk, tripleDesSha),
    suite(0x008e, "TLS_DHE_PSK_WITH_RC4_128_SHA", "DHE-PSK-RC4-SHA", dhePsk, rc4128Sha),
    suite(0x00b5, "TLS_DHE_PSK_WITH_NULL_SHA384", "DHE-PSK-NULL-SHA384", dhePsk, nullSha384),
    suite(0x00b4, "TLS_DHE_PSK_WITH_NULL_SHA256", "DHE-PSK-NULL-SHA256", dhePsk, nullSha256),
    suite(0x002d, "TLS_DHE_PSK_WITH_NULL_SHA", "DHE-PSK-NULL-SHA", dhePsk, nullSha),
    suite(0x00ad, "TLS_RSA_PSK_WITH_AES_256_GCM_SHA384", "RSA-PSK-AES256-GCM-SHA384", rsaPsk, aes256GcmSha384),
    suite(0x00ac, "TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", "RSA-PSK-AES128-GCM-SHA256", rsaPsk, aes128GcmSha256),
    suite(0xccae, "TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256", "RSA-PSK-CHACHA20-POLY1305", rsaPsk, chaCha20Poly1305),
    suite(0x00b7, "TLS_RSA_PSK_WITH_AES_256_CBC_SHA384", "RSA-PSK-AES256-CBC-SHA384", rsaPsk, aes256Sha384),
    suite(0x00b6, "TLS_RSA_PSK_WITH_AES_128_CBC_SHA256", "RSA-PSK-AES128-CBC-SHA256", rsaPsk, aes128Sha256),
    suite(0xc099, "TLS_RSA_PSK_WITH_CAMELLIA_256_CBC_SHA384", "RSA-PSK-CAMELLIA256-SHA384", rsaPsk, camellia256Sha384),
    suite(0xc098, "TLS_RSA_PSK_WITH_CAMELLIA_128_CBC_SHA256", "RSA-PSK-CAMELLIA128-SHA256", rsaPsk, camellia128Sha256),
    suite(0x0095, "TLS_RSA_PSK_WITH_AES_256_CBC_SHA", "RSA-PSK-AES256-CBC-SHA", rsaPsk, aes256Sha),
    suite(0x0094, "TLS_RSA_PSK_WITH_AES_128_CBC_SHA", "RSA-PSK-AES128-CBC-SHA", rsaPsk, aes128Sha),
    suite(0x0093, "TLS_RSA_PSK_WITH_3DES_EDE_CBC_SHA", "RSA-PSK-3DES-EDE-CBC-SHA", rsaPsk, tripleDesSha),
    suite(0x0092, "TLS_RSA_PSK_WITH_RC4_128_SHA", "RSA-PSK-RC4-SHA", rsaPsk, rc4128Sha),
    suite(0x00b9, "TLS_RSA_PSK_WITH_NULL_SHA384", "RSA-PSK-NULL-SHA384", rsaPsk, nullSha384),
    suite(0x00b8, "TLS_RSA_PSK_WITH_NULL_SHA256", "RSA-PSK-NULL-SHA256", rsaPsk, nullSha256),
    suite(0x002e, "TLS_RSA_PSK_WITH_NULL_SHA", "RSA-PSK-NULL-SHA", rsaPsk, nullSha),
    suite(0x00a9, "TLS_PSK_WITH_AES_256_GCM_SHA384", "PSK-AES256-GCM-SHA384", psk, aes256GcmSha384),
    suite(0x00a8, "TLS_PSK_WITH_AES_128_GCM_SHA256", "PSK-AES128-GCM-SHA256", psk, aes128GcmSha256),
    suite(0xccab, "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256", "PSK-CHACHA20-POLY1305", psk, chaCha20Poly1305),
    suite(0xc0a5, "TLS_PSK_WITH_AES_256_CCM", "PSK-AES256-CCM", psk, aes256Ccm),
    suite(0xc0a4, "TLS_PSK_WITH_AES_128_CCM", "PSK-AES128-CCM", psk, aes128Ccm),
    suite(0xc0a9, "TLS_PSK_WITH_AES_256_CCM_8", "PSK-AES256-CCM8", psk, aes256Ccm8),
    suite(0xc0a8, "TLS_PSK_WITH_AES_128_CCM_8", "PSK-AES128-CCM8", psk, aes128Ccm8),
    suite(0x00af, "TLS_PSK_WITH_AES_256_CBC_SHA384", "PSK-AES256-CBC-SHA384", psk, aes256Sha384),
    suite(0x00ae, "TLS_PSK_WITH_AES_128_CBC_SHA256", "PSK-AES128-CBC-SHA256", psk, aes128Sha256),
    suite(0xc095, "TLS_PSK_WITH_CAMELLIA_256_CBC_SHA384", "PSK-CAMELLIA256-SHA384", psk, camellia256Sha384),
    suite(0xc094, "TLS_PSK_WITH_CAMELLIA_128_CBC_SHA256", "PSK-CAMELLIA128-SHA256", psk, camellia128Sha256),
    suite(0x008d, "TLS_PSK_WITH_AES_256_CBC_SHA", "PSK-AES256-CBC-SHA", psk, aes256Sha),
    suite(0x008c, "TLS_PSK_WITH_AES_128_CBC_SHA", "PSK-AES128-CBC-SHA", psk, aes128Sha),
    suite(0x008b, "TLS_PSK_WITH_3DES_EDE_CBC_SHA", "PSK-3DES-EDE-CBC-SHA", psk, tripleDesSha),
    suite(0x008a, "TLS_PSK_WITH_RC4_128_SHA", "PSK-RC4-SHA", psk, rc4128Sha),
    suite(0x00b1, "TLS_PSK_WITH_NULL_SHA384", "PSK-NULL-SHA384", psk, nullSha384),
    suite(0x00b0, "TLS_PSK_WITH_NULL_SHA256", "PSK-NULL-SHA256", psk, nullSha256),
    suite(0x002c, "TLS_PSK_WITH_NULL_SHA", "PSK-NULL-SHA", psk, nullSha),
    suite(0xc019, "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", "AECDH-AES256-SHA", ecdhAnon, aes256Sha),
    suite(0xc018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "AECDH-AES128-SHA", ecdhAnon, aes128Sha),
    suite(0xc017, "TLS_ECDH_anon_WITH_3DES_EDE_CBC_SHA", "AECDH-DES-CBC3-SHA", ecdhAnon, tripleDesSha),
    suite(0xc016, "TLS_ECDH_anon_WITH_RC4_128_SHA", "AECDH-RC4-SHA", ecdhAnon, rc4128Sha),
    suite(0xc015, "TLS_ECDH_anon_WITH_NULL_SHA", "AECDH-NULL-SHA", ecdhAnon, nullSha),
    suite(0x00a7, "TLS_DH_anon_WITH_AES_256_GCM_SHA384", "ADH-AES256-GCM-SHA384", dhAnon, aes256GcmSha384),
    suite(0x00a6, "TLS_DH_anon_WITH_AES_128_GCM_SHA256", "ADH-AES128-GCM-SHA256", dhAnon, aes128GcmSha256),
    suite(0x006d, "TLS_DH_anon_WITH_AES_256_CBC_SHA256", "ADH-AES256-SHA256", dhAnon, aes256Sha256),
    suite(0x006c, "TLS_DH_anon_WITH_AES_128_CBC_SHA256", "ADH-AES128-SHA256", dhAnon, aes128Sha256),
    suite(0x00c5, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA256", "ADH-CAMELLIA256-SHA256", dhAnon, camellia256Sha256),
    suite(0x00bf, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA256", "ADH-CAMELLIA128-SHA256", dhAnon, camellia128Sha256),
    suite(0x003a, "TLS_DH_anon_WITH_AES_256_CBC_SHA", "ADH-AES256-SHA", dhAnon, aes256Sha),
    suite(0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA", "ADH-AES128-SHA", dhAnon, aes128Sha),
    suite(0x0089, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA", "ADH-CAMELLIA256-SHA", dhAnon, camellia256Sha),
    suite(0x0046, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA", "ADH-CAMELLIA128-SHA", dhAnon, camellia128Sha),
    suite(0x001b, "TLS_DH_anon_WITH_3DES_EDE_CBC_SHA", "ADH-DES-CBC3-SHA", dhAnon, tripleDesSha),
    suite(0x0018, "TLS_DH_anon_WITH_RC4_128_MD5", "ADH-RC4-MD5", dhAnon, rc4128Md5),
    suite(0x001a, "TLS_DH_anon_WITH_DES_CBC_SHA", "ADH-DES-CBC-SHA", dhAnon, desSha),
    suite(0x0019, "TLS_DH_anon_EXPORT_WITH_DES40_CBC_SHA", "EXP-ADH-DES-CBC-SHA", dhAnon, des40Sha),
    suite(0x0017, "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", "EXP-ADH-RC4-MD5", dhAnon, rc440Md5),
};

std::string_view afterWith(std::string_view name)
{
    constexpr std::string_view with = "_WITH_";
    const std::size_t at = name.find(with);
    return at == std::string_view::npos ? name.substr(std::string_view("TLS_").size()) : name.substr(at + with.size());
}

/// Whether the name ends with a hash: those of CCM do not (RFC 6655 3), but for those of RFC 8442.
bool endsWithHash(std::string_view name)
{
    return name.find("_CCM") == std::string_view::npos || name.ends_with("_SHA256");
}

} // namespace

std::span<const CipherSuite> cipherSuites()
{
    return suites;
}

const CipherSuite *cipherSuite(std::uint16_t code)
{
    const auto *found = std::ranges::find(suites, code, &CipherSuite::code);
    return found == std::end(suites) ? nullptr : found;
}

const CipherSuite *cipherSuite(std::string_view name)
{
    if (name.empty()) // what OpenSSL calls some
        return nullptr;
    const auto *found = std::ranges::find_if(
        suites, [name](const CipherSuite &suite) { return suite.name == name || suite.openssl == name; });
    return found == std::end(suites) ? nullptr : found;
}

std::string_view CipherSuite::keyExchangeName() const
{
    if (keyExchange == KeyExchange::Separate)
        return {};
    const std::size_t start = std::string_view("TLS_").size();
    const std::string_view written = name.substr(start, name.find("_WITH_") - start);
    return written == "PSK_DHE" ? "DHE_PSK" : written; // RFC 6655 4 turns it round in two of four names
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

} // namespace hd
