// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keys.h"
#include "fixtures.h"

#include <QtTest>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

/// Each group agrees with libcrypto's own key agreement in its default context, in both directions, and refuses what
/// the standards tell it to.
class TestKeyAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curvesAgreeWithLibcrypto_data();
    void curvesAgreeWithLibcrypto();
    void x25519OfRfc7748();
    void scalarsAreWithinTheOrder();
    void pointsOffTheCurveAreRefused_data();
    void pointsOffTheCurveAreRefused();
    void allZeroResultsAreRefused();
    void wrongLengthsAreRefused_data();
    void wrongLengthsAreRefused();
    void fieldsAgreeWithLibcrypto_data();
    void fieldsAgreeWithLibcrypto();
    void exponentsAreShort_data();
    void exponentsAreShort();
    void valuesOutOfRangeAreRefused();
    void leadingZerosStay();
    void fieldsOfOnesOwn();
    void uselessParameters();
    void parametersInPem_data();
    void parametersInPem();

private:
    Context m_context;
};

namespace {

struct Deleter
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(BIGNUM *number) const { BN_free(number); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter>;
using Number = std::unique_ptr<BIGNUM, Deleter>;

Key generated(const char *type, const char *group)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr);
    EVP_PKEY *key = nullptr;
    EVP_PKEY_keygen_init(ctx);
    if (group)
        EVP_PKEY_CTX_set_group_name(ctx, group);
    EVP_PKEY_keygen(ctx, &key);
    EVP_PKEY_CTX_free(ctx);
    return Key(key);
}

Bytes encoded(EVP_PKEY *key)
{
    unsigned char *value = nullptr;
    const std::size_t length = EVP_PKEY_get1_encoded_public_key(key, &value);
    Bytes bytes(value, value + length);
    OPENSSL_free(value);
    return bytes;
}

/// The peer's view: what libcrypto derives from its own key and our public value. DH padded.
Bytes derived(EVP_PKEY *own, const Bytes &peer)
{
    Key other(EVP_PKEY_new());
    EVP_PKEY_copy_parameters(other.get(), own);
    if (EVP_PKEY_set1_encoded_public_key(other.get(), peer.data(), peer.size()) != 1)
        return {};
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(nullptr, own, nullptr);
    EVP_PKEY_derive_init(ctx);
    if (EVP_PKEY_get_base_id(own) == EVP_PKEY_DH)
        EVP_PKEY_CTX_set_dh_pad(ctx, 1);
    EVP_PKEY_derive_set_peer(ctx, other.get());
    Bytes secret(2048);
    std::size_t length = secret.size();
    if (EVP_PKEY_derive(ctx, secret.data(), &length) != 1)
        length = 0;
    EVP_PKEY_CTX_free(ctx);
    secret.resize(length);
    return secret;
}

Number number(const Bytes &bytes)
{
    return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

Bytes minus(const Bytes &bytes, unsigned less)
{
    const Number value = number(bytes);
    BN_sub_word(value.get(), less);
    Bytes result(bytes.size());
    BN_bn2binpad(value.get(), result.data(), static_cast<int>(result.size()));
    return result;
}

void groupColumns()
{
    QTest::addColumn<int>("group");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("libcryptoName");
    QTest::newRow("secp256r1") << 23 << QByteArray("EC") << QByteArray("P-256");
    QTest::newRow("secp384r1") << 24 << QByteArray("EC") << QByteArray("P-384");
    QTest::newRow("secp521r1") << 25 << QByteArray("EC") << QByteArray("P-521");
    QTest::newRow("x25519") << 29 << QByteArray("X25519") << QByteArray();
    QTest::newRow("x448") << 30 << QByteArray("X448") << QByteArray();
}

} // namespace

void TestKeyAgreement::curvesAgreeWithLibcrypto_data()
{
    groupColumns();
}

void TestKeyAgreement::curvesAgreeWithLibcrypto()
{
    QFETCH(int, group);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, libcryptoName);
    const auto id = static_cast<std::uint16_t>(group);
    for (int i = 0; i < 8; ++i) {
        const Key theirs = generated(type.constData(), libcryptoName.isEmpty() ? nullptr : libcryptoName.constData());
        const EphemeralKey ours = generateEc(m_context, id);
        const SharedSecret secret = agreeEc(m_context, id, ours, encoded(theirs.get()));
        QVERIFY(!secret.error);
        QCOMPARE(hex(secret.z), hex(derived(theirs.get(), ours.publicValue)));

        QCOMPARE(hex(publicFromPrivateEc(m_context, id, ours.privateValue)), hex(ours.publicValue));
        const EphemeralKey imported = importEc(m_context, id, ours.privateValue);
        QCOMPARE(hex(imported.publicValue), hex(ours.publicValue));
        QCOMPARE(hex(agreeEc(m_context, id, imported, encoded(theirs.get())).z), hex(secret.z));
    }
}

void TestKeyAgreement::x25519OfRfc7748()
{
    // 6.1, the keys of Alice and Bob
    const Bytes alice = fromHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").value();
    const Bytes bob = fromHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb").value();
    QCOMPARE(hex(publicFromPrivateEc(m_context, 29, alice)),
             QStringLiteral("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
    QCOMPARE(hex(publicFromPrivateEc(m_context, 29, bob)),
             QStringLiteral("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    QCOMPARE(hex(agreeEc(m_context, 29, importEc(m_context, 29, alice), publicFromPrivateEc(m_context, 29, bob)).z),
             QStringLiteral("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
}

void TestKeyAgreement::scalarsAreWithinTheOrder()
{
    // FIPS 186-4 D.1.2.5: the order of P-521 has 521 bits, so that seven bits of the first byte are always zero.
    for (int i = 0; i < 50; ++i) {
        const EphemeralKey key = generateEc(m_context, 25);
        QCOMPARE(key.privateValue.size(), std::size_t{66});
        QVERIFY(key.privateValue.front() <= 1);
    }
    // Draws above the order are passed over: all ones first, then a valid scalar.
    class Scripted final : public Entropy
    {
    public:
        void fill(std::span<std::uint8_t> out) override
        {
            std::fill(out.begin(), out.end(), m_draws++ == 0 ? std::uint8_t{0xff} : std::uint8_t{0x11});
        }
        int m_draws = 0;
    } scripted;
    const Context::EntropyScope scope(m_context, scripted);
    QCOMPARE(hex(generateEc(m_context, 23).privateValue), hex(Bytes(32, 0x11)));
    QCOMPARE(scripted.m_draws, 2);
}

void TestKeyAgreement::pointsOffTheCurveAreRefused_data()
{
    QTest::addColumn<int>("group");
    QTest::newRow("secp256r1") << 23;
    QTest::newRow("secp384r1") << 24;
    QTest::newRow("secp521r1") << 25;
}

void TestKeyAgreement::pointsOffTheCurveAreRefused()
{
    QFETCH(int, group);
    const auto id = static_cast<std::uint16_t>(group);
    const EphemeralKey own = generateEc(m_context, id);
    const Bytes good = generateEc(m_context, id).publicValue;
    QVERIFY(!agreeEc(m_context, id, own, good).error);
    Bytes offCurve = good;
    offCurve.back() ^= 1;
    Bytes hybrid = good; // RFC 8422 5.4.1: uncompressed is the only form left
    hybrid.front() = static_cast<std::uint8_t>(6 + (good.back() & 1));
    Bytes zero(good.size());
    zero.front() = 4;
    Bytes tooLarge(good.size(), 0xff);
    tooLarge.front() = 4;
    for (const Bytes &bad : {offCurve, hybrid, zero, tooLarge, Bytes(good.size())}) {
        const SharedSecret secret = agreeEc(m_context, id, own, bad);
        QVERIFY(secret.error == KeyShareError::NotOnCurve);
        QVERIFY(secret.z.empty());
    }
}

void TestKeyAgreement::allZeroResultsAreRefused()
{
    // RFC 7748 6.1: points of small order. u = 0 and 1 for both curves, and p - 1.
    for (const auto &[id, length] : {std::pair<std::uint16_t, std::size_t>{29, 32}, {30, 56}}) {
        const EphemeralKey own = generateEc(m_context, id);
        Bytes one(length);
        one.front() = 1; // little endian
        for (const Bytes &bad : {Bytes(length), one}) {
            const SharedSecret secret = agreeEc(m_context, id, own, bad);
            QVERIFY(secret.error == KeyShareError::AllZero);
            QVERIFY(secret.z.empty());
        }
    }
    const Bytes orderEight = fromHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800").value();
    QVERIFY(agreeEc(m_context, 29, generateEc(m_context, 29), orderEight).error == KeyShareError::AllZero);
}

void TestKeyAgreement::wrongLengthsAreRefused_data()
{
    groupColumns();
}

void TestKeyAgreement::wrongLengthsAreRefused()
{
    QFETCH(int, group);
    const auto id = static_cast<std::uint16_t>(group);
    const EphemeralKey own = generateEc(m_context, id);
    Bytes longer = generateEc(m_context, id).publicValue;
    const Bytes shorter(longer.begin(), longer.end() - 1);
    longer.push_back(0);
    const Bytes infinity(1);
    for (const Bytes &bad : {shorter, longer, infinity, Bytes()})
        QVERIFY(agreeEc(m_context, id, own, bad).error == KeyShareError::WrongLength);
}

void TestKeyAgreement::fieldsAgreeWithLibcrypto_data()
{
    QTest::addColumn<int>("group");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("exponentBits"); // RFC 7919 appendix A
    QTest::newRow("ffdhe2048") << 256 << 2048 << 225;
    QTest::newRow("ffdhe3072") << 257 << 3072 << 275;
    QTest::newRow("ffdhe4096") << 258 << 4096 << 325;
    QTest::newRow("ffdhe6144") << 259 << 6144 << 375;
    QTest::newRow("ffdhe8192") << 260 << 8192 << 400;
}

void TestKeyAgreement::fieldsAgreeWithLibcrypto()
{
    QFETCH(int, group);
    QFETCH(int, bits);
    const DhParameters parameters = ffdhe(static_cast<std::uint16_t>(group)).value();
    QCOMPARE(static_cast<int>(parameters.p.size()) * 8, bits);
    QCOMPARE(hex(parameters.g), QStringLiteral("02"));
    QCOMPARE(int{ffdheGroup(parameters).value()}, group);

    const Key theirs = generated("DH", QTest::currentDataTag());
    const EphemeralKey ours = generateDh(m_context, parameters);
    QCOMPARE(ours.publicValue.size(), parameters.p.size());
    const SharedSecret secret = agreeDh(m_context, parameters, ours, encoded(theirs.get()));
    QVERIFY(!secret.error);
    QCOMPARE(hex(secret.z), hex(derived(theirs.get(), ours.publicValue)));
    QCOMPARE(hex(publicFromPrivateDh(m_context, parameters, ours.privateValue)), hex(ours.publicValue));
    QCOMPARE(
        hex(agreeDh(m_context, parameters, importDh(m_context, parameters, ours.privateValue), encoded(theirs.get()))
                .z),
        hex(secret.z));
}

void TestKeyAgreement::exponentsAreShort_data()
{
    fieldsAgreeWithLibcrypto_data();
}

void TestKeyAgreement::exponentsAreShort()
{
    QFETCH(int, group);
    QFETCH(int, exponentBits);
    const EphemeralKey key = generateDh(m_context, ffdhe(static_cast<std::uint16_t>(group)).value());
    QCOMPARE(static_cast<int>(key.privateValue.size()), (exponentBits + 7) / 8);
    QVERIFY(BN_num_bits(number(key.privateValue).get()) <= exponentBits);
    QVERIFY(BN_num_bits(number(key.privateValue).get()) > exponentBits - 64);
}

void TestKeyAgreement::valuesOutOfRangeAreRefused()
{
    const DhParameters parameters = ffdhe(256).value(); // RFC 7919 5.1: 2 <= Y <= p - 2
    const EphemeralKey own = generateDh(m_context, parameters);
    Bytes above = parameters.p;
    above[above.size() - 9] = static_cast<std::uint8_t>(above[above.size() - 9] + 1);
    for (const Bytes &bad : {Bytes{0}, Bytes(256), Bytes{1}, minus(parameters.p, 1), parameters.p, Bytes(256, 0xff)}) {
        const SharedSecret secret = agreeDh(m_context, parameters, own, bad);
        QVERIFY(secret.error == KeyShareError::OutOfRange);
        QVERIFY(secret.z.empty());
    }
    for (const Bytes &good : {Bytes{2}, minus(parameters.p, 2)})
        QVERIFY(!agreeDh(m_context, parameters, own, good).error);
    for (const Bytes &bad : {Bytes(), Bytes(257)})
        QVERIFY(agreeDh(m_context, parameters, own, bad).error == KeyShareError::WrongLength);
}

void TestKeyAgreement::leadingZerosStay()
{
    // 2^16 mod p is short; the secret is still as long as p (RFC 8446 7.4.1 keeps the zeros, RFC 5246 8.1.2 strips
    // them: that is the caller's).
    const DhParameters parameters = ffdhe(256).value();
    const EphemeralKey own = importDh(m_context, parameters, Bytes{16});
    QCOMPARE(own.publicValue.size(), std::size_t{256});
    Bytes expected(256);
    expected[253] = 1;
    QCOMPARE(hex(own.publicValue), hex(expected));
    QCOMPARE(hex(agreeDh(m_context, parameters, own, Bytes{2}).z), hex(expected));
}

void TestKeyAgreement::fieldsOfOnesOwn()
{
    // RFC 2409 6.2, the second Oakley group, which has no number in TLS.
    const Number prime(BN_get_rfc2409_prime_1024(nullptr));
    Bytes p(128);
    BN_bn2bin(prime.get(), p.data());
    const DhParameters parameters{p, {2}};
    QVERIFY(usable(parameters));
    QVERIFY(!ffdheGroup(parameters));
    const EphemeralKey a = generateDh(m_context, parameters);
    const EphemeralKey b = generateDh(m_context, parameters);
    QVERIFY(a.publicValue != b.publicValue);
    QCOMPARE(a.privateValue.size(), p.size());
    const SharedSecret z = agreeDh(m_context, parameters, a, b.publicValue);
    QCOMPARE(hex(z.z), hex(agreeDh(m_context, parameters, b, a.publicValue).z));
    // g^(xy) by plain exponentiation
    const Number exponent(BN_new());
    BN_CTX *ctx = BN_CTX_new();
    BN_mul(exponent.get(), number(a.privateValue).get(), number(b.privateValue).get(), ctx);
    const Number expected(BN_new());
    BN_mod_exp(expected.get(), number(parameters.g).get(), exponent.get(), prime.get(), ctx);
    BN_CTX_free(ctx);
    QCOMPARE(BN_cmp(number(z.z).get(), expected.get()), 0);
}

void TestKeyAgreement::uselessParameters()
{
    const DhParameters good = ffdhe(256).value();
    QVERIFY(usable(good));
    const DhParameters bad[] = {
        {{}, {2}},     {{0}, {2}},    {Bytes(31, 0xff), {2}},     {minus(good.p, 1), {2}}, {good.p, {}},
        {good.p, {0}}, {good.p, {1}}, {good.p, minus(good.p, 1)}, {good.p, good.p},        {Bytes(2049, 0xff), {2}}};
    for (const DhParameters &parameters : bad) {
        QVERIFY(!usable(parameters));
        QVERIFY_EXCEPTION_THROWN(generateDh(m_context, parameters), CryptoFailure);
    }
    QVERIFY(!ffdhe(255));
    QVERIFY(!ffdhe(261));
    QVERIFY_EXCEPTION_THROWN(generateEc(m_context, 26), CryptoFailure);
}

void TestKeyAgreement::parametersInPem_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("prime"); ///< in hex; empty: nothing can be read
    // `openssl genpkey -genparam -algorithm DH -pkeyopt dh_paramgen_prime_len:512`
    QTest::newRow("PKCS #3") << QByteArray("-----BEGIN DH PARAMETERS-----\n"
                                           "MEYCQQDFpOEMXQEAfkPO0bOtDmGR+ZQy+YEhvcBx/aBDKo1+8L2sQEHIbpS8rX4J\n"
                                           "3vhwUpg8TYkNxNxf2xA3DOwGa8r3AgEC\n"
                                           "-----END DH PARAMETERS-----\n")
                             << QByteArray("c5a4e10c5d01007e43ced1b3ad0e6191f99432f98121bdc071fda0432a8d7ef0"
                                           "bdac4041c86e94bcad7e09def87052983c4d890dc4dc5fdb10370cec066bcaf7");
    // `openssl genpkey -genparam -algorithm DHX -pkeyopt dh_rfc5114:1`
    QTest::newRow("X9.42") << QByteArray("-----BEGIN X9.42 DH PARAMETERS-----\n"
                                         "MIIBHwKBgQCxC4+WoIDgHd6S3l6uXVTsUsmfvPsGo8aaap3KUtI7YWBz4oZ1oj0Y\n"
                                         "mDjvHi7mUsAT7LSuqQYRIySXXDzUm4O/rMvdfZDEvXCYSI6cIZpzck7/1vrlZEc4\n"
                                         "+qMaT/VbzMChUa9fDci0vUW/N982XBpl5oz9p21NpwjfH7K8LkpDcQKBgQCk0cvV\n"
                                         "w/00EmdlpELvuZkF+BBN0lisUH/WQGz/FCZtMSZv6h5cQVZLd35pD1UE8hMWAhe0\n"
                                         "sBuIal6RVH+eJ0n01/vX07mpLuGQnQ0iY/gKdqaiTAh6CR9THb8KAWm2oorWYqTR\n"
                                         "jnOvoy13nVkY0IvIhY9Nzvl8KiSFXm7rIrOy5QIVAPUYqoeBqN8nirpOfWS3y51J\n"
                                         "RiNT\n"
                                         "-----END X9.42 DH PARAMETERS-----\n")
                           << QByteArray("b10b8f96a080e01dde92de5eae5d54ec52c99fbcfb06a3c69a6a9dca52d23b61"
                                         "6073e28675a23d189838ef1e2ee652c013ecb4aea906112324975c3cd49b83bf"
                                         "accbdd7d90c4bd7098488e9c219a73724effd6fae5644738faa31a4ff55bccc0"
                                         "a151af5f0dc8b4bd45bf37df365c1a65e68cfda76d4da708df1fb2bc2e4a4371");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("no PEM") << QByteArray("g = 2") << QByteArray();
    QTest::newRow("cut") << QByteArray("-----BEGIN DH PARAMETERS-----\nMCYCIQ\n") << QByteArray();
    QTest::newRow("a key") << QByteArray("-----BEGIN PRIVATE KEY-----\n"
                                         "MC4CAQAwBQYDK2VwBCIEIFyOC2YSRYLswh2ElPVqHKm404/u/NFNkU0PpgXRJtMT\n"
                                         "-----END PRIVATE KEY-----\n")
                           << QByteArray();
}

void TestKeyAgreement::parametersInPem()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const QByteArray, prime);
    const auto read = dhParametersFromPem(m_context, pem.toStdString());
    QCOMPARE(read.has_value(), !prime.isEmpty());
    QCOMPARE(ERR_peek_error(), 0UL); // what did not fit on the way to the right decoder leaves no trace
    if (!read)
        return;
    QCOMPARE(QByteArray::fromStdString(toHex(read->p)), prime);
    QVERIFY(usable(*read));
}

QTEST_GUILESS_MAIN(TestKeyAgreement)
#include "tst_keyagreement.moc"
