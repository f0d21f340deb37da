// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"
#include "crypto/primitives.h"
#include "scenario/laboratory.h"
#include "scenario/scenario.h"

#include <QtTest>
#include <thread>

using namespace hd;
using namespace hd::crypto;
using namespace hd::test;

/// The demonstration certificates, and what a thread keeps between runs.
class TestPki : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificatesAreTheSameForTheSameClock();
    void certificatesDoNotDependOnWhoAsksFirst();
    void certificatesFollowTheClock();
    void everyCredentialIsWhole_data();
    void everyCredentialIsWhole();
    void timestampsAreTheLogs();
    void anImpostorHasAnotherKey();
    void unknownCredentialsAreErrors();
    void keysAreOfTheirKind_data();
    void keysAreOfTheirKind();
    void exportKeyIsAsWeakAsItMustBe();
    void laboratoriesKeepOneClock();
    void runsDoNotDependOnRunsBefore();
};

namespace {

Pki::Credential credential(Pki &pki, const std::string &name)
{
    return std::get<Pki::Credential>(pki.credential(name));
}

QString chainHex(const Pki::Credential &credential)
{
    QString text;
    for (const Certificate &certificate : credential.chain)
        text += hex(certificate.der()) + QLatin1Char('\n');
    return text;
}

} // namespace

void TestPki::certificatesAreTheSameForTheSameClock()
{
    Context first;
    Context second;
    Pki one(first, now);
    Pki two(second, now);
    for (const std::string &name : Pki::names())
        QCOMPARE(chainHex(credential(one, name)), chainHex(credential(two, name)));
}

void TestPki::certificatesDoNotDependOnWhoAsksFirst()
{
    Context context;
    Context otherContext;
    Pki forwards(context, now);
    Pki backwards(otherContext, now);
    std::vector<std::string> names = Pki::names();
    std::map<std::string, QString> chains;
    SeededEntropy entropy(9, "somebody");
    const Context::EntropyScope scope(context, entropy);
    for (const std::string &name : names)
        chains[name] = chainHex(credential(forwards, name));
    QCOMPARE(hex(entropy.draw(8)), hex(SeededEntropy(9, "somebody").draw(8))); // nor do they take from whoever asks
    std::reverse(names.begin(), names.end());
    for (const std::string &name : names)
        QCOMPARE(chainHex(credential(backwards, name)), chains[name]);
}

void TestPki::certificatesFollowTheClock()
{
    Context context;
    Pki early(context, now);
    Pki late(context, now + 1000);
    const Certificate one = credential(early, "server-rsa").chain.front();
    const Certificate two = credential(late, "server-rsa").chain.front();
    QCOMPARE(two.notBefore(), one.notBefore() + 1000);
    QCOMPARE(two.notAfter(), one.notAfter() + 1000);
    QVERIFY(one.notBefore() < now && now < one.notAfter());
    QVERIFY(credential(early, "expired-server").chain.front().notAfter() < now);
    QVERIFY(credential(early, "future-server").chain.front().notBefore() > now);
}

void TestPki::everyCredentialIsWhole_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("failing"); // the step that fails against that root; empty: none
    const QString demonstration = QStringLiteral("root");
    const QString ecdsa = QStringLiteral("ecdsa-root");
    const QString other = QStringLiteral("other-root");
    for (const char *name : {"root", "intermediate"})
        QTest::newRow(name) << demonstration << QStringLiteral("name");
    for (const char *name : {"server-rsa", "server-dsa", "server-ecdsa", "server-ed25519"})
        QTest::newRow(name) << demonstration << QString();
    for (const char *name : {"client-rsa", "client-dsa", "client-ecdsa"})
        QTest::newRow(name) << demonstration << QString();
    for (const char *name : {"expired-server", "future-server", "expired-client"})
        QTest::newRow(name) << demonstration << QStringLiteral("validity");
    QTest::newRow("wrong-name-server") << demonstration << QStringLiteral("name");
    for (const char *name : {"ecdsa-root", "ecdsa-intermediate"})
        QTest::newRow(name) << ecdsa << QStringLiteral("name");
    QTest::newRow("server-ecdsa-pure") << ecdsa << QString();
    for (const char *name : {"other-root", "other-intermediate"})
        QTest::newRow(name) << other << QStringLiteral("name");
    for (const char *name : {"other-server", "other-client"})
        QTest::newRow(name) << other << QString();
}

void TestPki::everyCredentialIsWhole()
{
    QFETCH(QString, root);
    QFETCH(QString, failing);
    Context context;
    Pki pki(context, now);
    const std::string name = QTest::currentDataTag();
    const Pki::Credential one = credential(pki, name);
    QCOMPARE(one.name, name);
    QCOMPARE(hex(one.key.publicKey().spki()), hex(one.chain.front().publicKey(context).spki()));

    ChainPolicy policy;
    policy.anchors = {credential(pki, root.toStdString()).chain.front()};
    policy.at = now;
    const bool client = name.find("client") != std::string::npos;
    policy.purpose = client ? Purpose::ClientAuth : Purpose::ServerAuth;
    policy.name = client ? "" : "server.hellodone.test";
    QString failed;
    for (const ChainStep &step : verifyChain(context, one.chain, policy))
        if (step.result == StepResult::Failed && failed.isEmpty())
            failed = QString::fromStdString(step.name);
    QCOMPARE(failed, failing);

    policy.anchors = {credential(pki, root == QLatin1String("root") ? "other-root" : "root").chain.front()};
    const std::vector<ChainStep> strange = verifyChain(context, one.chain, policy);
    QVERIFY(strange.back().result == StepResult::Failed);
    QCOMPARE(int{strange.back().alert}, 48);
}

// RFC 6962 3.2 and 3.3
void TestPki::timestampsAreTheLogs()
{
    Context context;
    Pki pki(context, now);
    const Certificate leaf = credential(pki, "server-rsa").chain.front();
    const Bytes timestamp = pki.timestamp("server-rsa");
    QCOMPARE(hex(timestamp), hex(pki.timestamp("server-rsa")));
    QVERIFY(timestamp != pki.timestamp("server-ecdsa"));
    constexpr std::size_t timeAt = 1 + 32, extensionsAt = timeAt + 8, signatureAt = extensionsAt + 2 + 2 + 2;
    QCOMPARE(timestamp.at(0), std::uint8_t(0)); // v1
    const ByteView whole = timestamp;
    std::uint64_t milliseconds = 0;
    for (const std::uint8_t byte : whole.subspan(timeAt, 8))
        milliseconds = milliseconds << 8 | byte;
    QVERIFY(milliseconds / 1000 > std::uint64_t(leaf.notBefore()) && milliseconds / 1000 < std::uint64_t(now));

    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/pki/timestamp-log.pem"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const PublicKey log = PrivateKey::fromPem(context, file.readAll().toStdString()).value().publicKey();
    QCOMPARE(hex(slice(timestamp, {1, 32})), hex(digest(context, Hash::Sha256, {log.spki()})));
    Bytes covered{0, 0};
    append(covered, whole.subspan(timeAt, 8));
    appendNumber(covered, 0, 2);
    appendNumber(covered, leaf.der().size(), 3);
    append(covered, leaf.der());
    appendNumber(covered, 0, 2);
    QVERIFY(log.verify(context, 0x0403, covered, whole.subspan(signatureAt)));
    covered.back() ^= 1;
    QVERIFY(!log.verify(context, 0x0403, covered, whole.subspan(signatureAt)));
}

void TestPki::anImpostorHasAnotherKey()
{
    Context context;
    Pki pki(context, now);
    const Pki::Credential genuine = credential(pki, "server-rsa"), impostor = credential(pki, "impostor-server");
    QCOMPARE(hex(impostor.chain.front().publicKey(context).spki()), hex(genuine.key.publicKey().spki()));
    QVERIFY(impostor.key.publicKey().spki() != genuine.key.publicKey().spki());
}

void TestPki::unknownCredentialsAreErrors()
{
    Context context;
    Pki pki(context, now);
    const Result<Pki::Credential> result = pki.credential("server-gost");
    QVERIFY(std::holds_alternative<Error>(result));
    const std::string text = std::get<Error>(result).text();
    QVERIFY(text.find("server-gost") != std::string::npos);
    for (const std::string &name : Pki::names())
        QVERIFY(text.find(name) != std::string::npos);
    QCOMPARE(Pki::names().size(), std::size_t{21});
}

void TestPki::keysAreOfTheirKind_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("scheme"); // a signature that the key makes and its certificate verifies
    QTest::newRow("server-rsa") << int(KeyType::Rsa) << 0x0401;
    QTest::newRow("server-dsa") << int(KeyType::Dsa) << 0x0202;
    QTest::newRow("client-dsa") << int(KeyType::Dsa) << 0x0202;
    QTest::newRow("server-ecdsa") << int(KeyType::Ecdsa) << 0x0403;
    QTest::newRow("server-ed25519") << int(KeyType::Ed25519) << 0x0807;
}

void TestPki::keysAreOfTheirKind()
{
    QFETCH(int, type);
    QFETCH(int, scheme);
    Context context;
    Pki pki(context, now);
    const Pki::Credential one = credential(pki, QTest::currentDataTag());
    QCOMPARE(int(one.key.type()), type);
    const Bytes content = toBytes("what is signed");
    const Bytes signature = one.key.sign(context, std::uint16_t(scheme), content);
    QVERIFY(one.chain.front().publicKey(context).verify(context, std::uint16_t(scheme), content, signature));
}

// RFC 2246 D.1: export rules limited RSA keys used for encryption to 512 bits, and left those for signing alone.
void TestPki::exportKeyIsAsWeakAsItMustBe()
{
    Context context;
    Pki pki(context, now);
    QCOMPARE(pki.exportKey().bits(), 512);
    const Bytes secret(48, 0x2a);
    const Bytes sealed = pki.exportKey().publicKey().rsaEncrypt(context, secret);
    QCOMPARE(hex(pki.exportKey().rsaDecrypt(context, sealed).value()), hex(secret));
}

void TestPki::laboratoriesKeepOneClock()
{
    Laboratory &laboratory = Laboratory::ofThisThread();
    QCOMPARE(&laboratory, &Laboratory::ofThisThread());
    const auto *first = credential(laboratory.pki(now), "root").chain.front().handle();
    QCOMPARE(credential(laboratory.pki(now), "root").chain.front().handle(), first);
    QCOMPARE(credential(laboratory.pki(now + day), "root").chain.front().notBefore(),
             credential(laboratory.pki(now), "root").chain.front().notBefore() + day);
    const Laboratory *other = nullptr;
    std::thread([&other] { other = &Laboratory::ofThisThread(); }).join();
    QVERIFY(other != &laboratory);
}

void TestPki::runsDoNotDependOnRunsBefore()
{
    const auto trace = [](const std::string &name) {
        const auto scenario = std::get<std::shared_ptr<const Scenario>>(builtinScenario(name));
        return std::get<std::shared_ptr<const Trace>>(run(*scenario));
    };
    std::map<std::string, std::shared_ptr<const Trace>> first;
    for (const ScenarioInfo &info : builtinScenarios())
        first[info.name] = trace(info.name);
    for (int again = 0; again < 35; ++again) // more than the 32 uses after which libcrypto blinds a key anew
        for (const auto &[name, expected] : first)
            QVERIFY2(*trace(name) == *expected, name.c_str());
    std::string differs;
    std::thread([&] {
        for (auto one = first.rbegin(); one != first.rend(); ++one)
            if (*trace(one->first) != *one->second)
                differs = one->first;
    }).join();
    QCOMPARE(differs, std::string());
}

QTEST_GUILESS_MAIN(TestPki)
#include "tst_pki.moc"
