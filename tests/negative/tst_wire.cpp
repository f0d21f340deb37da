// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody on the wire can do beside changing one message: framing of SSL 2.0 that is none, floods, records beyond
// what was agreed, sessions that are not what they were, and handshakes within a connection. Long because each is a
// flow of its own under one set of checks.

#include "looks.h"

#include "definite.h"

#include "handshake/handshake.h"

using namespace hd;
using namespace hd::test;

namespace {

/// A client_hello in SSL 2.0's format; what is wrong with it is up to the test.
struct OldHello
{
    std::uint8_t type = 1;
    Version version = tls10;
    std::vector<std::uint32_t> specs{0x00002f, 0x0000ff};
    Bytes sessionId = {};
    Bytes challenge = Bytes(16, 7);
    int specLength = 0, sessionLength = 0, challengeLength = 0; ///< added to what they should say

    Bytes wire() const
    {
        Bytes body{type};
        appendNumber(body, version, 2);
        appendNumber(body, specs.size() * 3 + static_cast<std::size_t>(specLength), 2);
        appendNumber(body, sessionId.size() + static_cast<std::size_t>(sessionLength), 2);
        appendNumber(body, challenge.size() + static_cast<std::size_t>(challengeLength), 2);
        for (const std::uint32_t spec : specs)
            appendNumber(body, spec, 3);
        append(body, sessionId);
        append(body, challenge);
        Bytes wire;
        appendNumber(wire, 0x8000 | body.size(), 2);
        append(wire, body);
        return wire;
    }
};

Unit record(Side from, const Meeting &meeting, Protocol type, Bytes bytes, std::uint32_t epoch = 1)
{
    return {from, type, epoch, meeting.version, std::move(bytes), {}};
}

bool hasSuite(const Meeting &meeting)
{
    return meeting.suite != nullptr;
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldHellosThatAreNone_data();
    void oldHellosThatAreNone();
    void oldHelloIsAnsweredInThisVersion();
    void oldFramingIsForTheFirstRecordOfAClient();
    void garbageIsAnAlert();
    void warningsComeAndGo();
    void floodsHaveAnEnd_data();
    void floodsHaveAnEnd();
    void helloRequestsAreDeclinedOneByOne();
    void everyAlertInBothLevels_data();
    void everyAlertInBothLevels();
    void badApplicationDataIsNoticed_data() { rowPerMeeting(hasSuite); }
    void badApplicationDataIsNoticed();
    void replayedAndReorderedDataIsNoticed_data() { rowPerMeeting(hasSuite); }
    void replayedAndReorderedDataIsNoticed();
    void emptyDataIsNothing_data() { rowPerMeeting(hasSuite); }
    void emptyDataIsNothing();
    void agreedLimitsHold_data();
    void agreedLimitsHold();
    void anotherVersionOfARecordLaterOn_data() { rowPerMeeting(hasSuite); }
    void anotherVersionOfARecordLaterOn();
    void handshakeMessagesOutOfPlaceWhenOpen_data();
    void handshakeMessagesOutOfPlaceWhenOpen();
};

void TestWire::oldHellosThatAreNone_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("outcome");
    const auto hello = [](const char *name, auto change, const char *outcome) {
        OldHello old;
        change(old);
        const Bytes wire = old.wire();
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char *>(wire.data()), qsizetype(wire.size()))
                            << QByteArray(outcome);
    };
    const char *syntax = "server: decode_error by message.syntax";
    hello(
        "another message", [](OldHello &old) { old.type = 2; }, "server: unexpected_message by record.type");
    hello(
        "of SSL 2.0 alone", [](OldHello &old) { old.version = 0x0002; },
        "server: protocol_version by client_hello.version");
    hello(
        "no cipher", [](OldHello &old) { old.specs.clear(); }, syntax);
    hello(
        "a third of a cipher", [](OldHello &old) { old.specLength = 1, old.challengeLength = -1; }, syntax);
    hello(
        "too many ciphers", [](OldHello &old) { old.specLength = 300; }, syntax);
    hello(
        "a session that is not there", [](OldHello &old) { old.sessionLength = 17; }, syntax);
    hello(
        "a challenge that is not there", [](OldHello &old) { old.challengeLength = 1; }, syntax);
    hello(
        "a byte behind it", [](OldHello &old) { old.challengeLength = -1; }, syntax);
    hello(
        "a challenge of 15 bytes", [](OldHello &old) { old.challenge.resize(15); },
        "server: illegal_parameter by v2_client_hello.challenge");
    hello(
        "a challenge of 33 bytes", [](OldHello &old) { old.challenge.resize(33); },
        "server: illegal_parameter by v2_client_hello.challenge");
    hello(
        "ciphers of SSL 2.0 alone",
        [](OldHello &old) {
            old.specs = {0x010080, 0x0700c0};
        },
        "server: handshake_failure by client_hello.cipher_suites");
}

/// RFC 5246 E.2: cipher_spec_length "cannot be zero and MUST be a multiple of the V2CipherSpec length (3)"; the
/// challenge has 16 to 32 bytes; the message is msg_type 1.
void TestWire::oldHellosThatAreNone()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, outcome);
    for (const std::size_t chunk : {std::size_t(0), std::size_t(1)}) {
        Connection connection(planOf(meetingOf(tls10, "RSA")));
        connection.chunk = chunk;
        connection.editBytes = [&](Side from, Bytes bytes) {
            if (from == Side::Server || bytes.empty() || bytes[0] != 22)
                return bytes;
            return Bytes(wire.begin(), wire.end());
        };
        connection.run();
        QCOMPARE(outcomeOf(connection), outcome.toStdString());
        QCOMPARE(indefinite(connection), std::string());
    }
}

void TestWire::oldHelloIsAnsweredInThisVersion()
{
    for (const Version version : {ssl30, tls10, tls11, tls12}) {
        Meeting meeting = meetingOf(version, "RSA");
        meeting.ssl2Hello = true;
        for (const std::size_t chunk : {std::size_t(0), std::size_t(1), std::size_t(3)}) {
            Connection connection(planOf(meeting));
            connection.chunk = chunk;
            connection.run();
            QCOMPARE(outcomeOf(connection), std::string("open"));
            QCOMPARE(connection.party(Side::Client).negotiated().version, names::version(version));
        }
    }
}

/// RFC 5246 E.2: it is a client's way to begin, and nobody else's.
void TestWire::oldFramingIsForTheFirstRecordOfAClient()
{
    const Meeting meeting = meetingOf(tls10, "RSA");
    const Bytes old = OldHello().wire();
    Unit raw{Side::Server, Protocol::Handshake, 0, tls10, old, {}, true};
    Connection toClient(planOf(meeting));
    QCOMPARE(
        outcomeWith(toClient, replacing(Side::Server, "server_hello", [&](const Unit &) { return std::vector{raw}; })),
        std::string("client: unexpected_message by record.type"));
    raw.from = Side::Client;
    for (const char *later : {"client_key_exchange", "change_cipher_spec", "finished"}) {
        Connection toServer(planOf(meeting));
        QCOMPARE(outcomeWith(toServer, replacing(Side::Client, later, [&](const Unit &) { return std::vector{raw}; })),
                 std::string("server: unexpected_message by record.type"));
    }
}

/// Other protocols' greetings.
void TestWire::garbageIsAnAlert()
{
    for (const char *text :
         {"GET / HTTP/1.1\r\n\r\n", "EHLO there\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\r\n\r\n\r\n", "<?xml?>"})
        for (const Version version : {ssl30, tls12})
            for (const Side to : {Side::Client, Side::Server}) {
                Connection connection(planOf(meetingOf(version, "RSA")));
                connection.start();
                connection.party(to).receive(toBytes(text));
                QCOMPARE(connection.party(to).status(), Status::Failed);
                QCOMPARE(connection.failedChecks(to), std::vector<std::string>{"record.type"});
                QCOMPARE(word(connection.party(to).alert()), std::string("unexpected_message"));
            }
}

/// RFC 5246 7.2.2: a warning leaves it to the receiver whether to go on; this one does.
void TestWire::warningsComeAndGo()
{
    for (const Meeting &meeting : {meetingOf(ssl30, "RSA"), meetingOf(tls12, "RSA")})
        for (const Side from : {Side::Client, Side::Server}) {
            Connection connection(planOf(meeting));
            connection.edit = replacing(from, "finished", [&](const Unit &unit) {
                std::vector<Unit> flood(mostInARow, record(from, meeting, Protocol::Alert, {1, 90}));
                flood.push_back(unit);
                return flood;
            });
            connection.run();
            QCOMPARE(outcomeOf(connection), std::string("open"));
            for (unsigned i = 0; i < mostInARow; ++i)
                connection.inject(record(from, meeting, Protocol::Alert, {1, 113}));
            QVERIFY(connection.bothOpen());
        }
}

void TestWire::floodsHaveAnEnd_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("warnings");
    for (const Version version : {ssl30, tls10, tls12})
        for (const bool warnings : {true, false})
            QTest::newRow(row(names::version(version) + (warnings ? " warnings" : " empty records")).constData())
                << int(version) << warnings;
}

/// What is allowed and gets nobody on is counted, until something else comes between.
void TestWire::floodsHaveAnEnd()
{
    QFETCH(int, version);
    QFETCH(bool, warnings);
    const Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planOf(meeting));
        connection.edit = untouched();
        connection.run();
        const Unit data = record(from, meeting, Protocol::ApplicationData, toBytes("something"));
        const Unit idle = record(from, meeting, warnings ? Protocol::Alert : Protocol::ApplicationData,
                                 warnings ? Bytes{1, 90} : Bytes{});
        for (int time = 0; time < 2; ++time) {
            for (unsigned i = 0; i < mostInARow; ++i)
                connection.inject(idle);
            connection.inject(data);
        }
        QCOMPARE(outcomeOf(connection), std::string("open"));
        for (unsigned i = 0; i <= mostInARow; ++i)
            connection.inject(idle);
        QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": unexpected_message by " +
                                            (warnings ? "alert.warnings" : "application_data.empty"));
    }
}

/// RFC 5246 7.4.1.1: each is answered with one no_renegotiation, "always a warning". SSL 3.0 has no word for it,
/// and ends at the first (RFC 5746 4.5).
void TestWire::helloRequestsAreDeclinedOneByOne()
{
    for (const Version version : {ssl30, tls10, tls12}) {
        const Meeting meeting = meetingOf(version, "RSA");
        Connection connection(planOf(meeting));
        std::size_t answers = 0;
        connection.edit = [&answers](const Unit &unit) {
            answers += unit.name == "alert" && unit.bytes == Bytes{1, 100};
            return std::vector{unit};
        };
        connection.run();
        for (int i = 0; i < 20; ++i)
            connection.inject(record(Side::Server, meeting, Protocol::Handshake, {0, 0, 0, 0}));
        QCOMPARE(outcomeOf(connection), version == ssl30
                                            ? std::string("client: handshake_failure by renegotiation.wanted")
                                            : std::string("open"));
        QCOMPARE(answers, std::size_t(version == ssl30 ? 0 : 20));
    }
}

void TestWire::everyAlertInBothLevels_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("code");
    for (const Version version : {ssl30, tls10, tls11, tls12})
        for (const AlertName &alert : alertNames())
            QTest::newRow(row(names::version(version) + " " + std::string(alert.name)).constData())
                << int(version) << int(alert.code);
}

/// RFC 5246 7.2, RFC 6101 5.4: a fatal one ends it for both, and is nobody's check; a warning does not, save
/// close_notify.
void TestWire::everyAlertInBothLevels()
{
    QFETCH(int, version);
    QFETCH(int, code);
    const auto alert = static_cast<Alert>(code);
    const Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    for (const Side from : {Side::Client, Side::Server})
        for (const AlertLevel level : {AlertLevel::Warning, AlertLevel::Fatal}) {
            Connection connection(planOf(meeting));
            connection.edit = untouched();
            connection.run();
            connection.party(from).sendAlert(level, alert);
            connection.carry();
            const Endpoint &other = connection.party(peerOf(from));
            if (alert == Alert::CloseNotify) {
                QVERIFY(other.status() == Status::Closed);
            } else if (level == AlertLevel::Fatal) {
                QCOMPARE(other.status(), Status::Failed);
                QCOMPARE(connection.party(from).status(), Status::Failed);
                QCOMPARE(word(other.alert()), word(alert));
            } else {
                QVERIFY(connection.bothOpen());
            }
            QVERIFY(connection.failedChecks(Side::Client).empty() && connection.failedChecks(Side::Server).empty());
            QCOMPARE(indefinite(connection), std::string());
        }
}

/// RFC 5246 6.2.3.1 and 6.2.3.2: padding and MAC, one alert for both.
void TestWire::badApplicationDataIsNoticed()
{
    const Meeting meeting = fetchedMeeting();
    const bool blocks = meeting.suite->mode == CipherMode::Cbc;
    for (const Side from : {Side::Client, Side::Server})
        for (const int byte : {1, 5, -1, -2, blocks ? -1 - meeting.suite->blockLength : -3}) {
            Connection connection(planOf(meeting));
            connection.edit = untouched();
            connection.run();
            QVERIFY(connection.bothOpen());
            Unit data = record(from, meeting, Protocol::ApplicationData, toBytes("twelve bytes"));
            data.spoil = byte;
            connection.inject(data);
            QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": bad_record_mac by record.mac");
            QVERIFY(connection.party(peerOf(from)).takeReceived().empty());
        }
}

/// RFC 5246 6.1: each record has its number, and the MAC covers it.
void TestWire::replayedAndReorderedDataIsNoticed()
{
    const Meeting meeting = fetchedMeeting();
    for (const bool replay : {true, false}) {
        Connection connection(planOf(meeting));
        connection.run();
        QVERIFY(connection.bothOpen());
        Endpoint &client = connection.party(Side::Client), &server = connection.party(Side::Server);
        client.send(toBytes("first"));
        const Bytes first = client.takeOutput();
        client.send(toBytes("second"));
        const Bytes second = client.takeOutput();
        server.receive(replay ? first : second);
        if (replay)
            QCOMPARE(server.takeReceived(), toBytes("first"));
        server.receive(first);
        QCOMPARE(connection.failedChecks(Side::Server), std::vector<std::string>{"record.mac"});
        QVERIFY(server.takeReceived().empty());
    }
}

/// RFC 5246 6.2.1: "Zero-length fragments of Application data MAY be sent as they are potentially useful as a traffic
/// analysis countermeasure."
void TestWire::emptyDataIsNothing()
{
    const Meeting meeting = fetchedMeeting();
    Connection connection(planOf(meeting));
    connection.edit = untouched();
    connection.run();
    for (int i = 0; i < 5; ++i)
        connection.inject(record(Side::Client, meeting, Protocol::ApplicationData, {}));
    connection.inject(record(Side::Client, meeting, Protocol::ApplicationData, toBytes("x")));
    QVERIFY(connection.bothOpen());
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("x"));
}

void TestWire::agreedLimitsHold_data()
{
    QTest::addColumn<bool>("recordSizeLimit");
    QTest::newRow("max_fragment_length") << false;
    QTest::newRow("record_size_limit") << true;
}

/// RFC 6066 4 and RFC 8449 4: "an endpoint MUST NOT generate a protected record with plaintext that is larger"; who
/// gets one answers with record_overflow.
void TestWire::agreedLimitsHold()
{
    QFETCH(bool, recordSizeLimit);
    const Meeting meeting = meetingOf(tls12, "RSA");
    Connection::Plan plan = planOf(meeting);
    if (recordSizeLimit)
        plan.client.config.recordSizeLimit = plan.server.config.recordSizeLimit = 512;
    else
        plan.client.config.maxFragmentLength = 512;
    for (const Side from : {Side::Client, Side::Server})
        for (const std::size_t length : {512, 513}) {
            Connection connection(plan);
            connection.edit = untouched();
            connection.run();
            QVERIFY(connection.bothOpen());
            connection.inject(record(from, meeting, Protocol::ApplicationData, Bytes(length, 'x')));
            QCOMPARE(outcomeOf(connection),
                     length == 512 ? std::string("open") : word(peerOf(from)) + ": record_overflow by record.length");
        }
    Connection big(plan);
    big.run();
    big.party(Side::Client).send(Bytes(2000, 'x'));
    big.carry();
    QCOMPARE(big.party(Side::Server).takeReceived(), Bytes(2000, 'x'));
    for (const Record &record : big.account(Side::Client).records)
        QVERIFY(record.epoch == 0 || record.plaintext.size() <= 512);
}

/// RFC 5246 E.1: once it is settled, a record of another version belongs to another connection.
void TestWire::anotherVersionOfARecordLaterOn()
{
    const Meeting meeting = fetchedMeeting();
    Connection connection(planOf(meeting));
    connection.edit = untouched();
    connection.run();
    Unit data = record(Side::Client, meeting, Protocol::ApplicationData, toBytes("x"));
    data.version = static_cast<Version>(meeting.version ^ 1);
    connection.inject(data);
    QCOMPARE(connection.failedChecks(Side::Server), std::vector<std::string>{"record.version"});
    QCOMPARE(word(connection.party(Side::Client).alert()),
             std::string(meeting.version == ssl30 ? "handshake_failure" : "protocol_version"));
}

void TestWire::handshakeMessagesOutOfPlaceWhenOpen_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("byClient");
    for (const Version version : {ssl30, tls10, tls11, tls12})
        for (const bool byClient : {true, false})
            QTest::newRow(row(names::version(version) + (byClient ? " client" : " server")).constData())
                << int(version) << byClient;
}

/// In an open connection nothing of a handshake is expected but what begins one.
void TestWire::handshakeMessagesOutOfPlaceWhenOpen()
{
    QFETCH(int, version);
    QFETCH(bool, byClient);
    const Side from = byClient ? Side::Client : Side::Server;
    const Meeting meeting = meetingOf(static_cast<Version>(version), "DHE_RSA");
    const std::string expected = word(peerOf(from)) + ": unexpected_message by message.expected";
    for (const std::uint8_t type : Bytes{0, 2, 4, 11, 12, 13, 14, 15, 16, 20, 22, 99}) {
        if (type == 0 && !byClient)
            continue; // hello_request is a server's
        Connection connection(planOf(meeting));
        connection.edit = untouched();
        connection.run();
        connection.inject(record(from, meeting, Protocol::Handshake, {type, 0, 0, 0}));
        QCOMPARE(outcomeOf(connection), expected);
    }
    Connection changing(planOf(meeting));
    changing.edit = untouched();
    changing.run();
    changing.inject(record(from, meeting, Protocol::ChangeCipherSpec, {1}));
    QCOMPARE(outcomeOf(changing), expected);
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
