// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/names.h"
#include "crypto/primitives.h"
#include "fixtures.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/provider.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

Q_DECLARE_METATYPE(hd::Bytes)
Q_DECLARE_METATYPE(hd::crypto::Hash)

/// Hashes, MACs, the PRF and the ciphers, against published vectors and against libcrypto used in another way.
class TestCrypto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digests_data();
    void digests();
    void hasherCanBeLookedAtAndGoesOn();
    void hmacOfRfc4231();
    void hmacTakesAnyKey();
    void prfVectors_data();
    void prfVectors();
    void prfAgreesWithLibcryptosOwn_data();
    void prfAgreesWithLibcryptosOwn();
    void pHashShowsItsBlocks();
    void cbcOfSp80038A();
    void cbcRefusesWrongLengths();
    void gcmOfMcGrewAndViega();
    void aeadAgreesWithLibcryptosOneShot_data();
    void aeadAgreesWithLibcryptosOneShot();
    void aeadRefusesEveryFlippedBit_data();
    void aeadRefusesEveryFlippedBit();
    void ciphersAreFoundOrNot();
    void constantTimeComparison();
    void dnsNames_data();
    void dnsNames();
    void ipAddresses();

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

void TestCrypto::digests_data()
{
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QString>("expected"); // of "abc": RFC 1321 A.5, FIPS 180-4 examples
    QTest::newRow("MD5") << Hash::Md5 << QStringLiteral("900150983cd24fb0d6963f7d28e17f72");
    QTest::newRow("SHA-1") << Hash::Sha1 << QStringLiteral("a9993e364706816aba3e25717850c26c9cd0d89d");
    QTest::newRow("SHA-224") << Hash::Sha224
                             << QStringLiteral("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
    QTest::newRow("SHA-256") << Hash::Sha256
                             << QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("SHA-384") << Hash::Sha384
                             << QStringLiteral("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                                               "8086072ba1e7cc2358baeca134c825a7");
    QTest::newRow("SHA-512") << Hash::Sha512
                             << QStringLiteral("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                               "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    QTest::newRow("MD5+SHA-1") << Hash::Md5Sha1
                               << QStringLiteral("900150983cd24fb0d6963f7d28e17f72"
                                                 "a9993e364706816aba3e25717850c26c9cd0d89d");
}

void TestCrypto::digests()
{
    QFETCH(Hash, hash);
    QFETCH(QString, expected);
    QCOMPARE(hex(digest(m_context, hash, {toBytes("a"), {}, toBytes("bc")})), expected);
    QCOMPARE(hex(digest(m_context, hash, {toBytes("abc")})), expected);
    QCOMPARE(size(hash) * 2, static_cast<std::size_t>(expected.size()));
    QCOMPARE(QString::fromUtf8(name(hash).data(), static_cast<qsizetype>(name(hash).size())),
             QString::fromUtf8(QTest::currentDataTag()));
}

void TestCrypto::hasherCanBeLookedAtAndGoesOn()
{
    Hasher hasher(m_context, Hash::Sha256);
    QCOMPARE(hex(hasher.value()), hex(digest(m_context, Hash::Sha256, {})));
    hasher.update(toBytes("ab"));
    QCOMPARE(hex(hasher.value()), hex(digest(m_context, Hash::Sha256, {toBytes("ab")})));
    hasher.update(toBytes("c"));
    Hasher moved(std::move(hasher));
    QCOMPARE(hex(moved.value()), hex(digest(m_context, Hash::Sha256, {toBytes("abc")})));
}

void TestCrypto::hmacOfRfc4231()
{
    const Bytes key = toBytes("Jefe"); // RFC 4231 4.3
    const Bytes first = toBytes("what do ya want ");
    const Bytes second = toBytes("for nothing?");
    QCOMPARE(hex(hmac(m_context, Hash::Sha256, key, {first, second})),
             QStringLiteral("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    QCOMPARE(hex(hmac(m_context, Hash::Sha384, key, {first, second})),
             QStringLiteral("af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                            "8e2240ca5e69e2c78b3239ecfab21649"));
}

void TestCrypto::hmacTakesAnyKey()
{
    const Bytes text = pattern(77, 3);
    for (const Hash hash : {Hash::Md5, Hash::Sha1, Hash::Sha224, Hash::Sha256, Hash::Sha384, Hash::Sha512})
        for (const std::size_t length : {0, 1, 20, 63, 64, 65, 128, 129, 200}) {
            const Bytes key = pattern(length, 11);
            Bytes expected(size(hash));
            unsigned written = 0;
            const QByteArray algorithm = QByteArray::fromStdString(std::string(name(hash))).replace("SHA-", "SHA");
            HMAC(EVP_get_digestbyname(algorithm.constData()), key.empty() ? text.data() : key.data(),
                 static_cast<int>(length), text.data(), text.size(), expected.data(), &written);
            QCOMPARE(hex(hmac(m_context, hash, key, {text})), hex(expected));
            Hmac reused(m_context, hash, key);
            QCOMPARE(hex(reused.value({text})), hex(expected));
            reused.value({});
            QCOMPARE(hex(reused.value({ByteView(text).first(30), ByteView(text).subspan(30)})), hex(expected));
        }
}

void TestCrypto::prfVectors_data()
{
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<Bytes>("secret");
    QTest::addColumn<Bytes>("labelAndSeed");
    QTest::addColumn<Bytes>("expected");
    const QHash<QString, Hash> sections = {{QStringLiteral("[TLS-PRF]"), Hash::Md5Sha1},
                                           {QStringLiteral("[TLS-12-PRF(HMAC(SHA-224))]"), Hash::Sha224},
                                           {QStringLiteral("[TLS-12-PRF(HMAC(SHA-256))]"), Hash::Sha256},
                                           {QStringLiteral("[TLS-12-PRF(HMAC(SHA-384))]"), Hash::Sha384},
                                           {QStringLiteral("[TLS-12-PRF(HMAC(SHA-512))]"), Hash::Sha512}};
    QString section;
    Bytes secret;
    Bytes labelAndSeed;
    int count = 0;
    const QStringList lines =
        QString::fromUtf8(test::sourceFile(QStringLiteral("tests/vectors/tls_prf.txt"))).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const Bytes value = fromHex(line.section(QLatin1Char('='), 1).trimmed().toStdString()).value_or(Bytes());
        if (line.startsWith(QLatin1Char('[')))
            section = line.trimmed();
        else if (line.startsWith(QLatin1String("Secret")))
            secret = value;
        else if (line.startsWith(QLatin1String("Salt")))
            labelAndSeed = value;
        else if (line.startsWith(QLatin1String("Label"))) // the sections of TLS 1.2 keep it apart
            labelAndSeed = concat({value, labelAndSeed});
        else if (line.startsWith(QLatin1String("Output")))
            QTest::addRow("%s %d", qPrintable(section), ++count)
                << sections.value(section, Hash::Md5) << secret << labelAndSeed << value;
    }
    QCOMPARE(count, 36);
}

void TestCrypto::prfVectors()
{
    QFETCH(Hash, hash);
    QFETCH(Bytes, secret);
    QFETCH(Bytes, labelAndSeed);
    QFETCH(Bytes, expected);
    QCOMPARE(hex(prf(m_context, hash, secret, "", labelAndSeed, expected.size())), hex(expected));
    const std::size_t half = labelAndSeed.size() / 2;
    const std::string_view label(reinterpret_cast<const char *>(labelAndSeed.data()), half);
    QCOMPARE(hex(prf(m_context, hash, secret, label, ByteView(labelAndSeed).subspan(half), expected.size())),
             hex(expected));
}

void TestCrypto::prfAgreesWithLibcryptosOwn_data()
{
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("algorithm");
    QTest::newRow("RFC 2246 5") << Hash::Md5Sha1 << QByteArray("MD5-SHA1");
    QTest::newRow("RFC 5246 5, SHA-256") << Hash::Sha256 << QByteArray("SHA256");
    QTest::newRow("RFC 5288 3, SHA-384") << Hash::Sha384 << QByteArray("SHA384");
}

void TestCrypto::prfAgreesWithLibcryptosOwn()
{
    QFETCH(Hash, hash);
    QFETCH(QByteArray, algorithm);
    EVP_KDF *kdf = EVP_KDF_fetch(nullptr, "TLS1-PRF", nullptr);
    Bytes labelAndSeed = concat({toBytes("key expansion"), pattern(64, 5)});
    for (const std::size_t secretLength : {1, 2, 47, 48, 127, 128, 256})
        for (const std::size_t length : {1, 12, 15, 16, 48, 72, 104, 136, 160, 300}) {
            Bytes secret = pattern(secretLength, 9);
            Bytes expected(length);
            EVP_KDF_CTX *ctx = EVP_KDF_CTX_new(kdf);
            const OSSL_PARAM params[] = {
                OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, algorithm.data(), 0),
                OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SECRET, secret.data(), secret.size()),
                OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, labelAndSeed.data(), labelAndSeed.size()),
                OSSL_PARAM_construct_end()};
            const int derived = EVP_KDF_derive(ctx, expected.data(), length, params);
            EVP_KDF_CTX_free(ctx);
            QCOMPARE(derived, 1);
            QCOMPARE(hex(prf(m_context, hash, secret, "key expansion", pattern(64, 5), length)), hex(expected));
        }
    EVP_KDF_free(kdf);
}

void TestCrypto::pHashShowsItsBlocks()
{
    const Bytes secret = pattern(48, 1);
    const Bytes seed = pattern(77, 2);
    std::vector<PrfBlock> blocks;
    const Bytes output = pHash(m_context, Hash::Sha256, secret, seed, 70, &blocks);
    QCOMPARE(blocks.size(), std::size_t{3});
    Bytes all;
    Bytes previous = seed;
    for (const PrfBlock &block : blocks) {
        QCOMPARE(hex(block.a), hex(hmac(m_context, Hash::Sha256, secret, {previous})));
        QCOMPARE(hex(block.block), hex(hmac(m_context, Hash::Sha256, secret, {block.a, seed})));
        previous = block.a;
        append(all, block.block);
    }
    all.resize(70);
    QCOMPARE(hex(output), hex(all));
    QVERIFY(pHash(m_context, Hash::Sha256, secret, seed, 0).empty());
}

void TestCrypto::cbcOfSp80038A()
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

void TestCrypto::cbcRefusesWrongLengths()
{
    const Bytes iv(16);
    Cbc cbc(m_context, "AES-256-CBC", Bytes(32), true);
    QVERIFY_EXCEPTION_THROWN(cbc.run(iv, Bytes(17)), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(cbc.run(Bytes(8), Bytes(16)), CryptoFailure);
    QCOMPARE(cbc.run(iv, Bytes(32)).size(), std::size_t{32});
    QVERIFY_EXCEPTION_THROWN(Cbc(m_context, "AES-256-CBC", Bytes(16), true), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(Cbc(m_context, "AES-257-CBC", Bytes(16), true), CryptoFailure);
}

void TestCrypto::gcmOfMcGrewAndViega()
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

void TestCrypto::aeadAgreesWithLibcryptosOneShot_data()
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

void TestCrypto::aeadAgreesWithLibcryptosOneShot()
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

void TestCrypto::aeadRefusesEveryFlippedBit_data()
{
    aeadAgreesWithLibcryptosOneShot_data();
}

void TestCrypto::aeadRefusesEveryFlippedBit()
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

void TestCrypto::ciphersAreFoundOrNot()
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

void TestCrypto::constantTimeComparison()
{
    QVERIFY(equalInConstantTime({}, {}));
    QVERIFY(equalInConstantTime(toBytes("same"), toBytes("same")));
    QVERIFY(!equalInConstantTime(toBytes("same"), toBytes("sane")));
    QVERIFY(!equalInConstantTime(toBytes("same"), toBytes("same!")));
}

void TestCrypto::dnsNames_data()
{
    QTest::addColumn<QByteArray>("presented");
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *presented, const char *reference, bool matches) {
        QTest::addRow("%s for %s", presented, reference) << QByteArray(presented) << QByteArray(reference) << matches;
    };
    row("server.hellodone.test", "server.hellodone.test", true);
    row("Server.HelloDone.test", "SERVER.hellodone.TEST", true);
    row("server.hellodone.test", "server.hellodone.test.", true);
    row("server.hellodone.test", "hellodone.test", false);
    row("server.hellodone.test", "a.server.hellodone.test", false);
    row("*.hellodone.test", "server.hellodone.test", true);
    row("*.hellodone.test", "hellodone.test", false);
    row("*.hellodone.test", "a.b.hellodone.test", false);
    row("*.hellodone.test", ".hellodone.test", false);
    row("*.test", "hellodone.test", false);
    row("*", "test", false);
    row("s*.hellodone.test", "server.hellodone.test", false);
    row("server.*.test", "server.hellodone.test", false);
    row("*..test", "a..test", false);
    row("", "", false);
    row("", "server.hellodone.test", false);
}

void TestCrypto::dnsNames()
{
    QFETCH(QByteArray, presented);
    QFETCH(QByteArray, reference);
    QFETCH(bool, matches);
    QCOMPARE(matchesDnsName(presented.toStdString(), reference.toStdString()), matches);
}

void TestCrypto::ipAddresses()
{
    QCOMPARE(hex(ipAddress("192.0.2.1").value()), QStringLiteral("c0000201"));
    QCOMPARE(hex(ipAddress("2001:db8::1").value()), QStringLiteral("20010db8000000000000000000000001"));
    QVERIFY(!ipAddress("server.hellodone.test"));
    QVERIFY(!ipAddress(""));
    QCOMPARE(ipText(*ipAddress("192.0.2.1")), std::string("192.0.2.1"));
    QCOMPARE(ipText(*ipAddress("2001:db8::1")), std::string("2001:0db8:0000:0000:0000:0000:0000:0001"));
}

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
