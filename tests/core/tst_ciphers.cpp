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
    void blockCiphersOfTheirStandards_data();
    void blockCiphersOfTheirStandards();
    void rc4OfRfc6229();
    void rc4GoesOnFromCallToCall();
    void gcmOfMcGrewAndViega();
    void ccmOfSp80038C();
    void chaCha20Poly1305OfRfc8439();
    void aeadAgreesWithLibcryptosOneShot_data();
    void aeadAgreesWithLibcryptosOneShot();
    void aeadRefusesEveryFlippedBit_data();
    void aeadRefusesEveryFlippedBit();
    void ciphersAreFoundOrNot();
    void everySuiteHasItsCipher();

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

void TestCiphers::blockCiphersOfTheirStandards_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("iv");
    QTest::addColumn<QByteArray>("plaintext");
    QTest::addColumn<QByteArray>("ciphertext");
    QTest::newRow("DES-CBC") // FIPS 81 table C2: "Now is the time for all "
        << QByteArray("0123456789abcdef") << QByteArray("1234567890abcdef")
        << QByteArray("4e6f77206973207468652074696d6520666f7220616c6c20")
        << QByteArray("e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6");
    QTest::newRow("DES-EDE3-CBC") // NIST, example values for SP 800-67
        << QByteArray("0123456789abcdef23456789abcdef01456789abcdef0123") << QByteArray("f69f2445df4f9b17")
        << QByteArray("6bc1bee22e409f96e93d7e117393172a") << QByteArray("2079c3d53aa763e193b79e2569ab5262");
    QTest::newRow("CAMELLIA-128-CBC") // RFC 3713 A, which one block with an IV of zeros is
        << QByteArray("0123456789abcdeffedcba9876543210") << QByteArray(32, '0')
        << QByteArray("0123456789abcdeffedcba9876543210") << QByteArray("67673138549669730857065648eabe43");
    QTest::newRow("CAMELLIA-256-CBC") << QByteArray("0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff")
                                      << QByteArray(32, '0') << QByteArray("0123456789abcdeffedcba9876543210")
                                      << QByteArray("9acc237dff16d76c20ef7c919e3a7509");
}

void TestCiphers::blockCiphersOfTheirStandards()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, iv);
    QFETCH(QByteArray, plaintext);
    QFETCH(QByteArray, ciphertext);
    const Bytes keyBytes = fromHexText(key.constData()), ivBytes = fromHexText(iv.constData());
    Cbc encrypt(m_context, QTest::currentDataTag(), keyBytes, true);
    Cbc decrypt(m_context, QTest::currentDataTag(), keyBytes, false);
    QCOMPARE(hex(encrypt.run(ivBytes, fromHexText(plaintext.constData()))), QString::fromUtf8(ciphertext));
    QCOMPARE(hex(decrypt.run(ivBytes, fromHexText(ciphertext.constData()))), QString::fromUtf8(plaintext));
}

void TestCiphers::rc4OfRfc6229()
{
    StreamCipher rc4(m_context, "RC4", fromHexText("0102030405060708090a0b0c0d0e0f10"));
    QCOMPARE(hex(rc4.run(Bytes(32))),
             QStringLiteral("9ac7cc9a609d1ef7b2932899cde41b975248c4959014126a6e8a84f11d1a9e1c"));
    QVERIFY_EXCEPTION_THROWN(StreamCipher(m_context, "RC4", Bytes(5)), CryptoFailure);
}

void TestCiphers::rc4GoesOnFromCallToCall()
{
    const Bytes key = pattern(16, 1), text = pattern(100, 2);
    StreamCipher whole(m_context, "RC4", key), parts(m_context, "RC4", key), back(m_context, "RC4", key);
    const Bytes expected = whole.run(text);
    Bytes sealed = parts.run(ByteView(text).first(33));
    append(sealed, parts.run({}));
    StreamCipher moved(std::move(parts));
    append(sealed, moved.run(ByteView(text).subspan(33)));
    QCOMPARE(hex(sealed), hex(expected));
    QCOMPARE(hex(back.run(sealed)), hex(text));
}

void TestCiphers::ccmOfSp80038C()
{
    const Bytes key = fromHexText("404142434445464748494a4b4c4d4e4f"); // C.3
    const Bytes nonce = fromHexText("101112131415161718191a1b");
    const Bytes additional = fromHexText("000102030405060708090a0b0c0d0e0f10111213");
    const Bytes plaintext = fromHexText("202122232425262728292a2b2c2d2e2f3031323334353637");
    Aead seal(m_context, "AES-128-CCM", key, 8, true);
    QCOMPARE(hex(seal.seal(nonce, additional, plaintext)),
             QStringLiteral("e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"));
}

void TestCiphers::chaCha20Poly1305OfRfc8439()
{
    const Bytes key = fromHexText("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"); // 2.8.2
    const Bytes nonce = fromHexText("070000004041424344454647");
    const Bytes additional = fromHexText("50515253c0c1c2c3c4c5c6c7");
    const Bytes plaintext =
        toBytes("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
                "future, sunscreen would be it.");
    Aead seal(m_context, "ChaCha20-Poly1305", key, 16, true);
    const QString sealed = hex(seal.seal(nonce, additional, plaintext));
    QVERIFY(sealed.startsWith(QStringLiteral("d31a8d34648e60db7b86afbc53ef7ec2")));
    QCOMPARE(sealed.right(32), QStringLiteral("1ae10b594f09e26a7e902ecbd0600691"));
    QCOMPARE(sealed.size(), qsizetype{2 * (114 + 16)});
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

void TestCiphers::everySuiteHasItsCipher()
{
    for (const CipherSuite &suite : cipherSuites()) {
        const std::string cipher(suite.cipher);
        QVERIFY2(m_context.canCipher(cipher), cipher.c_str());
        const EVP_CIPHER *known = cipher.empty() ? nullptr : m_context.cipher(cipher);
        if (!known)
            continue;
        QCOMPARE(EVP_CIPHER_get_key_length(known), int{suite.keyLength});
        if (suite.mode == CipherMode::Cbc)
            QCOMPARE(EVP_CIPHER_get_block_size(known), int{suite.blockLength});
    }
    QVERIFY(!m_context.canCipher("ROT-13"));
}

QTEST_GUILESS_MAIN(TestCiphers)
#include "tst_ciphers.moc"
