// SPDX-License-Identifier: GPL-3.0-or-later

// Which ticket is taken up again in TLS 1.3, and when early data goes with it: each condition of RFC
// 8446 4.2.10, 4.2.11 and 8, and that what is refused costs nothing but a full handshake, or that the data is sent
// again.

#include "looks.h"

#include "tls13parties.h"

using namespace hd;
using namespace hd::test;

namespace {

using Psk = Tls13Options::Psk;
using Early = Tls13Options::Early;

Meeting resumed()
{
    Meeting meeting{tls13, cipherSuite(0x1301)};
    meeting.tickets = true;
    meeting.modern.psk = Psk::Ticket;
    return meeting;
}

Meeting withEarlyData()
{
    Meeting meeting = resumed();
    meeting.modern.early = Early::Accepted;
    return meeting;
}

/// Why the first row of the server's last decision about @p what is as it is.
std::string reasonOf(const Connection &connection, std::string_view what)
{
    std::string reason = "no decision";
    for (const Decision &decision : connection.account(Side::Server).decisions)
        if (decision.what == what)
            reason = decision.candidates.empty() ? "empty" : decision.candidates.front().reason;
    return reason;
}

using Change = void (*)(Connection::Plan &);

} // namespace

Q_DECLARE_METATYPE(Change)

class TestTls13Sessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticketsAreTakenUpAgain();
    void ticketsThatAreNot_data();
    void ticketsThatAreNot();
    void clientAuthenticationIsPartOfASession();
    void wrongKeyIsNoticed();
    void earlyDataThatIsNotTaken_data();
    void earlyDataThatIsNotTaken();
    void earlyDataUnderOtherParameters_data();
    void earlyDataUnderOtherParameters();
    void earlyDataIsTakenOnce();
    void replayIsTakenWhereNobodyLooks();
    void olderSessionsStayWithTheirFamily();
};

void TestTls13Sessions::ticketsAreTakenUpAgain()
{
    Connection connection(planOf(resumed()));
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const Side side : {Side::Client, Side::Server}) {
        QVERIFY(connection.party(side).negotiated().resumed);
        QVERIFY(!messageAt(connection, side, Side::Server, "certificate"));
    }
    QCOMPARE(reasonOf(connection, "psk"), std::string("chosen"));
    // RFC 8446 4.6.1: the next connection gets a ticket of its own
    QVERIFY(connection.party(Side::Client).session()->ticket != connection.config(Side::Client).session->ticket);
}

void TestTls13Sessions::ticketsThatAreNot_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("reason");
    const auto add = [](const char *name, Change change, const char *reason) {
        QTest::newRow(name) << change << QByteArray(reason);
    };
    add(
        "too old",
        [](Connection::Plan &plan) {
            plan.client.config.session->lifetime = 604800; // or the client would not offer it
            plan.clock += 7201;
        },
        "session-expired");
    add(
        "changed", [](Connection::Plan &plan) { plan.client.config.session->ticket.back() ^= 1; },
        "ticket-not-readable");
    add(
        "of another server", [](Connection::Plan &plan) { plan.sessions = std::make_shared<SessionStore>(); },
        "ticket-not-readable");
    add(
        "for another hash", [](Connection::Plan &plan) { plan.server.config.suites = {0x1302}; }, "psk-other-hash");
    add(
        "without a common mode", [](Connection::Plan &plan) { plan.client.config.tls13.pskModes = {PskMode::Ke}; },
        "psk-no-common-mode");
    add(
        "of somebody unknown", [](Connection::Plan &plan) { plan.server.config.clientAuth = ClientAuth::Require; },
        "session-not-authenticated");
}

/// RFC 8446 4.2.11: "If no acceptable PSKs are found, the server SHOULD perform a non-PSK handshake if possible."
void TestTls13Sessions::ticketsThatAreNot()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, reason);
    Connection::Plan plan = planOf(resumed());
    plan.client.config.credentials.push_back(credential("client-ecdsa"));
    change(plan);
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    QCOMPARE(reasonOf(connection, "psk"), reason.toStdString());
    for (const Side side : {Side::Client, Side::Server})
        QVERIFY(!connection.party(side).negotiated().resumed);
    QVERIFY(messageAt(connection, Side::Client, Side::Server, "certificate"));
}

/// RFC 8446 2.2: a ticket stands for who the client was; it is not asked again.
void TestTls13Sessions::clientAuthenticationIsPartOfASession()
{
    Meeting meeting = resumed();
    meeting.clientAuth = ClientAuth::Require;
    Connection connection(planOf(meeting));
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    QVERIFY(connection.party(Side::Server).negotiated().resumed);
    QVERIFY(!messageAt(connection, Side::Client, Side::Server, "certificate_request"));
}

/// RFC 8446 4.2.11: a binder that is wrong ends it; the server must not go on without.
void TestTls13Sessions::wrongKeyIsNoticed()
{
    Connection::Plan plan = planOf(resumed());
    plan.client.config.session->master.back() ^= 1;
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("server: decrypt_error by client_hello.binder"));
}

void TestTls13Sessions::earlyDataThatIsNotTaken_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("reason");
    const auto add = [](const char *name, Change change, const char *reason) {
        QTest::newRow(name) << change << QByteArray(reason);
    };
    add(
        "not wanted", [](Connection::Plan &plan) { plan.server.config.tls13.maxEarlyData = 0; },
        "early-data-not-wanted");
    add(
        "with another suite", [](Connection::Plan &plan) { plan.server.config.suites = {0x1303}; },
        "early-data-other-suite");
    add(
        "with another protocol",
        [](Connection::Plan &plan) {
            plan.client.config.alpn = {"other", "word"};
            plan.server.config.alpn = {"other", "word"};
        },
        "early-data-other-alpn");
    add(
        "with a retry", [](Connection::Plan &plan) { plan.server.config.tls13.cookie = true; }, "early-data-retry");
    add(
        "of a ticket that says another age",
        [](Connection::Plan &plan) { plan.client.config.session->ageAdd += 3600 * 1000; }, "early-data-wrong-age");
    add(
        "of a ticket that says a lower age",
        [](Connection::Plan &plan) {
            plan.clock += 60;
            plan.client.config.session->established += 60;
        },
        "early-data-wrong-age");
    add(
        "with a ticket that is not taken",
        [](Connection::Plan &plan) {
            plan.client.config.session->lifetime = 604800;
            plan.clock += 7201;
        },
        "early-data-not-first-psk");
}

/// RFC 8446 4.2.10 and 8.3: then it is sent again, once the handshake is over.
void TestTls13Sessions::earlyDataThatIsNotTaken()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, reason);
    Connection::Plan plan = planOf(withEarlyData());
    change(plan);
    Connection connection(std::move(plan));
    std::vector<std::string> firstDecision;
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    for (const Decision &decision : connection.account(Side::Server).decisions)
        if (decision.what == "early_data")
            firstDecision.push_back(decision.candidates.front().reason);
    QCOMPARE(firstDecision, std::vector<std::string>{reason.toStdString()});
    for (const Side side : {Side::Client, Side::Server})
        QCOMPARE(connection.party(side).negotiated().earlyData, std::string("rejected"));
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("early"));
    QVERIFY(!messageAt(connection, Side::Client, Side::Client, "end_of_early_data"));
}

void TestTls13Sessions::earlyDataUnderOtherParameters_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("another suite") << Change([](Connection::Plan &plan) {
        plan.client.config.suites = {0x1301, 0x1303};
        plan.client.config.session->suite = 0x1303;
    });
    QTest::newRow("another protocol") << Change([](Connection::Plan &plan) {
        plan.client.config.alpn = {"other", "word"};
        plan.client.config.session->alpn = "other";
    });
}

/// RFC 8446 4.2.10: a server that accepts it says that suite and protocol are those under which it was sent.
void TestTls13Sessions::earlyDataUnderOtherParameters()
{
    QFETCH(Change, change);
    Connection::Plan plan = planOf(withEarlyData());
    change(plan);
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(connection.party(Side::Server).negotiated().earlyData, std::string("accepted"));
    QCOMPARE(connection.failedChecks(Side::Client), std::vector<std::string>{"encrypted_extensions.early_data"});
    QCOMPARE(word(connection.party(Side::Client).alert()), std::string("illegal_parameter"));
}

/// RFC 8446 8.1: a server that remembers tickets takes the early data of each once.
void TestTls13Sessions::earlyDataIsTakenOnce()
{
    Connection::Plan plan = planOf(withEarlyData());
    plan.server.config.tls13.antiReplay = true;
    Connection first(plan), second(plan);
    first.run();
    second.run();
    QCOMPARE(first.party(Side::Client).negotiated().earlyData, std::string("accepted"));
    QCOMPARE(outcomeOf(second), std::string("open"));
    QCOMPARE(second.party(Side::Client).negotiated().earlyData, std::string("rejected"));
    QCOMPARE(reasonOf(second, "early_data"), std::string("early-data-replayed"));
}

/// RFC 8446 8: without such a memory the same bytes are taken again, but nobody without the key gets any further.
void TestTls13Sessions::replayIsTakenWhereNobodyLooks()
{
    Connection::Plan plan = planOf(withEarlyData());
    Bytes flight;
    Connection first(plan);
    first.editBytes = [&flight](Side from, Bytes bytes) {
        if (from == Side::Client && flight.empty())
            flight = bytes;
        return bytes;
    };
    first.run();
    QVERIFY(first.bothOpen());
    for (const bool looks : {false, true}) {
        Connection::Plan copy = plan;
        copy.server.config.tls13.antiReplay = looks;
        if (looks)
            copy.sessions->firstUse(plan.client.config.session->ticket);
        copy.seed = 7;
        Connection again(std::move(copy));
        again.start();
        again.party(Side::Server).receive(flight);
        QCOMPARE(again.party(Side::Server).takeReceived(), looks ? Bytes() : toBytes("early"));
        QCOMPARE(again.party(Side::Server).status(), Status::Handshaking);
    }
}

/// A session of TLS 1.2 is for TLS 1.2 alone, whatever else the client offers.
void TestTls13Sessions::olderSessionsStayWithTheirFamily()
{
    Connection::Plan older = planOf({tls12, suiteFor(tls12, "ECDHE_ECDSA")});
    older.client.config.sessionTicket = older.server.config.tickets = true;
    Connection first(older);
    first.run();
    const std::optional<SessionState> session = first.party(Side::Client).session();
    QVERIFY(session);
    for (const bool modernServer : {false, true}) {
        Connection::Plan plan = older;
        plan.seed = 3;
        plan.client.config.session = session;
        for (PartyConfig *config : {&plan.client.config, &plan.server.config}) {
            config->suites.push_back(0x1301);
            config->groups = {29, 23};
            if (modernServer || config == &plan.client.config)
                config->versions = {tls12, tls13};
        }
        Connection connection(std::move(plan));
        connection.run();
        QCOMPARE(outcomeOf(connection), std::string("open"));
        QCOMPARE(connection.party(Side::Client).negotiated().version, names::version(modernServer ? tls13 : tls12));
        QCOMPARE(connection.party(Side::Client).negotiated().resumed, !modernServer);
    }
}

QTEST_GUILESS_MAIN(TestTls13Sessions)
#include "tst_tls13sessions.moc"
