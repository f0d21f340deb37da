// SPDX-License-Identifier: GPL-3.0-or-later

// A live connection has one account only, ours. The Trace that comes of it tells the peer's messages and records too.

#include "combinations.h"
#include "trace/timeline.h"

#include <QtTest>

#include <map>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Side)

class TestLiveTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void everyMessageIsThere();
    void everyByteOfTheWireIsThere();
    void messagesLieInTheirRecords();
    void everythingWasSentBeforeItArrived();
    void itCanBeSteppedThrough();

private:
    void live();

    Side m_ours = Side::Client;

    crypto::Context m_context;
    Identities m_identities{m_context};
    Trace m_trace;
    Bytes m_clientsWire, m_serversWire;
};

void TestLiveTrace::initTestCase_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("reframing");
    for (const Side ours : {Side::Client, Side::Server})
        for (const int reframing : {0, 41, 900, 16384})
            QTest::addRow("%s, %s %d", ours == Side::Client ? "client" : "server",
                          reframing ? "peer's messages in records of" : "peer's own records", reframing)
                << ours << reframing;
}

/// The classic handshake with small fragments, a line each way, and an orderly end.
void TestLiveTrace::live()
{
    QFETCH_GLOBAL(Side, ours);
    QFETCH_GLOBAL(int, reframing);
    m_ours = ours;
    Setting setting = settingOf({ours, cipherSuite("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"), namedGroup("ffdhe2048"),
                                 "server-rsa", ClientCertificate::RequiredRsa},
                                m_identities);
    setting.reframing = static_cast<std::size_t>(reframing);
    setting.us.fragmentLimit = setting.them.fragmentLimit = 512;
    Meeting meeting(setting, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Open, meeting.report().c_str());
    meeting.us().send(toBytes("from us"));
    meeting.carry();
    meeting.them().send(toBytes("from them"));
    meeting.carry();
    meeting.us().close();
    meeting.carry();
    const bool client = ours == Side::Client;
    m_trace = client ? mergeAccounts(meeting.recorder().takeAccount(), {}, 0)
                     : mergeAccounts({}, meeting.recorder().takeAccount(), 0);
    m_clientsWire = client ? meeting.sentByUs() : meeting.sentByThem();
    m_serversWire = client ? meeting.sentByThem() : meeting.sentByUs();
}

void TestLiveTrace::everyMessageIsThere()
{
    live();
    QStringList told;
    for (const Message &message : m_trace.messages)
        told << QStringLiteral("%1%2 %3")
                    .arg(QChar(message.from == Side::Client ? u'c' : u's'))
                    .arg(message.flight)
                    .arg(QString::fromStdString(message.name));
    QStringList expected{QStringLiteral("c1 client_hello"),
                         QStringLiteral("s2 server_hello"),
                         QStringLiteral("s2 certificate"),
                         QStringLiteral("s2 server_key_exchange"),
                         QStringLiteral("s2 certificate_request"),
                         QStringLiteral("s2 server_hello_done"),
                         QStringLiteral("c3 certificate"),
                         QStringLiteral("c3 client_key_exchange"),
                         QStringLiteral("c3 certificate_verify"),
                         QStringLiteral("c3 change_cipher_spec"),
                         QStringLiteral("c3 finished"),
                         QStringLiteral("s4 change_cipher_spec"),
                         QStringLiteral("s4 finished")};
    if (m_ours == Side::Client)
        expected << QStringLiteral("c5 application_data") << QStringLiteral("s6 application_data")
                 << QStringLiteral("c7 alert") << QStringLiteral("s8 alert");
    else
        expected << QStringLiteral("s4 application_data") << QStringLiteral("c5 application_data")
                 << QStringLiteral("s6 alert") << QStringLiteral("c7 alert");
    QCOMPARE(told, expected);
}

void TestLiveTrace::everyByteOfTheWireIsThere()
{
    live();
    Bytes client, server;
    for (const Record &record : m_trace.records)
        append(record.from == Side::Client ? client : server, record.wire);
    QCOMPARE(toHex(client), toHex(m_clientsWire));
    QCOMPARE(toHex(server), toHex(m_serversWire));
}

void TestLiveTrace::messagesLieInTheirRecords()
{
    live();
    for (const Message &message : m_trace.messages) {
        Bytes joined;
        for (const MessageSpan &span : message.spans) {
            QCOMPARE(m_trace[span.record].from, message.from);
            QCOMPARE(m_trace[span.record].type, message.protocol);
            append(joined, slice(m_trace[span.record].plaintext, span.plaintext));
        }
        QCOMPARE(toHex(joined), toHex(message.bytes));
    }
}

void TestLiveTrace::everythingWasSentBeforeItArrived()
{
    live();
    std::map<std::uint32_t, int> messages, records; // 1: on its way, 2: arrived
    std::uint32_t nextMessage = 0, nextRecord = 0;
    for (const Event &event : m_trace.events) {
        switch (event.what) {
        case What::MessageSent:
            QCOMPARE(event.at, m_trace.messages[event.index].from);
            QCOMPARE(event.index, nextMessage++); // "messages are in the order of sending"
            messages[event.index] = 1;
            break;
        case What::RecordSealed:
            QCOMPARE(event.at, m_trace.records[event.index].from);
            QCOMPARE(event.index, nextRecord++);
            records[event.index] = 1;
            break;
        case What::MessageReceived:
            QCOMPARE(event.at, m_ours);
            QCOMPARE(messages[event.index]++, 1);
            break;
        case What::RecordOpened:
            QCOMPARE(event.at, m_ours);
            QCOMPARE(records[event.index]++, 1);
            break;
        default:
            QCOMPARE(event.at, m_ours);
            break;
        }
    }
    QCOMPARE(std::size_t{nextMessage}, m_trace.messages.size());
    QCOMPARE(std::size_t{nextRecord}, m_trace.records.size());
    for (const auto &[index, state] : messages)
        QCOMPARE(state, m_trace.messages[index].from == m_ours ? 1 : 2);
}

void TestLiveTrace::itCanBeSteppedThrough()
{
    live();
    const std::vector<Playhead> messageStops = stops(m_trace, Granularity::Message);
    QCOMPARE(messageStops.size(), m_trace.messages.size() + 1);
    for (std::uint32_t i = 0; i < messageStops.size(); ++i)
        QCOMPARE(messagesSent(m_trace, messageStops[i]), i);
    QCOMPARE(stateAt(m_trace, m_ours, messageStops.back()), std::string("closed"));
}

QTEST_GUILESS_MAIN(TestLiveTrace)
#include "tst_livetrace.moc"
