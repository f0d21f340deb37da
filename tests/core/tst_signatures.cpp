// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keys.h"
#include "fixtures.h"

#include <QtTest>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

/// What keys of certificates do: signatures of every SignatureScheme, and RSA encryption. The other side of each is
/// libcrypto in its default context.
class TestSignatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysSayWhatTheyAre_data();
    void keysSayWhatTheyAre();
    void signaturesAgreeWithLibcrypto_data();
    void signaturesAgreeWithLibcrypto();
    void schemesThatDoNotFitAreRefused();
    void oldRsaSignaturesHaveNoDigestInfo();
    void hashesThatAreValuesAreSigned();
    void hashesThatDoNotFitAreRefused();
    void signingAHashIsOneDraw();
    void rsaEncryptionGoesBothWays();
    void temporaryRsaKeysGoOverTheWireAsNumbers();
    void numbersThatMakeNoKeyAreRefused();
    void wrongPaddingIsNoPlaintext();
    void keysThatAreNone();

private:
    Context m_context;
    QMap<QString, QByteArray> m_pem; ///< private keys by name
};

namespace {

struct KeyDeleter
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;

QByteArray pemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char *text = nullptr;
    const long length = BIO_get_mem_data(bio, &text);
    QByteArray pem(text, static_cast<qsizetype>(length));
    BIO_free(bio);
    return pem;
}

Key keyOf(const QByteArray &pem)
{
    BIO *bio = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    Key key(PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr));
    BIO_free(bio);
    return key;
}

Key newDsaKey()
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(nullptr, "DSA", nullptr);
    EVP_PKEY *parameters = nullptr;
    EVP_PKEY_paramgen_init(ctx);
    EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 1024);
    EVP_PKEY_CTX_set_dsa_paramgen_q_bits(ctx, 160);
    EVP_PKEY_paramgen(ctx, &parameters);
    EVP_PKEY_CTX_free(ctx);
    ctx = EVP_PKEY_CTX_new_from_pkey(nullptr, parameters, nullptr);
    EVP_PKEY *key = nullptr;
    EVP_PKEY_keygen_init(ctx);
    EVP_PKEY_keygen(ctx, &key);
    EVP_PKEY_CTX_free(ctx);
    EVP_PKEY_free(parameters);
    return Key(key);
}

Key newRsaPssKey()
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr);
    EVP_PKEY *key = nullptr;
    EVP_PKEY_keygen_init(ctx);
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048);
    EVP_PKEY_keygen(ctx, &key);
    EVP_PKEY_CTX_free(ctx);
    return Key(key);
}

void setPss(EVP_PKEY_CTX *ctx, bool pss)
{
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, RSA_PSS_SALTLEN_DIGEST);
    }
}

Bytes signedByLibcrypto(EVP_PKEY *key, const char *hash, bool pss, const Bytes &content)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *keyCtx = nullptr;
    Bytes signature(1024);
    std::size_t length = signature.size();
    EVP_DigestSignInit_ex(ctx, &keyCtx, hash, nullptr, nullptr, key, nullptr);
    setPss(keyCtx, pss);
    if (EVP_DigestSign(ctx, signature.data(), &length, content.data(), content.size()) != 1)
        length = 0;
    EVP_MD_CTX_free(ctx);
    signature.resize(length);
    return signature;
}

bool verifiedByLibcrypto(EVP_PKEY *key, const char *hash, bool pss, const Bytes &content, const Bytes &signature)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *keyCtx = nullptr;
    EVP_DigestVerifyInit_ex(ctx, &keyCtx, hash, nullptr, nullptr, key, nullptr);
    setPss(keyCtx, pss);
    const int good = EVP_DigestVerify(ctx, signature.data(), signature.size(), content.data(), content.size());
    EVP_MD_CTX_free(ctx);
    return good == 1;
}

} // namespace

void TestSignatures::initTestCase()
{
    m_pem[QStringLiteral("rsa")] = test::sourceFile(QStringLiteral("resources/pki/server-rsa.pem"));
    m_pem[QStringLiteral("rsa_pss")] = pemOf(newRsaPssKey().get());
    m_pem[QStringLiteral("dsa")] = pemOf(newDsaKey().get());
    m_pem[QStringLiteral("p256")] = pemOf(Key(EVP_EC_gen("P-256")).get());
    m_pem[QStringLiteral("p384")] = pemOf(Key(EVP_EC_gen("P-384")).get());
    m_pem[QStringLiteral("p521")] = pemOf(Key(EVP_EC_gen("P-521")).get());
    m_pem[QStringLiteral("ed25519")] = pemOf(Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")).get());
    m_pem[QStringLiteral("ed448")] = pemOf(Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448")).get());
}

void TestSignatures::keysSayWhatTheyAre_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<int>("curve");
    QTest::addColumn<int>("bits");
    QTest::newRow("rsa") << KeyType::Rsa << 0 << 2048;
    QTest::newRow("rsa_pss") << KeyType::RsaPss << 0 << 2048;
    QTest::newRow("dsa") << KeyType::Dsa << 0 << 1024;
    QTest::newRow("p256") << KeyType::Ecdsa << 23 << 256;
    QTest::newRow("p384") << KeyType::Ecdsa << 24 << 384;
    QTest::newRow("p521") << KeyType::Ecdsa << 25 << 521;
    QTest::newRow("ed25519") << KeyType::Ed25519 << 0 << 256;
    QTest::newRow("ed448") << KeyType::Ed448 << 0 << 456;
}

void TestSignatures::keysSayWhatTheyAre()
{
    QFETCH(KeyType, type);
    QFETCH(int, curve);
    QFETCH(int, bits);
    const auto key = PrivateKey::fromPem(m_context, m_pem[QString::fromUtf8(QTest::currentDataTag())].toStdString());
    QVERIFY(key.has_value());
    QVERIFY(key->type() == type);
    QCOMPARE(int{key->curve()}, curve);
    QCOMPARE(key->bits(), bits);
    const Bytes spki = key->publicKey().spki();
    const auto again = PublicKey::fromSpki(m_context, spki);
    QVERIFY(again.has_value());
    QVERIFY(again->type() == type);
    QCOMPARE(int{again->curve()}, curve);
    QCOMPARE(again->bits(), bits);
    QCOMPARE(hex(again->spki()), hex(spki));
}

void TestSignatures::signaturesAgreeWithLibcrypto_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("hash");
    const auto row = [](int scheme, const char *key, const char *hash) {
        QTest::addRow("0x%04x %s", unsigned(scheme), key) << scheme << QString::fromUtf8(key) << QByteArray(hash);
    };
    row(0x0000, "rsa", "MD5-SHA1");
    const char *hashes[] = {"MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512"};
    for (int i = 0; i < 6; ++i)
        row((i + 1) << 8 | 1, "rsa", hashes[i]);
    for (int i = 1; i < 6; ++i) {
        row((i + 1) << 8 | 2, "dsa", hashes[i]);
        for (const char *curve : {"p256", "p384", "p521"})
            row((i + 1) << 8 | 3, curve, hashes[i]);
    }
    for (int i = 0; i < 3; ++i) {
        row(0x0804 + i, "rsa", hashes[3 + i]);
        row(0x0809 + i, "rsa_pss", hashes[3 + i]);
    }
    row(0x0807, "ed25519", "");
    row(0x0808, "ed448", "");
}

void TestSignatures::signaturesAgreeWithLibcrypto()
{
    QFETCH(int, scheme);
    QFETCH(QString, key);
    QFETCH(QByteArray, hash);
    const auto code = static_cast<std::uint16_t>(scheme);
    const char *hashName = hash.isEmpty() ? nullptr : hash.constData();
    const bool pss = (scheme >= 0x0804 && scheme <= 0x0806) || scheme >= 0x0809;
    const auto ours = PrivateKey::fromPem(m_context, m_pem[key].toStdString());
    const Key theirs = keyOf(m_pem[key]);
    const Bytes content = toBytes("the transcript of a handshake");

    QVERIFY(fits(code, ours->type()));
    Bytes signature = ours->sign(m_context, code, content);
    QVERIFY(verifiedByLibcrypto(theirs.get(), hashName, pss, content, signature));
    QVERIFY(ours->publicKey().verify(m_context, code, content, signature));
    QVERIFY(
        ours->publicKey().verify(m_context, code, content, signedByLibcrypto(theirs.get(), hashName, pss, content)));
    QVERIFY(!ours->publicKey().verify(m_context, code, toBytes("another one"), signature));
    signature[signature.size() / 2] ^= 0x10;
    QVERIFY(!ours->publicKey().verify(m_context, code, content, signature));
    QVERIFY(!ours->publicKey().verify(m_context, code, content, {}));
}

void TestSignatures::schemesThatDoNotFitAreRefused()
{
    const auto rsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    const Bytes content = toBytes("content");
    for (const std::uint16_t scheme :
         std::vector<std::uint16_t>{0x0403, 0x0202, 0x0807, 0x0809, 0x0701, 0x0404, 0x0800, 0xffff}) {
        QVERIFY(!fits(scheme, KeyType::Rsa));
        QVERIFY_EXCEPTION_THROWN(rsa->sign(m_context, scheme, content), CryptoFailure);
        QVERIFY(!rsa->publicKey().verify(m_context, scheme, content, Bytes(256)));
    }
    const Bytes pkcs1 = rsa->sign(m_context, 0x0401, content);
    QVERIFY(!rsa->publicKey().verify(m_context, 0x0501, content, pkcs1)); // another hash
    QVERIFY(!rsa->publicKey().verify(m_context, 0x0804, content, pkcs1)); // another padding
}

void TestSignatures::oldRsaSignaturesHaveNoDigestInfo()
{
    // RFC 2246 4.7: the 36 bytes themselves are in the PKCS#1 block.
    const auto rsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    const Key theirs = keyOf(m_pem[QStringLiteral("rsa")]);
    const Bytes content = toBytes("params");
    const Bytes signature = rsa->sign(m_context, 0, content);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(nullptr, theirs.get(), nullptr);
    Bytes recovered(256);
    std::size_t length = recovered.size();
    EVP_PKEY_verify_recover_init(ctx);
    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING);
    QCOMPARE(EVP_PKEY_verify_recover(ctx, recovered.data(), &length, signature.data(), signature.size()), 1);
    EVP_PKEY_CTX_free(ctx);
    recovered.resize(length);
    Bytes expected(36);
    EVP_Q_digest(nullptr, "MD5", nullptr, content.data(), content.size(), expected.data(), nullptr);
    EVP_Q_digest(nullptr, "SHA1", nullptr, content.data(), content.size(), expected.data() + 16, nullptr);
    QCOMPARE(hex(recovered), hex(expected));
}

/// RFC 6101 5.6.8: RSA signs MD5 and SHA-1 as they are, DSA the SHA-1. The same as signing what was hashed.
void TestSignatures::hashesThatAreValuesAreSigned()
{
    const Bytes content = toBytes("the messages of a handshake");
    Bytes hash(36);
    EVP_Q_digest(nullptr, "MD5", nullptr, content.data(), content.size(), hash.data(), nullptr);
    EVP_Q_digest(nullptr, "SHA1", nullptr, content.data(), content.size(), hash.data() + 16, nullptr);
    const std::pair<const char *, std::uint16_t> forms[] = {{"rsa", rsaPkcs1Md5Sha1}, {"dsa", 0x0202}};
    for (const auto &[name, scheme] : forms) {
        const auto key = PrivateKey::fromPem(m_context, m_pem[QString::fromUtf8(name)].toStdString());
        const PublicKey publicKey = key->publicKey();
        Bytes signature = key->signHash(m_context, scheme, hash);
        QVERIFY(publicKey.verifyHash(m_context, scheme, hash, signature));
        QVERIFY(publicKey.verify(m_context, scheme, content, signature));
        QVERIFY(publicKey.verifyHash(m_context, scheme, hash, key->sign(m_context, scheme, content)));
        QVERIFY(!publicKey.verifyHash(m_context, scheme, Bytes(36, 1), signature));
        signature.back() ^= 1;
        QVERIFY(!publicKey.verifyHash(m_context, scheme, hash, signature));
        QVERIFY(!publicKey.verifyHash(m_context, scheme, hash, {}));
    }
    const auto rsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    QCOMPARE(hex(rsa->signHash(m_context, rsaPkcs1Md5Sha1, hash)), hex(rsa->sign(m_context, 0, content)));
    const auto dsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("dsa")].toStdString());
    Bytes otherMd5 = hash;
    otherMd5[0] ^= 1; // which DSA does not look at
    QVERIFY(dsa->publicKey().verifyHash(m_context, 0x0202, otherMd5, dsa->signHash(m_context, 0x0202, hash)));
    QVERIFY(dsa->publicKey().verifyHash(m_context, 0x0202, ByteView(hash).last(20),
                                        dsa->signHash(m_context, 0x0202, hash)));
}

void TestSignatures::hashesThatDoNotFitAreRefused()
{
    const auto rsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    const auto dsa = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("dsa")].toStdString());
    QVERIFY_EXCEPTION_THROWN(rsa->signHash(m_context, rsaPkcs1Md5Sha1, Bytes(35)), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(rsa->signHash(m_context, 0x0401, Bytes(36)), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(rsa->signHash(m_context, 0x0202, Bytes(36)), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(dsa->signHash(m_context, rsaPkcs1Md5Sha1, Bytes(36)), CryptoFailure);
    QVERIFY(!rsa->publicKey().verifyHash(m_context, rsaPkcs1Md5Sha1, {}, Bytes(256)));
    QVERIFY(!dsa->publicKey().verifyHash(m_context, rsaPkcs1Md5Sha1, Bytes(36), Bytes(48)));
}

void TestSignatures::signingAHashIsOneDraw()
{
    for (const auto &[name, scheme] : {std::pair{"rsa", std::uint16_t{0}}, {"dsa", std::uint16_t{0x0202}}}) {
        const auto key = PrivateKey::fromPem(m_context, m_pem[QString::fromUtf8(name)].toStdString());
        Bytes signatures[2];
        for (Bytes &signature : signatures) {
            test::CountingEntropy entropy(7);
            const Context::EntropyScope scope(m_context, entropy);
            signature = key->signHash(m_context, scheme, Bytes(36, 3));
            QCOMPARE(entropy.count(), std::size_t{32});
        }
        QCOMPARE(hex(signatures[0]), hex(signatures[1]));
    }
}

/// RFC 2246 7.4.3: ServerRSAParams of the temporary key, of 512 bits, that an exportable suite asks for.
void TestSignatures::temporaryRsaKeysGoOverTheWireAsNumbers()
{
    for (const char *name : {"export-rsa-512", "server-rsa"}) {
        const PrivateKey key = test::fixtureKey(m_context, QString::fromUtf8(name));
        const PublicKey::RsaNumbers numbers = key.publicKey().rsaNumbers();
        QCOMPARE(static_cast<int>(numbers.modulus.size() * 8), key.bits());
        QVERIFY(numbers.modulus.front() != 0 && numbers.exponent.front() != 0);
        const auto again = PublicKey::fromRsa(m_context, numbers);
        QVERIFY(again.has_value());
        QVERIFY(again->type() == KeyType::Rsa);
        QCOMPARE(hex(again->spki()), hex(key.publicKey().spki()));
        const Bytes secret(48, 0x21);
        const Bytes encrypted = again->rsaEncrypt(m_context, secret);
        QCOMPARE(encrypted.size(), numbers.modulus.size());
        QVERIFY(key.rsaDecrypt(m_context, encrypted) == secret);
    }
}

void TestSignatures::numbersThatMakeNoKeyAreRefused()
{
    const PublicKey::RsaNumbers good =
        test::fixtureKey(m_context, QStringLiteral("export-rsa-512")).publicKey().rsaNumbers();
    Bytes even = good.modulus;
    even.back() &= 0xfe;
    const Bytes three{3}, four{4}, one{1};
    QVERIFY(PublicKey::fromRsa(m_context, {good.modulus, three}));
    QVERIFY(!PublicKey::fromRsa(m_context, {even, three}));
    QVERIFY(!PublicKey::fromRsa(m_context, {good.modulus, four}));
    QVERIFY(!PublicKey::fromRsa(m_context, {good.modulus, one}));
    QVERIFY(!PublicKey::fromRsa(m_context, {good.modulus, {}}));
    QVERIFY(!PublicKey::fromRsa(m_context, {{}, three}));
    QVERIFY(!PublicKey::fromRsa(m_context, {good.modulus, good.modulus}));
    QVERIFY(!PublicKey::fromRsa(m_context, {Bytes(58, 0xff), three})); // no room for a pre-master secret
    QVERIFY(!PublicKey::fromRsa(m_context, {Bytes(2049, 0xff), three}));
}

void TestSignatures::rsaEncryptionGoesBothWays()
{
    const auto ours = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    const Bytes secret(48, 0x5a);
    const Bytes first = ours->publicKey().rsaEncrypt(m_context, secret);
    QCOMPARE(first.size(), std::size_t{256});
    QVERIFY(ours->rsaDecrypt(m_context, first) == secret);
    QVERIFY(first != ours->publicKey().rsaEncrypt(m_context, secret)); // the padding is drawn
    QVERIFY(ours->rsaDecrypt(m_context, ours->publicKey().rsaEncrypt(m_context, {})) == Bytes());
}

void TestSignatures::wrongPaddingIsNoPlaintext()
{
    const auto ours = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("rsa")].toStdString());
    Bytes ciphertext = ours->publicKey().rsaEncrypt(m_context, Bytes(48, 1));
    QVERIFY(!ours->rsaDecrypt(m_context, ByteView(ciphertext).first(255)));
    QVERIFY(!ours->rsaDecrypt(m_context, {}));
    // A block without 00 02 in front: the number 2, encrypted without padding.
    const Key theirs = keyOf(m_pem[QStringLiteral("rsa")]);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(nullptr, theirs.get(), nullptr);
    Bytes block(256);
    block.back() = 2;
    std::size_t length = ciphertext.size();
    EVP_PKEY_encrypt_init(ctx);
    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_NO_PADDING);
    QCOMPARE(EVP_PKEY_encrypt(ctx, ciphertext.data(), &length, block.data(), block.size()), 1);
    EVP_PKEY_CTX_free(ctx);
    QVERIFY(!ours->rsaDecrypt(m_context, ciphertext));
}

void TestSignatures::keysThatAreNone()
{
    QVERIFY(!PrivateKey::fromPem(m_context, ""));
    QVERIFY(!PrivateKey::fromPem(m_context, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    const auto key = PrivateKey::fromPem(m_context, m_pem[QStringLiteral("p256")].toStdString());
    Bytes spki = key->publicKey().spki();
    for (std::size_t length = 0; length < spki.size(); ++length)
        QVERIFY(!PublicKey::fromSpki(m_context, ByteView(spki).first(length)));
    spki.push_back(0);
    QVERIFY(!PublicKey::fromSpki(m_context, spki));
}

QTEST_GUILESS_MAIN(TestSignatures)
#include "tst_signatures.moc"
