// SPDX-License-Identifier: GPL-3.0-or-later

// A handshake within a connection: RFC 5246 7.4.1.1 and 7.4.1.2, made safe by RFC 5746 against somebody who begins a
// connection and lets another go on with it (CVE-2009-3555).

#include "looks.h"

#include "definite.h"

using namespace hd;
using namespace hd::test;

namespace {

Meeting again(Version version, Renegotiation form, std::string_view keyExchange = "RSA")
{
    Meeting meeting = meetingOf(version, keyExchange);
    meeting.renegotiation = form;
    return meeting;
}

Connection::Plan planFor(const Meeting &meeting)
{
    Connection::Plan plan = planOf(meeting);
    if (meeting.renegotiation == Renegotiation::Insecure)
        plan.client.config.renegotiationSignal = RenegotiationSignal::Off; // as before RFC 5746
    return plan;
}

/// @p edit, but only in a handshake within the connection.
Edit later(Edit edit)
{
    return [edit](const Unit &unit) { return unit.epoch == 0 ? std::vector{unit} : edit(unit); };
}

/// Opens, renegotiates by @p by under @p edit, and says what became of it.
std::string renegotiated(Connection &connection, Side by, Edit edit)
{
    connection.edit = later(std::move(edit));
    connection.run();
    if (!connection.bothOpen())
        return "not open before";
    connection.party(by).renegotiate();
    connection.carry();
    return outcomeOf(connection);
}

constexpr Version allVersions[] = {ssl30, tls10, tls11, tls12};

} // namespace

class TestRenegotiation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eitherSideBegins_data();
    void eitherSideBegins();
    void everyKeyExchangeAgain_data()
    {
        rowPerMeeting([](const Meeting &) { return true; });
    }
    void everyKeyExchangeAgain();
    void splicedHelloIsRefused_data() { rowPerVersion(); }
    void splicedHelloIsRefused();
    void oldFormLetsTheSplicedHelloIn();
    void helloMustSayWhatItContinues_data() { rowPerVersion(); }
    void helloMustSayWhatItContinues();
    void answerMustSaySoToo_data() { rowPerVersion(); }
    void answerMustSaySoToo();
    void oldFormHasNoSuchExtension_data() { rowPerVersion(); }
    void oldFormHasNoSuchExtension();
    void withoutSignalItIsDeclined_data() { rowPerVersion(); }
    void withoutSignalItIsDeclined();
    void versionStays();
    void dataBetweenChangeCipherSpecAndFinished_data() { rowPerVersion(); }
    void dataBetweenChangeCipherSpecAndFinished();
    void dataWhileItIsUnderWay();
    void damageIsNoticedAsInTheFirst_data() { rowPerVersion(); }
    void damageIsNoticedAsInTheFirst();
    void failureEndsTheConnectionBeforeToo_data() { rowPerVersion(); }
    void failureEndsTheConnectionBeforeToo();
    void helloRequestWhileUnderWayIsIgnored();
    void closingInTheMiddle();

private:
    static void rowPerVersion()
    {
        QTest::addColumn<int>("version");
        for (const Version version : allVersions)
            QTest::newRow(names::version(version).c_str()) << int(version);
    }
    static Version fetchedVersion()
    {
        QFETCH(int, version);
        return static_cast<Version>(version);
    }
};

void TestRenegotiation::eitherSideBegins_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("byClient");
    QTest::addColumn<bool>("secure");
    for (const Version version : allVersions)
        for (const bool byClient : {true, false})
            for (const bool secure : {true, false})
                QTest::newRow(row(names::version(version) + (byClient ? " client, " : " server, ") +
                                  (secure ? "secure" : "insecure"))
                                  .constData())
                    << int(version) << byClient << secure;
}

void TestRenegotiation::eitherSideBegins()
{
    QFETCH(int, version);
    QFETCH(bool, byClient);
    QFETCH(bool, secure);
    const Meeting meeting =
        again(static_cast<Version>(version), secure ? Renegotiation::Secure : Renegotiation::Insecure);
    Connection connection(planFor(meeting));
    QCOMPARE(renegotiated(connection, byClient ? Side::Client : Side::Server, untouched()), std::string("open"));
    for (const Side side : {Side::Client, Side::Server}) {
        QCOMPARE(connection.account(side).keys.size(), std::size_t(4));
        QCOMPARE(connection.account(side).keys.back().epoch, 2U);
        QCOMPARE(connection.party(side).negotiated().secureRenegotiation, secure);
        connection.party(side).send(toBytes("under new keys"));
        connection.carry();
        QCOMPARE(connection.party(peerOf(side)).takeReceived(), toBytes("under new keys"));
    }
    QCOMPARE(indefinite(connection), std::string());
}

void TestRenegotiation::everyKeyExchangeAgain()
{
    Meeting meeting = fetchedMeeting();
    meeting.renegotiation = Renegotiation::Secure;
    Connection connection(planFor(meeting));
    QCOMPARE(renegotiated(connection, Side::Client, untouched()), std::string("open"));
    for (const Side by : {Side::Server, Side::Client}) {
        connection.party(by).renegotiate();
        connection.carry();
        QCOMPARE(outcomeOf(connection), std::string("open"));
    }
    QCOMPARE(connection.account(Side::Client).keys.back().epoch, 4U);
}

/// The hello of somebody who begins a connection, as it goes over the wire.
static Unit helloOfAnother(const Meeting &meeting, RenegotiationSignal signal)
{
    Connection::Plan plan = planFor(meeting);
    plan.seed = 99;
    plan.client.config.renegotiationSignal = signal;
    Connection another(std::move(plan));
    Unit hello;
    another.edit = [&hello](const Unit &unit) {
        if (unit.name == "client_hello")
            hello = unit;
        return std::vector<Unit>{};
    };
    another.run();
    hello.epoch = 1;
    hello.version = meeting.version;
    return hello;
}

/// RFC 5746 3.7: whoever the hello is from, it does not speak for this connection.
void TestRenegotiation::splicedHelloIsRefused()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    const auto spliced = [&](RenegotiationSignal signal) {
        Connection connection(planFor(meeting));
        connection.edit = untouched();
        connection.run();
        connection.inject(helloOfAnother(meeting, signal));
        return connection.failedChecks(Side::Server);
    };
    QCOMPARE(spliced(RenegotiationSignal::Scsv), std::vector<std::string>{"client_hello.renegotiation_scsv"});
    QCOMPARE(spliced(RenegotiationSignal::Off), std::vector<std::string>{"client_hello.renegotiation_info_present"});
    if (meeting.version > ssl30)
        QCOMPARE(spliced(RenegotiationSignal::Info), std::vector<std::string>{"client_hello.renegotiation_info"});
}

/// CVE-2009-3555, as it was: the server takes a stranger's first hello for the next of the one it knows.
void TestRenegotiation::oldFormLetsTheSplicedHelloIn()
{
    const Meeting meeting = again(tls12, Renegotiation::Insecure);
    Connection connection(planFor(meeting));
    connection.edit = untouched();
    connection.run();
    connection.party(Side::Client).send(toBytes("by the attacker"));
    connection.carry();
    std::vector<std::string> answers;
    connection.edit = [&answers](const Unit &unit) {
        answers.push_back(unit.name);
        return std::vector<Unit>{};
    };
    connection.inject(helloOfAnother(meeting, RenegotiationSignal::Off));
    QCOMPARE(answers, (std::vector<std::string>{"server_hello", "certificate", "server_hello_done"}));
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("by the attacker"));
    // Who knows RFC 5746 is not taken for somebody who does not (RFC 5746 4.4).
    Connection other(planFor(meeting));
    other.edit = untouched();
    other.run();
    other.inject(helloOfAnother(meeting, RenegotiationSignal::Info));
    QCOMPARE(outcomeOf(other), std::string("server: handshake_failure by client_hello.renegotiation_info_absent"));
}

/// RFC 5746 3.7: the client's verify_data of the handshake before, all of it.
void TestRenegotiation::helloMustSayWhatItContinues()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    const auto with = [&](auto change) {
        Connection connection(planFor(meeting));
        return renegotiated(connection, Side::Client, rewriting<ClientHello>(Side::Client, meeting, change));
    };
    const std::string failure = "server: handshake_failure by client_hello.";
    QCOMPARE(with([](ClientHello &hello) { setInfo(hello, std::nullopt); }), failure + "renegotiation_info_present");
    QCOMPARE(with([](ClientHello &hello) { setInfo(hello, Bytes()); }), failure + "renegotiation_info");
    QCOMPARE(with([](ClientHello &hello) {
                 Bytes wrong = infoOf(hello);
                 wrong.back() ^= 1;
                 setInfo(hello, wrong);
             }),
             failure + "renegotiation_info");
    QCOMPARE(with([](ClientHello &hello) {
                 Bytes longer = infoOf(hello);
                 longer.push_back(0);
                 setInfo(hello, longer);
             }),
             failure + "renegotiation_info");
    QCOMPARE(with([](ClientHello &hello) { hello.suites.push_back(emptyRenegotiationInfoScsv); }),
             failure + "renegotiation_scsv");
}

/// RFC 5746 3.5: both verify_data of the handshake before, the client's first.
void TestRenegotiation::answerMustSaySoToo()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    const auto with = [&](auto change) {
        Connection connection(planFor(meeting));
        return renegotiated(connection, Side::Client, rewriting<ServerHello>(Side::Server, meeting, change));
    };
    const std::string failure = "client: handshake_failure by server_hello.";
    QCOMPARE(with([](ServerHello &hello) { setInfo(hello, std::nullopt); }), failure + "renegotiation_info_present");
    QCOMPARE(with([](ServerHello &hello) { setInfo(hello, Bytes()); }), failure + "renegotiation_info");
    QCOMPARE(with([](ServerHello &hello) {
                 const Bytes both = infoOf(hello);
                 const auto half = both.begin() + static_cast<std::ptrdiff_t>(both.size() / 2);
                 setInfo(hello, concat({Bytes(half, both.end()), Bytes(both.begin(), half)}));
             }),
             failure + "renegotiation_info");
}

/// RFC 5746 4.2 and 4.4: who did not know it in the first handshake and does now is somebody else.
void TestRenegotiation::oldFormHasNoSuchExtension()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Insecure);
    Connection connection(planFor(meeting));
    QCOMPARE(renegotiated(connection, Side::Client,
                          rewriting<ClientHello>(Side::Client, meeting,
                                                 [](ClientHello &hello) { setInfo(hello, Bytes(12, 1)); })),
             std::string("server: handshake_failure by client_hello.renegotiation_info_absent"));
}

/// RFC 5746 4.2 and 4.4, RFC 5246 7.2.2: "no_renegotiation", a warning; the connection goes on. SSL 3.0 has no
/// such alert, and ends (RFC 5746 4.5).
void TestRenegotiation::withoutSignalItIsDeclined()
{
    const Version version = fetchedVersion();
    const Meeting meeting = again(version, Renegotiation::Secure);
    Connection::Plan plan = planFor(meeting);
    plan.client.config.renegotiationSignal = RenegotiationSignal::Off;
    for (const Side by : {Side::Client, Side::Server}) {
        Connection::Plan copy = plan;
        (by == Side::Client ? copy.client : copy.server).config.renegotiation =
            Renegotiation::Insecure; // would like to
        Connection connection(std::move(copy));
        std::vector<Bytes> alerts;
        connection.edit = [&alerts](const Unit &unit) {
            if (unit.name == "alert")
                alerts.push_back(unit.bytes);
            return std::vector{unit};
        };
        connection.run();
        connection.party(by).renegotiate();
        connection.carry();
        if (version == ssl30) {
            QCOMPARE(outcomeOf(connection), word(peerOf(by)) + ": handshake_failure by renegotiation.wanted");
            QCOMPARE(alerts, std::vector<Bytes>{(Bytes{2, 40})});
            continue;
        }
        QCOMPARE(outcomeOf(connection), std::string("open"));
        QCOMPARE(alerts, std::vector<Bytes>{(Bytes{1, 100})});
        connection.party(by).send(toBytes("still here"));
        connection.carry();
        QCOMPARE(connection.party(peerOf(by)).takeReceived(), toBytes("still here"));
    }
}

/// RFC 5246 7.4.1.3 and RFC 8446 4.1.2: within a connection the version stays what it is.
void TestRenegotiation::versionStays()
{
    const Meeting meeting = again(tls11, Renegotiation::Secure);
    Connection connection(planFor(meeting));
    QCOMPARE(
        renegotiated(connection, Side::Client,
                     rewriting<ServerHello>(Side::Server, meeting, [](ServerHello &hello) { hello.version = tls10; })),
        std::string("client: protocol_version by server_hello.version"));
}

/// Between the new keys and finished nobody has proven who has them.
void TestRenegotiation::dataBetweenChangeCipherSpecAndFinished()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planFor(meeting));
        const Edit edit = replacing(from, "finished", [&](const Unit &unit) {
            Unit data = unit;
            data.type = Protocol::ApplicationData;
            data.bytes = toBytes("early");
            return std::vector{data, unit};
        });
        // The first finished is under the keys of epoch 1, too.
        connection.edit = [&edit](const Unit &unit) { return unit.epoch < 2 ? std::vector{unit} : edit(unit); };
        connection.run();
        QVERIFY(connection.bothOpen());
        connection.party(Side::Client).renegotiate();
        connection.carry();
        QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": unexpected_message by message.expected");
    }
}

/// RFC 5246 7.4.1.1 and F.1: until the keys change, the old ones carry data.
void TestRenegotiation::dataWhileItIsUnderWay()
{
    const Meeting meeting = again(tls12, Renegotiation::Secure);
    Connection connection(planFor(meeting));
    const std::string end = renegotiated(connection, Side::Client, [&](const Unit &unit) {
        Unit data = unit;
        data.type = Protocol::ApplicationData;
        data.bytes = toBytes("x");
        return unit.name == "finished" || unit.epoch == 2 ? std::vector{unit} : std::vector{data, unit};
    });
    QCOMPARE(end, std::string("open"));
    QCOMPARE(connection.party(Side::Server).takeReceived().size(), std::size_t(3)); // before three client messages
    QVERIFY(connection.party(Side::Client).takeReceived().size() >= 4);
}

void TestRenegotiation::damageIsNoticedAsInTheFirst()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    const bool old = meeting.version == ssl30;
    for (const Side from : {Side::Client, Side::Server}) {
        const auto inSecond = [from](auto change) {
            return [from, change](Unit unit) {
                if (unit.from == from && unit.name == "finished" && unit.epoch == 2)
                    change(unit);
                return std::vector{unit};
            };
        };
        Connection data(planFor(meeting)), mac(planFor(meeting)), missing(planFor(meeting));
        QCOMPARE(renegotiated(data, Side::Client, inSecond([](Unit &unit) { unit.bytes.back() ^= 1; })),
                 word(peerOf(from)) + (old ? ": handshake_failure" : ": decrypt_error") + " by finished.verify_data");
        QCOMPARE(renegotiated(mac, Side::Client, inSecond([](Unit &unit) { unit.spoil = -1; })),
                 word(peerOf(from)) + ": bad_record_mac by record.mac");
        QCOMPARE(renegotiated(missing, Side::Client,
                              [from](Unit unit) {
                                  if (unit.from != from)
                                      return std::vector{unit};
                                  if (unit.name == "change_cipher_spec")
                                      return std::vector<Unit>{};
                                  if (unit.name == "finished")
                                      unit.epoch = 1;
                                  return std::vector{unit};
                              }),
                 word(peerOf(from)) + ": unexpected_message by message.expected");
    }
}

/// RFC 5246 7.2.2: a fatal alert ends the connection, whose session is forgotten with it; nothing is left to export.
void TestRenegotiation::failureEndsTheConnectionBeforeToo()
{
    const Meeting meeting = again(fetchedVersion(), Renegotiation::Secure);
    Connection connection(planFor(meeting));
    connection.edit =
        later(rewriting<ClientHello>(Side::Client, meeting, [](ClientHello &hello) { setInfo(hello, std::nullopt); }));
    connection.run();
    const std::optional<SessionState> session = connection.party(Side::Client).session();
    QVERIFY(session && connection.plan().sessions->find(session->id));
    connection.party(Side::Client).renegotiate();
    connection.carry();
    for (const Side side : {Side::Client, Side::Server}) {
        QCOMPARE(connection.party(side).status(), Status::Failed);
        QVERIFY(connection.party(side).exportKeyingMaterial("EXPORTER-test", std::nullopt, 32).empty());
    }
    QVERIFY(!connection.party(Side::Client).session());
    QVERIFY(!connection.plan().sessions->find(session->id));
}

/// RFC 5246 7.4.1.1
void TestRenegotiation::helloRequestWhileUnderWayIsIgnored()
{
    const Meeting meeting = again(tls12, Renegotiation::Secure);
    Connection connection(planFor(meeting));
    const std::string end = renegotiated(connection, Side::Server, [](const Unit &unit) {
        if (unit.from == Side::Client || unit.name == "hello_request" || unit.type != Protocol::Handshake)
            return std::vector{unit};
        Unit request = unit;
        request.bytes = {0, 0, 0, 0};
        return std::vector{request, unit};
    });
    QCOMPARE(end, std::string("open"));
    QCOMPARE(connection.account(Side::Client).keys.back().epoch, 2U);
}

void TestRenegotiation::closingInTheMiddle()
{
    for (const Side by : {Side::Client, Side::Server})
        for (const char *dropped : {"client_hello", "server_hello_done", "client_key_exchange"}) {
            const Meeting meeting = again(tls12, Renegotiation::Secure);
            Connection connection(planFor(meeting));
            connection.edit = later(
                [dropped](const Unit &unit) { return unit.name == dropped ? std::vector<Unit>{} : std::vector{unit}; });
            connection.run();
            connection.party(Side::Client).renegotiate();
            connection.carry();
            connection.edit = untouched();
            connection.party(by).close();
            connection.carry();
            for (const Side side : {Side::Client, Side::Server})
                QVERIFY(connection.party(side).status() == Status::Closed ||
                        connection.party(side).status() == Status::Failed);
            QCOMPARE(indefinite(connection), std::string());
        }
}

QTEST_GUILESS_MAIN(TestRenegotiation)
#include "tst_renegotiation.moc"
