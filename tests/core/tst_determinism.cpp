// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "crypto/primitives.h"
#include "fixtures.h"

#include <QtTest>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <thread>

using namespace hd;
using namespace hd::crypto;
using hd::test::CountingEntropy;
using hd::test::hex;

/// A seeded run repeats to the byte, and nobody else in the process notices it.
class TestDeterminism : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seededEntropyIsItsFormula();
    void seededEntropyIsTheSameInAnyPieces();
    void seedAndLabelBothCount();
    void sameSeedSameBytes();
    void otherSeedOtherBytes();
    void theHundredthUseIsLikeTheFirst();
    void rsaKeyGenerationRepeats();
    void operationsDrawWhatTheySay();
    void contextsDoNotDisturbEachOther();
    void theRestOfTheProcessDoesNotNotice();
    void scopesNest();
    void withoutScopeItIsTheSystems();
    void threadsDoNotMatter();
};

namespace {

using Results = std::map<std::string, Bytes>;

CertificateSpec spec()
{
    CertificateSpec spec;
    spec.commonName = "repeat.hellodone.test";
    spec.notBefore = 1767225600; // 2026-01-01 00:00:00 UTC
    spec.notAfter = spec.notBefore + 86400;
    return spec;
}

/// Every operation that takes randomness, mixed with ones whose blinding might.
Results everything(Context &context, const PrivateKey &rsa, const PrivateKey &ecdsa, std::uint64_t seed)
{
    SeededEntropy entropy(seed, "party");
    const Context::EntropyScope scope(context, entropy);
    const Bytes content = toBytes("content");
    Results results;
    results["client_random"] = entropy.draw(28);
    for (const std::uint16_t group : std::vector<std::uint16_t>{23, 24, 25, 29, 30}) {
        const EphemeralKey key = generateEc(context, group);
        results["private " + std::to_string(group)] = key.privateValue;
        results["public " + std::to_string(group)] = key.publicValue;
        results["secret " + std::to_string(group)] = agreeEc(context, group, key, key.publicValue).z;
    }
    const EphemeralKey dh = generateDh(context, ffdhe(256).value());
    results["private ffdhe2048"] = dh.privateValue;
    results["public ffdhe2048"] = dh.publicValue;
    results["rsa_pkcs1"] = rsa.sign(context, 0x0401, content);
    results["rsa_pss"] = rsa.sign(context, 0x0804, content);
    results["rsa_pss again"] = rsa.sign(context, 0x0804, content);
    results["ecdsa"] = ecdsa.sign(context, 0x0403, content);
    results["ecdsa again"] = ecdsa.sign(context, 0x0403, content);
    const Bytes encrypted = rsa.publicKey().rsaEncrypt(context, Bytes(48, 3));
    results["encrypted"] = encrypted;
    results["decrypted"] = rsa.rsaDecrypt(context, encrypted).value();
    ecdsa.publicKey().verify(context, 0x0403, content, results["ecdsa"]);
    results["certificate"] = issueCertificate(context, spec(), ecdsa, nullptr, ecdsa).der();
    results["rsa certificate"] = issueCertificate(context, spec(), ecdsa, nullptr, rsa).der();
    results["last draw"] = entropy.draw(16);
    return results;
}

Results everything(Context &context, std::uint64_t seed)
{
    return everything(context, test::fixtureKey(context, QStringLiteral("server-rsa")),
                      test::fixtureKey(context, QStringLiteral("server-ecdsa")), seed);
}

/// Names the first result that differs; empty when none does.
QString difference(const Results &a, const Results &b)
{
    for (const auto &[name, bytes] : a)
        if (b.at(name) != bytes)
            return QString::fromStdString(name);
    return {};
}

} // namespace

void TestDeterminism::seededEntropyIsItsFormula()
{
    // SHA-256(seed || label || counter), both numbers of eight bytes
    Context context;
    Bytes expected;
    for (std::uint8_t counter = 0; counter < 3; ++counter)
        append(expected, digest(context, Hash::Sha256,
                                {fromHex("0102030405060708").value(), toBytes("client"), Bytes(7), Bytes{counter}}));
    SeededEntropy entropy(0x0102030405060708, "client");
    QCOMPARE(hex(entropy.draw(96)), hex(expected));
}

void TestDeterminism::seededEntropyIsTheSameInAnyPieces()
{
    const Bytes whole = SeededEntropy(7, "x").draw(300);
    for (const std::size_t piece : {1, 7, 31, 32, 33, 64, 100}) {
        SeededEntropy entropy(7, "x");
        Bytes all;
        while (all.size() < whole.size())
            append(all, entropy.draw(std::min(piece, whole.size() - all.size())));
        QCOMPARE(hex(all), hex(whole));
    }
}

void TestDeterminism::seedAndLabelBothCount()
{
    const Bytes one = SeededEntropy(7, "x").draw(32);
    QVERIFY(one != SeededEntropy(8, "x").draw(32));
    QVERIFY(one != SeededEntropy(7, "y").draw(32));
}

void TestDeterminism::sameSeedSameBytes()
{
    Context first;
    Context second;
    QCOMPARE(difference(everything(first, 1), everything(second, 1)), QString());
}

void TestDeterminism::otherSeedOtherBytes()
{
    Context context;
    const Results one = everything(context, 1);
    const Results two = everything(context, 2);
    for (const auto &[name, bytes] : one)
        if (name != "rsa_pkcs1" && name != "decrypted" && name != "rsa certificate") // these take no randomness
            QVERIFY2(bytes != two.at(name), name.c_str());
    QVERIFY(one.at("rsa_pss") != one.at("rsa_pss again"));
    QVERIFY(one.at("ecdsa") != one.at("ecdsa again"));
}

void TestDeterminism::theHundredthUseIsLikeTheFirst()
{
    // libcrypto blinds an RSA key at its first use and anew at every 32nd; neither may show.
    Context context;
    const PrivateKey rsa = test::fixtureKey(context, QStringLiteral("server-rsa"));
    const PrivateKey ecdsa = test::fixtureKey(context, QStringLiteral("server-ecdsa"));
    const Results first = everything(context, rsa, ecdsa, 1);
    for (int i = 2; i <= 100; ++i)
        QCOMPARE(difference(first, everything(context, rsa, ecdsa, 1)), QString());
}

void TestDeterminism::rsaKeyGenerationRepeats()
{
    const auto modulus = [](std::uint64_t seed) {
        Context context;
        SeededEntropy entropy(seed, "rsa");
        const Context::EntropyScope scope(context, entropy);
        const std::shared_ptr<EVP_PKEY> key(EVP_PKEY_Q_keygen(context.lib(), nullptr, "RSA", std::size_t{1024}),
                                            EVP_PKEY_free);
        return hex(PublicKey(key).spki());
    };
    QCOMPARE(modulus(5), modulus(5));
    QVERIFY(modulus(5) != modulus(6));
}

void TestDeterminism::operationsDrawWhatTheySay()
{
    Context context;
    const PrivateKey rsa = test::fixtureKey(context, QStringLiteral("server-rsa"));
    const PrivateKey ecdsa = test::fixtureKey(context, QStringLiteral("server-ecdsa"));
    CountingEntropy entropy(1);
    const Context::EntropyScope scope(context, entropy);
    std::size_t before = 0;
    const auto drawn = [&] { return entropy.count() - std::exchange(before, entropy.count()); };

    const Bytes content = toBytes("content");
    for (const std::uint16_t scheme : std::vector<std::uint16_t>{0x0401, 0x0804, 0x0000}) {
        rsa.sign(context, scheme, content);
        QCOMPARE(drawn(), std::size_t{32});
    }
    const Bytes signature = ecdsa.sign(context, 0x0403, content);
    QCOMPARE(drawn(), std::size_t{32});
    const EphemeralKey x25519 = generateEc(context, 29);
    QCOMPARE(drawn(), std::size_t{32});
    const EphemeralKey p384 = generateEc(context, 24);
    QCOMPARE(drawn(), std::size_t{48});
    const EphemeralKey dh = generateDh(context, ffdhe(257).value());
    QCOMPARE(drawn(), std::size_t{35});

    // What has one possible result draws nothing, blinded or not.
    const Bytes encrypted = rsa.publicKey().rsaEncrypt(context, Bytes(48));
    QVERIFY(drawn() >= 256 - 3 - 48);
    rsa.rsaDecrypt(context, encrypted);
    ecdsa.publicKey().verify(context, 0x0403, content, signature);
    agreeEc(context, 24, p384, p384.publicValue);
    agreeEc(context, 29, x25519, x25519.publicValue);
    agreeDh(context, ffdhe(257).value(), dh, dh.publicValue);
    importEc(context, 24, p384.privateValue);
    const Bytes der = issueCertificate(context, spec(), ecdsa, nullptr, ecdsa).der();
    QCOMPARE(drawn(), std::size_t{32});
    Context other;
    CountingEntropy otherEntropy(1);
    const Context::EntropyScope otherScope(other, otherEntropy);
    verifyChain(other, {Certificate::fromDer(other, der).value()}, {});
    QCOMPARE(otherEntropy.count(), std::size_t{0});
}

void TestDeterminism::contextsDoNotDisturbEachOther()
{
    Context a;
    Context b;
    SeededEntropy entropyA(1, "a");
    SeededEntropy entropyB(1, "b");
    const Context::EntropyScope scopeA(a, entropyA);
    const Context::EntropyScope scopeB(b, entropyB);
    const Bytes a1 = generateEc(a, 23).privateValue;
    const Bytes b1 = generateEc(b, 23).privateValue;
    const Bytes a2 = generateEc(a, 23).privateValue;
    const Bytes b2 = generateEc(b, 23).privateValue;

    Context alone;
    for (const auto &[label, first, second] : {std::tuple{"a", a1, a2}, std::tuple{"b", b1, b2}}) {
        SeededEntropy entropy(1, label);
        const Context::EntropyScope scope(alone, entropy);
        QCOMPARE(hex(generateEc(alone, 23).privateValue), hex(first));
        QCOMPARE(hex(generateEc(alone, 23).privateValue), hex(second));
    }
}

void TestDeterminism::theRestOfTheProcessDoesNotNotice()
{
    Context context;
    CountingEntropy entropy(1);
    const Context::EntropyScope scope(context, entropy);
    Bytes one(32);
    Bytes two(32);
    QCOMPARE(RAND_bytes(one.data(), 32), 1);
    QCOMPARE(RAND_priv_bytes(two.data(), 32), 1);
    QVERIFY(one != two);
    QVERIFY(one != Bytes(32));
    QCOMPARE(entropy.count(), std::size_t{0});
    // while libcrypto within the context draws from it, byte for byte
    QCOMPARE(RAND_bytes_ex(context.lib(), one.data(), 32, 0), 1);
    QCOMPARE(RAND_priv_bytes_ex(context.lib(), two.data(), 32, 0), 1);
    const Bytes expected = CountingEntropy(1).draw(64);
    QCOMPARE(hex(concat({one, two})), hex(expected));
}

void TestDeterminism::scopesNest()
{
    Context context;
    SeededEntropy outer(1, "outer");
    SeededEntropy inner(1, "inner");
    const Context::EntropyScope outerScope(context, outer);
    QCOMPARE(&context.entropy(), static_cast<Entropy *>(&outer));
    {
        const Context::EntropyScope innerScope(context, inner);
        QCOMPARE(&context.entropy(), static_cast<Entropy *>(&inner));
    }
    QCOMPARE(&context.entropy(), static_cast<Entropy *>(&outer));
}

void TestDeterminism::withoutScopeItIsTheSystems()
{
    Context context;
    QVERIFY(generateEc(context, 29).privateValue != generateEc(context, 29).privateValue);
    Bytes one(32);
    Bytes two(32);
    QCOMPARE(RAND_bytes_ex(context.lib(), one.data(), 32, 0), 1);
    QCOMPARE(RAND_bytes_ex(context.lib(), two.data(), 32, 0), 1);
    QVERIFY(one != two);
}

void TestDeterminism::threadsDoNotMatter()
{
    Context here;
    const Results expected = everything(here, 1);
    Results there;
    std::thread([&there] {
        Context context;
        there = everything(context, 1);
    }).join();
    QCOMPARE(difference(expected, there), QString());
}

QTEST_GUILESS_MAIN(TestDeterminism)
#include "tst_determinism.moc"
