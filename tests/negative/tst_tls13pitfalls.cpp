// SPDX-License-Identifier: GPL-3.0-or-later

// Where implementations of TLS 1.3 go wrong, one function for each pitfall; tests/pitfalls.json lists them all. What
// the standard says is computed here anew, from the messages and with HMAC and SHA-2 alone. Long because the list of
// pitfalls is.

#include "looks.h"

#include "tls13byhand.h"
#include "tls13parties.h"

#include "handshake/handshake.h"

using namespace hd;
using namespace hd::test;

namespace {

using Psk = Tls13Options::Psk;

Meeting meeting()
{
    return {tls13, cipherSuite(0x1301)};
}

/// Both parties also speak TLS 1.2.
Connection::Plan planOfBothFamilies()
{
    Connection::Plan plan = planOf(meeting());
    for (PartyConfig *config : {&plan.client.config, &plan.server.config}) {
        config->versions = {tls11, tls12, tls13};
        config->suites = {0x1301, 0xc02b, 0xc009};
        config->signatures = {0x0403, 0x0203};
    }
    return plan;
}

} // namespace

class TestTls13Pitfalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transcriptAfterHelloRetryRequestBeginsWithMessageHash();
    void bindersCoverTheTruncatedHello_data();
    void bindersCoverTheTruncatedHello();
    void certificateVerifyHas64SpacesAndAContext();
    void finishedKeysAreOfTheirDirection();
    void versionsInClearAreThoseOfTls12();
    void downgradesLeaveASentinel_data();
    void downgradesLeaveASentinel();
    void tls13IsSaidBySupportedVersionsAlone();
    void earlyDataHasALimit_data();
    void earlyDataHasALimit();
    void earlyDataThatIsPassedOverHasALimit();
    void typeIsInsideAndPaddingIsZeros();
    void keyUpdateWithPendingData();
    void updatesWithoutDataHaveAnEnd();
    void ticketsWithoutDataHaveAnEnd();
    void requestsWithoutDataHaveAnEnd();
    void warningsHaveAnEnd();
    void keyUpdatesCross();
    void leadingZerosOfZStay();
    void oneRecordHoldsAFlight();
    void twoLimitsAtOnceAreRefused();
    void clearAlertsEndNoConnection();
};

/// RFC 8446 4.4.1.
void TestTls13Pitfalls::transcriptAfterHelloRetryRequestBeginsWithMessageHash()
{
    Meeting asked = meeting();
    asked.modern.groupAsked = true;
    Connection connection(planOf(asked));
    connection.run();
    QVERIFY(connection.bothOpen());
    const std::vector<const Message *> all = handshakeOf(connection, Side::Client);
    QCOMPARE(all[1]->name, std::string("hello_retry_request"));
    QCOMPARE(all[3]->name, std::string("server_hello"));
    const Bytes right = hashOf({messageHash(*all[0]), all[1]->bytes, all[2]->bytes, all[3]->bytes});
    const Bytes wrong = hashOf({all[0]->bytes, all[1]->bytes, all[2]->bytes, all[3]->bytes});
    for (const Side side : {Side::Client, Side::Server}) {
        const Bytes used = outputAt(connection, side, "server_hello.transcript_hash");
        QCOMPARE(used, right);
        QVERIFY(used != wrong);
        const Bytes secret = outputAt(connection, side, "handshake_secret");
        QCOMPARE(outputAt(connection, side, "server_handshake_traffic_secret"),
                 expandLabel(secret, "s hs traffic", right, 32));
    }
}

void TestTls13Pitfalls::bindersCoverTheTruncatedHello_data()
{
    QTest::addColumn<bool>("external");
    QTest::addColumn<bool>("again");
    QTest::newRow("ticket") << false << false;
    QTest::newRow("ticket, after hello_retry_request") << false << true;
    QTest::newRow("external key") << true << false;
}

/// RFC 8446 4.2.11.2: the hash covers the client_hello without its list of binders, whose bytes the lengths count;
/// after hello_retry_request what came before, too.
void TestTls13Pitfalls::bindersCoverTheTruncatedHello()
{
    QFETCH(bool, external);
    QFETCH(bool, again);
    Meeting with = meeting();
    with.tickets = !external;
    with.modern.psk = external ? Psk::External : Psk::Ticket;
    with.modern.groupAsked = again;
    Connection connection(planOf(with));
    connection.run();
    QVERIFY(connection.bothOpen());
    const std::vector<const Message *> all = handshakeOf(connection, Side::Server);
    const Bytes &hello = all[again ? 2 : 0]->bytes;
    constexpr std::size_t binders = 2 + 1 + 32;
    const ByteView truncated = ByteView(hello).first(hello.size() - binders);
    const Bytes before = again ? concat({messageHash(*all[0]), all[1]->bytes}) : Bytes();
    const Bytes psk = external ? Bytes(32, 0x42) : connection.config(Side::Client).session->master;
    const Bytes early = crypto::hmac(context(), sha256, Bytes(32, 0), {psk});
    const Bytes key = expandLabel(early, external ? "ext binder" : "res binder", hashOf({}), 32);
    const Bytes binder =
        crypto::hmac(context(), sha256, expandLabel(key, "finished", {}, 32), {hashOf({before, truncated})});
    QCOMPARE(Bytes(hello.end() - 32, hello.end()), binder);
}

/// RFC 8446 4.4.3: so that a signature of TLS 1.2, or of the other side, is never one of these.
void TestTls13Pitfalls::certificateVerifyHas64SpacesAndAContext()
{
    Meeting asked = meeting();
    asked.clientAuth = ClientAuth::Require;
    Connection connection(planOf(asked));
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const Side signer : {Side::Client, Side::Server}) {
        const Message *verify = messageAt(connection, Side::Client, signer, "certificate_verify");
        const Bytes transcript = messagesBefore(connection.account(Side::Client), signer, "certificate_verify");
        const Bytes hash = hashOf({transcript});
        const auto content = [&](std::size_t spaces, Side who) {
            Bytes bytes(spaces, ' ');
            append(bytes, toBytes("TLS 1.3, " + word(who) + " CertificateVerify"));
            bytes.push_back(0);
            append(bytes, hash);
            return bytes;
        };
        const Bytes signature(verify->bytes.begin() + 8, verify->bytes.end());
        const crypto::PublicKey &key = connection.config(signer).credentials.front().publicKey;
        QVERIFY(key.verify(context(), 0x0403, content(64, signer), signature));
        QVERIFY(!key.verify(context(), 0x0403, content(63, signer), signature));
        QVERIFY(!key.verify(context(), 0x0403, content(64, peerOf(signer)), signature));
        QVERIFY(!key.verify(context(), 0x0403, hash, signature));
        QVERIFY(!key.verify(context(), 0x0403, transcript, signature)); // as in TLS 1.2
    }
}

/// RFC 8446 4.4.4: the key is that of the sender's handshake traffic.
void TestTls13Pitfalls::finishedKeysAreOfTheirDirection()
{
    Connection connection(planOf(meeting()));
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const Side sender : {Side::Client, Side::Server}) {
        const auto macWith = [&](Side whose) {
            const Bytes secret = outputAt(connection, Side::Client, word(whose) + "_handshake_traffic_secret");
            const Bytes hash = hashOf({messagesBefore(connection.account(Side::Client), sender, "finished")});
            return crypto::hmac(context(), sha256, expandLabel(secret, "finished", {}, 32), {hash});
        };
        const Bytes said = bodyOf(*messageAt(connection, Side::Server, sender, "finished"));
        QCOMPARE(said, macWith(sender));
        QVERIFY(said != macWith(peerOf(sender)));
    }
}

/// RFC 8446 4.1.2, 4.1.3, 5.1, 5.2: legacy_version is 3.3; so is that of every record, but that the first may say 3.1;
/// what is protected calls itself application_data.
void TestTls13Pitfalls::versionsInClearAreThoseOfTls12()
{
    Connection connection(planOf(meeting()));
    connection.run();
    QVERIFY(connection.bothOpen());
    for (const char *name : {"client_hello", "server_hello"}) {
        const Side from = *name == 'c' ? Side::Client : Side::Server;
        const Bytes body = bodyOf(*messageAt(connection, Side::Client, from, name));
        QCOMPARE(Bytes(body.begin(), body.begin() + 2), (Bytes{3, 3}));
    }
    bool first = true;
    for (const Record &record : connection.account(Side::Client).records) {
        QCOMPARE(unsigned(record.wire[1]), 3U);
        QCOMPARE(unsigned(record.wire[2]), first ? 1U : 3U);
        QCOMPARE(unsigned(record.wire[0]), record.epoch == 0 ? unsigned(record.type) : 23U);
        first = false;
    }
}

void TestTls13Pitfalls::downgradesLeaveASentinel_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("sentinel");
    QTest::newRow("TLS 1.2") << 0x0303 << QByteArray("444f574e47524401");
    QTest::newRow("TLS 1.1") << 0x0302 << QByteArray("444f574e47524400");
}

/// RFC 8446 4.1.3: somebody on the way takes away what the client offers; the server's random says that it could more.
void TestTls13Pitfalls::downgradesLeaveASentinel()
{
    QFETCH(int, version);
    QFETCH(QByteArray, sentinel);
    const auto lower = static_cast<Version>(version);
    Connection connection(planOfBothFamilies());
    connection.edit = rewriting<ClientHello>(Side::Client, meeting(), [lower](ClientHello &hello) {
        hello.extensions.get<SupportedVersions>()->versions = {lower};
    });
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("client: illegal_parameter by server_hello.downgrade"));
    const Bytes body = bodyOf(*messageAt(connection, Side::Client, Side::Server, "server_hello"));
    QCOMPARE(toHex(ByteView(body).subspan(2 + 24, 8)), sentinel.toStdString());

    Connection::Plan older = planOfBothFamilies(); // without anybody on the way
    older.server.config.versions = {lower};
    Connection honest(std::move(older));
    honest.run();
    QCOMPARE(outcomeOf(honest), std::string("open"));
    QCOMPARE(honest.party(Side::Client).negotiated().version, names::version(lower));
}

/// RFC 8446 4.1.3 and 4.2.1: legacy_version never says TLS 1.3.
void TestTls13Pitfalls::tls13IsSaidBySupportedVersionsAlone()
{
    Connection::Plan older = planOfBothFamilies();
    older.server.config.versions = {tls12};
    Connection server(std::move(older));
    server.edit = changing(Side::Server, "server_hello", [](Unit &unit) { unit.bytes[5] = 4; });
    server.run();
    QCOMPARE(outcomeOf(server), std::string("client: protocol_version by server_hello.version"));

    Connection client(planOfBothFamilies());
    client.edit = rewriting<ClientHello>(Side::Client, meeting(), [](ClientHello &hello) {
        hello.version = tls13;
        hello.extensions.remove<SupportedVersions>();
    });
    client.run();
    const Bytes body = bodyOf(*messageAt(client, Side::Server, Side::Server, "server_hello"));
    QCOMPARE(Bytes(body.begin(), body.begin() + 2), (Bytes{3, 3}));
    QVERIFY(!messageAt(client, Side::Server, Side::Server, "server_hello")
                 ->field("server_hello.extensions.supported_versions"));
}

void TestTls13Pitfalls::earlyDataHasALimit_data()
{
    QTest::addColumn<std::size_t>("length");
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("all of it") << std::size_t(earlyDataLimit) << QByteArray("open");
    QTest::newRow("one byte too many") << std::size_t(earlyDataLimit + 1)
                                       << QByteArray("server: unexpected_message by early_data.size");
}

static Connection::Plan planWithEarlyData(Tls13Options::Early early, std::size_t length)
{
    Meeting with = meeting();
    with.tickets = true;
    with.modern.psk = Psk::Ticket;
    with.modern.early = early;
    Connection::Plan plan = planOf(with);
    plan.client.config.session->maxEarlyData = 1 << 20; // it does not keep to what the ticket says
    plan.client.config.tls13.earlyData = Bytes(length, 'x');
    return plan;
}

/// RFC 8446 4.2.10: "A server receiving more than max_early_data_size bytes of 0-RTT data SHOULD terminate the
/// connection with an "unexpected_message" alert."
void TestTls13Pitfalls::earlyDataHasALimit()
{
    QFETCH(std::size_t, length);
    QFETCH(QByteArray, outcome);
    Connection connection(planWithEarlyData(Tls13Options::Early::Accepted, length));
    connection.run();
    QCOMPARE(outcomeOf(connection).substr(0, std::size_t(outcome.size())), outcome.toStdString());
    QVERIFY(connection.party(Side::Server).takeReceived().size() <= earlyDataLimit);
}

/// RFC 8446 4.2.10: what does not open is passed over "up to the configured max_early_data_size", and no further.
void TestTls13Pitfalls::earlyDataThatIsPassedOverHasALimit()
{
    Connection within(planWithEarlyData(Tls13Options::Early::Rejected, earlyDataLimit));
    within.run();
    QCOMPARE(outcomeOf(within), std::string("open"));
    QCOMPARE(within.party(Side::Server).takeReceived().size(), std::size_t(earlyDataLimit)); // sent again
    Connection beyond(planWithEarlyData(Tls13Options::Early::Rejected, 40000));
    beyond.run();
    QCOMPARE(beyond.failedChecks(Side::Server), std::vector<std::string>{"record.mac"});
}

/// RFC 8446 5.2, 5.4: the last byte that is not zero is the type.
void TestTls13Pitfalls::typeIsInsideAndPaddingIsZeros()
{
    Connection::Plan plan = planOf(meeting());
    for (PartyConfig *config : {&plan.client.config, &plan.server.config})
        config->tls13.paddingBlock = 256;
    Connection connection(std::move(plan));
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    connection.party(Side::Client).send(Bytes(10, 0)); // zeros of its own, which are no padding
    connection.carry();
    QCOMPARE(connection.party(Side::Server).takeReceived(), Bytes(10, 0));
    std::size_t sealed = 0;
    for (const Record &record : connection.account(Side::Server).records) {
        if (record.protection != ProtectionKind::Tls13)
            continue;
        ++sealed;
        QCOMPARE((record.wire.size() - 5 - 16) % 256, std::size_t(0));
        QCOMPARE(record.plaintext.size() + 1 + record.padding.size(), record.wire.size() - 5 - 16);
        QCOMPARE(record.padding, Bytes(record.padding.size(), 0));
    }
    QVERIFY(sealed >= 5);
}

/// RFC 8446 4.6.3: what was sent before key_update is under the old keys, what comes after it under the new ones; the
/// answer waits for nobody.
void TestTls13Pitfalls::keyUpdateWithPendingData()
{
    Connection connection(planOf(meeting()));
    connection.run();
    Endpoint &client = connection.party(Side::Client), &server = connection.party(Side::Server);
    server.send(toBytes("a"));
    client.send(toBytes("x"));
    client.updateKeys(true);
    client.send(toBytes("y"));
    client.updateKeys(false);
    client.send(toBytes("z"));
    connection.carry();
    server.send(toBytes("b"));
    connection.carry();
    QCOMPARE(outcomeOf(connection), std::string("open"));
    QCOMPARE(server.takeReceived(), toBytes("xyz"));
    QCOMPARE(client.takeReceived(), toBytes("ab"));
    QVERIFY(!outputAt(connection, Side::Server, "client_application_traffic_secret_2").empty());
    QVERIFY(!outputAt(connection, Side::Client, "server_application_traffic_secret_1").empty());
    QVERIFY(outputAt(connection, Side::Client, "server_application_traffic_secret_2").empty());
}

/// RFC 8446 4.6.3 and 4.6.1: as many as one likes, with data in between.
void TestTls13Pitfalls::updatesWithoutDataHaveAnEnd()
{
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planOf(meeting()));
        connection.run();
        const auto update = [&](unsigned times) {
            for (unsigned i = 0; i < times; ++i)
                connection.party(from).updateKeys(false);
            connection.carry();
        };
        update(mostInARow);
        connection.party(from).send(toBytes("data"));
        update(mostInARow);
        QCOMPARE(outcomeOf(connection), std::string("open"));
        update(1);
        QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": unexpected_message by key_update.without_data");
    }
}

void TestTls13Pitfalls::ticketsWithoutDataHaveAnEnd()
{
    for (const unsigned tickets : {mostInARow, mostInARow + 1}) {
        Meeting with = meeting();
        with.tickets = true;
        Connection::Plan plan = planOf(with);
        plan.server.config.tls13.tickets = tickets;
        Connection connection(std::move(plan));
        connection.run();
        QCOMPARE(outcomeOf(connection), tickets == mostInARow
                                            ? std::string("open")
                                            : "client: unexpected_message by new_session_ticket.without_data");
    }
}

/// RFC 8446 4.6.2: a server may ask for a certificate at any time, but not for ever.
void TestTls13Pitfalls::requestsWithoutDataHaveAnEnd()
{
    Meeting with = meeting();
    with.modern.lateAuth = true;
    Connection connection(planOf(with));
    connection.run();
    const auto ask = [&](unsigned times) {
        for (unsigned i = 0; i < times; ++i) {
            connection.party(Side::Server).requestCertificate();
            connection.carry(); // one at a time
        }
    };
    ask(mostInARow);
    connection.party(Side::Server).send(toBytes("data"));
    connection.carry();
    ask(mostInARow);
    QCOMPARE(outcomeOf(connection), std::string("open"));
    ask(1);
    QCOMPARE(outcomeOf(connection), std::string("client: unexpected_message by certificate_request.without_data"));
}

/// RFC 8446 6.1: user_canceled is the one alert that does not end it.
void TestTls13Pitfalls::warningsHaveAnEnd()
{
    for (const Side from : {Side::Client, Side::Server}) {
        Connection connection(planOf(meeting()));
        connection.run();
        for (unsigned i = 0; i < mostInARow; ++i)
            connection.party(from).sendAlert(AlertLevel::Warning, Alert::UserCanceled);
        connection.carry();
        QCOMPARE(outcomeOf(connection), std::string("open"));
        connection.party(from).sendAlert(AlertLevel::Warning, Alert::UserCanceled);
        connection.carry();
        QCOMPARE(outcomeOf(connection), word(peerOf(from)) + ": unexpected_message by alert.warnings");
    }
}

/// RFC 8446 4.6.3: both may ask at once; then each answers.
void TestTls13Pitfalls::keyUpdatesCross()
{
    Connection connection(planOf(meeting()));
    connection.run();
    for (const Side side : {Side::Client, Side::Server})
        connection.party(side).updateKeys(true);
    connection.carry();
    for (const Side side : {Side::Client, Side::Server}) {
        connection.party(side).send(toBytes("word"));
        connection.carry();
        QCOMPARE(connection.party(peerOf(side)).takeReceived(), toBytes("word"));
        QVERIFY(!outputAt(connection, Side::Client, word(side) + "_application_traffic_secret_2").empty());
    }
    QCOMPARE(outcomeOf(connection), std::string("open"));
}

/// RFC 8446 7.4.1: "the negotiated key (Z) is converted to a byte string by encoding in big-endian form and left-padded
/// with zeros up to the size of the prime"; up to TLS 1.2 they are stripped.
void TestTls13Pitfalls::leadingZerosOfZStay()
{
    constexpr std::uint16_t ffdhe2048 = 256;
    Connection::Plan plan = planOf(meeting());
    plan.client.config.groups = plan.server.config.groups = {ffdhe2048};
    for (plan.seed = 1; plan.seed < 5000; ++plan.seed) { // one in 256 begins with zero
        Connection connection(plan);
        connection.run();
        QCOMPARE(outcomeOf(connection), std::string("open"));
        const Bytes shared = outputAt(connection, Side::Client, "shared_secret");
        QCOMPARE(shared.size(), std::size_t(256));
        QCOMPARE(outputAt(connection, Side::Server, "shared_secret"), shared);
        if (shared[0] != 0)
            continue;
        const Bytes salt = outputAt(connection, Side::Client, "early_secret.derived");
        QCOMPARE(outputAt(connection, Side::Client, "handshake_secret"),
                 crypto::hmac(context(), sha256, salt, {shared}));
        return;
    }
    QFAIL("no shared secret began with zero");
}

/// RFC 8446 5.1: messages of one kind of keys may share a record.
void TestTls13Pitfalls::oneRecordHoldsAFlight()
{
    Meeting asked = meeting();
    asked.clientAuth = ClientAuth::Require;
    Connection connection(planOf(asked));
    connection.edit = [held = Bytes()](Unit unit) mutable {
        if (unit.epoch == 0 || unit.type != Protocol::Handshake)
            return std::vector{unit};
        append(held, unit.bytes);
        if (unit.name != "finished")
            return std::vector<Unit>{};
        unit.bytes = std::exchange(held, {});
        return std::vector{unit};
    };
    connection.run();
    QCOMPARE(outcomeOf(connection), std::string("open"));
}

/// RFC 8449 5: "A client MUST treat receipt of both "max_fragment_length" and "record_size_limit" as a fatal error".
void TestTls13Pitfalls::twoLimitsAtOnceAreRefused()
{
    Connection::Plan plan = planOf(meeting());
    plan.client.config.recordSizeLimit = plan.server.config.recordSizeLimit = 1000;
    plan.client.config.maxFragmentLength = 512;
    Connection plain(plan);
    plain.run();
    QCOMPARE(outcomeOf(plain), std::string("open"));
    Connection connection(plan);
    connection.edit = rewriting<EncryptedExtensions>(
        Side::Server, meeting(), [](EncryptedExtensions &message) { message.extensions.add(MaxFragmentLength{1}); });
    connection.run();
    QCOMPARE(connection.failedChecks(Side::Client), std::vector<std::string>{"encrypted_extensions.record_size_limit"});
    QCOMPARE(connection.party(Side::Client).alert(), std::optional(Alert::IllegalParameter));
}

/// RFC 8446 5: anybody on the way could send an alert in clear; none is believed once records are protected, at the
/// beginning of an epoch no more than later.
void TestTls13Pitfalls::clearAlertsEndNoConnection()
{
    for (const Side from : {Side::Client, Side::Server})
        for (const Alert alert : {Alert::CloseNotify, Alert::HandshakeFailure}) {
            Connection connection(planOf(meeting()));
            connection.run();
            const Bytes bytes{static_cast<std::uint8_t>(alert == Alert::CloseNotify ? 1 : 2),
                              static_cast<std::uint8_t>(alert)};
            connection.inject({from, Protocol::Alert, 0, tls12, bytes, {}});
            const Side to = peerOf(from);
            QCOMPARE(connection.failedChecks(to), std::vector<std::string>{"record.type"});
            QCOMPARE(connection.party(to).alert(), std::optional(Alert::UnexpectedMessage));
        }
}

QTEST_GUILESS_MAIN(TestTls13Pitfalls)
#include "tst_tls13pitfalls.moc"
