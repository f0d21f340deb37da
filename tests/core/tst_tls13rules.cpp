// SPDX-License-Identifier: GPL-3.0-or-later

// What RFC 8446 has a party refuse, or not say, that a peer of ours would never try: messages that are made by hand,
// and records that are sealed with the peer's keys.

#include "wiretap.h"

#include "messages/messages.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestTls13Rules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownKeyWithoutSignatureAlgorithms();
    void keyWithoutKeyShare();
    void shareOfAnotherGroupThanAsked();
    void changeCipherSpecOfAnotherValue();
    void serverHelloOfAnotherVersion_data();
    void serverHelloOfAnotherVersion();
    void keyShareUnderPskAlone();
    void bothLimits();
    void limitHoldsForEncryptedExtensions();
    void earlyDataIsNotLimited();
    void ticketBeyondItsLifetime();
    void nothingAfterCloseNotify();
    void dataAmidLateAuthentication();
};

static constexpr std::int64_t now = 1768478400;

/// An endpoint of ours alone.
struct Alone
{
    Alone(Side side, PartyConfig partyConfig)
        : config(std::move(partyConfig)),
          recorder(side),
          endpoint(side, config, Stage::instance().context, recorder, entropy, clock)
    {
        endpoint.start();
    }

    void receive(Protocol type, ByteView fragment)
    {
        Bytes record{static_cast<std::uint8_t>(type), 3, 3};
        appendNumber(record, fragment.size(), 2);
        append(record, fragment);
        endpoint.receive(record);
    }
    template<class T>
    void receive(T message)
    {
        const WireContext w{tls13, peerOf(recorder.side())};
        receive(Protocol::Handshake, encode(message, w).bytes);
    }
    std::string failed() const
    {
        for (const Check &check : recorder.account().checks)
            if (!check.passed)
                return check.name;
        return {};
    }

    PartyConfig config;
    Recorder recorder;
    SeededEntropy entropy{7, "alone"};
    FixedClock clock{now};
    Endpoint endpoint;
};

static const Credential &serverCredential()
{
    static const Credential credential = [] {
        Pki::Credential found = std::get<Pki::Credential>(Stage::instance().pki.credential("server-rsa"));
        crypto::PublicKey key = found.chain.front().publicKey(Stage::instance().context);
        return Credential{"server-rsa", std::move(found.chain), std::move(found.key), std::move(key)};
    }();
    return credential;
}

static PartyConfig party(Side side)
{
    PartyConfig config;
    config.versions = {tls13};
    config.suites = {0x1301};
    config.groups = {29, 23};
    config.signatures = {0x0804};
    if (side == Side::Server)
        config.credentials = {serverCredential()};
    else
        config.anchors = {std::get<Pki::Credential>(Stage::instance().pki.credential("root")).chain.front()};
    return config;
}

/// A client_hello of TLS 1.3 with a share of x25519.
static ClientHello hello()
{
    ClientHello hello;
    hello.random = Bytes(32, 1);
    hello.suites = {0x1301};
    hello.extensions.add(SupportedVersions{{tls13}});
    hello.extensions.add(SupportedGroups{{29, 23}});
    hello.extensions.add(KeyShare{{{29, Bytes(32, 9)}}});
    hello.extensions.add(SignatureAlgorithms{{0x0804}});
    return hello;
}

static void offerKey(ClientHello &hello)
{
    hello.extensions.add(PskKeyExchangeModes{{PskMode::DheKe}});
    PreSharedKeyExtension offer;
    offer.identities = {{toBytes("somebody"), 0}};
    offer.binders = {Bytes(32, 0)};
    hello.extensions.add(std::move(offer));
}

/// RFC 8446 9.2: "If a server is authenticating via a certificate and the client has not sent a "signature_algorithms"
/// extension, then the server MUST abort the handshake with a "missing_extension" alert"; here since the key that it
/// might be known by is not known.
void TestTls13Rules::unknownKeyWithoutSignatureAlgorithms()
{
    Alone server(Side::Server, party(Side::Server));
    ClientHello first = hello();
    first.extensions.remove<SignatureAlgorithms>();
    offerKey(first);
    server.receive(first);
    QCOMPARE(server.endpoint.alert(), std::optional(Alert::MissingExtension));
    QCOMPARE(server.failed(), std::string("client_hello.required_extensions"));
}

/// RFC 8446 4.2.9: with psk_dhe_ke "the client and server MUST supply "key_share" values".
void TestTls13Rules::keyWithoutKeyShare()
{
    Alone server(Side::Server, party(Side::Server));
    ClientHello first = hello();
    first.extensions.remove<KeyShare>();
    first.extensions.remove<SupportedGroups>();
    offerKey(first);
    server.receive(first);
    QCOMPARE(server.endpoint.alert(), std::optional(Alert::MissingExtension));
    QCOMPARE(server.failed(), std::string("client_hello.required_extensions"));
}

/// RFC 8446 4.1.2: "replacing the list of shares with a list containing a single KeyShareEntry from the indicated
/// group."
void TestTls13Rules::shareOfAnotherGroupThanAsked()
{
    PartyConfig config = party(Side::Server);
    config.groups = {23, 29};
    Alone server(Side::Server, config);
    ClientHello first = hello();
    first.extensions.get<KeyShare>()->shares.clear();
    server.receive(first); // asks for secp256r1
    QCOMPARE(server.endpoint.status(), Status::Handshaking);
    ClientHello second = first;
    second.extensions.get<KeyShare>()->shares = {{29, Bytes(32, 9)}};
    server.receive(second);
    QCOMPARE(server.endpoint.alert(), std::optional(Alert::IllegalParameter));
    QCOMPARE(server.failed(), std::string("client_hello.key_share_asked"));
}

/// RFC 8446 5: "An implementation which receives any other change_cipher_spec value or which receives a protected
/// change_cipher_spec record MUST abort the handshake with an "unexpected_message" alert."
void TestTls13Rules::changeCipherSpecOfAnotherValue()
{
    Alone server(Side::Server, party(Side::Server));
    server.receive(hello());
    server.receive(Protocol::ChangeCipherSpec, Bytes{1});
    QCOMPARE(server.endpoint.status(), Status::Handshaking);
    server.receive(Protocol::ChangeCipherSpec, Bytes{2});
    QCOMPARE(server.endpoint.alert(), std::optional(Alert::UnexpectedMessage));
}

/// A server_hello that answers what a client of ours has said.
static ServerHello answer(const Alone &client)
{
    const std::vector<Message> &messages = client.recorder.account().messages;
    const ClientHello said =
        std::get<ClientHello>(*decodeHandshake(messages.front().bytes, {tls13, Side::Client}).message);
    ServerHello hello;
    hello.random = Bytes(32, 2);
    hello.sessionId = said.sessionId;
    hello.suite = 0x1301;
    hello.extensions.add(SupportedVersions{{tls13}});
    hello.extensions.add(KeyShare{{{29, Bytes(32, 9)}}});
    return hello;
}

void TestTls13Rules::serverHelloOfAnotherVersion_data()
{
    QTest::addColumn<int>("selected");
    QTest::addColumn<int>("alert");
    // RFC 8446 4.2.1: "a version not offered by the client or [...] a version prior to TLS 1.3"
    QTest::newRow("TLS 1.2 in supported_versions") << int{tls12} << static_cast<int>(Alert::IllegalParameter);
    QTest::newRow("unknown in supported_versions") << 0x7f1c << static_cast<int>(Alert::IllegalParameter);
    // RFC 8446 D.1: "If the version chosen by the server is not supported by the client (or is not acceptable), the
    // client MUST abort the handshake with a "protocol_version" alert."
    QTest::newRow("no supported_versions") << 0 << static_cast<int>(Alert::ProtocolVersion);
}

void TestTls13Rules::serverHelloOfAnotherVersion()
{
    QFETCH(int, selected);
    QFETCH(int, alert);
    Alone client(Side::Client, party(Side::Client));
    ServerHello hello = answer(client);
    hello.extensions.remove<SupportedVersions>();
    if (selected != 0)
        hello.extensions.add(SupportedVersions{{static_cast<Version>(selected)}});
    client.receive(hello);
    QCOMPARE(static_cast<int>(client.endpoint.alert().value()), alert);
}

/// RFC 8446 4.2.9: in psk_ke "the server MUST NOT supply a "key_share" value."
void TestTls13Rules::keyShareUnderPskAlone()
{
    PartyConfig config = party(Side::Client);
    config.psks = {{"somebody", toBytes("a key from elsewhere")}};
    config.tls13.pskModes = {PskMode::Ke};
    Alone client(Side::Client, config);
    ServerHello hello = answer(client);
    PreSharedKeyExtension taken;
    taken.selectedIdentity = 0;
    hello.extensions.add(std::move(taken));
    client.receive(hello);
    QCOMPARE(client.endpoint.alert(), std::optional(Alert::IllegalParameter));
    QCOMPARE(client.failed(), std::string("server_hello.psk_mode"));
}

/// Two parties of ours with nobody in between, for connections one after the other.
static Connection connection(const PartyConfig &client, const PartyConfig &server, std::int64_t clock = now)
{
    Connection::Plan plan;
    plan.client.config = client;
    plan.server.config = server;
    plan.clock = clock;
    return Connection(std::move(plan));
}

static Bytes derived(const Trace &account, std::string_view name)
{
    for (const Derivation &derivation : account.derivations)
        if (derivation.name == name)
            return derivation.output;
    return {};
}

/// A record as the one whose account this is would seal it. @param keys "server_handshake"
static Bytes sealed(const Trace &account, const std::string &keys, std::uint64_t sequence, Protocol type,
                    ByteView plaintext)
{
    const Bytes key = derived(account, keys + "_write_key"), iv = derived(account, keys + "_write_iv");
    const auto protection =
        makeTls13Protection(Stage::instance().context, *cipherSuite(std::uint16_t{0x1301}), {{}, key, iv}, true);
    SeededEntropy unused(1, "nonce");
    Record record;
    record.type = type;
    record.version = tls12;
    record.sequence = sequence;
    record.plaintext.assign(plaintext.begin(), plaintext.end());
    protection->seal(record, unused);
    return record.wire;
}

/// The records of a flight, one each.
static std::vector<Bytes> recordsOf(ByteView bytes)
{
    std::vector<Bytes> records;
    while (!bytes.empty()) {
        const ByteView record = bytes.first(5U + static_cast<std::size_t>(bytes[3] << 8 | bytes[4]));
        records.emplace_back(record.begin(), record.end());
        bytes = bytes.subspan(record.size());
    }
    return records;
}

static Bytes inARow(const std::vector<Bytes> &records)
{
    Bytes bytes;
    for (const Bytes &record : records)
        append(bytes, record);
    return bytes;
}

/// RFC 8449 5: "A client MUST treat receipt of both "max_fragment_length" and "record_size_limit" as a fatal error, and
/// it SHOULD generate an "illegal_parameter" alert."
void TestTls13Rules::bothLimits()
{
    PartyConfig client = party(Side::Client);
    client.recordSizeLimit = 1000;
    client.maxFragmentLength = 1024;
    Connection connection = ::connection(client, party(Side::Server));
    connection.editBytes = [&](Side from, Bytes bytes) {
        if (from == Side::Client)
            return bytes;
        EncryptedExtensions both;
        both.extensions.add(RecordSizeLimit{1000});
        both.extensions.add(MaxFragmentLength{2});
        std::vector<Bytes> records = recordsOf(bytes);
        for (Bytes &record : records)
            if (record[0] == static_cast<std::uint8_t>(Protocol::ApplicationData)) {
                record = sealed(connection.account(Side::Server), "server_handshake", 0, Protocol::Handshake,
                                encode(both, {tls13, Side::Server}).bytes);
                break;
            }
        return inARow(records);
    };
    connection.run();
    QCOMPARE(connection.party(Side::Client).alert(), std::optional(Alert::IllegalParameter));
    QCOMPARE(connection.failedChecks(Side::Client), std::vector<std::string>{"encrypted_extensions.record_size_limit"});
}

/// RFC 8449 4: a client has said what it takes before encrypted_extensions, which may be longer.
void TestTls13Rules::limitHoldsForEncryptedExtensions()
{
    PartyConfig client = party(Side::Client), server = party(Side::Server);
    client.recordSizeLimit = 64;
    server.recordSizeLimit = 4000;
    client.alpn = server.alpn = {std::string(200, 'x')};
    Connection connection = ::connection(client, server);
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const Record &record : connection.account(Side::Server).records)
        if (record.from == Side::Server && record.epoch > 0)
            QVERIFY(record.plaintext.size() + 1 <= 64);
}

/// A client of ours that has been here before.
static PartyConfig returning(PartyConfig client, const PartyConfig &server)
{
    Connection first = connection(client, server);
    first.run();
    client.session = first.party(Side::Client).session();
    return client;
}

/// RFC 8449 4: the limit comes with encrypted_extensions, after the early data has been sent.
void TestTls13Rules::earlyDataIsNotLimited()
{
    SessionStore sessions{0};
    PartyConfig client = party(Side::Client), server = party(Side::Server);
    client.recordSizeLimit = 1000;
    server.recordSizeLimit = 100;
    server.tickets = true;
    server.sessions = &sessions;
    server.tls13.maxEarlyData = 5000;
    client = returning(client, server);
    client.tls13.earlyData = Bytes(3000, 'x');
    Connection connection = ::connection(client, server);
    connection.run();
    QVERIFY(connection.bothOpen());
    QCOMPARE(connection.party(Side::Server).negotiated().earlyData, std::string("accepted"));
    QCOMPARE(connection.party(Side::Server).takeReceived(), Bytes(3000, 'x'));
    connection.party(Side::Client).send(Bytes(300, 'y'));
    connection.carry();
    QCOMPARE(connection.party(Side::Server).takeReceived(), Bytes(300, 'y'));
}

/// RFC 8446 4.2.11.1: "Clients MUST NOT attempt to use tickets which have ages greater than the "ticket_lifetime" value
/// which was provided with the ticket."
void TestTls13Rules::ticketBeyondItsLifetime()
{
    SessionStore sessions{0};
    PartyConfig client = party(Side::Client), server = party(Side::Server);
    server.tickets = true;
    server.sessions = &sessions;
    server.ticketLifetime = 100;
    client = returning(client, server);
    QVERIFY(client.session.has_value());
    for (const std::int64_t age : {100, 101}) {
        Connection connection = ::connection(client, server, now + age);
        connection.run();
        QVERIFY(connection.bothOpen());
        const Message &hello = connection.account(Side::Client).messages.front();
        QCOMPARE(hello.field("client_hello.extensions.pre_shared_key") != nullptr, age <= 100);
    }
}

static std::vector<std::string> sent(const Trace &account, Side from)
{
    std::vector<std::string> names;
    for (const Message &message : account.messages)
        if (message.from == from)
            names.push_back(message.name);
    return names;
}

/// RFC 8446 6.1: close_notify "notifies the recipient that the sender will not send any more messages on this
/// connection"; an answer to key_update would be one.
void TestTls13Rules::nothingAfterCloseNotify()
{
    Connection connection = ::connection(party(Side::Client), party(Side::Server));
    connection.run();
    QVERIFY(connection.bothOpen());
    connection.party(Side::Server).close();
    connection.party(Side::Client).updateKeys(true); // before it has heard of it
    connection.party(Side::Client).send(toBytes("still on the way"));
    connection.carry();
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("still on the way"));
    QCOMPARE(sent(connection.account(Side::Server), Side::Server).back(), std::string("alert"));
    QCOMPARE(connection.party(Side::Server).status(), Status::Closed);
    QCOMPARE(connection.party(Side::Client).status(), Status::Closed);
}

/// RFC 8446 4.6.2: "All of the client's messages for a given response MUST appear consecutively on the wire with no
/// intervening messages of other types."
void TestTls13Rules::dataAmidLateAuthentication()
{
    PartyConfig client = party(Side::Client), server = party(Side::Server);
    client.tls13.postHandshakeAuth = true;
    client.credentials = {serverCredential()};
    server.verifyPeer = false;
    Connection connection = ::connection(client, server);
    connection.start();
    connection.carry();
    QVERIFY(connection.bothOpen());
    bool done = false;
    connection.editBytes = [&](Side from, Bytes bytes) {
        std::vector<Bytes> records = recordsOf(bytes);
        if (from == Side::Server || done || records.size() < 3)
            return bytes;
        done = true; // certificate, and then something else
        return concat({records.front(), sealed(connection.account(Side::Client), "client_application", 1,
                                               Protocol::ApplicationData, toBytes("x"))});
    };
    connection.party(Side::Server).requestCertificate();
    connection.carry();
    QVERIFY(done);
    QCOMPARE(connection.party(Side::Server).alert(), std::optional(Alert::UnexpectedMessage));
}

QTEST_GUILESS_MAIN(TestTls13Rules)
#include "tst_tls13rules.moc"
