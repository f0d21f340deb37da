// SPDX-License-Identifier: GPL-3.0-or-later

// What an endpoint does when the peer, or somebody on the wire, does not keep to RFC 5246: the order of messages, their
// shape, what they say, alerts and the end. Every case says who notices, with which check, and what the alert is.

#include "print.h"

#include "endpointcases.h"

using namespace hd;
using namespace hd::test;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedGoesThrough();
    void whoNoticesSaysWhy_data();
    void whoNoticesSaysWhy();
    void chunksMakeNoDifference_data();
    void chunksMakeNoDifference();
    void endsWaiting_data();
    void endsWaiting();
    void helloRequestWhileNegotiatingIsIgnored();
    void renegotiationIsDeclined_data();
    void renegotiationIsDeclined();
    void warningsAreIgnored();
    void fatalAlertsEndIt_data();
    void fatalAlertsEndIt();
    void alertBeforeTheVersionIsSettledIsRead();
    void closingBothWays_data();
    void closingBothWays();
    void closeNotifyEndsAHandshake();
    void nothingIsTakenAfterTheEnd();
    void emptyDataIsNothing();
};

void TestEndpoint::untouchedGoesThrough()
{
    for (const ScenarioInfo &info : builtinScenarios()) {
        Connection plain(info.name), tapped(info.name);
        tapped.edit = [](const Unit &unit) { return std::vector{unit}; };
        plain.run();
        if (!plain.party(Side::Server).negotiated().compression.empty())
            continue; // what the tap seals anew would have to be compressed anew
        tapped.run();
        QVERIFY2(tapped.bothOpen() == plain.bothOpen(), info.name.c_str());
        QCOMPARE(tapped.party(Side::Client).status(), plain.party(Side::Client).status());
        QVERIFY(plain.quiet() && tapped.quiet());
    }
}

void TestEndpoint::whoNoticesSaysWhy_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < cases().size(); ++i)
        QTest::newRow(row(cases()[i].check + ": " + cases()[i].name).constData()) << qsizetype(i);
}

void TestEndpoint::whoNoticesSaysWhy()
{
    QFETCH(qsizetype, index);
    const Case &wanted = cases()[static_cast<std::size_t>(index)];
    Connection connection(wanted.scenario, wanted.settings);
    connection.edit = wanted.edit;
    connection.run();
    QVERIFY(connection.quiet());
    Endpoint &noticing = connection.party(wanted.by);
    QCOMPARE(noticing.status(), Status::Failed);
    QCOMPARE(word(noticing.alert()), word(wanted.alert));
    QCOMPARE(connection.failedChecks(wanted.by), std::vector{wanted.check});
    QVERIFY(connection.party(peerOf(wanted.by)).status() == Status::Failed); // told by the alert
    QCOMPARE(word(connection.party(peerOf(wanted.by)).alert()), word(wanted.alert));

    const Trace &account = connection.account(wanted.by);
    const auto failed =
        std::find_if(account.checks.begin(), account.checks.end(), [](const Check &check) { return !check.passed; });
    QCOMPARE(*failed->alert, static_cast<std::uint8_t>(wanted.alert));
    QVERIFY(!failed->clause.empty() && failed->expected != failed->actual);
    QCOMPARE(account.messages.back().name, std::string("alert"));
    QCOMPARE(account.states.back().state, std::string("failed"));
}

void TestEndpoint::chunksMakeNoDifference_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 3, 5, 7, 100, 1000})
        QTest::addRow("%d bytes at a time", size) << size;
}

void TestEndpoint::chunksMakeNoDifference()
{
    QFETCH(int, size);
    Connection whole("classic"), pieces("classic");
    pieces.chunk = static_cast<std::size_t>(size);
    for (Connection *connection : {&whole, &pieces}) {
        connection->run();
        connection->party(Side::Client).send(toBytes("hello"));
        connection->carry();
        QVERIFY(connection->bothOpen());
        QCOMPARE(connection->party(Side::Server).takeReceived(), toBytes("hello"));
    }
    QVERIFY(whole.takeTrace() == pieces.takeTrace());
}

void TestEndpoint::endsWaiting_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("fromClient");
    QTest::newRow("client_hello") << QByteArray("client_hello") << true;
    QTest::newRow("server_hello_done") << QByteArray("server_hello_done") << false;
    QTest::newRow("client's finished") << QByteArray("finished") << true;
    QTest::newRow("server's finished") << QByteArray("finished") << false;
}

/// Without the last message of a flight there is nothing wrong yet; but nobody takes the connection for made.
void TestEndpoint::endsWaiting()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, fromClient);
    const Side from = fromClient ? Side::Client : Side::Server;
    Connection connection("classic");
    connection.edit = dropping(from, message.toStdString());
    connection.run();
    QVERIFY(connection.quiet());
    QCOMPARE(connection.party(peerOf(from)).status(), Status::Handshaking);
    QVERIFY(connection.failedChecks(Side::Client).empty() && connection.failedChecks(Side::Server).empty());
    QVERIFY(connection.party(Side::Client).exportKeyingMaterial("label", std::nullopt, 32).empty());
}

/// RFC 5246 7.4.1.1: "This message will be ignored by the client if the client is currently negotiating a session", and
/// it "MUST NOT be included in the message hashes".
void TestEndpoint::helloRequestWhileNegotiatingIsIgnored()
{
    const Unit request{Side::Server, Protocol::Handshake, 0, tls12, {0, 0, 0, 0}, "hello_request"};
    for (const char *before : {"server_hello", "certificate", "server_hello_done", "change_cipher_spec"}) {
        Connection connection("classic");
        connection.edit = putBefore(Side::Server, before, request);
        connection.run();
        QVERIFY2(connection.bothOpen(), before);
    }
}

void TestEndpoint::renegotiationIsDeclined_data()
{
    QTest::addColumn<bool>("byClient");
    QTest::newRow("client_hello") << true;
    QTest::newRow("hello_request") << false;
}

/// RFC 5246 7.2.2: no_renegotiation, "always a warning"
void TestEndpoint::renegotiationIsDeclined()
{
    QFETCH(bool, byClient);
    const Side from = byClient ? Side::Client : Side::Server;
    Connection connection("classic");
    Unit hello{Side::Server, Protocol::Handshake, 1, tls12, {0, 0, 0, 0}, "hello_request"};
    std::vector<Unit> alerts;
    connection.edit = [&](const Unit &unit) {
        if (unit.name == "client_hello") {
            if (byClient)
                hello = unit;
            hello.epoch = 1;
            hello.version = tls12;
        }
        if (unit.name == "alert")
            alerts.push_back(unit);
        return std::vector{unit};
    };
    connection.run();
    QVERIFY(connection.bothOpen());
    connection.inject(hello);
    QVERIFY(connection.bothOpen());
    QCOMPARE(alerts.size(), std::size_t(1));
    QCOMPARE(alerts[0].bytes, (Bytes{1, 100}));
    QVERIFY(alerts[0].from == peerOf(from));
    connection.party(Side::Client).send(toBytes("still here"));
    connection.carry();
}

void TestEndpoint::warningsAreIgnored()
{
    for (const Side from : {Side::Client, Side::Server}) {
        for (const AlertName &alert : alertNames()) {
            if (alert.code == 0)
                continue;
            Connection connection("tls12-ecdhe-ecdsa");
            const Unit warning = alertUnit(from, 1, static_cast<Alert>(alert.code));
            connection.edit = putBefore(from, from == Side::Client ? "client_key_exchange" : "certificate", warning);
            connection.run();
            QVERIFY2(connection.bothOpen(), row(alert.name).constData());
            QVERIFY(!connection.party(peerOf(from)).alert());
        }
    }
}

void TestEndpoint::fatalAlertsEndIt_data()
{
    QTest::addColumn<bool>("fromClient");
    QTest::addColumn<int>("code");
    for (const AlertName &alert : alertNames())
        if (alert.code != 0)
            for (const bool fromClient : {true, false})
                QTest::newRow(row(titled(fromClient ? Side::Client : Side::Server, alert.name, "")).constData())
                    << fromClient << int(alert.code);
}

/// RFC 5246 7.2: "Upon transmission or receipt of a fatal alert message, both parties immediately close the
/// connection."
void TestEndpoint::fatalAlertsEndIt()
{
    QFETCH(bool, fromClient);
    QFETCH(int, code);
    const Side from = fromClient ? Side::Client : Side::Server, to = peerOf(from);
    const auto alert = static_cast<Alert>(code);
    Connection early("tls12-ecdhe-ecdsa"), late("tls12-ecdhe-ecdsa");
    early.edit = putBefore(from, fromClient ? "client_key_exchange" : "certificate", alertUnit(from, 2, alert));
    early.run();
    late.edit = [](const Unit &unit) { return std::vector{unit}; };
    late.run();
    QVERIFY(late.bothOpen());
    late.inject(alertUnit(from, 2, alert, 1));
    for (Connection *connection : {&early, &late}) {
        QCOMPARE(connection->party(to).status(), Status::Failed);
        QCOMPARE(word(connection->party(to).alert()), word(alert));
        QVERIFY(connection->failedChecks(to).empty()); // it is the peer's complaint, not its own
        QVERIFY(connection->party(to).takeOutput().empty());
        connection->party(to).send(toBytes("anyone?"));
        QVERIFY(connection->party(to).takeOutput().empty());
    }
}

/// A client that refuses server_hello answers in a record of the version it began with (RFC 5246 E.1).
void TestEndpoint::alertBeforeTheVersionIsSettledIsRead()
{
    Connection connection("classic");
    connection.edit =
        rewriting<ServerHello>(Side::Server, "server_hello", [](ServerHello &hello) { hello.version = tls11; });
    connection.run();
    QCOMPARE(word(connection.party(Side::Server).alert()), std::string("protocol_version"));
    QVERIFY(connection.failedChecks(Side::Server).empty());
    QCOMPARE(connection.account(Side::Server).records.back().version, tls10);
}

void TestEndpoint::closingBothWays_data()
{
    QTest::addColumn<bool>("byClient");
    QTest::newRow("client") << true;
    QTest::newRow("server") << false;
}

/// RFC 5246 7.2.1: the other party answers with a close_notify of its own.
void TestEndpoint::closingBothWays()
{
    QFETCH(bool, byClient);
    const Side by = byClient ? Side::Client : Side::Server, other = peerOf(by);
    Connection connection("classic");
    connection.run();
    connection.party(by).close();
    QCOMPARE(connection.party(by).status(), Status::Open); // until the answer is there
    connection.party(by).send(toBytes("too late"));
    connection.carry();
    QCOMPARE(connection.party(by).status(), Status::Closed);
    QCOMPARE(connection.party(other).status(), Status::Closed);
    QVERIFY(connection.party(other).takeReceived().empty());
    for (const Side side : {by, other}) {
        connection.party(side).close();
        connection.party(side).send(toBytes("more"));
        QVERIFY(connection.party(side).takeOutput().empty());
        QVERIFY(!connection.party(side).alert());
        QCOMPARE(connection.account(side).states.back().state, std::string("closed"));
    }
    const Trace trace = connection.takeTrace();
    QCOMPARE(trace.messages.size(), std::size_t(15)); // thirteen and two close_notify
    QVERIFY(trace.messages[13].from == by && trace.messages[14].from == other);
}

void TestEndpoint::closeNotifyEndsAHandshake()
{
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection("classic");
        connection.edit = putBefore(from, "certificate", alertUnit(from, 1, Alert::CloseNotify));
        connection.run();
        QCOMPARE(connection.party(peerOf(from)).status(), Status::Closed);
        QVERIFY(!connection.bothOpen() && connection.quiet());
    }
}

void TestEndpoint::nothingIsTakenAfterTheEnd()
{
    Connection connection("no-common-suite");
    connection.run();
    for (const Side side : {Side::Client, Side::Server}) {
        QCOMPARE(connection.party(side).status(), Status::Failed);
        const std::size_t events = connection.account(side).events.size();
        connection.party(side).receive(Bytes(100, 22));
        connection.party(side).close();
        QVERIFY(connection.party(side).takeOutput().empty());
        QCOMPARE(connection.account(side).events.size(), events);
    }
}

void TestEndpoint::emptyDataIsNothing()
{
    Connection connection("tls12-ecdhe-gcm");
    connection.run();
    connection.party(Side::Client).send({});
    connection.party(Side::Client).send(toBytes("x"));
    connection.carry();
    QVERIFY(connection.bothOpen());
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("x"));
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
