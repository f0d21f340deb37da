// SPDX-License-Identifier: GPL-3.0-or-later

// What an endpoint of TLS 1.3 does when it is told something in its time or out of it, in whatever pieces bytes come.

#include "print.h"

#include "parties.h"

using namespace hd;
using namespace hd::test;

namespace {

Meeting meeting()
{
    return {tls13, cipherSuite(0x1301)};
}

Meeting withLateAuth()
{
    Meeting late = meeting();
    late.modern.lateAuth = true;
    return late;
}

std::size_t sentBy(const Connection &connection, Side side, std::string_view name)
{
    const std::vector<Message> &messages = connection.account(side).messages;
    return static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(), [&](const Message &message) {
        return message.from == side && message.name == name;
    }));
}

void exchange(Connection &connection)
{
    for (const Side side : {Side::Client, Side::Server}) {
        connection.party(side).send(toBytes("word"));
        connection.carry();
        QCOMPARE(connection.party(peerOf(side)).takeReceived(), toBytes("word"));
    }
    QVERIFY(connection.bothOpen());
}

} // namespace

class TestTls13Endpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunksMakeNoDifference_data();
    void chunksMakeNoDifference();
    void closingBothWays_data();
    void closingBothWays();
    void commandsOutOfTimeDoNothing();
    void commandsOfTheOtherFamilyDoNothing();
    void lateAuthenticationComesOneAtATime();
    void dataGoesOnWhileACertificateIsAwaited();
    void clientThatDoesNotAllowItIsNotAsked();
    void keysExportedStayTheSame();
    void earlyDataComesFirst();
};

void TestTls13Endpoint::chunksMakeNoDifference_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < tls13Meetings().size(); ++i)
        QTest::newRow(row(tls13Meetings()[i].title()).constData()) << qsizetype(i);
}

/// RFC 8446 5.1: the record layer knows no boundaries of its transport.
void TestTls13Endpoint::chunksMakeNoDifference()
{
    QFETCH(qsizetype, index);
    const Meeting which = tls13Meetings()[static_cast<std::size_t>(index)];
    const Connection::Plan plan = planOf(which);
    std::optional<Trace> whole;
    for (const std::size_t size : {0U, 1U, 7U, 100U}) {
        Connection::Plan copy = plan;
        copy.sessions = std::make_shared<SessionStore>(*plan.sessions);
        Connection connection(std::move(copy));
        connection.chunk = size;
        meet(connection, which);
        QVERIFY(connection.bothOpen());
        Trace trace = connection.takeTrace();
        if (whole)
            QVERIFY2(trace == *whole, qPrintable(QString::number(size)));
        else
            whole = std::move(trace);
    }
}

void TestTls13Endpoint::closingBothWays_data()
{
    QTest::addColumn<bool>("byClient");
    QTest::newRow("client") << true;
    QTest::newRow("server") << false;
}

/// RFC 8446 6.1.
void TestTls13Endpoint::closingBothWays()
{
    QFETCH(bool, byClient);
    const Side by = byClient ? Side::Client : Side::Server, other = peerOf(by);
    Connection connection(planOf(meeting()));
    connection.run();
    connection.party(by).close();
    connection.party(by).updateKeys(true);
    connection.party(by).send(toBytes("too late"));
    connection.carry();
    for (const Side side : {by, other}) {
        QCOMPARE(connection.party(side).status(), Status::Closed);
        QVERIFY(!connection.party(side).alert());
        QCOMPARE(sentBy(connection, side, "alert"), std::size_t(1));
        QCOMPARE(sentBy(connection, side, "key_update"), std::size_t(0));
    }
    QVERIFY(connection.party(other).takeReceived().empty());
}

void TestTls13Endpoint::commandsOutOfTimeDoNothing()
{
    Connection connection(planOf(withLateAuth()));
    connection.start();
    for (const Side side : {Side::Client, Side::Server}) {
        connection.party(side).updateKeys(true);
        connection.party(side).requestCertificate();
        connection.party(side).send(toBytes("early"));
    }
    connection.carry();
    QVERIFY(connection.bothOpen());
    connection.party(Side::Client).requestCertificate(); // a server's
    connection.carry();
    exchange(connection);
    for (const Side side : {Side::Client, Side::Server})
        QCOMPARE(sentBy(connection, side, "key_update") + sentBy(connection, side, "certificate_request"),
                 std::size_t(0));
}

/// TLS 1.3 has no handshake within the connection, and older versions have no key_update.
void TestTls13Endpoint::commandsOfTheOtherFamilyDoNothing()
{
    Connection modern(planOf(meeting()));
    modern.run();
    Connection older(planOf({tls12, suiteFor(tls12, "ECDHE_RSA")}));
    older.run();
    for (const Side side : {Side::Client, Side::Server}) {
        modern.party(side).renegotiate();
        older.party(side).updateKeys(true);
        older.party(side).requestCertificate();
        QVERIFY(modern.party(side).takeOutput().empty());
        QVERIFY(older.party(side).takeOutput().empty());
    }
    exchange(modern);
    exchange(older);
}

/// RFC 8446 4.6.2: each request has its own context and its own answer.
void TestTls13Endpoint::lateAuthenticationComesOneAtATime()
{
    Connection connection(planOf(withLateAuth()));
    connection.run();
    Endpoint &server = connection.party(Side::Server);
    server.requestCertificate();
    server.requestCertificate(); // not before the first is answered
    connection.carry();
    QCOMPARE(sentBy(connection, Side::Server, "certificate_request"), std::size_t(1));
    server.requestCertificate();
    connection.carry();
    QCOMPARE(sentBy(connection, Side::Server, "certificate_request"), std::size_t(2));
    QCOMPARE(sentBy(connection, Side::Client, "certificate_verify"), std::size_t(2));
    std::vector<Bytes> contexts;
    for (const Message &message : connection.account(Side::Server).messages)
        if (message.name == "certificate_request")
            contexts.push_back(message.bytes);
    QVERIFY(contexts[0] != contexts[1]);
    exchange(connection);
}

/// RFC 8446 4.6.2: a client may take its time, and both may go on meanwhile.
void TestTls13Endpoint::dataGoesOnWhileACertificateIsAwaited()
{
    Connection connection(planOf(withLateAuth()));
    connection.run();
    connection.party(Side::Server).requestCertificate();
    connection.party(Side::Server).send(toBytes("meanwhile"));
    connection.party(Side::Client).send(toBytes("still"));
    connection.party(Side::Client).updateKeys(false);
    connection.carry();
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("still"));
    QCOMPARE(connection.party(Side::Client).takeReceived(), toBytes("meanwhile"));
    QCOMPARE(sentBy(connection, Side::Client, "certificate_verify"), std::size_t(1));
    exchange(connection);
}

/// RFC 8446 4.6.2: a client that has not sent post_handshake_auth ends it with unexpected_message, so a server does not
/// ask.
void TestTls13Endpoint::clientThatDoesNotAllowItIsNotAsked()
{
    Connection connection(planOf(meeting()));
    connection.run();
    connection.party(Side::Server).requestCertificate();
    QVERIFY(connection.party(Side::Server).takeOutput().empty());
    // One with signature_algorithms, under keys of application data
    const Bytes bytes{13, 0, 0, 11, 0, 0, 8, 0, 13, 0, 4, 0, 2, 4, 3};
    Connection asked(planOf(meeting()));
    asked.edit = [](const Unit &unit) { return std::vector{unit}; };
    asked.run();
    asked.inject({Side::Server, Protocol::Handshake, 2, tls12, bytes, {}});
    QCOMPARE(asked.failedChecks(Side::Client), std::vector<std::string>{"message.expected"});
    QCOMPARE(asked.party(Side::Client).alert(), std::optional(Alert::UnexpectedMessage));
}

/// RFC 8446 7.5: the exporter's secret is that of the handshake, whatever happens to the traffic keys.
void TestTls13Endpoint::keysExportedStayTheSame()
{
    Connection connection(planOf(meeting()));
    connection.run();
    const auto exported = [&](Side side) {
        return connection.party(side).exportKeyingMaterial("EXPORTER-test", toBytes("context"), 40);
    };
    const Bytes before = exported(Side::Client);
    QCOMPARE(before.size(), std::size_t(40));
    QCOMPARE(exported(Side::Server), before);
    connection.party(Side::Server).updateKeys(true);
    connection.carry();
    QCOMPARE(exported(Side::Client), before);
    QCOMPARE(exported(Side::Server), before);
    // RFC 8446 7.5: without a context it is the same as with an empty one
    QCOMPARE(connection.party(Side::Client).exportKeyingMaterial("EXPORTER-test", std::nullopt, 16),
             connection.party(Side::Server).exportKeyingMaterial("EXPORTER-test", Bytes(), 16));
}

/// RFC 8446 2.3: a server has it before the handshake is over.
void TestTls13Endpoint::earlyDataComesFirst()
{
    Meeting early = meeting();
    early.tickets = true;
    early.modern.psk = Tls13Options::Psk::Ticket;
    early.modern.early = Tls13Options::Early::Accepted;
    Connection connection(planOf(early));
    connection.start();
    connection.party(Side::Server).receive(connection.party(Side::Client).takeOutput());
    QCOMPARE(connection.party(Side::Server).status(), Status::Handshaking);
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("early"));
    connection.carry();
    QVERIFY(connection.bothOpen());
    QCOMPARE(connection.party(Side::Client).negotiated().earlyData, std::string("accepted"));
    exchange(connection);
}

QTEST_GUILESS_MAIN(TestTls13Endpoint)
#include "tst_tls13endpoint.moc"
