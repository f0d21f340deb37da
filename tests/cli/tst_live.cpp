// SPDX-License-Identifier: GPL-3.0-or-later

// `hellodone serve` and `hellodone connect`, against each other and against peers that behave badly.

#include "livefolder.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace hd::test;

class tst_Live : public QObject, private LiveTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renewFolder(); }
    void theyShakeHands_data();
    void theyShakeHands();
    void dataGoesBothWays();
    void aPageAboutItself();
    void bothSidesLeaveARecording();
    void timesAreReal();
    void sessionsAreResumed_data();
    void sessionsAreResumed();
    void severalAtATime();
    void theyShakeHandsAgain();
    void thePipeHasOneEnd();
    void clientsAreAuthenticated();
    void onlyTheRightNameWillDo();
    void whatIsNotListedIsNotUsed();
    void secretsAreLoggedAsTheyCome_data();
    void secretsAreLoggedAsTheyCome();
    void badPeersAreSurvived_data();
    void badPeersAreSurvived();
    void silenceHasAnEnd();
    void aStopIsAnOrderlyEnd_data();
    void aStopIsAnOrderlyEnd();
};

void tst_Live::theyShakeHands_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("agreed"); ///< in the server's line
    const auto row = [](const char *name, const char *server, const char *client, const char *agreed) {
        QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(client)
                            << QString::fromLatin1(agreed);
    };
    row("as it is", "", "", "TLS 1.3  TLS_AES_256_GCM_SHA384  x25519");
    row("the versions of today", "--versions tls1.2", "", "TLS 1.2  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384  x25519");
    row("the client's best", "", "--versions tls1.2", "TLS 1.2  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384  x25519");
    row("OpenSSL's name", "", "--suites ECDHE-RSA-AES128-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");
    row("server's order", "--suites TLS_RSA_WITH_AES_128_CBC_SHA,TLS_RSA_WITH_AES_256_CBC_SHA",
        "--suites TLS_RSA_WITH_AES_256_CBC_SHA,TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_128_CBC_SHA");
    row("groups", "--groups secp384r1 --versions tls1.2", "--groups x25519,secp384r1", "secp384r1");
    row("DHE", "--dh ffdhe3072", "--suites DHE-RSA-AES128-GCM-SHA256 --groups x25519,ffdhe3072", "ffdhe3072");
    row("PSK", "--psk alice:0a0b0c0d", "--suites PSK-AES128-CBC-SHA256 --psk alice:0a0b0c0d",
        "TLS_PSK_WITH_AES_128_CBC_SHA256");
    row("TLS 1.1", "--versions tls1.1,tls1.2", "--versions tls1.1", "TLS 1.1");
    row("TLS 1.0", "--versions tls1.0", "--versions tls1.0,tls1.2 --split-records", "TLS 1.0");
    row("SSL 3.0", "--versions ssl3", "--versions ssl3", "SSL 3.0");
    row("SSL 2.0's hello", "--versions tls1.0", "--versions tls1.0 --ssl2-hello", "TLS 1.0");
    row("anonymous", "--suites ADH-AES128-SHA256", "--suites ADH-AES128-SHA256", "DH_anon");
    row("small records", "--record-size 64", "--record-size 512 --max-fragment-length 1024", "TLS 1.3");
    row("stapled status", "--ocsp good", "--status-request", "TLS 1.3");
    row("stapled status, TLS 1.2", "--ocsp good", "--status-request --versions tls1.2", "TLS 1.2");
    row("compression", "--compression", "--compression --versions tls1.2", "TLS 1.2");
    row("a name of its own", "--sni server.example", "--sni server.example", "TLS 1.3");
    row("no verification", "--sni server.example", "--verify off --sni off", "TLS 1.3");
}

void tst_Live::theyShakeHands()
{
    QFETCH(const QString, server);
    QFETCH(const QString, client);
    QFETCH(const QString, agreed);
    Served served(words(QStringLiteral("--count 1 ") + server), folder());
    const auto connected = connectTo(served, client);
    QVERIFY2(connected->ends() == 0, connected->err.constData());
    QVERIFY2(connected->out.contains("finished"),
             connected->out.constData()); // the messages, as nothing else is wanted
    QVERIFY2(served.ends() == 0, (served.out + served.err).constData());
    QVERIFY2(served.out.contains(agreed.toLatin1()), served.out.constData());
}

void tst_Live::dataGoesBothWays()
{
    Served served(words(QStringLiteral("--count 1 --app echo")), folder());
    const auto connected = connectTo(served, QStringLiteral("--app pipe --wait 0"));
    connected->say("first\n");
    QVERIFY(connected->prints("first\n"));
    const QByteArray much = QByteArray(100000, 'x') + '\n';
    connected->say(much);
    QVERIFY(connected->prints(much));
    connected->endInput();
    QCOMPARE(connected->ends(), 0);
    QCOMPARE(connected->out, "first\n" + much); // and nothing else
    QCOMPARE(served.ends(), 0);
}

void tst_Live::aPageAboutItself()
{
    Served served(words(QStringLiteral("--count 1 --alpn <b>&")), folder());
    QStringList arguments = words(QStringLiteral("connect %1 --ca demonstration --alpn <b>&").arg(served.address));
    arguments << QStringLiteral("--data") << QStringLiteral("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto connected = hellodone(arguments);
    QVERIFY2(connected->ends() == 0, connected->err.constData());
    QVERIFY(connected->out.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(connected->out.contains("TLS_AES_256_GCM_SHA384"));
    QVERIFY(connected->out.contains("<code>encrypted_extensions</code>"));
    QVERIFY(connected->out.contains("<th>Groups</th><td>x25519"));
    QVERIFY(!connected->out.contains("Extended master secret")); // there is none in TLS 1.3
    QVERIFY(connected->out.endsWith("</html>\n"));
    QVERIFY(connected->out.contains("&lt;b&gt;&amp;") && !connected->out.contains("<b>"));
    QCOMPARE(served.ends(), 0);
}

void tst_Live::bothSidesLeaveARecording()
{
    Served served(words(QStringLiteral("--count 3 -o kept --with-secrets")), folder());
    for (const char *suite : {"DHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-GCM-SHA384", "TLS_AES_128_GCM_SHA256"}) {
        const auto connected =
            connectTo(served, QStringLiteral("--data hello --wait 0 --suites %1 -o %1.json -o %1.svg --with-secrets")
                                  .arg(QLatin1StringView(suite)));
        QVERIFY2(connected->ends() == 0, connected->err.constData());
        QVERIFY(read(QLatin1StringView(suite) + QStringLiteral(".svg")).contains("<svg"));
    }
    QCOMPARE(served.ends(), 0);
    for (const char *name :
         {"DHE-RSA-AES128-SHA.json", "ECDHE-RSA-AES256-GCM-SHA384.json", "TLS_AES_128_GCM_SHA256.json",
          "kept/connection-0001.json", "kept/connection-0002.json", "kept/connection-0003.json"}) {
        const auto verified = hellodone({QStringLiteral("verify"), QLatin1StringView(name)});
        QVERIFY2(verified->ends() == 0, (verified->out + verified->err).constData());
        QCOMPARE(hellodone({QStringLiteral("show"), QLatin1StringView(name)})->ends(), 0);
    }
    const hd::Trace ours = recording(QStringLiteral("DHE-RSA-AES128-SHA.json"));
    const hd::Trace theirs = recording(QStringLiteral("kept/connection-0001.json"));
    QCOMPARE(ours.source, std::string("connect"));
    QCOMPARE(theirs.source, std::string("serve"));
    QVERIFY(ours.outcome.expected && theirs.outcome.expected);
    QVERIFY(ours.negotiated == theirs.negotiated);
    QCOMPARE(ours.messages.size(), theirs.messages.size());
    for (std::size_t i = 0; i < ours.messages.size(); ++i)
        QVERIFY(ours.messages[i].bytes == theirs.messages[i].bytes);
}

void tst_Live::timesAreReal()
{
    Served served(words(QStringLiteral("--count 1 -o kept")), folder());
    QCOMPARE(connectTo(served)->ends(), 0);
    QCOMPARE(served.ends(), 0);
    const hd::Trace trace = recording(QStringLiteral("kept/connection-0001.json"));
    std::uint64_t last = 0;
    for (const hd::Event &event : trace.events) {
        QVERIFY(event.timeUs >= last);
        last = event.timeUs;
    }
    QVERIFY(last > 0);
}

void tst_Live::sessionsAreResumed_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("TLS 1.3") << QString();
    QTest::newRow("TLS 1.3, several tickets") << QStringLiteral("--tickets 3 --psk-modes ke,dhe_ke");
    QTest::newRow("by ticket") << QStringLiteral("--versions tls1.2");
    QTest::newRow("by id") << QStringLiteral("--versions tls1.2 --tickets off");
    QTest::newRow("by ticket, without a cache") << QStringLiteral("--versions tls1.2 --session-cache off");
}

void tst_Live::sessionsAreResumed()
{
    QFETCH(const QString, options);
    Served served(words(QStringLiteral("--count 2 ") + options), folder());
    const auto first = connectTo(served, QStringLiteral("--session-out kept.session"));
    QVERIFY2(first->ends() == 0, first->err.constData());
    QVERIFY(!first->err.contains("resumed"));
    const auto second = connectTo(served, QStringLiteral("--session-in kept.session -o second.json"));
    QVERIFY2(second->ends() == 0, second->err.constData());
    QVERIFY2(second->err.contains("resumed"), second->err.constData());
    QVERIFY(recording(QStringLiteral("second.json")).negotiated.resumed);
    QCOMPARE(served.ends(), 0);
    QCOMPARE(served.out.count("resumed"), 1);
}

void tst_Live::severalAtATime()
{
    constexpr int count = 8;
    Served served(words(QStringLiteral("--count %1 --app echo").arg(count)), folder());
    std::vector<std::unique_ptr<Child>> clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(connectTo(served, QStringLiteral("--app pipe --wait 0")));
    for (int i = count - 1; i >= 0; --i) { // all are open at the same time: the last is served first
        clients[std::size_t(i)]->say("number " + QByteArray::number(i) + "\n");
        QVERIFY(clients[std::size_t(i)]->prints("number " + QByteArray::number(i) + "\n"));
    }
    for (const auto &client : clients) {
        client->endInput();
        QCOMPARE(client->ends(), 0);
    }
    QCOMPARE(served.ends(), 0);
}

void tst_Live::theyShakeHandsAgain()
{
    Served served(words(QStringLiteral("--count 4 --app echo --renegotiation secure")), folder());
    const auto never = connectTo(served, QStringLiteral("--renegotiate --versions tls1.2,tls1.3 --data x --wait 0"));
    QCOMPARE(never->ends(), 1);
    QVERIFY2(never->err.contains("TLS 1.3 has no renegotiation"), never->err.constData());
    const auto asked = connectTo(served, QStringLiteral("--renegotiate --data x --wait 0 -o asked.json"));
    QVERIFY2(asked->ends() == 0, asked->err.constData());
    const hd::Trace trace = recording(QStringLiteral("asked.json"));
    QCOMPARE(std::count_if(trace.messages.begin(), trace.messages.end(),
                           [](const hd::Message &message) { return message.name == "finished"; }),
             4);
    const auto declined = connectTo(served, QStringLiteral("--renegotiation off --data x --wait 0"));
    QCOMPARE(declined->ends(), 0);
    QCOMPARE(connectTo(served, QStringLiteral("--renegotiate --renegotiation off"))->ends(), 2);
    QCOMPARE(connectTo(served)->ends(), 0);
    QCOMPARE(served.ends(), 0);

    Served refusing(words(QStringLiteral("--count 1 --app echo --renegotiation off")), folder());
    const auto refused = connectTo(refusing, QStringLiteral("--renegotiate --data x --wait 0"));
    QCOMPARE(refused->ends(), 1);
    QVERIFY2(refused->err.contains("refused to renegotiate"), refused->err.constData());
    QCOMPARE(refusing.ends(), 0);

    Served asking(words(QStringLiteral("--count 1 --app none --renegotiate --json")), folder());
    QCOMPARE(connectTo(asking, QStringLiteral("--data x --wait 5"))->ends(), 0);
    QCOMPARE(asking.ends(), 0);
    QVERIFY2(asking.out.contains("\"handshakes\":2"), asking.out.constData());
}

void tst_Live::thePipeHasOneEnd()
{
    Served served(words(QStringLiteral("--count 2 --app pipe")), folder());
    const auto first = connectTo(served, QStringLiteral("--app pipe --wait 0"));
    first->say("to the server\n");
    QVERIFY(served.prints("to the server\n"));
    const auto second = connectTo(served, QStringLiteral("--data unheard --wait 5"));
    QCOMPARE(second->ends(), 0); // it was closed, in an orderly way
    served.say("to the first\n");
    QVERIFY(first->prints("to the first\n"));
    first->endInput();
    QCOMPARE(first->ends(), 0);
    QCOMPARE(served.ends(), 0);
    QVERIFY(!served.out.contains("unheard"));
    QVERIFY(served.err.contains("another connection has standard input"));
}

void tst_Live::clientsAreAuthenticated()
{
    Served served(words(QStringLiteral("--count 2 --client-auth require --json")), folder());
    QCOMPARE(connectTo(served, QStringLiteral("--cert demonstration"))->ends(), 0);
    const auto nobody = connectTo(served);
    QCOMPARE(nobody->ends(), 1);
    QVERIFY2(nobody->err.contains("received"), nobody->err.constData());
    QCOMPARE(served.ends(), 1);
}

void tst_Live::onlyTheRightNameWillDo()
{
    Served served(words(QStringLiteral("--sni right.example")), folder());
    QCOMPARE(connectTo(served, QStringLiteral("--sni right.example"))->ends(), 0);
    QCOMPARE(connectTo(served, QStringLiteral("--sni wrong.example"))->ends(), 1); // the server refuses
    QCOMPARE(connectTo(served)->ends(), 1); // nothing is sent for 127.0.0.1, but it is not in the certificate
    QCOMPARE(hellodone(words(QStringLiteral("connect %1 --sni right.example").arg(served.address)))->ends(), 1);
}

void tst_Live::whatIsNotListedIsNotUsed()
{
    const auto refused = [this](const char *server, const char *client) {
        Served served(words(QStringLiteral("--count 1 ") + QLatin1StringView(server)), folder());
        return connectTo(served, QLatin1StringView(client))->ends() == 1 && served.ends() == 1;
    };
    QVERIFY(refused("--versions tls1.2", "--versions tls1.1"));
    QVERIFY(refused("--versions tls1.1", "--versions tls1.2"));
    QVERIFY(refused("--versions tls1.2", "--versions tls1.3"));
    QVERIFY(refused("--versions tls1.3", "--versions tls1.2"));
    QVERIFY(refused("--suites TLS_AES_128_GCM_SHA256", "--suites TLS_AES_256_GCM_SHA384"));
    QVERIFY(refused("--groups x25519", "--groups x448 --versions tls1.3"));
    QVERIFY(refused("--psk alice:01 --psk-modes ke", "--psk alice:02 --psk-modes ke --versions tls1.3"));
    QVERIFY(refused("--suites AES128-SHA256", "--suites AES256-SHA256"));
    QVERIFY(refused("--groups x25519 --suites ECDHE-RSA-AES128-SHA", "--groups secp256r1"));
    QVERIFY(refused("--ems require --versions tls1.2", "--ems off"));
    QVERIFY(refused("--psk alice:01 --suites PSK-AES128-CBC-SHA", "--psk alice:02 --suites PSK-AES128-CBC-SHA"));
    QVERIFY(refused("--ocsp revoked", "--status-request"));
    QVERIFY(refused("--alpn h2", "--alpn http/1.1"));
}

static QList<QByteArray> sorted(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    std::sort(lines.begin(), lines.end());
    return lines;
}

void tst_Live::secretsAreLoggedAsTheyCome_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("label");
    QTest::addColumn<int>("lines");
    QTest::newRow("TLS 1.2") << QStringLiteral("tls1.2") << QStringLiteral("CLIENT_RANDOM") << 1;
    QTest::newRow("TLS 1.3") << QStringLiteral("tls1.3")
                             << QStringLiteral("(CLIENT|SERVER)_(HANDSHAKE_TRAFFIC_SECRET|TRAFFIC_SECRET_0)|"
                                               "EXPORTER_SECRET")
                             << 5;
}

// RFC 9850 2
void tst_Live::secretsAreLoggedAsTheyCome()
{
    QFETCH(const QString, version);
    QFETCH(const QString, label);
    QFETCH(const int, lines);
    Served served(words(QStringLiteral("--app echo --keylog server.keys --versions ") + version), folder());
    const auto connected = connectTo(served, QStringLiteral("--app pipe --wait 0 --keylog client.keys"));
    connected->say("x");
    QVERIFY(connected->prints("x"));
    const QByteArray theirs = read(QStringLiteral("server.keys")); // while the connection is open
    const QRegularExpression all(QStringLiteral("^((%1) [0-9a-f]{64} [0-9a-f]{96}\n){%2}$").arg(label).arg(lines));
    QVERIFY2(all.match(QString::fromLatin1(theirs)).hasMatch(), theirs.constData());
    QCOMPARE(sorted(read(QStringLiteral("client.keys"))), sorted(theirs));
    QCOMPARE(QFile::permissions(pathOf(QStringLiteral("server.keys"))) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QCOMPARE(connectTo(served, QStringLiteral("--keylog client.keys"))->ends(), 0);
    QCOMPARE(read(QStringLiteral("client.keys")).count('\n'), 2 * lines); // appended
}

void tst_Live::badPeersAreSurvived_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("leaves"); ///< without waiting for an answer
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("another protocol") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << false;
    QTest::newRow("zeros") << QByteArray(4096, '\0') << false;
    QTest::newRow("noise") << QByteArray::fromHex("807f3c0ab1ff0000deadbeef5a").repeated(500) << false;
    QTest::newRow("half a record") << QByteArray::fromHex("160301020001") << true;
    QTest::newRow("an alert at once") << QByteArray::fromHex("15030300020228") << false;
    QTest::newRow("close_notify at once") << QByteArray::fromHex("15030300020100") << false;
    QTest::newRow("a record that is too long") << QByteArray::fromHex("160303ffff") + QByteArray(70000, 'x') << false;
    QTest::newRow("data before keys") << QByteArray::fromHex("1703030003414243") << false;
    QTest::newRow("a message without end") << QByteArray::fromHex("160303000401ffffff") << false;
}

void tst_Live::badPeersAreSurvived()
{
    QFETCH(const QByteArray, said);
    QFETCH(const bool, leaves);
    Served served(words(QStringLiteral("--count 2 -o kept")), folder());
    QTcpSocket peer;
    peer.connectToHost(QStringLiteral("127.0.0.1"), served.port());
    QVERIFY(peer.waitForConnected());
    peer.write(said);
    QVERIFY(said.isEmpty() || peer.waitForBytesWritten());
    if (leaves)
        peer.abort();
    while (peer.state() == QAbstractSocket::ConnectedState)
        QVERIFY(peer.waitForReadyRead(20000) || peer.state() != QAbstractSocket::ConnectedState);
    const auto good = connectTo(served);
    QVERIFY2(good->ends() == 0, good->err.constData());
    QCOMPARE(served.ends(), 1);
    QVERIFY2(served.out.contains("FAILED") && served.out.contains("ok"), served.out.constData());
    QCOMPARE(hellodone(words(QStringLiteral("verify kept/connection-0001.json")))->ends(), 0);
}

void tst_Live::silenceHasAnEnd()
{
    Served served(words(QStringLiteral("--count 2 --timeout 3")), folder());
    QTcpSocket peer;
    peer.connectToHost(QStringLiteral("127.0.0.1"), served.port());
    QVERIFY(peer.waitForConnected());
    const QByteArray hello = QByteArray::fromHex("1603010200010001fc0303");
    QDeadlineTimer deadline(20000); // a byte now and then is no progress
    for (qsizetype i = 0; peer.state() == QAbstractSocket::ConnectedState && !deadline.hasExpired(); ++i) {
        peer.write(hello.mid(i % hello.size(), i < hello.size() ? 1 : 0));
        peer.waitForReadyRead(50);
    }
    QVERIFY(!deadline.hasExpired());
    QCOMPARE(connectTo(served)->ends(), 0);
    QCOMPARE(served.ends(), 1);
    QVERIFY2(served.out.contains("took too long"), served.out.constData());

    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto connected =
        hellodone(words(QStringLiteral("connect 127.0.0.1:%1 --timeout 0.2").arg(silent.serverPort())));
    QCOMPARE(connected->ends(), 1);
    QVERIFY2(connected->err.contains("took too long"), connected->err.constData());
}

void tst_Live::aStopIsAnOrderlyEnd_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("status");
    QTest::newRow("any number") << QString() << 0;
    QTest::newRow("more were expected") << QStringLiteral("--count 5") << 1;
}

void tst_Live::aStopIsAnOrderlyEnd()
{
    QFETCH(const QString, options);
    QFETCH(const int, status);
    Served served(words(QStringLiteral("--app echo -o kept ") + options), folder());
    const auto connected = connectTo(served, QStringLiteral("--app pipe"));
    connected->say("x");
    QVERIFY(connected->prints("x"));
    served.terminate();
    QVERIFY2(connected->ends() == 0, connected->err.constData()); // close_notify came
    QVERIFY2(served.ends() == status, served.out.constData());
    QVERIFY(recording(QStringLiteral("kept/connection-0001.json")).outcome.expected);
}

QTEST_GUILESS_MAIN(tst_Live)
#include "tst_live.moc"
