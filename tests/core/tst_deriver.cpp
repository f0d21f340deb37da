// SPDX-License-Identifier: GPL-3.0-or-later

// Where derivations of the classic handshake go wrong.

#include "fixtures.h"
#include "print.h"

#include "crypto/keyschedule.h"
#include "trace/operations.h"

using namespace hd;
using namespace hd::test;

class TestDeriver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongEncryptedSecretsAreReplacedByRandomOnes_data();
    void wrongEncryptedSecretsAreReplacedByRandomOnes();
    void leadingZerosOfZAreStripped();
    void refusedValuesAreNoSecrets();
    void sessionHashIsTheSeedOfTheExtendedMasterSecret();
    void exporterTellsNoContextFromAnEmptyOne();
    void slicesAreAsSecretAsTheirSource();

private:
    const Derivation &last() const { return m_recorder.account().derivations.back(); }

    crypto::Context m_context;
    Recorder m_recorder{Side::Server};
    CountingEntropy m_entropy{4};
    Deriver m_deriver{m_context, m_recorder, m_entropy};
};

void TestDeriver::wrongEncryptedSecretsAreReplacedByRandomOnes_data()
{
    QTest::addColumn<QByteArray>("inside"); // what is encrypted; empty: something that is no block of PKCS#1
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << QByteArray("\x03\x03", 2) + QByteArray(46, 'x') << true;
    QTest::newRow("version of the server_hello") << QByteArray("\x03\x01", 2) + QByteArray(46, 'x') << false;
    QTest::newRow("too short") << QByteArray("\x03\x03", 2) + QByteArray(45, 'x') << false;
    QTest::newRow("too long") << QByteArray("\x03\x03", 2) + QByteArray(47, 'x') << false;
    QTest::newRow("no padding") << QByteArray() << false;
}

/// RFC 5246 7.4.7.1: "never treat an incorrectly formatted message as different": 48 bytes that begin with the version
/// of client_hello come out whatever came in, and as many are drawn.
void TestDeriver::wrongEncryptedSecretsAreReplacedByRandomOnes()
{
    QFETCH(QByteArray, inside);
    QFETCH(bool, good);
    const crypto::PrivateKey key = fixtureKey(m_context, QStringLiteral("server-rsa"));
    const Bytes content(inside.begin(), inside.end());
    const Bytes sealed = inside.isEmpty() ? Bytes(256, 1) : key.publicKey().rsaEncrypt(m_context, content);
    const std::size_t drawn = m_entropy.count();
    const Secret secret = m_deriver.rsaDecrypt("pre_master_secret", key, key.publicKey(),
                                               bytesInput("ciphertext", sealed), 48, Bytes{3, 3});
    QCOMPARE(m_entropy.count() - drawn, std::size_t{46});
    QCOMPARE(secret.bytes().size(), std::size_t{48});
    QCOMPARE(Bytes(secret.bytes().begin(), secret.bytes().begin() + 2), (Bytes{3, 3}));
    QCOMPARE(secret.bytes() == content, good);
    QCOMPARE(last().operation, std::string(good ? operation::rsaDecrypt : operation::entropy));
}

/// RFC 5246 8.1.2, on a field in which Z often begins with zeros: p = 2^255 + 95
void TestDeriver::leadingZerosOfZAreStripped()
{
    Bytes p(32);
    p.front() = 0x80;
    p.back() = 0x5f;
    const crypto::DhParameters parameters{p, {2}};
    QVERIFY(crypto::usable(parameters));
    const Input pInput = bytesInput("dh_p", p), gInput = bytesInput("dh_g", parameters.g);
    const crypto::Context::EntropyScope scope(m_context, m_entropy);
    int stripped = 0;
    for (int i = 0; i < 2000 && stripped < 3; ++i) {
        const auto own = m_deriver.ephemeralDh("x", "Y", parameters, pInput, gInput);
        const auto peer = m_deriver.ephemeralDh("x", "Y", parameters, pInput, gInput);
        const auto agreed =
            m_deriver.agreeDh("z", parameters, own, bytesInput("peer_public", peer.publicValue.bytes()), pInput);
        const Bytes &z = std::get<Secret>(agreed).bytes();
        QVERIFY(!z.empty() && z.front() != 0);
        if (z.size() < p.size())
            ++stripped;
        const crypto::SharedSecret whole = crypto::agreeDh(m_context, parameters, own.key, peer.publicValue.bytes());
        QCOMPARE(whole.z, concat({Bytes(p.size() - z.size()), z}));
    }
    QCOMPARE(stripped, 3);
}

void TestDeriver::refusedValuesAreNoSecrets()
{
    const auto ec = m_deriver.ephemeralEc("private", "public", 29);
    const std::size_t before = m_recorder.account().derivations.size();
    const auto refused = m_deriver.agreeEc("z", 29, ec, bytesInput("peer_public", Bytes(32)));
    QVERIFY(std::get<crypto::KeyShareError>(refused) == crypto::KeyShareError::AllZero); // RFC 7748 6.1
    const auto off = m_deriver.ephemeralEc("private", "public", 23);
    Bytes point(65, 1);
    point.front() = 4;
    QVERIFY(std::get<crypto::KeyShareError>(m_deriver.agreeEc("z", 23, off, bytesInput("peer_public", point))) ==
            crypto::KeyShareError::NotOnCurve);
    QCOMPARE(m_recorder.account().derivations.size(), before + 2); // the second pair
}

/// RFC 7627 4
void TestDeriver::sessionHashIsTheSeedOfTheExtendedMasterSecret()
{
    const Bytes messages(200, 9), secret(48, 5);
    const Secret preMaster = m_deriver.given("pre_master_secret", "test", std::nullopt, secret);
    for (const auto &[version, hash] : {std::pair{tls10, crypto::Hash::Md5Sha1}, {tls12, crypto::Hash::Sha384}}) {
        KeySchedule keys(m_deriver, traitsOf(version), *cipherSuite("TLS_RSA_WITH_AES_256_GCM_SHA384"));
        const Bytes sessionHash = crypto::digest(m_context, hash, {messages});
        QCOMPARE(keys.extendedMasterSecret(preMaster, {messages, {}}).bytes(),
                 crypto::prf(m_context, hash, secret, "extended master secret", sessionHash, 48));
    }
}

/// RFC 5705 4: "If no context is provided", its length is not in the seed either.
void TestDeriver::exporterTellsNoContextFromAnEmptyOne()
{
    KeySchedule keys(m_deriver, traitsOf(tls12), *cipherSuite("TLS_RSA_WITH_AES_128_GCM_SHA256"));
    const Bytes client(32, 1), server(32, 2), secret(48, 3), context{7, 8, 9};
    const Randoms randoms{bytesInput("seed", client), bytesInput("seed", server)};
    const Secret master = m_deriver.given("master_secret", "test", std::nullopt, secret);
    const auto expected = [&](const Bytes &seed) {
        return crypto::prf(m_context, crypto::Hash::Sha256, secret, "EXPERIMENTAL x", seed, 20);
    };
    const auto exported = [&](std::optional<ByteView> with) {
        return keys.exporter(master, randoms, "EXPERIMENTAL x", with, 20).bytes();
    };
    QCOMPARE(exported(std::nullopt), expected(concat({client, server})));
    QCOMPARE(exported(ByteView()), expected(concat({client, server, Bytes{0, 0}})));
    QCOMPARE(exported(context), expected(concat({client, server, Bytes{0, 3}, context})));
}

void TestDeriver::slicesAreAsSecretAsTheirSource()
{
    for (const bool isSecret : {false, true}) {
        const Secret source = m_deriver.draw("source", 20, isSecret);
        const Secret part = m_deriver.slice("part", source, 5, 10);
        QCOMPARE(part.bytes(), Bytes(source.bytes().begin() + 5, source.bytes().begin() + 15));
        QCOMPARE(last().secret, isSecret);
    }
}

QTEST_GUILESS_MAIN(TestDeriver)
#include "tst_deriver.moc"
