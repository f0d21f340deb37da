// SPDX-License-Identifier: GPL-3.0-or-later

// Where key exchanges go wrong: what is encrypted to the server, public values, temporary keys, and the hash that an
// extended master secret is made of. tests/pitfalls.json lists them.

#include "looks.h"

#include "crypto/primitives.h"

using namespace hd;
using namespace hd::test;

namespace {

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

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

/// RFC 5246 7.4.7.1 (Bleichenbacher; Klima, Pokorny, Rosa): whatever is wrong with what is encrypted, the server goes
/// on with a random secret, and what it says is what it says to a good secret that is another's.
void TestSecrets::failedRsaDecryptionShowsOnlyAtFinished()
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

void TestSecrets::versionInThePreMasterSecretIsTheOfferedOne_data()
{
    QTest::addColumn<int>("spoken");
    for (const Version version : {ssl30, tls10, tls11})
        QTest::newRow(names::version(version).c_str()) << int(version);
}

/// RFC 5246 7.4.7.1: "the version offered by the client in the ClientHello.client_version, not the version negotiated":
/// else somebody who lowers the version on the way would not be noticed.
void TestSecrets::versionInThePreMasterSecretIsTheOfferedOne()
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
void TestSecrets::leadingZerosOfZAreStripped()
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
void TestSecrets::dhPublicValuesAreWithinTheGroup()
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
void TestSecrets::pointsAreOnTheCurve()
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
void TestSecrets::zeroOutputOfX25519IsRefused()
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

void TestSecrets::exportKeyIsTemporary_data()
{
    rowPerMeeting([](const Meeting &meeting) { return meeting.suite->keyExchangeName() == "RSA_EXPORT"; });
}

/// RFC 2246 7.4.3 and D.1: the key of server_key_exchange is not the certificate's, which signs it; of 512 bits at
/// most.
void TestSecrets::exportKeyIsTemporary()
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
void TestSecrets::sessionHashEndsAtClientKeyExchange()
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

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
