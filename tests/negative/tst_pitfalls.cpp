// SPDX-License-Identifier: GPL-3.0-or-later

// Where implementations of SSL 3.0 to TLS 1.2 go wrong on the level of messages, one function for each pitfall;
// tests/pitfalls.json lists them all.

#include "looks.h"

#include "crypto/primitives.h"
#include "trace/operations.h"

using namespace hd;
using namespace hd::test;

namespace {

constexpr Version allVersions[] = {ssl30, tls10, tls11, tls12};

bool transportsRsa(const Meeting &meeting)
{
    return meeting.suite->usesRsa();
}

bool usesDh(const Meeting &meeting)
{
    return meeting.suite->usesDh();
}

bool usesEcdh(const Meeting &meeting)
{
    return meeting.suite->usesEcdh();
}

bool usesTls(const Meeting &meeting)
{
    return meeting.version > ssl30;
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

/// The handshake messages of @p account until the one of this name and side.
Bytes messagesBefore(const Trace &account, Side from, std::string_view name)
{
    Bytes all;
    for (const Message &message : account.messages) {
        if (message.from == from && message.name == name)
            break;
        if (message.protocol == Protocol::Handshake)
            append(all, message.bytes);
    }
    return all;
}

/// Everything that the server says, in the order in which it says it; of alerts also what.
class Listener
{
public:
    explicit Listener(Edit inner) : m_inner(std::move(inner)) {}
    std::vector<Unit> operator()(const Unit &unit)
    {
        if (unit.from == Side::Server)
            m_heard->push_back(unit.name + " " + std::to_string(unit.epoch) + " " +
                               toHex(unit.name == "alert" ? unit.bytes : Bytes()));
        return m_inner(unit);
    }
    std::shared_ptr<std::vector<std::string>> heard() const { return m_heard; }

private:
    Edit m_inner;
    std::shared_ptr<std::vector<std::string>> m_heard = std::make_shared<std::vector<std::string>>();
};

} // namespace

class TestPitfalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ssl3SecretHasNoLengthPrefix_data() { rowPerMeeting(transportsRsa); }
    void ssl3SecretHasNoLengthPrefix();
    void ssl3FinishedNamesItsSender();
    void ssl3CertificateVerifyHashesWithTheMasterSecret();
    void ssl3HasNoExtensionsUnlessThePeerSendsThem();
    void ssl3SaysNoCertificateByAlert_data();
    void ssl3SaysNoCertificateByAlert();
    void failedRsaDecryptionShowsOnlyAtFinished_data() { rowPerMeeting(transportsRsa); }
    void failedRsaDecryptionShowsOnlyAtFinished();
    void versionInThePreMasterSecretIsTheOfferedOne_data();
    void versionInThePreMasterSecretIsTheOfferedOne();
    void leadingZerosOfZAreStripped_data() { rowPerMeeting(usesDh); }
    void leadingZerosOfZAreStripped();
    void dhPublicValuesAreWithinTheGroup_data() { rowPerMeeting(usesDh); }
    void dhPublicValuesAreWithinTheGroup();
    void pointsAreOnTheCurve_data() { rowPerMeeting(usesEcdh); }
    void pointsAreOnTheCurve();
    void zeroOutputOfX25519IsRefused_data() { rowPerMeeting(usesEcdh); }
    void zeroOutputOfX25519IsRefused();
    void exportKeyIsTemporary_data();
    void exportKeyIsTemporary();
    void sessionHashEndsAtClientKeyExchange_data() { rowPerMeeting(usesTls); }
    void sessionHashEndsAtClientKeyExchange();
    void resumptionAcrossAnEmsChangeIsRefused_data();
    void resumptionAcrossAnEmsChangeIsRefused();
    void ticketsChangeWhichMessageIsLast_data();
    void ticketsChangeWhichMessageIsLast();
    void echoOfTheSessionIdTellsAResumption_data();
    void echoOfTheSessionIdTellsAResumption();
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

/// RFC 5246 7.4.7.1 (Bleichenbacher; Klima, Pokorny, Rosa): whatever is wrong with what is encrypted, the server goes
/// on with a random secret, and what it says is what it says to a good secret that is another's.
void TestPitfalls::failedRsaDecryptionShowsOnlyAtFinished()
{
    const Meeting meeting = fetchedMeeting();
    Stage &stage = Stage::instance();
    const Connection::Plan plan = planOf(meeting);
    const crypto::PublicKey key = meeting.suite->exportable() ? stage.pki.exportKey().publicKey()
                                                              : plan.server.config.credentials.front().publicKey;
    const std::size_t size = static_cast<std::size_t>(key.bits() + 7) / 8;
    const auto minor = static_cast<std::uint8_t>(meeting.version & 0xff);
    const auto encrypted = [&](Bytes inside) { return key.rsaEncrypt(stage.context, inside); };
    const Bytes good = concat({Bytes{3, minor}, Bytes(46, 0x11)});
    const std::vector<std::pair<const char *, Bytes>> secrets{
        {"another's", encrypted(good)},
        {"of a later version", encrypted(concat({Bytes{3, std::uint8_t(minor + 1)}, Bytes(46, 0x11)}))},
        {"of version 0.2", encrypted(concat({Bytes{0, 2}, Bytes(46, 0x11)}))},
        {"of 47 bytes", encrypted(Bytes(good.begin(), good.end() - 1))},
        {"of 49 bytes", encrypted(concat({good, Bytes{0}}))},
        {"empty", encrypted({})},
        {"not encrypted at all", Bytes(size, 0x3c)},
        {"0", Bytes(size, 0)},
        {"greater than the modulus", Bytes(size, 0xff)},
        {"a byte short", Bytes(size - 1, 0x3c)},
        {"a byte long", Bytes(size + 1, 0x3c)},
    };
    std::vector<std::string> ofGood;
    for (const auto &[name, secret] : secrets) {
        Connection connection(plan);
        const Listener listener(rewriting<ClientKeyExchange>(
            Side::Client, meeting, [&](ClientKeyExchange &message) { message.exchangeKeys = secret; }));
        QCOMPARE(outcomeWith(connection, listener), std::string("server: bad_record_mac by record.mac"));
        if (ofGood.empty())
            ofGood = *listener.heard();
        QVERIFY2(*listener.heard() == ofGood, name);
        QCOMPARE(connection.account(Side::Server).messages.back().bytes, (Bytes{2, 20}));
        const std::string own = meeting.suite->usesPsk() ? "other_secret" : "pre_master_secret";
        QCOMPARE(derivationAt(connection, Side::Server, own)->output.size(), std::size_t(48));
    }
}

void TestPitfalls::versionInThePreMasterSecretIsTheOfferedOne_data()
{
    QTest::addColumn<int>("spoken");
    for (const Version version : {ssl30, tls10, tls11})
        QTest::newRow(names::version(version).c_str()) << int(version);
}

/// RFC 5246 7.4.7.1: "the version offered by the client in the ClientHello.client_version, not the version negotiated":
/// else somebody who lowers the version on the way would not be noticed.
void TestPitfalls::versionInThePreMasterSecretIsTheOfferedOne()
{
    QFETCH(int, spoken);
    Connection::Plan plan = planOf(meetingOf(static_cast<Version>(spoken), "RSA"));
    plan.client.config.versions = {ssl30, tls10, tls11, tls12};
    plan.client.config.signatures = {0x0401};
    Connection connection(plan);
    connection.run();
    QVERIFY(connection.bothOpen());
    QCOMPARE(connection.party(Side::Client).negotiated().version, names::version(static_cast<Version>(spoken)));
    for (const Side side : {Side::Client, Side::Server}) {
        const Bytes secret = derivationAt(connection, side, "pre_master_secret")->output;
        QCOMPARE(Bytes(secret.begin(), secret.begin() + 2), (Bytes{3, 3}));
    }

    Meeting lowered = meetingOf(tls12, "RSA");
    Connection attacked(planOf(lowered));
    QCOMPARE(outcomeWith(attacked, rewriting<ClientHello>(Side::Client, lowered,
                                                          [](ClientHello &hello) { hello.version = 0x0304; })),
             std::string("server: bad_record_mac by record.mac"));
}

/// RFC 5246 8.1.2: "Leading bytes of Z that contain all zero bits are stripped before it is used". One Z in 256 has
/// one.
void TestPitfalls::leadingZerosOfZAreStripped()
{
    Meeting meeting = fetchedMeeting();
    Connection::Plan plan = planOf(meeting);
    const std::size_t size = plan.server.config.dhParameters->p.size();
    const std::string name = meeting.suite->usesPsk() ? "other_secret" : "pre_master_secret";
    for (plan.seed = 1; plan.seed < 4000; ++plan.seed) {
        Connection connection(plan);
        connection.run();
        QVERIFY(connection.bothOpen());
        const Bytes ofClient = derivationAt(connection, Side::Client, name)->output;
        if (ofClient.size() == size)
            continue;
        QCOMPARE(ofClient.size(), size - 1);
        QVERIFY(ofClient.front() != 0);
        QCOMPARE(derivationAt(connection, Side::Server, name)->output, ofClient);
        return;
    }
    QFAIL("no Z with a leading zero");
}

/// RFC 7919 5.1: 2 <= Y <= p-2, whoever sends it; where the server signs it, the signature is what is wrong first.
void TestPitfalls::dhPublicValuesAreWithinTheGroup()
{
    const Meeting meeting = fetchedMeeting();
    const Connection::Plan plan = planOf(meeting);
    const Bytes p = plan.server.config.dhParameters->p;
    Bytes pMinus1 = p;
    pMinus1.back() ^= 1; // p is odd
    for (const Bytes &value : {Bytes{0}, Bytes{1}, Bytes(p.size(), 0), pMinus1, p, Bytes(p.size(), 0xff)}) {
        Connection byClient(plan), byServer(plan);
        QCOMPARE(outcomeWith(byClient, rewriting<ClientKeyExchange>(
                                           Side::Client, meeting,
                                           [&](ClientKeyExchange &message) { message.exchangeKeys = value; })),
                 std::string("server: illegal_parameter by client_key_exchange.public_value"));
        if (meeting.suite->signsParameters())
            continue;
        QCOMPARE(outcomeWith(byServer,
                             rewriting<ServerKeyExchange>(Side::Server, meeting,
                                                          [&](ServerKeyExchange &message) { message.dhYs = value; })),
                 std::string("client: illegal_parameter by server_key_exchange.public_value"));
    }
}

/// RFC 8422 5.11: "the receiving party ... MUST check" that the point is on the curve.
void TestPitfalls::pointsAreOnTheCurve()
{
    const Meeting meeting = fetchedMeeting();
    Connection::Plan plan = planOf(meeting);
    plan.client.config.groups = plan.server.config.groups = {23};
    for (int which = 0; which < 4; ++which) {
        const auto bent = [which](Bytes &point) {
            if (which == 0)
                point.back() ^= 1; // beside the curve
            else if (which == 1)
                point = {0}; // at infinity
            else if (which == 2)
                point.pop_back();
            else
                point.front() = 2; // compressed, which nobody has agreed to
        };
        Connection byClient(plan), byServer(plan);
        QCOMPARE(outcomeWith(byClient, rewriting<ClientKeyExchange>(
                                           Side::Client, meeting,
                                           [&](ClientKeyExchange &message) { bent(message.exchangeKeys); })),
                 std::string("server: illegal_parameter by client_key_exchange.public_value"));
        if (meeting.suite->signsParameters())
            continue;
        QCOMPARE(outcomeWith(byServer,
                             rewriting<ServerKeyExchange>(Side::Server, meeting,
                                                          [&](ServerKeyExchange &message) { bent(message.point); })),
                 std::string("client: illegal_parameter by server_key_exchange.public_value"));
    }
}

/// RFC 7748 6.1, RFC 8422 5.11: of small order, so that the result is all zero.
void TestPitfalls::zeroOutputOfX25519IsRefused()
{
    const Meeting meeting = fetchedMeeting();
    const Connection::Plan plan = planOf(meeting); // x25519 comes first
    Bytes one(32, 0);
    one.front() = 1;
    for (const Bytes &value : {Bytes(32, 0), one}) {
        Connection connection(plan);
        QCOMPARE(outcomeWith(connection, rewriting<ClientKeyExchange>(
                                             Side::Client, meeting,
                                             [&](ClientKeyExchange &message) { message.exchangeKeys = value; })),
                 std::string("server: illegal_parameter by client_key_exchange.public_value"));
    }
}

void TestPitfalls::exportKeyIsTemporary_data()
{
    rowPerMeeting([](const Meeting &meeting) { return meeting.suite->keyExchangeName() == "RSA_EXPORT"; });
}

/// RFC 2246 7.4.3 and D.1: the key of server_key_exchange is not the certificate's, which signs it; of 512 bits at
/// most.
void TestPitfalls::exportKeyIsTemporary()
{
    const Meeting meeting = fetchedMeeting();
    Connection::Plan plan = planOf(meeting);
    Connection connection(plan);
    connection.run();
    QVERIFY(connection.bothOpen());
    const Message &exchange = *messageAt(connection, Side::Client, Side::Server, "server_key_exchange");
    const auto modulus = exchange.fields.find("server_key_exchange.params.rsa_modulus");
    QVERIFY(modulus);
    const ByteView bytes = slice(exchange.bytes, exchange.fields[*modulus].range);
    QCOMPARE(bytes.size(), std::size_t(64));
    QVERIFY(!equal(bytes, plan.server.config.credentials.front().publicKey.rsaNumbers().modulus));

    Connection forged(plan);
    QCOMPARE(outcomeWith(forged, rewriting<ServerKeyExchange>(
                                     Side::Server, meeting,
                                     [](ServerKeyExchange &message) { message.rsaModulus.back() ^= 2; })),
             std::string(meeting.version == ssl30 ? "client: handshake_failure by server_key_exchange.signature"
                                                  : "client: decrypt_error by server_key_exchange.signature"));

    plan.server.config.exportRsaKey = plan.server.config.credentials.front().key; // of 2048 bits
    Connection strong(plan);
    strong.run();
    QCOMPARE(strong.failedChecks(Side::Client), std::vector<std::string>{"server_key_exchange.export_size"});
    QCOMPARE(word(strong.party(Side::Server).alert()),
             std::string(meeting.version == ssl30 ? "handshake_failure" : "export_restriction"));
}

/// RFC 7627 3: "up to and including the ClientKeyExchange message", with certificate_verify after it.
void TestPitfalls::sessionHashEndsAtClientKeyExchange()
{
    Meeting meeting = fetchedMeeting();
    meeting.extendedMasterSecret = true;
    if (meeting.suite->certified() && meeting.suite->signsParameters())
        meeting.clientAuth = ClientAuth::Require;
    Connection connection(planOf(meeting));
    connection.run();
    QVERIFY(connection.bothOpen() && connection.party(Side::Client).negotiated().extendedMasterSecret);
    for (const Side side : {Side::Client, Side::Server}) {
        const Trace &account = connection.account(side);
        const Bytes exchange = messageAt(connection, side, Side::Client, "client_key_exchange")->bytes;
        const Bytes covered = concat({messagesBefore(account, Side::Client, "client_key_exchange"), exchange});
        const crypto::Hash hash = meeting.version < tls12 ? crypto::Hash::Md5Sha1 : crypto::hashOf(meeting.suite->prf);
        QCOMPARE(derivationAt(connection, side, "session_hash")->output, digestOf(hash, {covered}));
    }
}

void TestPitfalls::resumptionAcrossAnEmsChangeIsRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("byTicket");
    for (const Version version : {tls10, tls11, tls12})
        for (const bool byTicket : {false, true})
            QTest::newRow(row(names::version(version) + (byTicket ? " ticket" : " session id")).constData())
                << int(version) << byTicket;
}

/// RFC 7627 5.3
void TestPitfalls::resumptionAcrossAnEmsChangeIsRefused()
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

void TestPitfalls::ticketsChangeWhichMessageIsLast_data()
{
    QTest::addColumn<int>("version");
    for (const Version version : {tls10, tls11, tls12})
        QTest::newRow(names::version(version).c_str()) << int(version);
}

/// RFC 5077 3.1, figures 1 and 2: new_session_ticket comes before the server's change_cipher_spec; when the session is
/// taken up again, the client's finished is the last.
void TestPitfalls::ticketsChangeWhichMessageIsLast()
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

void TestPitfalls::echoOfTheSessionIdTellsAResumption_data()
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
void TestPitfalls::echoOfTheSessionIdTellsAResumption()
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
