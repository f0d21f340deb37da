// SPDX-License-Identifier: GPL-3.0-or-later

// The passive third party against the endpoints' own recording: with the key log it finds what they recorded, without
// it what anybody on the wire can tell. It shares neither keys nor state with them.

#include "arrived.h"
#include "builtins.h"
#include "keylogged.h"
#include "print.h"
#include "variants.h"

#include "formats/recording.h"
#include "observe/observer.h"
#include "trace/secretlabels.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_Observer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesAllWithTheKeyLog_data() { scenarios(); }
    void seesAllWithTheKeyLog();
    void seesTheClearPartWithout_data() { scenarios(); }
    void seesTheClearPartWithout();
    void whoLacksASecretOpensTheRest_data() { scenarios(); }
    void whoLacksASecretOpensTheRest();
    void everySuiteAndFlow_data();
    void everySuiteAndFlow();
    void cutAnywhere_data() { scenarios(); }
    void cutAnywhere();
    void isARecording_data() { scenarios(); }
    void isARecording();
    void endsWhereItIsCutOff_data() { scenarios(); }
    void endsWhereItIsCutOff();
    void aWrongSecretOpensNothing();
    void ofASecretForAnotherConnectionNothingChanges();
    void aNullCipherHidesNothing();

private:
    static void scenarios();
};

void tst_Observer::scenarios()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName)) << static_cast<int>(i);
}

static const Trace &scenario(int index)
{
    return *builtinTraces()[static_cast<std::size_t>(index)];
}

/// Whether an eavesdropper can read the record, and everything of it is there for them.
static bool isOpen(const Record &record)
{
    return record.protection == ProtectionKind::Null;
}

static std::string nameOf(const Message &message, std::size_t index)
{
    return "message " + std::to_string(index + 1) + " " + message.name;
}

#define SAME(member) QVERIFY2(seen.member == recorded.member, (where + ": " #member).c_str())

static void compareRecord(const Record &seen, const Record &recorded, std::size_t index)
{
    const std::string where = "record " + std::to_string(index);
    SAME(from);
    SAME(type);
    SAME(version);
    SAME(epoch);
    SAME(sequence);
    SAME(wire);
    SAME(protection);
    SAME(encryptThenMac);
    SAME(explicitNonce);
    SAME(ciphertext);
    SAME(tag);
    SAME(nonce);
    SAME(iv);
    SAME(additionalData);
    SAME(mac);
    SAME(padding);
    SAME(compressed);
    SAME(plaintext);
    QVERIFY2(seen == recorded, where.c_str());
}

static void compareMessage(const Message &seen, const Message &recorded, std::size_t index)
{
    const std::string where = nameOf(recorded, index);
    SAME(name);
    SAME(from);
    SAME(protocol);
    SAME(epoch);
    SAME(encrypted);
    SAME(flight);
    SAME(bytes);
    SAME(spans);
    SAME(error);
    SAME(fields);
    QVERIFY2(seen == recorded, where.c_str());
}

#undef SAME

/// The observer with the key log against the endpoints.
static void compareWithKeyLog(const Trace &account)
{
    const Trace recorded = asArrived(account);
    Trace seen = observe(wireOf(account), secretsOf(account));
    // a server makes no message of the early data that it passes over
    std::erase_if(seen.messages, [&](const Message &message) {
        const Record &record = recorded[message.spans.front().record];
        return isOpaque(message) && record.protection == ProtectionKind::Tls13 && record.mac.empty();
    });

    QCOMPARE(seen.source, std::string("import"));
    for (const Check &check : seen.checks)
        QFAIL((check.name + ": " + check.actual).c_str());
    for (std::size_t i = 0; i < std::min(seen.records.size(), recorded.records.size()); ++i) {
        compareRecord(seen.records[i], recorded.records[i], i);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(seen.records.size(), recorded.records.size());
    for (std::size_t i = 0; i < std::min(seen.messages.size(), recorded.messages.size()); ++i) {
        compareMessage(seen.messages[i], recorded.messages[i], i);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(seen.messages.size(), recorded.messages.size());
    QCOMPARE(seen.outcome.client, recorded.outcome.client);
    QCOMPARE(seen.outcome.server, recorded.outcome.server);
    if (recorded.outcome.client != Status::Failed && recorded.outcome.server != Status::Failed)
        QVERIFY(seen.negotiated == recorded.negotiated);
}

void tst_Observer::seesAllWithTheKeyLog()
{
    QFETCH(const int, index);
    compareWithKeyLog(scenario(index));
}

/// Whether the handshake that led to this epoch was in clear.
static bool isKnownEpoch(const Trace &trace, std::uint32_t epoch)
{
    return epoch <= 1 || std::any_of(trace.records.begin(), trace.records.end(), [epoch](const Record &record) {
               return record.epoch + 1 == epoch && isOpen(record);
           });
}

/// Everything about the record that an eavesdropper cannot know is empty, and the rest is as it was recorded.
static void compareOpaque(const Record &seen, const Record &recorded, std::size_t index)
{
    Record visible = recorded;
    visible.plaintext.clear();
    visible.compressed.reset();
    visible.nonce.clear();
    visible.padding.clear();
    const bool tagged = recorded.protection == ProtectionKind::Aead || recorded.encryptThenMac;
    if (!tagged) {
        visible.mac.clear();
        visible.additionalData.clear();
    }
    if (recorded.explicitNonce.length == 0)
        visible.iv = seen.iv; // chained, and may be known
    compareRecord(seen, visible, index);
}

/// A protected record of TLS 1.3: everything but its bytes and its tag is inside.
static void compareHidden(const Record &seen, const Record &recorded)
{
    QCOMPARE(seen.wire, recorded.wire);
    QVERIFY(seen.protection == ProtectionKind::Tls13 && seen.type == Protocol::ApplicationData);
    QVERIFY(seen.epoch >= 1 && seen.epoch <= recorded.epoch);
    QVERIFY(seen.plaintext.empty() && seen.nonce.empty() && seen.padding.empty());
    if (!seen.mac.empty()) { // of early data, not even the suite shows
        QCOMPARE(seen.mac, recorded.mac);
        QVERIFY(seen.tag == recorded.tag && seen.ciphertext == recorded.ciphertext);
        QCOMPARE(seen.additionalData, recorded.additionalData);
    }
}

static void compareWithoutKeys(const Trace &account)
{
    const Trace recorded = asArrived(account);
    const Trace seen = observe(wireOf(account));

    QCOMPARE(seen.records.size(), recorded.records.size());
    for (std::size_t i = 0; i < seen.records.size(); ++i) {
        const Record &record = recorded.records[i];
        if (record.protection == ProtectionKind::Tls13) {
            compareHidden(seen.records[i], record);
            if (QTest::currentTestFailed())
                return;
            continue;
        }
        if (!isKnownEpoch(recorded, record.epoch)) {
            QVERIFY(seen.records[i].plaintext.empty());
            QCOMPARE(seen.records[i].wire, record.wire);
            continue;
        }
        if (isOpen(record))
            compareRecord(seen.records[i], record, i);
        else
            compareOpaque(seen.records[i], record, i);
        if (QTest::currentTestFailed())
            return;
    }

    std::vector<const Message *> clear, expected;
    for (const Message &message : seen.messages) {
        if (!message.encrypted) {
            clear.push_back(&message);
            continue;
        }
        QVERIFY(message.bytes.empty());
        QCOMPARE(message.fields.size(), std::size_t{1});
        QCOMPARE(message.spans.size(), std::size_t{1});
        QVERIFY(seen[message.spans[0].record].type == message.protocol);
    }
    for (const Message &message : recorded.messages)
        if (!message.encrypted)
            expected.push_back(&message);
    QCOMPARE(clear.size(), expected.size());
    for (std::size_t i = 0; i < clear.size(); ++i) {
        Message same = *expected[i];
        same.flight = clear[i]->flight;
        compareMessage(*clear[i], same, i);
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_Observer::seesTheClearPartWithout()
{
    QFETCH(const int, index);
    compareWithoutKeys(scenario(index));
}

/// In TLS 1.3 each stage has a secret of its own, and nothing in clear says where one ends and the next begins.
void tst_Observer::whoLacksASecretOpensTheRest()
{
    QFETCH(const int, index);
    const Trace &account = scenario(index);
    const Trace recorded = asArrived(account);
    const Secrets all = secretsOf(account);
    for (const auto &[derivation, lacking] : secretlabel::byDerivation) {
        const Trace seen = observe(wireOf(account), [&](std::string_view label, ByteView random) {
            return label == lacking ? std::nullopt : all(label, random);
        });
        QVERIFY(seen.checks.empty());
        QCOMPARE(seen.records.size(), recorded.records.size());
        for (std::size_t i = 0; i < seen.records.size(); ++i) {
            if (seen.records[i].plaintext.empty())
                continue;
            compareRecord(seen.records[i], recorded.records[i], i);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void tst_Observer::everySuiteAndFlow_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<std::size_t>("handshakes");
    const auto rows = [](const std::vector<Variant> &variants) {
        for (const Variant &variant : variants) {
            QStringList settings;
            for (const std::string &setting : variant.settings)
                settings << QString::fromStdString(setting);
            QTest::newRow(row(variant.name)) << settings << variant.handshakes;
        }
    };
    rows(suiteVariants());
    rows(flowVariants());
    rows(tls13Variants());
}

void tst_Observer::everySuiteAndFlow()
{
    QFETCH(const QStringList, settings);
    QFETCH(const std::size_t, handshakes);
    std::vector<std::string> set;
    for (const QString &setting : settings)
        set.push_back(setting.toStdString());
    const std::shared_ptr<const Trace> recorded = runBuiltin(variantScenario, set);
    const std::string secrets = keyLog(*recorded);
    const bool isTls13 = recorded->negotiated.version == names::version(tls13);
    const QByteArray label = isTls13 ? "SERVER_TRAFFIC_SECRET_0 " : "CLIENT_RANDOM ";
    QCOMPARE(static_cast<std::size_t>(QByteArray::fromStdString(secrets).count(label)), handshakes);
    compareWithKeyLog(*recorded);
    if (!QTest::currentTestFailed())
        compareWithoutKeys(*recorded);
}

void tst_Observer::cutAnywhere()
{
    QFETCH(const int, index);
    const Trace &recorded = scenario(index);
    const std::vector<Chunk> chunks = wireOf(recorded);
    const Trace whole = observe(chunks, secretsOf(recorded));
    for (const std::size_t length : {std::size_t{1}, std::size_t{4}, std::size_t{1000}}) {
        Observer observer(secretsOf(recorded));
        for (const Chunk &chunk : chunks)
            for (std::size_t at = 0; at < chunk.bytes.size(); at += length) {
                const ByteView part = ByteView(chunk.bytes).subspan(at, std::min(length, chunk.bytes.size() - at));
                observer.see({chunk.from, Bytes(part.begin(), part.end()), chunk.timeUs});
            }
        QVERIFY(observer.trace() == whole);
    }
}

/// What it finds can be saved and read again: every index and range is where it should be.
void tst_Observer::isARecording()
{
    QFETCH(const int, index);
    const Trace &recorded = scenario(index);
    for (const Trace &seen : {observe(wireOf(recorded)), observe(wireOf(recorded), secretsOf(recorded))}) {
        const Result<Trace> read = readRecording(writeRecording(seen, {.withSecrets = true}), "seen.json");
        if (const Error *error = std::get_if<Error>(&read))
            QFAIL(error->text().c_str());
        QVERIFY(std::get<Trace>(read) == seen);
        std::vector<bool> sent(seen.messages.size());
        for (const Event &event : seen.events) {
            if (event.what == What::MessageSent)
                sent[event.index] = true;
            if (event.what == What::MessageReceived)
                QVERIFY(sent[event.index]);
        }
        QVERIFY(std::all_of(sent.begin(), sent.end(), [](bool was) { return was; }));
    }
}

/// The first @p length bytes of the connection.
static std::vector<Chunk> firstBytes(std::vector<Chunk> chunks, std::size_t length)
{
    std::vector<Chunk> first;
    for (Chunk &chunk : chunks) {
        chunk.bytes.resize(std::min(length, chunk.bytes.size()));
        length -= chunk.bytes.size();
        first.push_back(std::move(chunk));
        if (length == 0)
            break;
    }
    return first;
}

void tst_Observer::endsWhereItIsCutOff()
{
    QFETCH(const int, index);
    const Trace &recorded = scenario(index);
    const std::vector<Chunk> chunks = wireOf(recorded);
    const Trace whole = observe(chunks, secretsOf(recorded));
    for (std::size_t length = 0; length < sizeOf(chunks); length += 1 + length / 40) {
        const Trace seen = observe(firstBytes(chunks, length), secretsOf(recorded));
        QVERIFY(seen.checks.empty());
        QVERIFY(seen.messages.size() <= whole.messages.size());
        QVERIFY(std::equal(seen.records.begin(), seen.records.end(), whole.records.begin()));
        for (std::size_t i = 0; i < seen.messages.size(); ++i)
            compareMessage(seen.messages[i], whole.messages[i], i);
    }
}

void tst_Observer::aWrongSecretOpensNothing()
{
    const std::shared_ptr<const Trace> recorded = runBuiltin("classic");
    const Trace seen = observe(wireOf(*recorded), [](std::string_view, ByteView) { return Bytes(48, 1); });
    QCOMPARE(seen.checks.size(), std::size_t{2}); // one for each direction
    for (const Check &check : seen.checks)
        QCOMPARE(check.name, std::string("record.mac"));
    QVERIFY(seen.outcome.client == Status::Failed && seen.outcome.server == Status::Failed);
    QVERIFY(!messageOf(seen, "finished", Side::Client));
}

void tst_Observer::ofASecretForAnotherConnectionNothingChanges()
{
    const std::shared_ptr<const Trace> recorded = runBuiltin("classic");
    const std::shared_ptr<const Trace> other = runBuiltin("classic", {"seed=99"});
    QVERIFY(observe(wireOf(*recorded), secretsOf(*other)) == observe(wireOf(*recorded)));
}

/// What a suite without encryption protects is integrity alone.
void tst_Observer::aNullCipherHidesNothing()
{
    const std::string suite = "TLS_RSA_WITH_NULL_SHA256";
    const std::shared_ptr<const Trace> recorded =
        runBuiltin("tls12-rsa", {"client.suites=" + suite, "server.suites=" + suite});
    QCOMPARE(recorded->negotiated.suite, suite);
    const Trace seen = observe(wireOf(*recorded));
    QVERIFY(seen.records == recorded->records);
    QVERIFY(seen.messages == recorded->messages);
    QVERIFY(seen.negotiated == recorded->negotiated);
}

QTEST_GUILESS_MAIN(tst_Observer)
#include "tst_observer.moc"
