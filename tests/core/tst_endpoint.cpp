// SPDX-License-Identifier: GPL-3.0-or-later

// What an endpoint does when the peer, or somebody on the wire, does not keep to RFC 5246: the order of messages, their
// shape, what they say, alerts and the end. Every case says who notices, with which check, and what the alert is.

#include "print.h"

#include "wiretap.h"

#include "messages/messages.h"

using namespace hd;
using namespace hd::test;

namespace {

struct Case
{
    std::string name;
    Edit edit;
    Side by = Side::Client; ///< who notices
    Alert alert = Alert::UnexpectedMessage;
    std::string check = "message.expected";
    std::string scenario = "classic";
    std::vector<std::string> settings = {};
};

const std::vector<std::pair<Side, std::vector<std::string>>> flights{
    {Side::Server, {"server_hello", "certificate", "server_key_exchange", "certificate_request", "server_hello_done"}},
    {Side::Client, {"certificate", "client_key_exchange", "certificate_verify"}},
};

std::string titled(Side from, std::string_view message, std::string_view what)
{
    return word(from) + "'s " + std::string(message) + " " + std::string(what);
}

Unit changeCipherSpec(Side from)
{
    return {from, Protocol::ChangeCipherSpec, 0, tls12, {1}, "change_cipher_spec"};
}

Unit applicationData(Side from, std::uint32_t epoch)
{
    return {from, Protocol::ApplicationData, epoch, tls12, {'e', 'a', 'r', 'l', 'y'}, "application_data"};
}

Unit alertUnit(Side from, std::uint8_t level, Alert alert, std::uint32_t epoch = 0)
{
    return {from, Protocol::Alert, epoch, tls12, {level, static_cast<std::uint8_t>(alert)}, "alert"};
}

Edit putBefore(Side from, std::string name, Unit extra)
{
    return replacing(from, std::move(name), [extra = std::move(extra)](const Unit &unit) {
        return std::vector{extra, unit};
    });
}

/// Changes a hello as a value and writes it anew.
template<class T, class Change>
Edit rewriting(Side from, std::string name, Change change)
{
    return changing(from, std::move(name), [change](Unit &unit) {
        const WireContext wire{tls12, unit.from, KeyExchange::None};
        T message = std::get<T>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        unit.bytes = encode(message, wire).bytes;
    });
}

template<class Change>
Edit serverHello(Change change)
{
    return rewriting<ServerHello>(Side::Server, "server_hello", change);
}

template<class Change>
Edit clientHello(Change change)
{
    return rewriting<ClientHello>(Side::Client, "client_hello", change);
}

/// RFC 5246 7.3: the messages come in this order and no other.
std::vector<Case> orderCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            cases.push_back({titled(from, messages[i], "twice"), doubling(from, messages[i]), to});
            if (messages[i] == "server_hello_done")
                continue; // without it the client waits, see endsWaiting()
            cases.push_back({titled(from, messages[i], "after the next"), delaying(from, messages[i]), to});
            // A certificate_request that nobody saw is answered with no certificate: then it is the server who notices.
            cases.push_back({titled(from, messages[i], "missing"), dropping(from, messages[i]),
                             messages[i] == "certificate_request" ? Side::Server : to});
        }
    }
    cases.push_back({"client_hello twice",
                     replacing(Side::Client, "client_hello",
                               [](const Unit &unit) {
                                   Unit again = unit;
                                   again.version = tls12; // by then it is settled
                                   return std::vector{unit, again};
                               }),
                     Side::Server});
    for (const Side from : {Side::Client, Side::Server}) {
        const Side to = peerOf(from);
        cases.push_back({titled(from, "finished", "twice"), doubling(from, "finished"), to});
        cases.push_back({titled(from, "message of an unknown type", ""),
                         putBefore(from, "certificate", {from, Protocol::Handshake, 0, tls12, {99, 0, 0, 0}, "?"}),
                         to});
    }
    // RFC 5246 7.4.1.1: hello_request is a server's
    cases.push_back(
        {"client's hello_request",
         putBefore(Side::Client, "certificate", {Side::Client, Protocol::Handshake, 0, tls12, {0, 0, 0, 0}, {}}),
         Side::Server});
    return cases;
}

/// RFC 5246 7.4.3: "It is not legal to send the ServerKeyExchange message for" RSA, whatever is in it.
std::vector<Case> notLegalCases()
{
    std::vector<Case> cases;
    for (const std::uint32_t length : {0U, 1U, 200U}) {
        Unit unit{Side::Server, Protocol::Handshake, 0, tls12, {12, 0, 0, static_cast<std::uint8_t>(length)}, {}};
        unit.bytes.resize(4 + length, 0x55);
        cases.push_back({"server_key_exchange of " + std::to_string(length) + " bytes with RSA",
                         putBefore(Side::Server, "server_hello_done", unit), Side::Client, Alert::UnexpectedMessage,
                         "message.expected", "tls12-rsa"});
    }
    return cases;
}

/// CVE-2014-0224, and RFC 5246 7.1: only after the key exchange, once, and never with half a message before it.
std::vector<Case> changeCipherSpecCases()
{
    std::vector<Case> cases;
    for (auto [from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::string &message : messages)
            cases.push_back({titled(from, "early change_cipher_spec before", message),
                             putBefore(from, message, changeCipherSpec(from)), to});
        cases.push_back({titled(from, "change_cipher_spec", "twice, in clear"),
                         replacing(from, "change_cipher_spec",
                                   [](const Unit &unit) {
                                       return std::vector{unit, unit};
                                   }),
                         to, Alert::BadRecordMac, "record.mac"});
        cases.push_back({titled(from, "change_cipher_spec", "twice, sealed"),
                         replacing(from, "change_cipher_spec",
                                   [](const Unit &unit) {
                                       Unit sealed = unit;
                                       sealed.epoch = 1;
                                       return std::vector{unit, sealed};
                                   }),
                         to});
        cases.push_back({titled(from, "finished", "in clear before change_cipher_spec"),
                         [from = from, held = std::optional<Unit>()](Unit unit) mutable {
                             if (unit.from != from || (unit.name != "change_cipher_spec" && !held))
                                 return std::vector{unit};
                             if (!held) {
                                 held = unit;
                                 return std::vector<Unit>{};
                             }
                             unit.epoch = 0;
                             return std::vector{unit, *held};
                         },
                         to});
        cases.push_back({titled(from, "change_cipher_spec", "with half a message before it"),
                         putBefore(from, "change_cipher_spec", {from, Protocol::Handshake, 0, tls12, {20, 0, 0}, {}}),
                         to, Alert::UnexpectedMessage, "message.boundary"});
        cases.push_back({titled(from, "change_cipher_spec", "of value 2"),
                         changing(from, "change_cipher_spec", [](Unit &unit) { unit.bytes = {2}; }), to,
                         Alert::IllegalParameter, "change_cipher_spec.type"});
        cases.push_back({titled(from, "change_cipher_spec", "of two bytes"),
                         changing(from, "change_cipher_spec",
                                  [](Unit &unit) {
                                      unit.bytes = {1, 1};
                                  }),
                         to, Alert::DecodeError, "message.syntax"});
        cases.push_back({titled(from, "change_cipher_spec", "of no byte"),
                         changing(from, "change_cipher_spec", [](Unit &unit) { unit.bytes.clear(); }), to,
                         Alert::UnexpectedMessage, "record.length"});
    }
    cases.push_back({"change_cipher_spec before client_hello",
                     putBefore(Side::Client, "client_hello", changeCipherSpec(Side::Client)), Side::Server});
    return cases;
}

/// RFC 5246 10: application data come after both finished.
std::vector<Case> dataCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::string &message : messages)
            cases.push_back({titled(from, "application data before", message),
                             putBefore(from, message, applicationData(from, 0)), to});
        cases.push_back({titled(from, "application data before", "finished"),
                         putBefore(from, "finished", applicationData(from, 1)), to});
        // RFC 5246 6.2.1: nothing comes between the fragments of a message
        for (const Unit &between : {applicationData(from, 0), alertUnit(from, 1, Alert::UserCanceled)})
            cases.push_back({titled(from, between.name, "inside a message"),
                             replacing(from, "certificate",
                                       [between](const Unit &unit) {
                                           Unit first = unit, second = unit;
                                           first.bytes.resize(100);
                                           second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 100);
                                           return std::vector{first, between, second};
                                       }),
                             to, Alert::UnexpectedMessage, "message.boundary"});
    }
    return cases;
}

/// RFC 5246 7.2.2, decode_error: "some field was out of the specified range or the length of the message was incorrect"
std::vector<Case> shapeCases()
{
    std::vector<Case> cases;
    auto everything = flights;
    everything[0].second.emplace_back("finished");
    everything[1].second.insert(everything[1].second.end(), {"client_hello", "finished"});
    for (const auto &[from, messages] : everything) {
        const Side to = peerOf(from);
        for (const std::string &message : messages) {
            cases.push_back({titled(from, message, "with a byte behind it"),
                             changing(from, message,
                                      [](Unit &unit) {
                                          Bytes body(unit.body().begin(), unit.body().end());
                                          body.push_back(0);
                                          unit.setBody(body);
                                      }),
                             to, Alert::DecodeError, "message.syntax"});
            if (message != "server_hello_done")
                cases.push_back({titled(from, message, "a byte short"),
                                 changing(from, message,
                                          [](Unit &unit) { unit.setBody(unit.body().first(unit.body().size() - 1)); }),
                                 to, Alert::DecodeError, "message.syntax"});
            cases.push_back({titled(from, message, "of 16 megabytes"),
                             changing(from, message, [](Unit &unit) { unit.bytes[1] = unit.bytes[2] = 0xff; }), to,
                             Alert::IllegalParameter, "message.length"});
            // RFC 5246 E.1: before a version is agreed, only the major one is looked at
            const bool hello = message.ends_with("_hello");
            cases.push_back(
                {titled(from, message, "in a record of another version"),
                 changing(from, message, [hello](Unit &unit) { unit.version = hello ? Version(0x0200) : tls11; }), to,
                 Alert::ProtocolVersion, "record.version"});
        }
    }
    return cases;
}

std::vector<Case> serverHelloCases()
{
    const auto row = [](std::string name, Edit edit, Alert alert, std::string check) {
        return Case{std::move(name), std::move(edit), Side::Client, alert, "server_hello." + check};
    };
    std::vector<Case> cases{
        row("unsolicited extension", serverHello([](ServerHello &hello) { hello.extensions.add(EncryptThenMac{}); }),
            Alert::UnsupportedExtension, "extensions"),
        row("unsolicited unknown extension", serverHello([](ServerHello &hello) {
                hello.extensions.add(OpaqueExtension{0x4242, {1}});
            }),
            Alert::UnsupportedExtension, "extensions"),
        row("duplicate extension", serverHello([](ServerHello &hello) { hello.extensions.add(RenegotiationInfo{}); }),
            Alert::DecodeError, "duplicate_extensions"),
        row("renegotiation_info that is not empty", serverHello([](ServerHello &hello) {
                hello.extensions = {};
                hello.extensions.add(RenegotiationInfo{{1}});
            }),
            Alert::HandshakeFailure, "renegotiation_info"),
        row("compression that was not offered", serverHello([](ServerHello &hello) { hello.compressionMethod = 1; }),
            Alert::IllegalParameter, "compression_method"),
    };
    for (const std::uint16_t suite :
         std::vector<std::uint16_t>{0x0000, 0x1301, 0x009e, 0x00ff, 0xfafa}) // known, unknown, signalling
        cases.push_back(row("suite that was not offered, " + names::suite(suite),
                            serverHello([suite](ServerHello &hello) { hello.suite = suite; }), Alert::IllegalParameter,
                            "cipher_suite"));
    for (const Version version : std::vector<Version>{0x0300, 0x0302, 0x0304, 0x0000, 0xffff})
        cases.push_back(row("version " + std::to_string(version),
                            serverHello([version](ServerHello &hello) { hello.version = version; }),
                            Alert::ProtocolVersion, "version"));
    Case etm = row("encrypt_then_mac with an AEAD suite",
                   serverHello([](ServerHello &hello) { hello.extensions.add(EncryptThenMac{}); }),
                   Alert::IllegalParameter, "encrypt_then_mac");
    etm.scenario = "tls12-ecdhe-gcm";
    cases.push_back(std::move(etm));
    const auto alpn = [&](std::string name, std::vector<Bytes> protocols) {
        Case wrong = row(std::move(name), serverHello([protocols](ServerHello &hello) {
                             hello.extensions = {};
                             hello.extensions.add(Alpn{protocols});
                         }),
                         Alert::IllegalParameter, "alpn");
        wrong.scenario = "tls12-ecdhe-gcm";
        cases.push_back(std::move(wrong));
    };
    alpn("protocol that was not offered", {toBytes("spdy")});
    alpn("protocol that is no text", {{0xff, 0x00}});
    alpn("two protocols", {toBytes("h2"), toBytes("http/1.1")});
    Case ems = row("no extended_master_secret, where it is required",
                   serverHello([](ServerHello &hello) { hello.extensions = {}; }), Alert::HandshakeFailure,
                   "extended_master_secret");
    ems.scenario = "tls12-ecdhe-gcm";
    ems.settings = {"client.ems=require"};
    cases.push_back(std::move(ems));
    return cases;
}

std::vector<Case> clientHelloCases()
{
    const auto row = [](std::string name, Edit edit, Alert alert, std::string check, std::string scenario = "classic",
                        std::vector<std::string> settings = {}) {
        return Case{std::move(name),         std::move(edit),     Side::Server,       alert,
                    "client_hello." + check, std::move(scenario), std::move(settings)};
    };
    const auto without = [](auto keep) {
        return clientHello([keep](ClientHello &hello) {
            Extensions kept;
            for (const Extension &extension : hello.extensions.list())
                if (keep(extension))
                    kept.add(extension);
            hello.extensions = kept;
        });
    };
    return {
        row("duplicate extension", clientHello([](ClientHello &hello) { hello.extensions.add(SupportedGroups{{23}}); }),
            Alert::DecodeError, "extensions"),
        row("duplicate unknown extension", clientHello([](ClientHello &hello) {
                hello.extensions.add(OpaqueExtension{0x4242, {}});
                hello.extensions.add(OpaqueExtension{0x4242, {}});
            }),
            Alert::DecodeError, "extensions"),
        row("no null compression", clientHello([](ClientHello &hello) { hello.compressionMethods = {1}; }),
            Alert::IllegalParameter, "compression_methods"),
        row("version too old", clientHello([](ClientHello &hello) { hello.version = tls11; }), Alert::ProtocolVersion,
            "version"),
        row("no suite in common", clientHello([](ClientHello &hello) {
                hello.suites = {0x1301, 0x00ff};
            }),
            Alert::HandshakeFailure, "cipher_suites"),
        row("renegotiation_info that is not empty", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(RenegotiationInfo{{1, 2}});
            }),
            Alert::HandshakeFailure, "renegotiation_info"),
        row("no uncompressed points", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(EcPointFormats{{1, 2}});
            }),
            Alert::IllegalParameter, "ec_point_formats"),
        row("no protocol in common", clientHello([](ClientHello &hello) {
                hello.extensions = {};
                hello.extensions.add(SupportedGroups{{29}});
                hello.extensions.add(SignatureAlgorithms{{0x0401}});
                hello.extensions.add(Alpn{{{0xff, 0xfe}, toBytes("spdy")}});
            }),
            Alert::NoApplicationProtocol, "alpn", "tls12-ecdhe-gcm"),
        row("no extended_master_secret, where it is required",
            without([](const Extension &extension) { return typeOf(extension) != ExtendedMasterSecret::type; }),
            Alert::HandshakeFailure, "extended_master_secret", "tls12-ecdhe-gcm", {"server.ems=require"}),
    };
}

std::vector<Case> alertCases()
{
    std::vector<Case> cases;
    for (const auto &[from, messages] : flights) {
        const Side to = peerOf(from);
        for (const std::uint8_t level : {std::uint8_t(0), std::uint8_t(3), std::uint8_t(255)})
            cases.push_back({titled(from, "alert of level", std::to_string(level)),
                             putBefore(from, "certificate", alertUnit(from, level, Alert::UserCanceled)), to,
                             Alert::IllegalParameter, "alert.level"});
        for (const Bytes &bytes : {Bytes{1}, Bytes{1, 90, 1}, Bytes{1, 90, 1, 90}})
            cases.push_back({titled(from, "alert of bytes:", std::to_string(bytes.size())),
                             putBefore(from, "certificate", {from, Protocol::Alert, 0, tls12, bytes, "alert"}), to,
                             Alert::DecodeError, "message.syntax"});
    }
    return cases;
}

const std::vector<Case> &cases()
{
    static const std::vector<Case> all = [] {
        std::vector<Case> list;
        for (std::vector<Case> more : {orderCases(), notLegalCases(), changeCipherSpecCases(), dataCases(),
                                       shapeCases(), serverHelloCases(), clientHelloCases(), alertCases()})
            std::move(more.begin(), more.end(), std::back_inserter(list));
        return list;
    }();
    return all;
}

} // namespace

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
        tapped.run();
        QCOMPARE(tapped.bothOpen(), plain.bothOpen());
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
    connection.edit = serverHello([](ServerHello &hello) { hello.version = tls11; });
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
