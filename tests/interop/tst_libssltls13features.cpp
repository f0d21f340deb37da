// SPDX-License-Identifier: GPL-3.0-or-later

// What two implementations have to agree on in TLS 1.3 beside what the matrix goes through: authentication after the
// handshake, protocols, stapled things, lengths, tickets and several identities. Long because they share one set-up and
// one meeting with libssl.

#include "roles.h"
#include "tls13encounter.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestLibsslTls13Features : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authenticationAfterTheHandshake_data();
    void authenticationAfterTheHandshake();
    void lateRequestAmongUpdates_data() { bothRoles(); }
    void lateRequestAmongUpdates();
    void manyUpdates_data() { bothRoles(); }
    void manyUpdates();
    void applicationProtocol_data() { bothRoles(); }
    void applicationProtocol();
    void stapledResponse_data() { bothRoles(); }
    void stapledResponse();
    void timestamps_data() { bothRoles(); }
    void timestamps();
    void fragmentLength_data();
    void fragmentLength();
    void smallRecords_data() { bothRoles(); }
    void smallRecords();
    void grease();
    void authorities_data() { bothRoles(); }
    void authorities();
    void statefulTickets();
    void severalIdentities();
    void suiteFollowsTheKey_data();
    void suiteFollowsTheKey();
    void otherKey_data() { bothRoles(); }
    void otherKey();
    void moreEarlyDataThanAllowed();
    void earlyDataUnderAnUnknownTicket();

private:
    Tls13Combination plain(Side ours) { return {ours, cipherSuite(std::uint16_t{0x1301}), namedGroup("x25519")}; }
    Setting setting(Side ours) { return settingOf(plain(ours), m_identities); }

    crypto::Context m_context;
    Tls13Identities m_identities{m_context};
};

/// A field of a message that a side sent; empty when there is none.
static Bytes fieldOf(Meeting &meeting, std::string_view message, std::string_view path)
{
    for (const Message &found : meeting.recorder().account().messages)
        if (found.name == message)
            if (const Field *field = found.field(path)) {
                const ByteView bytes = slice(found.bytes, field->range);
                return {bytes.begin(), bytes.end()};
            }
    return {};
}

static bool hasField(Meeting &meeting, std::string_view message, std::string_view path)
{
    return !fieldOf(meeting, message, path).empty();
}

void TestLibsslTls13Features::authenticationAfterTheHandshake_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<QByteArray>("credential");
    for (const Side ours : {Side::Client, Side::Server})
        for (const char *credential : {"client-rsa", "client-ecdsa", "client-ed25519", ""})
            QTest::addRow("our %s, %s", ours == Side::Client ? "client" : "server",
                          *credential ? credential : "without certificate")
                << ours << QByteArray(credential);
}

/// A client that allows it and a server that only asks.
static Setting lateSetting(Setting setting, const std::string &credential, Tls13Identities &identities)
{
    const bool client = setting.ours == Side::Client;
    setting.us.tls13.postHandshakeAuth = client;
    setting.them.tls13.postHandshakeAuth = !client;
    if (!credential.empty() && client)
        setting.us.credentials = {identities.ours(credential)};
    if (!credential.empty() && !client)
        setting.them.credentials = {identities.theirs(credential)};
    return setting;
}

/// RFC 8446 4.6.2: more than once, with or without a certificate.
void TestLibsslTls13Features::authenticationAfterTheHandshake()
{
    QFETCH(Side, ours);
    QFETCH(QByteArray, credential);
    const std::string name = credential.toStdString();
    Setting s = lateSetting(setting(ours), name, m_identities);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    for (std::size_t time = 1; time <= 2; ++time) {
        if (ours == Side::Client)
            meeting.them().requestCertificate();
        else
            meeting.us().requestCertificate();
        meeting.carry();
        VERIFY_OPEN(meeting);
        const Trace &account = meeting.recorder().account();
        QCOMPARE(messagesOf(account, Side::Server, "certificate_request"), time);
        QCOMPARE(messagesOf(account, Side::Client, "certificate"), time);
        QCOMPARE(messagesOf(account, Side::Client, "certificate_verify"), name.empty() ? 0 : time);
        QCOMPARE(messagesOf(account, Side::Client, "finished"), time + 1);
    }
    if (ours == Side::Client)
        QCOMPARE(toHex(meeting.them().peerCertificate()),
                 toHex(name.empty() ? Bytes() : m_identities.find(name).chain.front().der()));
    VERIFY_CONVERSATION(meeting);
}

/// RFC 8446 4.4: the finished of a late authentication is under the newest keys of the client, and neither key_update
/// nor data before it are in its transcript.
void TestLibsslTls13Features::lateRequestAmongUpdates()
{
    QFETCH(Side, ours);
    Setting s = lateSetting(setting(ours), "client-rsa", m_identities);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    meeting.us().updateKeys(true);
    meeting.them().updateKeys(false);
    if (ours == Side::Client)
        meeting.them().requestCertificate();
    else
        meeting.us().requestCertificate();
    meeting.us().send(toBytes("before the answer"));
    meeting.us().updateKeys(false);
    meeting.carry();
    VERIFY_OPEN(meeting);
    QCOMPARE(meeting.them().takeReceived(), toBytes("before the answer"));
    QCOMPARE(messagesOf(meeting.recorder().account(), Side::Client, "certificate_verify"), std::size_t{1});
    meeting.them().updateKeys(true);
    meeting.carry();
    VERIFY_CONVERSATION(meeting);
}

/// Each generation from the one before, on both sides at once.
void TestLibsslTls13Features::manyUpdates()
{
    QFETCH(Side, ours);
    Meeting meeting(setting(ours), m_context);
    meeting.shakeHands();
    for (int i = 0; i < 40; ++i) {
        meeting.us().updateKeys(i % 3 == 0);
        meeting.us().send(toBytes("now"));
        meeting.them().updateKeys(i % 5 == 0);
        meeting.them().send(toBytes("then"));
        meeting.carry();
        QCOMPARE(meeting.us().takeReceived(), toBytes("then"));
        QCOMPARE(meeting.them().takeReceived(), toBytes("now"));
    }
    VERIFY_CONVERSATION(meeting);
}

/// RFC 7301, answered in encrypted_extensions.
void TestLibsslTls13Features::applicationProtocol()
{
    QFETCH(Side, ours);
    Setting s = setting(ours);
    const std::vector<std::string> clients{"h2", "http/1.1", "spare"}, servers{"other", "http/1.1", "h2"};
    s.us.alpn = ours == Side::Client ? clients : servers;
    s.them.alpn = ours == Side::Client ? servers : clients;
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    QCOMPARE(meeting.us().negotiated().alpn, std::string("http/1.1"));
    QCOMPARE(meeting.them().alpn(), std::string("http/1.1"));
    VERIFY_CONVERSATION(meeting);
}

/// RFC 8446 4.4.2.1: with the certificate, and no message of its own.
void TestLibsslTls13Features::stapledResponse()
{
    QFETCH(Side, ours);
    const Pki::Credential server = m_identities.find("server-rsa");
    const Pki::Credential issuer = m_identities.find("intermediate");
    const crypto::OcspSpec spec{false, demonstrationClock - 3600, demonstrationClock + 3600};
    const Bytes response = crypto::issueOcspResponse(m_context, server.chain[0], server.chain[1], issuer.key, spec);
    Setting s = setting(ours);
    if (ours == Side::Client) {
        s.us.statusRequest = true;
        s.them.ocspResponse = response;
    } else {
        s.us.credentials.front().ocspResponse = response;
        s.them.statusRequest = true;
    }
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    const Bytes sent =
        fieldOf(meeting, "certificate", "certificate.certificate_list[0].extensions.status_request.response");
    QCOMPARE(toHex(sent), toHex(response));
    if (ours == Side::Server)
        QCOMPARE(toHex(meeting.them().stapledResponse()), toHex(response));
    VERIFY_CONVERSATION(meeting);
}

/// RFC 6962 3.3, with the certificate.
void TestLibsslTls13Features::timestamps()
{
    QFETCH(Side, ours);
    Pki pki(m_context, demonstrationClock);
    const Bytes timestamp = pki.timestamp("server-rsa");
    Bytes list;
    appendNumber(list, timestamp.size() + 2, 2);
    appendNumber(list, timestamp.size(), 2);
    append(list, timestamp);
    Setting s = setting(ours);
    s.them.tls13.timestamps = list;
    s.us.timestamps = ours == Side::Client;
    if (ours == Side::Server)
        s.us.credentials.front().timestamps = {timestamp};
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    QVERIFY(
        hasField(meeting, "certificate", "certificate.certificate_list[0].extensions.signed_certificate_timestamp"));
    if (ours == Side::Server)
        QCOMPARE(meeting.them().timestamps(), std::size_t{1});
    VERIFY_CONVERSATION(meeting);
}

void TestLibsslTls13Features::fragmentLength_data()
{
    QTest::addColumn<Side>("ours");
    QTest::addColumn<int>("length");
    for (const Side ours : {Side::Client, Side::Server})
        for (const int length : {512, 1024, 2048, 4096})
            QTest::addRow("our %s %d", ours == Side::Client ? "client" : "server", length) << ours << length;
}

/// RFC 6066 4, answered in encrypted_extensions.
void TestLibsslTls13Features::fragmentLength()
{
    QFETCH(Side, ours);
    QFETCH(int, length);
    Setting s = setting(ours);
    (ours == Side::Client ? s.us.maxFragmentLength : s.them.maxFragmentLength) = static_cast<std::uint16_t>(length);
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    QCOMPARE(static_cast<int>(meeting.them().maxFragmentLength()), length);
    const Bytes data = testData(10000);
    meeting.us().send(data);
    meeting.them().send(data);
    meeting.carry();
    QVERIFY2(meeting.us().takeReceived() == data && meeting.them().takeReceived() == data, meeting.report().c_str());
    for (const Record &record : meeting.recorder().account().records)
        if (record.type == Protocol::ApplicationData)
            QVERIFY(record.plaintext.size() <= static_cast<std::size_t>(length));
    VERIFY_CONVERSATION(meeting);
}

/// RFC 8446 5.1: a message may take several records, one byte each too.
void TestLibsslTls13Features::smallRecords()
{
    QFETCH(Side, ours);
    for (const std::size_t limit : {std::size_t{1}, std::size_t{5}, std::size_t{64}, std::size_t{512}}) {
        Setting s = setting(ours);
        s.us.clientAuth = s.them.clientAuth = ClientAuth::Request;
        s.us.fragmentLimit = limit;
        s.them.fragmentLimit = std::max<std::size_t>(limit, 512);
        Meeting meeting(s, m_context);
        meeting.shakeHands();
        VERIFY_OPEN(meeting);
        VERIFY_CONVERSATION(meeting);
    }
}

/// RFC 8701: libssl does not mind what it does not know, in a second client_hello too.
void TestLibsslTls13Features::grease()
{
    for (const Retry retry : {Retry::None, Retry::Group, Retry::Cookie, Retry::Both}) {
        Tls13Combination combination = plain(Side::Client);
        combination.retry = retry;
        combination.again = Tls13Again::TicketDhe;
        Tls13Encounter encounter(combination, m_identities, m_context);
        encounter.setting().us.tls13.grease = true;
        encounter.run();
        QVERIFY2(encounter.findings().isEmpty(), qPrintable(encounter.findings()));
    }
}

/// RFC 8446 4.2.4: in a certificate_request, and in a client_hello, where libssl's server takes it.
void TestLibsslTls13Features::authorities()
{
    QFETCH(Side, ours);
    Tls13Combination combination = plain(ours);
    combination.client = Tls13Client::RequiredEcdsa;
    Setting s = settingOf(combination, m_identities);
    s.us.tls13.certificateAuthorities = true;
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    VERIFY_OPEN(meeting);
    QVERIFY(hasField(meeting, "certificate_request", "certificate_request.extensions.certificate_authorities"));
    QCOMPARE(hasField(meeting, "client_hello", "client_hello.extensions.certificate_authorities"),
             ours == Side::Client);
    VERIFY_CONVERSATION(meeting);
}

/// A ticket that is no more than the name of what the server keeps.
void TestLibsslTls13Features::statefulTickets()
{
    Setting s = setting(Side::Client);
    s.them.tls13.statefulTickets = true;
    s.them.tickets = true;
    Meeting first(s, m_context);
    first.shakeHands();
    VERIFY_OPEN(first);
    s.theirContext = first.theirContext();
    s.us.session = first.us().session();
    QVERIFY(s.us.session && s.us.session->ticket.size() == 32);
    Meeting again(s, m_context);
    again.shakeHands();
    VERIFY_OPEN(again);
    QVERIFY(again.us().negotiated().resumed && again.them().resumed());
    VERIFY_CONVERSATION(again);
}

/// RFC 8446 4.2.11: a ticket that nobody can read, and a key from elsewhere after it: the server takes the second.
void TestLibsslTls13Features::severalIdentities()
{
    Setting s = setting(Side::Client);
    s.them.tickets = true;
    Meeting first(s, m_context);
    first.shakeHands();
    VERIFY_OPEN(first);
    s.us.session = first.us().session();
    QVERIFY(s.us.session.has_value());
    s.us.psks = s.them.tls13.psks = {externalKey(*cipherSuite(std::uint16_t{0x1301}))};
    Meeting second(s, m_context); // with other ticket keys
    second.shakeHands();
    VERIFY_OPEN(second);
    QCOMPARE(toHex(fieldOf(second, "server_hello", "server_hello.extensions.pre_shared_key.selected_identity")),
             std::string("0001"));
    QVERIFY(!second.us().negotiated().resumed);
    VERIFY_CONVERSATION(second);
}

void TestLibsslTls13Features::suiteFollowsTheKey_data()
{
    QTest::addColumn<bool>("ticket");
    QTest::addColumn<quint16>("suite");
    for (const bool ticket : {false, true})
        for (const quint16 suite : {quint16{0x1301}, quint16{0x1303}})
            QTest::addRow("%s of %s", ticket ? "ticket" : "external key", std::string(cipherSuite(suite)->name).c_str())
                << ticket << suite;
}

/// RFC 8446 4.2.11: our server likes a suite with SHA-384 better, and takes the key with SHA-256 of libssl's client
/// with a suite that goes with it.
void TestLibsslTls13Features::suiteFollowsTheKey()
{
    QFETCH(bool, ticket);
    QFETCH(quint16, suite);
    SessionStore sessions{0};
    Setting s = setting(Side::Server);
    s.us.tickets = true;
    s.us.sessions = &sessions;
    s.us.suites = {suite};
    s.them.tls13.suites = cipherSuite(suite)->name;
    if (ticket) {
        Meeting first(s, m_context);
        first.shakeHands();
        VERIFY_OPEN(first);
        s.theirSession = first.them().session();
        VERIFY_CONVERSATION(first); // libssl does not take up what was not closed
    } else {
        s.us.psks = s.them.tls13.psks = {externalKey(*cipherSuite(suite))};
    }
    s.us.suites = {0x1302, suite};
    s.them.tls13.suites += ":TLS_AES_256_GCM_SHA384";
    Meeting second(s, m_context);
    second.shakeHands();
    VERIFY_OPEN(second);
    QCOMPARE(second.us().negotiated().suite, std::string(cipherSuite(suite)->name));
    QCOMPARE(second.us().negotiated().keyExchange, std::string("ECDHE_PSK"));
    QCOMPARE(messagesOf(second.recorder().account(), Side::Server, "certificate"), std::size_t{0});
    VERIFY_CONVERSATION(second);
}

/// RFC 8446 4.2.11: a binder that does not validate ends the handshake.
void TestLibsslTls13Features::otherKey()
{
    QFETCH(Side, ours);
    Setting s = setting(ours);
    s.us.psks = s.them.tls13.psks = {externalKey(*cipherSuite(std::uint16_t{0x1301}))};
    s.us.psks.front().key = toBytes("a key that only one has");
    Meeting meeting(s, m_context);
    meeting.shakeHands();
    QVERIFY2(meeting.us().status() == Status::Failed && !meeting.them().open(), meeting.report().c_str());
    // libssl says illegal_parameter; RFC 8446 6.2 has decrypt_error for it
    const Alert said = ours == Side::Client ? Alert::IllegalParameter : Alert::DecryptError;
    QVERIFY2(meeting.us().alert() == said, meeting.report().c_str());
}

/// RFC 8446 4.2.10: what is more than the ticket allows waits for the end of the handshake.
void TestLibsslTls13Features::moreEarlyDataThanAllowed()
{
    Setting s = setting(Side::Client);
    s.them.tickets = true;
    s.them.tls13.maxEarlyData = 40000;
    Meeting first(s, m_context);
    first.shakeHands();
    VERIFY_OPEN(first);
    s.theirContext = first.theirContext();
    s.us.session = first.us().session();
    s.us.tls13.earlyData = testData(50000);
    Meeting second(s, m_context);
    second.shakeHands();
    VERIFY_OPEN(second);
    QVERIFY2(second.them().earlyDataAccepted(), second.report().c_str());
    QCOMPARE(second.them().earlyData().size(), std::size_t{40000});
    QCOMPARE(concat({second.them().earlyData(), second.them().takeReceived()}), testData(50000));
    VERIFY_CONVERSATION(second);
}

/// RFC 8446 4.2.10: a server that has lost the keys of its tickets passes over as much as they allow.
void TestLibsslTls13Features::earlyDataUnderAnUnknownTicket()
{
    SessionStore known{0}, unknown{0};
    Setting s = setting(Side::Server);
    s.us.tickets = true;
    s.us.sessions = &known;
    s.us.tls13.maxEarlyData = 60000;
    s.them.fragmentLimit = 512;
    Meeting first(s, m_context);
    first.shakeHands();
    VERIFY_OPEN(first);
    s.us.sessions = &unknown;
    s.theirSession = first.them().session();
    Meeting second(s, m_context);
    second.them().offerEarlyData(testData(50000));
    second.shakeHands();
    VERIFY_OPEN(second);
    QVERIFY(!second.them().earlyDataAccepted() && !second.them().resumed());
    QCOMPARE(second.us().negotiated().earlyData, std::string("rejected"));
    VERIFY_CONVERSATION(second);
}

QTEST_GUILESS_MAIN(TestLibsslTls13Features)
#include "tst_libssltls13features.moc"
