// SPDX-License-Identifier: GPL-3.0-or-later

// Where implementations of SSL 3.0 to TLS 1.2 go wrong on the level of messages, one function for each pitfall;
// tests/pitfalls.json lists them all.

#include "looks.h"

#include "crypto/primitives.h"
#include "formats/verify.h"
#include "trace/operations.h"

using namespace hd;
using namespace hd::test;

namespace {

constexpr Version allVersions[] = {ssl30, tls10, tls11, tls12};

bool transportsRsa(const Meeting &meeting)
{
    return meeting.suite->usesRsa();
}

Bytes digestOf(crypto::Hash hash, std::initializer_list<ByteView> parts)
{
    return crypto::digest(Stage::instance().context, hash, parts);
}

/// RFC 6101 5.6.8 and 5.6.9: hash(master + pad2 + hash(messages + sender + master + pad1)), MD5 then SHA-1.
Bytes sslHash(ByteView master, ByteView messages, std::string_view sender)
{
    Bytes both;
    for (const auto &[hash, padLength] : {std::pair{crypto::Hash::Md5, 48U}, std::pair{crypto::Hash::Sha1, 40U}}) {
        const Bytes pad1(padLength, 0x36), pad2(padLength, 0x5c);
        const Bytes inner = digestOf(hash, {messages, toBytes(sender), master, pad1});
        append(both, digestOf(hash, {master, pad2, inner}));
    }
    return both;
}

Credential dsaOfClient()
{
    Stage &stage = Stage::instance();
    Pki::Credential found = std::get<Pki::Credential>(stage.pki.credential("client-dsa"));
    crypto::PublicKey publicKey = found.chain.front().publicKey(stage.context);
    return {"client-dsa", std::move(found.chain), std::move(found.key), std::move(publicKey), {}};
}

/// r and s of a Dss-Sig-Value, each as long as the q of the demonstration keys.
Bytes withoutDer(ByteView der)
{
    constexpr std::size_t qLength = 20;
    Bytes plain;
    for (ByteView left = der.subspan(2); !left.empty(); left = left.subspan(2U + left[1])) {
        ByteView number = left.subspan(2, left[1]);
        number = number.last(std::min(number.size(), qLength)); // there may be a zero in front
        append(plain, Bytes(qLength - number.size()));
        append(plain, number);
    }
    return plain;
}

} // namespace

class TestPitfalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ssl3SecretHasNoLengthPrefix_data() { rowPerMeeting(transportsRsa); }
    void ssl3SecretHasNoLengthPrefix();
    void ssl3FinishedNamesItsSender();
    void ssl3CertificateVerifyHashesWithTheMasterSecret();
    void ssl3TakesDsaSignaturesWithoutDer_data();
    void ssl3TakesDsaSignaturesWithoutDer();
    void ssl3HasNoExtensionsUnlessThePeerSendsThem();
    void ssl3SaysNoCertificateByAlert_data();
    void ssl3SaysNoCertificateByAlert();
    void messageSpansRecordsAndRecordHoldsMessages_data() { rowPerMeeting(usesAny); }
    void messageSpansRecordsAndRecordHoldsMessages();
    void keysNeverChangeInsideARecord_data() { rowPerVersion(); }
    void keysNeverChangeInsideARecord();
    void changeCipherSpecOnlyWhenExpected_data() { rowPerMeeting(usesAny); }
    void changeCipherSpecOnlyWhenExpected();
    void finishedOnlyAfterChangeCipherSpec_data() { rowPerVersion(); }
    void finishedOnlyAfterChangeCipherSpec();

private:
    static bool usesAny(const Meeting &) { return true; }
    static void rowPerVersion()
    {
        rowPerMeeting([](const Meeting &meeting) { return meeting.suite->keyExchangeName() == "RSA"; });
    }
};

/// RFC 6101 5.6.7.1; RFC 2246 7.4.7.1: the length came with TLS.
void TestPitfalls::ssl3SecretHasNoLengthPrefix()
{
    const Meeting meeting = fetchedMeeting();
    Connection connection(planOf(meeting));
    connection.run();
    QVERIFY(connection.bothOpen());
    Bytes body = bodyOf(*messageAt(connection, Side::Server, Side::Client, "client_key_exchange"));
    if (meeting.suite->usesPsk()) // the identity stands before it (RFC 4279 4)
        body.erase(body.begin(), body.begin() + 2 + body[1]);
    const std::size_t encrypted = meeting.suite->exportable() ? 64 : 256;
    QCOMPARE(body.size(), encrypted + (meeting.version == ssl30 ? 0 : 2));
    if (meeting.version > ssl30)
        QCOMPARE(Bytes(body.begin(), body.begin() + 2),
                 (Bytes{std::uint8_t(encrypted >> 8), std::uint8_t(encrypted & 0xff)}));
}

/// RFC 6101 5.6.9: 36 bytes, "CLNT" or "SRVR" under the hash.
void TestPitfalls::ssl3FinishedNamesItsSender()
{
    Connection connection(planOf(meetingOf(ssl30, "RSA")));
    connection.run();
    QVERIFY(connection.bothOpen());
    const Trace &account = connection.account(Side::Client);
    const Bytes master = derivationAt(connection, Side::Client, "master_secret")->output;
    for (const Side side : {Side::Client, Side::Server}) {
        const Bytes verifyData = bodyOf(*messageAt(connection, Side::Client, side, "finished"));
        QCOMPARE(verifyData.size(), std::size_t(36));
        QCOMPARE(verifyData,
                 sslHash(master, messagesBefore(account, side, "finished"), side == Side::Client ? "CLNT" : "SRVR"));
    }
}

/// RFC 6101 5.6.8: nobody without the master secret can make or check it.
void TestPitfalls::ssl3CertificateVerifyHashesWithTheMasterSecret()
{
    Meeting meeting = meetingOf(ssl30, "RSA");
    meeting.clientAuth = ClientAuth::Require;
    Connection connection(planOf(meeting));
    connection.run();
    QVERIFY(connection.bothOpen());
    const Bytes master = derivationAt(connection, Side::Server, "master_secret")->output;
    const Bytes body = bodyOf(*messageAt(connection, Side::Server, Side::Client, "certificate_verify"));
    const Bytes signature(body.begin() + 2, body.end());
    const Bytes hash =
        sslHash(master, messagesBefore(connection.account(Side::Server), Side::Client, "certificate_verify"), "");
    const crypto::PublicKey &key = connection.config(Side::Client).credentials.front().publicKey;
    crypto::Context &context = Stage::instance().context;
    QVERIFY(key.verifyHash(context, rsaPkcs1Md5Sha1, hash, signature));
    const Bytes plain = digestOf(
        crypto::Hash::Md5Sha1, {messagesBefore(connection.account(Side::Server), Side::Client, "certificate_verify")});
    QVERIFY(!key.verifyHash(context, rsaPkcs1Md5Sha1, plain, signature)); // as TLS would
}

void TestPitfalls::ssl3TakesDsaSignaturesWithoutDer_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("clients");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray later("server: handshake_failure by finished.verify_data"); // the transcripts differ
    QTest::newRow("SSL 3.0, server_key_exchange") << int(ssl30) << false << later;
    QTest::newRow("SSL 3.0, certificate_verify") << int(ssl30) << true << later;
    for (const Version version : {tls10, tls11, tls12}) {
        const QByteArray name(names::version(version).c_str());
        QTest::newRow((name + ", server_key_exchange").constData())
            << int(version) << false << QByteArray("client: decrypt_error by server_key_exchange.signature");
        QTest::newRow((name + ", certificate_verify").constData())
            << int(version) << true << QByteArray("server: decrypt_error by certificate_verify.signature");
    }
}

/// RFC 6101 4.7 names no encoding of a DSA signature, and NSS sends r and s; RFC 2246 4.7 has the DER of both. Somebody
/// on the way takes that off. What is recorded says so, computed again, in every version.
void TestPitfalls::ssl3TakesDsaSignaturesWithoutDer()
{
    QFETCH(int, version);
    QFETCH(bool, clients);
    QFETCH(QByteArray, expected);
    Meeting meeting = meetingOf(static_cast<Version>(version), "DHE_DSS");
    meeting.clientAuth = clients ? ClientAuth::Require : ClientAuth::None;
    Connection::Plan plan = planOf(meeting);
    plan.client.config.credentials = {dsaOfClient()};
    Connection connection(std::move(plan));
    const Edit edit = clients ? rewriting<CertificateVerify>(Side::Client, meeting,
                                                             [](CertificateVerify &message) {
                                                                 message.signature = withoutDer(message.signature);
                                                             })
                              : rewriting<ServerKeyExchange>(Side::Server, meeting, [](ServerKeyExchange &message) {
                                    message.signature = withoutDer(message.signature);
                                });
    QCOMPARE(outcomeWith(connection, edit), expected.toStdString());
    for (const Finding &finding : verify(connection.takeTrace()).findings)
        QVERIFY2(!finding.where.starts_with("checks"), finding.where.c_str());
}

/// RFC 6101 5.6.1.2 has none; RFC 5746 4.5: a server answers what a client of a later version says in them.
void TestPitfalls::ssl3HasNoExtensionsUnlessThePeerSendsThem()
{
    const auto extensions = [](const Connection &connection, Side from, const char *name) {
        return messageAt(connection, Side::Client, from, name)->fields.find(std::string(name) + ".extensions");
    };
    Connection::Plan silent = planOf(meetingOf(ssl30, "RSA"));
    silent.client.config.renegotiationSignal = RenegotiationSignal::Off; // the SCSV asks for an extension, too
    Connection alone(std::move(silent));
    alone.run();
    QVERIFY(alone.bothOpen());
    QVERIFY(!extensions(alone, Side::Client, "client_hello") && !extensions(alone, Side::Server, "server_hello"));

    Connection::Plan plan = planOf(meetingOf(ssl30, "RSA"));
    plan.client.config.versions = {ssl30, tls10};
    plan.client.config.renegotiationSignal = RenegotiationSignal::Info;
    Connection with(std::move(plan));
    with.run();
    QVERIFY(with.bothOpen());
    QCOMPARE(with.party(Side::Client).negotiated().version, std::string("SSL 3.0"));
    QVERIFY(extensions(with, Side::Client, "client_hello") && extensions(with, Side::Server, "server_hello"));
    QVERIFY(with.party(Side::Client).negotiated().secureRenegotiation);
}

void TestPitfalls::ssl3SaysNoCertificateByAlert_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("required");
    for (const Version version : allVersions)
        for (const bool required : {false, true})
            QTest::newRow(row(names::version(version) + (required ? ", required" : ", requested")).constData())
                << int(version) << required;
}

/// RFC 6101 5.6.6 and 5.4.2; RFC 2246 7.4.6: an empty list instead.
void TestPitfalls::ssl3SaysNoCertificateByAlert()
{
    QFETCH(int, version);
    QFETCH(bool, required);
    Meeting meeting = meetingOf(static_cast<Version>(version), "RSA");
    meeting.clientAuth = required ? ClientAuth::Require : ClientAuth::Request;
    Connection::Plan plan = planOf(meeting);
    plan.client.config.credentials.clear();
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(outcomeOf(connection),
             std::string(required ? "server: handshake_failure by certificate.present" : "open"));
    const Message *alert = messageAt(connection, Side::Server, Side::Client, "alert");
    const Message *certificate = messageAt(connection, Side::Server, Side::Client, "certificate");
    if (meeting.version == ssl30) {
        QVERIFY(!certificate && alert);
        QCOMPARE(alert->bytes, (Bytes{1, 41}));
    } else {
        QVERIFY(certificate && !alert);
        QCOMPARE(bodyOf(*certificate), (Bytes{0, 0, 0}));
    }
    QVERIFY(!messageAt(connection, Side::Server, Side::Client, "certificate_verify"));
}

/// RFC 5246 6.2.1: "multiple client messages of the same ContentType MAY be coalesced into a single TLSPlaintext
/// record, or a single message MAY be fragmented across several records".
void TestPitfalls::messageSpansRecordsAndRecordHoldsMessages()
{
    const Meeting meeting = fetchedMeeting();
    Connection::Plan plan = planOf(meeting);
    Connection together(plan);
    // What has no change_cipher_spec or end of flight behind it waits for the next.
    const auto endsFlight = [](const std::string &name) {
        return name == "server_hello_done" || name == "client_hello" || name == "finished";
    };
    together.edit = [&, held = Bytes()](Unit unit) mutable {
        if (unit.type != Protocol::Handshake) {
            std::vector<Unit> list;
            if (!held.empty()) {
                Unit before = unit;
                before.type = Protocol::Handshake;
                before.bytes = std::exchange(held, {});
                list.push_back(before);
            }
            list.push_back(unit);
            return list;
        }
        append(held, unit.bytes);
        if (!endsFlight(unit.name))
            return std::vector<Unit>{};
        unit.bytes = std::exchange(held, {});
        return std::vector{unit};
    };
    together.run();
    QCOMPARE(outcomeOf(together), std::string("open"));

    plan.client.config.fragmentLimit = plan.server.config.fragmentLimit = 3; // less than a message's header
    Connection apart(plan);
    apart.run();
    QCOMPARE(outcomeOf(apart), std::string("open"));
    QVERIFY(apart.account(Side::Client).records.size() > 4 * together.account(Side::Client).records.size());
}

/// RFC 5246 6.2.1 and 7.1: what begins under one key cannot end under another.
void TestPitfalls::keysNeverChangeInsideARecord()
{
    const Meeting meeting = fetchedMeeting();
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planOf(meeting));
        const std::string outcome = outcomeWith(connection, [from, held = std::optional<Unit>()](Unit unit) mutable {
            if (unit.from != from || (unit.name != "change_cipher_spec" && unit.name != "finished"))
                return std::vector{unit};
            if (unit.name == "change_cipher_spec") {
                held = unit;
                return std::vector<Unit>{};
            }
            Unit first = unit, second = unit; // finished begins before change_cipher_spec
            first.epoch = 0;
            first.bytes.resize(6);
            second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 6);
            return std::vector{first, *held, second};
        });
        QCOMPARE(outcome, word(peerOf(from)) + ": unexpected_message by message.boundary");
    }
}

/// CVE-2014-0224: before the keys are agreed, their change would put keys into use that anybody can compute.
void TestPitfalls::changeCipherSpecOnlyWhenExpected()
{
    const Meeting meeting = fetchedMeeting();
    const Connection::Plan plan = planOf(meeting);
    const auto early = [&](Side from, const char *before) {
        Connection connection(plan);
        return outcomeWith(connection, replacing(from, before, [&](const Unit &unit) {
                               const Unit change{from, Protocol::ChangeCipherSpec, 0, meeting.version, {1}, {}};
                               return std::vector{change, unit};
                           }));
    };
    QCOMPARE(early(Side::Client, "client_hello"), std::string("server: unexpected_message by message.expected"));
    QCOMPARE(early(Side::Client, "client_key_exchange"), std::string("server: unexpected_message by message.expected"));
    for (const char *before : {"server_hello", "server_hello_done"})
        QCOMPARE(early(Side::Server, before), std::string("client: unexpected_message by message.expected"));
}

/// RFC 5246 7.4.9: "A Finished message is always sent immediately after a change cipher spec message".
void TestPitfalls::finishedOnlyAfterChangeCipherSpec()
{
    const Meeting meeting = fetchedMeeting();
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planOf(meeting));
        connection.edit = [from](Unit unit) {
            if (unit.from == from && unit.name == "change_cipher_spec")
                return std::vector<Unit>{};
            if (unit.from == from && unit.name == "finished")
                unit.epoch = 0;
            return std::vector{unit};
        };
        connection.run();
        QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": unexpected_message by message.expected");
    }
}

QTEST_GUILESS_MAIN(TestPitfalls)
#include "tst_pitfalls.moc"
