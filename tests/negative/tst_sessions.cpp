// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions that are taken up again, or should not be; versions that somebody lowers on the way.

#include "looks.h"

using namespace hd;
using namespace hd::test;

namespace {

constexpr Version allVersions[] = {ssl30, tls10, tls11, tls12};

Unit record(Side from, const Meeting &meeting, Protocol type, Bytes bytes, std::uint32_t epoch = 1)
{
    return {from, type, epoch, meeting.version, std::move(bytes), {}};
}

} // namespace

class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resumptionAcrossAnEmsChangeIsRefused_data();
    void resumptionAcrossAnEmsChangeIsRefused();
    void ticketsChangeWhichMessageIsLast_data();
    void ticketsChangeWhichMessageIsLast();
    void echoOfTheSessionIdTellsAResumption_data();
    void echoOfTheSessionIdTellsAResumption();
    void sessionsAreWhatTheyWere_data();
    void sessionsAreWhatTheyWere();
    void failedSessionsAreForgotten();
    void downgradesAreNoticed();
    void compressionThatIsNotOfferedIsNotResumed();
    void statusFromATrustedIssuerIsGood();
};

/// RFC 5246 7.4.1.2: a session is taken up again only with the compression method that it had.
void TestSessions::compressionThatIsNotOfferedIsNotResumed()
{
    Meeting meeting = meetingOf(tls12, "RSA");
    meeting.deflate = true;
    meeting.resumption = Resumption::SessionId;
    for (const bool still : {true, false}) {
        Connection::Plan plan = planOf(meeting);
        plan.client.config.deflate = still;
        Connection connection(std::move(plan));
        connection.run();
        QVERIFY(connection.bothOpen());
        const Negotiated &agreed = connection.party(Side::Server).negotiated();
        QCOMPARE(agreed.resumed, still);
        QCOMPARE(agreed.compression, std::string(still ? "DEFLATE" : ""));
    }
}

/// RFC 6066 8: the issuer that signed the stapled response may be trusted beforehand and not be sent.
void TestSessions::statusFromATrustedIssuerIsGood()
{
    Meeting meeting = meetingOf(tls12, "RSA");
    meeting.stapling = true;
    Connection::Plan plan = planOf(meeting);
    std::vector<crypto::Certificate> &chain = plan.server.config.credentials.front().chain;
    plan.client.config.anchors = {chain[1]};
    chain.erase(chain.begin() + 1, chain.end());
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    QVERIFY(messageAt(connection, Side::Client, Side::Server, "certificate_status"));
}

void TestSessions::resumptionAcrossAnEmsChangeIsRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("byTicket");
    for (const Version version : {tls10, tls11, tls12})
        for (const bool byTicket : {false, true})
            QTest::newRow(row(names::version(version) + (byTicket ? " ticket" : " session id")).constData())
                << int(version) << byTicket;
}

/// RFC 7627 5.3
void TestSessions::resumptionAcrossAnEmsChangeIsRefused()
{
    QFETCH(int, version);
    QFETCH(bool, byTicket);
    Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    meeting.tickets = byTicket;
    meeting.resumption = byTicket ? Resumption::Ticket : Resumption::SessionId;
    meeting.extendedMasterSecret = true;
    const Connection::Plan with = planOf(meeting);
    meeting.extendedMasterSecret = false;
    const Connection::Plan without = planOf(meeting);

    // "If the original session used the "extended_master_secret" extension but the new ClientHello does not contain it,
    // the server MUST abort the abbreviated handshake."
    Connection::Plan lost = with;
    lost.client.config.extendedMasterSecret = Wish::Off;
    Connection first(lost);
    first.run();
    QCOMPARE(outcomeOf(first), std::string("server: handshake_failure by client_hello.session_ems"));

    // "If the original session did not use [it] but the new ClientHello contains [it], then the server MUST NOT perform
    // the abbreviated handshake. Instead, it SHOULD continue with a full handshake".
    Connection::Plan gained = without;
    gained.client.config.extendedMasterSecret = gained.server.config.extendedMasterSecret = Wish::On;
    Connection second(gained);
    second.run();
    QCOMPARE(outcomeOf(second), std::string("open"));
    QVERIFY(!second.party(Side::Client).negotiated().resumed);
    QVERIFY(second.party(Side::Client).negotiated().extendedMasterSecret);

    // "If the client receives a ServerHello that accepts the abbreviated handshake", and the extension is there or not
    // as it was not, "the client MUST abort the handshake".
    Connection third(with);
    QCOMPARE(outcomeWith(third, rewriting<ServerHello>(Side::Server, meeting,
                                                       [](ServerHello &hello) {
                                                           Extensions kept;
                                                           for (const Extension &extension : hello.extensions.list())
                                                               if (typeOf(extension) != ExtendedMasterSecret::type)
                                                                   kept.add(extension);
                                                           hello.extensions = kept;
                                                       })),
             std::string("client: handshake_failure by server_hello.session_ems"));
}

void TestSessions::ticketsChangeWhichMessageIsLast_data()
{
    QTest::addColumn<int>("version");
    for (const Version version : {tls10, tls11, tls12})
        QTest::newRow(names::version(version).c_str()) << int(version);
}

/// RFC 5077 3.1, figures 1 and 2: new_session_ticket comes before the server's change_cipher_spec; when the session is
/// taken up again, the client's finished is the last.
void TestSessions::ticketsChangeWhichMessageIsLast()
{
    QFETCH(int, version);
    Meeting meeting = meetingOf(static_cast<Version>(version), "DHE_RSA");
    meeting.tickets = true;
    const auto order = [](const Meeting &kind) {
        Connection connection(planOf(kind));
        std::string names;
        connection.edit = [&names](const Unit &unit) {
            if (!unit.name.ends_with("_hello"))
                names += (names.empty() ? "" : " ") + word(unit.from).substr(0, 1) + ":" + unit.name;
            return std::vector{unit};
        };
        connection.run();
        return connection.bothOpen() ? names : "not open";
    };
    const std::string full = order(meeting);
    QVERIFY2(full.ends_with("c:change_cipher_spec c:finished s:new_session_ticket s:change_cipher_spec s:finished"),
             full.c_str());
    meeting.resumption = Resumption::Ticket;
    QCOMPARE(order(meeting), std::string("s:change_cipher_spec s:finished c:change_cipher_spec c:finished"));
}

void TestSessions::echoOfTheSessionIdTellsAResumption_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("byTicket");
    for (const Version version : allVersions)
        for (const bool byTicket : {false, true})
            if (version > ssl30 || !byTicket)
                QTest::newRow(row(names::version(version) + (byTicket ? " ticket" : " session id")).constData())
                    << int(version) << byTicket;
}

/// RFC 5246 7.4.1.3, RFC 5077 3.4: the client that sent an id knows by its echo; a server that does not echo begins a
/// full handshake.
void TestSessions::echoOfTheSessionIdTellsAResumption()
{
    QFETCH(int, version);
    QFETCH(bool, byTicket);
    Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    meeting.tickets = byTicket;
    meeting.resumption = byTicket ? Resumption::Ticket : Resumption::SessionId;
    const Connection::Plan plan = planOf(meeting);
    const auto idOf = [](const Connection &connection, Side from, const char *name) {
        const Bytes body = bodyOf(*messageAt(connection, Side::Client, from, name));
        return Bytes(body.begin() + 35, body.begin() + 35 + body[34]);
    };
    Connection resumed(plan);
    resumed.run();
    QVERIFY(resumed.bothOpen() && resumed.party(Side::Client).negotiated().resumed);
    QVERIFY(!idOf(resumed, Side::Client, "client_hello").empty());
    QCOMPARE(idOf(resumed, Side::Server, "server_hello"), idOf(resumed, Side::Client, "client_hello"));
    if (byTicket) // its own, made up for this purpose
        QVERIFY(idOf(resumed, Side::Client, "client_hello") != plan.client.config.session->id);

    Connection::Plan forgetful = plan;
    forgetful.sessions = std::make_shared<SessionStore>();
    Connection full(forgetful);
    full.run();
    QVERIFY(full.bothOpen() && !full.party(Side::Client).negotiated().resumed);
    QVERIFY(idOf(full, Side::Server, "server_hello") != idOf(full, Side::Client, "client_hello"));

    Connection other(plan); // who is told of another session waits for a certificate
    QCOMPARE(outcomeWith(other, changing(Side::Server, "server_hello", [](Unit &unit) { unit.bytes[4 + 35] ^= 1; })),
             std::string("client: unexpected_message by message.expected"));
}

void TestSessions::sessionsAreWhatTheyWere_data()
{
    QTest::addColumn<int>("version");
    for (const Version version : {ssl30, tls10, tls11, tls12})
        QTest::newRow(names::version(version).c_str()) << int(version);
}

/// RFC 5246 7.4.1.3: a session that is taken up again has the suite and the version that it had. RFC 5077 3.3, 4: a
/// ticket that was changed is none.
void TestSessions::sessionsAreWhatTheyWere()
{
    QFETCH(int, version);
    Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    meeting.resumption = Resumption::SessionId;
    Connection::Plan plan = planOf(meeting);
    const CipherSuite *other = suiteFor(meeting.version, "DHE_RSA");
    plan.client.config.suites.push_back(other->code);
    Connection swapped(plan);
    QCOMPARE(outcomeWith(swapped, rewriting<ServerHello>(Side::Server, meeting,
                                                         [&](ServerHello &hello) { hello.suite = other->code; })),
             std::string("client: illegal_parameter by server_hello.session"));
    if (meeting.version == ssl30)
        return;
    meeting.resumption = Resumption::Ticket;
    meeting.tickets = true;
    const Connection::Plan withTicket = planOf(meeting);
    for (std::size_t at = 0; at < withTicket.client.config.session->ticket.size(); at += 11) {
        Connection::Plan forged = withTicket;
        forged.client.config.session->ticket[at] ^= 0x80;
        Connection connection(forged);
        connection.run();
        QCOMPARE(outcomeOf(connection), std::string("open"));
        QVERIFY(!connection.party(Side::Client).negotiated().resumed);
    }
}

/// RFC 5246 7.2.2: after a fatal alert "any session identifiers ... associated with a failed connection" are forgotten.
void TestSessions::failedSessionsAreForgotten()
{
    for (const Version version : {ssl30, tls12}) {
        Meeting meeting = meetingOf(version, "RSA");
        meeting.resumption = Resumption::SessionId;
        const Connection::Plan plan = planOf(meeting);
        Connection failing(plan);
        failing.edit = untouched();
        failing.run();
        QVERIFY(failing.bothOpen() && failing.party(Side::Client).negotiated().resumed);
        Unit bad = record(Side::Client, meeting, Protocol::ApplicationData, toBytes("x"));
        bad.spoil = -1;
        failing.inject(bad);
        QVERIFY(!failing.party(Side::Client).session());
        Connection again(plan);
        again.run();
        QVERIFY(again.bothOpen() && !again.party(Side::Client).negotiated().resumed);
    }
}

/// RFC 8446 4.1.3 and RFC 7507 3: somebody who makes both speak an older version than they could.
void TestSessions::downgradesAreNoticed()
{
    for (const Version lower : {ssl30, tls10, tls11}) {
        const Meeting meeting = meetingOf(lower, "RSA");
        Connection::Plan plan = planOf(meeting);
        plan.client.config.versions = {ssl30, tls10, tls11, tls12};
        plan.server.config.versions = {ssl30, tls10, tls11, tls12};
        plan.client.config.signatures = plan.server.config.signatures = {0x0401};
        Connection lowered(plan);
        lowered.edit = changing(Side::Client, "client_hello", [lower](Unit &unit) {
            unit.bytes[4] = static_cast<std::uint8_t>(lower >> 8);
            unit.bytes[5] = static_cast<std::uint8_t>(lower & 0xff);
        });
        lowered.run();
        QCOMPARE(outcomeOf(lowered), std::string("client: illegal_parameter by server_hello.downgrade"));

        Connection::Plan second = plan; // the second try after a broken first one
        second.client.config.versions = {lower};
        second.client.config.fallbackScsv = true;
        Connection fallback(second);
        fallback.run();
        QCOMPARE(fallback.failedChecks(Side::Server), std::vector<std::string>{"client_hello.fallback_scsv"});
        QCOMPARE(word(fallback.party(Side::Client).alert()), std::string("inappropriate_fallback"));
    }
}

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
