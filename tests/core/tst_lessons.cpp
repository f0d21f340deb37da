// SPDX-License-Identifier: GPL-3.0-or-later

// Each built-in scenario shows the one thing that its description promises.

#include "lessons.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestLessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioHasALesson();
    void lessonsAreShown_data();
    void lessonsAreShown();
    void sessionsTakenUpAgainSkipTheExchange_data();
    void sessionsTakenUpAgainSkipTheExchange();
    void renegotiationIsASecondHandshake_data();
    void renegotiationIsASecondHandshake();
    void splitDataBeginsWithOneByte();
    void ivIsChainedOrFresh_data();
    void ivIsChainedOrFresh();
    void compressionBetraysTheRightGuess();
    void smallRecordsCutTheCertificate();
    void sentinelStandsInServerRandom();
};

void TestLessons::everyScenarioHasALesson()
{
    QCOMPARE(lessons().size(), builtinScenarios().size());
    for (const ScenarioInfo &info : builtinScenarios())
        QVERIFY2(lessons().contains(info.name), info.name.c_str());
}

void TestLessons::lessonsAreShown_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const auto &[name, all] : lessons())
        for (const char *what : all)
            QTest::addRow("%s: %s", name.c_str(), what) << QByteArray(what);
}

void TestLessons::lessonsAreShown()
{
    QFETCH(QByteArray, what);
    const std::string tag = QTest::currentDataTag();
    const auto trace = traceOf(tag.substr(0, tag.find(':')));
    QVERIFY(trace && trace->outcome.expected);
    QVERIFY(shows(*trace, what.toStdString()));
}

void TestLessons::sessionsTakenUpAgainSkipTheExchange_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"resumption-session-id", "resumption-ticket"})
        QTest::newRow(name) << QByteArray(name);
}

// RFC 5246 7.3, figure 2
void TestLessons::sessionsTakenUpAgainSkipTheExchange()
{
    QFETCH(QByteArray, name);
    const auto trace = traceOf(name.toStdString());
    QVERIFY(trace->negotiated.resumed);
    QCOMPARE(countOf(*trace, "certificate") + countOf(*trace, "client_key_exchange"), 0);
    const auto client = messageOf(*trace, "finished", Side::Client),
               server = messageOf(*trace, "finished", Side::Server);
    QVERIFY(server->index < client->index);
}

void TestLessons::renegotiationIsASecondHandshake_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("secure");
    QTest::newRow("RFC 5746") << QByteArray("renegotiation-secure") << true;
    QTest::newRow("before it") << QByteArray("renegotiation-insecure") << false;
}

void TestLessons::renegotiationIsASecondHandshake()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, secure);
    const auto trace = traceOf(name.toStdString());
    QCOMPARE(countOf(*trace, "client_hello"), 2);
    QCOMPARE(countOf(*trace, "finished"), 4);
    QCOMPARE(trace->negotiated.secureRenegotiation, secure);
    const auto last = std::find_if(trace->messages.rbegin(), trace->messages.rend(),
                                   [](const Message &message) { return message.name == "client_hello"; });
    QVERIFY(last->encrypted);
    const auto field = last->fields.find("client_hello.extensions.renegotiation_info.renegotiated_connection");
    QCOMPARE(field.has_value(), secure);
}

void TestLessons::splitDataBeginsWithOneByte()
{
    const auto trace = traceOf("tls10-cbc");
    std::vector<std::size_t> sizes;
    for (const Record &record : trace->records)
        if (record.from == Side::Client && record.type == Protocol::ApplicationData)
            sizes.push_back(record.plaintext.size());
    QCOMPARE(sizes.size(), std::size_t(2));
    QCOMPARE(sizes.front(), std::size_t(1));
    QVERIFY(sizes.back() > 1);
}

void TestLessons::ivIsChainedOrFresh_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("chained");
    QTest::newRow("TLS 1.0") << QByteArray("tls10-cbc") << true;
    QTest::newRow("TLS 1.1") << QByteArray("tls11-cbc") << false;
}

// RFC 2246 6.2.3.2: "The IV for subsequent records is the last ciphertext block from the previous record."
void TestLessons::ivIsChainedOrFresh()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, chained);
    Bytes lastBlock;
    int compared = 0;
    for (const Record &record : traceOf(name.toStdString())->records) {
        if (record.from != Side::Client || record.protection != ProtectionKind::Cbc)
            continue;
        QCOMPARE(record.explicitNonce.length, chained ? 0U : 16U);
        if (!lastBlock.empty()) {
            QCOMPARE(record.iv == lastBlock, chained);
            ++compared;
        }
        lastBlock.assign(record.wire.end() - 16, record.wire.end());
    }
    QVERIFY(compared >= 2);
}

void TestLessons::compressionBetraysTheRightGuess()
{
    const std::vector<std::size_t> lengths = dataLengths(*traceOf("compression"), Side::Client);
    QCOMPARE(lengths.size(), std::size_t(3));
    QVERIFY(lengths[2] < lengths[1]);
}

void TestLessons::smallRecordsCutTheCertificate()
{
    const auto trace = traceOf("record-size");
    QVERIFY((*trace)[*messageOf(*trace, "certificate", Side::Server)].spans.size() > 1);
    for (const Record &record : trace->records)
        QVERIFY(record.plaintext.size() <= 512);
}

// RFC 8446 4.1.3: 44 4F 57 4E 47 52 44 00
void TestLessons::sentinelStandsInServerRandom()
{
    const auto trace = traceOf("downgrade-sentinel");
    const Message &hello = (*trace)[*messageOf(*trace, "server_hello", Side::Server)];
    const Range range = hello.fields[*hello.fields.find("server_hello.random")].range;
    const Bytes random(hello.bytes.begin() + range.offset, hello.bytes.begin() + range.offset + range.length);
    QVERIFY(toHex(random).ends_with("444f574e47524400"));
}

QTEST_GUILESS_MAIN(TestLessons)
#include "tst_lessons.moc"
