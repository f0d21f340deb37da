// SPDX-License-Identifier: GPL-3.0-or-later

// The registry against the one that libssl carries.

#include "print.h"

#include <openssl/ssl.h>

#include <map>
#include <set>

using namespace hd;
using namespace hd::test;

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suitesAgreeWithLibssl();
    void everySuiteOfLibsslHasAName();
    void numbersAndNamesAreGivenOnce();
    void namesSayWhatSuitesAre();
    void versionsOfSuites_data();
    void versionsOfSuites();
    void whatCannotBeRunHasANameToo();
    void greaseIsCalledByItsName();
    void everyNameFindsItsRow();
};

namespace {

/// What libssl 3.0 knows of a suite.
struct Theirs
{
    std::string name, openssl;
    int keyExchange, authentication, cipher, digest;
    std::string version;
};

std::map<std::uint16_t, Theirs> suitesOfLibssl()
{
    std::map<std::uint16_t, Theirs> all;
    SSL_CTX *ctx = SSL_CTX_new(TLS_method());
    SSL_CTX_set_cipher_list(ctx, "ALL:COMPLEMENTOFALL:@SECLEVEL=0");
    const STACK_OF(SSL_CIPHER) *ciphers = SSL_CTX_get_ciphers(ctx);
    for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); ++i) {
        const SSL_CIPHER *cipher = sk_SSL_CIPHER_value(ciphers, i);
        all[static_cast<std::uint16_t>(SSL_CIPHER_get_protocol_id(cipher))] = {
            SSL_CIPHER_standard_name(cipher), SSL_CIPHER_get_name(cipher),       SSL_CIPHER_get_kx_nid(cipher),
            SSL_CIPHER_get_auth_nid(cipher),  SSL_CIPHER_get_cipher_nid(cipher), SSL_CIPHER_get_digest_nid(cipher),
            SSL_CIPHER_get_version(cipher)};
    }
    SSL_CTX_free(ctx);
    return all;
}

int nidOf(KeyExchange keyExchange)
{
    switch (keyExchange) {
    case KeyExchange::Rsa:
        return NID_kx_rsa;
    case KeyExchange::Dhe:
        return NID_kx_dhe;
    case KeyExchange::Ecdhe:
        return NID_kx_ecdhe;
    case KeyExchange::Psk:
        return NID_kx_psk;
    case KeyExchange::RsaPsk:
        return NID_kx_rsa_psk;
    case KeyExchange::DhePsk:
        return NID_kx_dhe_psk;
    case KeyExchange::EcdhePsk:
        return NID_kx_ecdhe_psk;
    case KeyExchange::Separate:
        return NID_kx_any;
    case KeyExchange::None:
        break;
    }
    return NID_undef;
}

int nidOf(Authentication authentication)
{
    switch (authentication) {
    case Authentication::Anonymous:
        return NID_auth_null;
    case Authentication::Rsa:
        return NID_auth_rsa;
    case Authentication::Dss:
        return NID_auth_dss;
    case Authentication::Ecdsa:
        return NID_auth_ecdsa;
    case Authentication::Psk:
        return NID_auth_psk;
    case Authentication::Separate:
        return NID_auth_any;
    }
    return NID_undef;
}

int nidOf(std::string_view cipher)
{
    return cipher.empty() ? NID_undef : EVP_CIPHER_get_nid(EVP_get_cipherbyname(std::string(cipher).c_str()));
}

int nidOf(HashName hash)
{
    constexpr int nids[] = {NID_undef, NID_md5, NID_sha1, NID_sha256, NID_sha384};
    return nids[static_cast<std::size_t>(hash)];
}

} // namespace

void TestRegistry::suitesAgreeWithLibssl()
{
    const std::map<std::uint16_t, Theirs> theirs = suitesOfLibssl();
    int compared = 0;
    for (const CipherSuite &suite : cipherSuites()) {
        const auto found = theirs.find(suite.code);
        if (found == theirs.end()) // built without it, as with RC4, DES and export
            continue;
        const Theirs &known = found->second;
        ++compared;
        QCOMPARE(std::string(suite.name), known.name);
        QCOMPARE(std::string(suite.openssl), known.openssl);
        QCOMPARE(nidOf(suite.keyExchange), known.keyExchange);
        QCOMPARE(nidOf(suite.authentication), known.authentication);
        QCOMPARE(nidOf(suite.mac), known.digest);
        if (suite.tagLength == 16 || suite.mode != CipherMode::Ccm) // libssl tells CCM-8 from CCM elsewhere
            QCOMPARE(nidOf(suite.cipher), known.cipher);
        // RFC 4279 defines pre-shared keys for TLS; libssl would let SSL 3.0 use some.
        const Version first = known.version == "TLSv1.3"   ? tls13
                              : known.version == "TLSv1.2" ? tls12
                              : known.version == "TLSv1.0" ? tls10
                                                           : ssl30;
        QCOMPARE(suite.first, suite.usesPsk() ? std::max(first, tls10) : first);
    }
    QVERIFY(compared > 100);
}

void TestRegistry::everySuiteOfLibsslHasAName()
{
    for (const auto &[code, known] : suitesOfLibssl())
        QCOMPARE(names::suite(code), known.name);
}

void TestRegistry::numbersAndNamesAreGivenOnce()
{
    std::set<std::uint16_t> codes;
    std::set<std::string_view> given;
    for (const CipherSuite &suite : cipherSuites()) {
        QVERIFY2(codes.insert(suite.code).second, suite.name.data());
        QVERIFY2(given.insert(suite.name).second, suite.name.data());
        QVERIFY2(suite.openssl.empty() || suite.openssl == suite.name || given.insert(suite.openssl).second,
                 suite.name.data());
    }
    QCOMPARE(codes.size(), std::size_t{173});
}

/// Every property of a suite stands in its name.
void TestRegistry::namesSayWhatSuitesAre()
{
    for (const CipherSuite &suite : cipherSuites()) {
        const std::string kx(suite.keyExchangeName()), cipher(suite.cipherName()), hash(suite.hashPartName());
        const auto has = [](const std::string &text, const char *part) { return text.find(part) != std::string::npos; };
        const std::string start =
            "TLS_" + (kx.empty() ? "" : kx + "_WITH_"); // RFC 8446 B.4 has no key exchange in names
        QVERIFY2(start + cipher + "_" + hash == suite.name || has(cipher, "CCM"), suite.name.data());
        QCOMPARE(suite.exportable(), has(kx, "EXPORT"));
        QCOMPARE(suite.usesPsk(), has(kx, "PSK"));
        QCOMPARE(suite.usesEcdh(), has(kx, "ECDH"));
        QCOMPARE(suite.usesDh(), has(kx, "DH") && !has(kx, "ECDH"));
        QCOMPARE(suite.usesRsa(), kx.starts_with("RSA"));
        QCOMPARE(suite.authentication == Authentication::Anonymous, has(kx, "anon"));
        QCOMPARE(suite.authentication == Authentication::Dss, has(kx, "DSS"));
        QCOMPARE(suite.mode == CipherMode::Gcm, has(cipher, "GCM"));
        QCOMPARE(suite.mode == CipherMode::Ccm, has(cipher, "CCM"));
        QCOMPARE(suite.mode == CipherMode::Cbc, has(cipher, "CBC"));
        QCOMPARE(suite.mode == CipherMode::Stream, has(cipher, "RC4"));
        QCOMPARE(suite.mode == CipherMode::Null, cipher == "NULL");
        QCOMPARE(int{suite.tagLength}, !suite.aead() ? 0 : has(cipher, "CCM_8") ? 8 : 16);
        QCOMPARE(int{suite.fixedIvLength} + int{suite.explicitLength}, suite.aead() ? 12 : 0);
        QCOMPARE(suite.prf, hash == "SHA384" ? HashName::Sha384 : HashName::Sha256);
        for (const auto &[word, bytes] : {std::pair{"_128", 16}, {"_256", 32}, {"3DES", 24}, {"CHACHA20", 32}})
            if (has(cipher, word))
                QCOMPARE(int{suite.keyLength}, bytes);
    }
}

void TestRegistry::versionsOfSuites_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *suite, const char *expected) {
        QTest::newRow(suite) << QString::fromUtf8(expected);
    };
    row("TLS_RSA_WITH_AES_128_CBC_SHA", "SSL 3.0 to TLS 1.2");
    row("TLS_RSA_WITH_RC4_128_MD5", "SSL 3.0 to TLS 1.2");
    row("TLS_RSA_WITH_DES_CBC_SHA", "SSL 3.0 to TLS 1.1");              // RFC 5246 1.2 removes DES
    row("TLS_RSA_EXPORT_WITH_RC4_40_MD5", "SSL 3.0 to TLS 1.0");        // RFC 4346 A.5
    row("TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", "SSL 3.0 to TLS 1.0"); // RFC 4346 A.5
    row("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS 1.0 to TLS 1.2");    // RFC 8422 5
    row("TLS_RSA_WITH_AES_128_CBC_SHA256", "TLS 1.2 to TLS 1.2");
    row("TLS_PSK_WITH_AES_128_CBC_SHA256", "TLS 1.0 to TLS 1.2"); // RFC 5487 3
    row("TLS_ECDHE_PSK_WITH_NULL_SHA384", "TLS 1.0 to TLS 1.2");  // RFC 5489 3.2
    row("TLS_PSK_WITH_AES_128_CBC_SHA", "TLS 1.0 to TLS 1.2");
    row("TLS_PSK_WITH_AES_128_GCM_SHA256", "TLS 1.2 to TLS 1.2");
    row("TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS 1.2 to TLS 1.2");
}

void TestRegistry::versionsOfSuites()
{
    QFETCH(QString, expected);
    const CipherSuite *suite = cipherSuite(std::string_view(QTest::currentDataTag()));
    QVERIFY(suite);
    QCOMPARE(names::version(suite->first) + " to " + names::version(suite->last), expected.toStdString());
    for (const Version version : {ssl30, tls10, tls11, tls12, tls13})
        QCOMPARE(suite->usableIn(version), version >= suite->first && version <= suite->last);
}

void TestRegistry::whatCannotBeRunHasANameToo()
{
    QCOMPARE(names::suite(0x0006), std::string("TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5"));
    QCOMPARE(names::suite(0x0007), std::string("TLS_RSA_WITH_IDEA_CBC_SHA"));
    QCOMPARE(names::suite(emptyRenegotiationInfoScsv), std::string("TLS_EMPTY_RENEGOTIATION_INFO_SCSV"));
    QCOMPARE(names::suite(0xabcd), std::string());
    QCOMPARE(names::suite(0x1002f), std::string());
    QCOMPARE(names::group(0x11ec), std::string("X25519MLKEM768"));
    QCOMPARE(names::group(22), std::string("secp256k1"));
    QCOMPARE(names::signature(0x0303), std::string("ecdsa_sha224"));
    QCOMPARE(names::extension(0xfe0d), std::string("encrypted_client_hello"));
    for (const std::uint16_t code : {std::uint16_t(0x0006), std::uint16_t(0x0007)})
        QVERIFY(!cipherSuite(code));
    QVERIFY(!namedGroup(std::uint16_t(0x0201))); // ML-KEM alone
}

/// RFC 8701 2
void TestRegistry::greaseIsCalledByItsName()
{
    int found = 0;
    for (unsigned code = 0; code <= 0xffff; ++code)
        if (names::suite(code).starts_with("GREASE")) {
            ++found;
            QCOMPARE(code & 0x0f0f, 0x0a0aU);
            QCOMPARE(code >> 8, code & 0xff);
            QCOMPARE(names::group(code), names::suite(code));
            QCOMPARE(names::extension(code), names::suite(code));
            QCOMPARE(names::signature(code), names::suite(code));
            QCOMPARE(names::version(code), names::suite(code));
        }
    QCOMPARE(found, 16);
    QCOMPARE(names::suite(0xdada), std::string("GREASE (0xDADA)"));
}

void TestRegistry::everyNameFindsItsRow()
{
    for (const CipherSuite &suite : cipherSuites()) {
        QCOMPARE(cipherSuite(suite.code), &suite);
        QCOMPARE(cipherSuite(suite.name), &suite);
        if (!suite.openssl.empty())
            QCOMPARE(cipherSuite(suite.openssl), &suite);
    }
    QVERIFY(!cipherSuite(std::string_view()));
    for (const SignatureScheme &scheme : signatureSchemes())
        QCOMPARE(signatureScheme(scheme.name), &scheme);
}

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
