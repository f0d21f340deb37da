// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/primitives.h"
#include "fixtures.h"

#include <QtTest>
#include <openssl/evp.h>
#include <openssl/provider.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

/// Block ciphers and AEADs, against published vectors and against libcrypto used step by step.
class TestCiphers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cbcOfSp80038A();
    void cbcRefusesWrongLengths();
    void gcmOfMcGrewAndViega();
    void aeadAgreesWithLibcryptosOneShot_data();
    void aeadAgreesWithLibcryptosOneShot();
    void aeadRefusesEveryFlippedBit_data();
    void aeadRefusesEveryFlippedBit();
    void ciphersAreFoundOrNot();

private:
    Context m_context;
};

static Bytes pattern(std::size_t length, std::uint8_t start)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(start + 7 * i);
    return bytes;
}

static Bytes fromHexText(const char *text)
{
    return fromHex(text).value();
}

void TestCiphers::cbcOfSp80038A()
{
    const Bytes key = fromHexText("2b7e151628aed2a6abf7158809cf4f3c"); // F.2.1
    const Bytes iv = fromHexText("000102030405060708090a0b0c0d0e0f");
    const Bytes plaintext = fromHexText("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
    Cbc encrypt(m_context, "AES-128-CBC", key, true);
    Cbc decrypt(m_context, "AES-128-CBC", key, false);
    for (int again = 0; again < 2; ++again) {
        const Bytes ciphertext = encrypt.run(iv, plaintext);
        QCOMPARE(hex(ciphertext), QStringLiteral("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"));
        QCOMPARE(hex(decrypt.run(iv, ciphertext)), hex(plaintext));
    }
    QVERIFY(encrypt.run(iv, {}).empty());
}

void TestCiphers::cbcRefusesWrongLengths()
{
    const Bytes iv(16);
    Cbc cbc(m_context, "AES-256-CBC", Bytes(32), true);
    QVERIFY_EXCEPTION_THROWN(cbc.run(iv, Bytes(17)), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(cbc.run(Bytes(8), Bytes(16)), CryptoFailure);
    QCOMPARE(cbc.run(iv, Bytes(32)).size(), std::size_t{32});
    QVERIFY_EXCEPTION_THROWN(Cbc(m_context, "AES-256-CBC", Bytes(16), true), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(Cbc(m_context, "AES-257-CBC", Bytes(16), true), CryptoFailure);
}

void TestCiphers::gcmOfMcGrewAndViega()
{
    const Bytes key = fromHexText("feffe9928665731c6d6a8f9467308308"); // test case 4
    const Bytes nonce = fromHexText("cafebabefacedbaddecaf888");
    const Bytes additional = fromHexText("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const Bytes plaintext = fromHexText("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    Aead seal(m_context, "AES-128-GCM", key, 16, true);
    QCOMPARE(hex(seal.seal(nonce, additional, plaintext)),
             QStringLiteral("42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                            "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
                            "5bc94fbc3221a5db94fae95ae7121a47"));
}

/// libcrypto's cipher in the default context with every step spelled out for one message.
static Bytes sealedByLibcrypto(const char *name, const Bytes &key, int tagLength, const Bytes &nonce, const Bytes &aad,
                               const Bytes &text)
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(nullptr, name, nullptr);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    const bool ccm = EVP_CIPHER_get_mode(cipher) == EVP_CIPH_CCM_MODE;
    int length = 0;
    Bytes out(text.size() + static_cast<std::size_t>(tagLength) + 16);
    const std::uint8_t none = 0;
    EVP_EncryptInit_ex(ctx, cipher, nullptr, nullptr, nullptr);
    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, static_cast<int>(nonce.size()), nullptr);
    if (ccm)
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, tagLength, nullptr);
    EVP_EncryptInit_ex(ctx, nullptr, nullptr, key.data(), nonce.data());
    if (ccm)
        EVP_EncryptUpdate(ctx, nullptr, &length, nullptr, static_cast<int>(text.size()));
    EVP_EncryptUpdate(ctx, nullptr, &length, aad.data(), static_cast<int>(aad.size()));
    EVP_EncryptUpdate(ctx, out.data(), &length, text.empty() ? &none : text.data(), static_cast<int>(text.size()));
    EVP_EncryptFinal_ex(ctx, out.data() + length, &length);
    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, tagLength, out.data() + text.size());
    EVP_CIPHER_CTX_free(ctx);
    EVP_CIPHER_free(cipher);
    out.resize(text.size() + static_cast<std::size_t>(tagLength));
    return out;
}

void TestCiphers::aeadAgreesWithLibcryptosOneShot_data()
{
    QTest::addColumn<QByteArray>("cipher");
    QTest::addColumn<int>("keyLength");
    QTest::addColumn<int>("tagLength");
    QTest::newRow("AES_128_GCM") << QByteArray("AES-128-GCM") << 16 << 16;
    QTest::newRow("AES_256_GCM") << QByteArray("AES-256-GCM") << 32 << 16;
    QTest::newRow("AES_128_CCM") << QByteArray("AES-128-CCM") << 16 << 16;
    QTest::newRow("AES_256_CCM_8") << QByteArray("AES-256-CCM") << 32 << 8;
    QTest::newRow("CHACHA20_POLY1305") << QByteArray("ChaCha20-Poly1305") << 32 << 16;
}

void TestCiphers::aeadAgreesWithLibcryptosOneShot()
{
    QFETCH(QByteArray, cipher);
    QFETCH(int, keyLength);
    QFETCH(int, tagLength);
    const Bytes key = pattern(static_cast<std::size_t>(keyLength), 1);
    const Bytes aad = pattern(13, 3);
    Aead seal(m_context, cipher.toStdString(), key, static_cast<std::size_t>(tagLength), true);
    Aead open(m_context, cipher.toStdString(), key, static_cast<std::size_t>(tagLength), false);
    for (const std::size_t length : {0, 1, 15, 16, 17, 1000, 16384}) {
        const Bytes nonce = pattern(12, static_cast<std::uint8_t>(length));
        const Bytes text = pattern(length, 4);
        const Bytes sealed = seal.seal(nonce, aad, text);
        QCOMPARE(hex(sealed), hex(sealedByLibcrypto(cipher.constData(), key, tagLength, nonce, aad, text)));
        const std::optional<Bytes> opened = open.open(nonce, aad, sealed);
        QVERIFY(opened.has_value());
        QCOMPARE(hex(*opened), hex(text));
    }
}

void TestCiphers::aeadRefusesEveryFlippedBit_data()
{
    aeadAgreesWithLibcryptosOneShot_data();
}

void TestCiphers::aeadRefusesEveryFlippedBit()
{
    QFETCH(QByteArray, cipher);
    QFETCH(int, keyLength);
    QFETCH(int, tagLength);
    const Bytes key = pattern(static_cast<std::size_t>(keyLength), 1);
    const Bytes aad = pattern(13, 3);
    const Bytes nonce = pattern(12, 2);
    const Bytes text = pattern(20, 4);
    Aead seal(m_context, cipher.toStdString(), key, static_cast<std::size_t>(tagLength), true);
    Aead open(m_context, cipher.toStdString(), key, static_cast<std::size_t>(tagLength), false);
    const Bytes sealed = seal.seal(nonce, aad, text);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes damaged = sealed;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1 << bit % 8));
        QVERIFY(!open.open(nonce, aad, damaged));
    }
    Bytes otherAad = aad;
    otherAad.back() ^= 1;
    QVERIFY(!open.open(nonce, otherAad, sealed));
    Bytes otherNonce = nonce;
    otherNonce.front() ^= 1;
    QVERIFY(!open.open(otherNonce, aad, sealed));
    QVERIFY(!open.open(nonce, aad, ByteView(sealed).first(static_cast<std::size_t>(tagLength) - 1)));
    QVERIFY(open.open(nonce, aad, sealed) == text); // a refusal leaves nothing behind
}

void TestCiphers::ciphersAreFoundOrNot()
{
    QVERIFY(!m_context.cipher("ROT-13"));
    QVERIFY(m_context.cipher("AES-128-CBC"));
    QCOMPARE(m_context.cipher("AES-128-CBC"), m_context.cipher("AES-128-CBC"));
    OSSL_LIB_CTX *other = OSSL_LIB_CTX_new();
    OSSL_PROVIDER *legacy = OSSL_PROVIDER_load(other, "legacy");
    QCOMPARE(m_context.cipher("RC4") != nullptr, legacy != nullptr);
    OSSL_PROVIDER_unload(legacy);
    OSSL_LIB_CTX_free(other);
}

QTEST_GUILESS_MAIN(TestCiphers)
#include "tst_ciphers.moc"
