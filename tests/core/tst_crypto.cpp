// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/primitives.h"
#include "fixtures.h"

#include <QtTest>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

Q_DECLARE_METATYPE(hd::Bytes)
Q_DECLARE_METATYPE(hd::crypto::Hash)

/// Hashes, MACs and the PRF, against published vectors and against libcrypto used in another way.
class TestCrypto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digests_data();
    void digests();
    void hasherCanBeLookedAtAndGoesOn();
    void hmacOfRfc4231();
    void hmacOfRfc2202();
    void hmacTakesAnyKey();
    void prfVectors_data();
    void prfVectors();
    void prfAgreesWithLibcryptosOwn_data();
    void prfAgreesWithLibcryptosOwn();
    void halvesOfAnOddSecretShareAByte();
    void secretMayBeEmpty();
    void pHashShowsItsBlocks();
    void constantTimeComparison();

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

void TestCrypto::hmacOfRfc2202()
{
    const Bytes text = toBytes("what do ya want for nothing?");
    QCOMPARE(hex(hmac(m_context, Hash::Md5, toBytes("Jefe"), {text})),
             QStringLiteral("750c783e6ab0b503eaa86e310a5db738"));
    QCOMPARE(hex(hmac(m_context, Hash::Sha1, toBytes("Jefe"), {text})),
             QStringLiteral("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
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

static Bytes xored(Bytes a, const Bytes &b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] ^= b[i];
    return a;
}

/// RFC 2246 5: "if the original secret is an odd number of bytes long, the last byte of S1 will be the same as the
/// first byte of S2."
void TestCrypto::halvesOfAnOddSecretShareAByte()
{
    const Bytes secret = pattern(5, 1), seed = pattern(64, 2), labelled = concat({toBytes("key expansion"), seed});
    const Bytes first(secret.begin(), secret.begin() + 3), second(secret.begin() + 2, secret.end());
    QCOMPARE(hex(prf(m_context, Hash::Md5Sha1, secret, "key expansion", seed, 70)),
             hex(xored(pHash(m_context, Hash::Md5, first, labelled, 70),
                       pHash(m_context, Hash::Sha1, second, labelled, 70))));
}

/// RFC 2246 6.3.1: iv_block = PRF("", "IV block", ...). HMAC with nothing for a key is one with a key of zeros.
void TestCrypto::secretMayBeEmpty()
{
    const Bytes seed = pattern(64, 2), zeros(64), labelled = concat({toBytes("IV block"), seed});
    const Bytes block = prf(m_context, Hash::Md5Sha1, {}, "IV block", seed, 16);
    QCOMPARE(hex(block), hex(xored(pHash(m_context, Hash::Md5, zeros, labelled, 16),
                                   pHash(m_context, Hash::Sha1, zeros, labelled, 16))));
    QVERIFY(block != Bytes(16));
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

void TestCrypto::constantTimeComparison()
{
    QVERIFY(equalInConstantTime({}, {}));
    QVERIFY(equalInConstantTime(toBytes("same"), toBytes("same")));
    QVERIFY(!equalInConstantTime(toBytes("same"), toBytes("sane")));
    QVERIFY(!equalInConstantTime(toBytes("same"), toBytes("same!")));
}

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
