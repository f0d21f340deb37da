// SPDX-License-Identifier: GPL-3.0-or-later

// What only TLS 1.3 has, between `hellodone serve` and `hellodone connect`.

#include "livefolder.h"

#include <QtTest>

using namespace hd::test;

class tst_LiveTls13 : public QObject, private LiveTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renewFolder(); }
    void theyShakeHands_data();
    void theyShakeHands();
    void aPreSharedKeyNeedsNoCertificate();
    void dataGoesAhead_data();
    void dataGoesAhead();
    void aTicketIsGoodForEarlyDataOnce();
    void keysAreUpdated();
    void certificatesComeLater_data();
    void certificatesComeLater();
};

void tst_LiveTls13::theyShakeHands_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("agreed"); ///< in the server's line
    const auto row = [](const char *name, const char *server, const char *client, const char *agreed) {
        QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(client)
                            << QString::fromLatin1(agreed);
    };
    row("suite of TLS 1.3", "", "--suites TLS_CHACHA20_POLY1305_SHA256", "TLS 1.3  TLS_CHACHA20_POLY1305_SHA256");
    row("CCM", "--suites TLS_AES_128_CCM_8_SHA256", "--suites TLS_AES_128_CCM_8_SHA256", "TLS_AES_128_CCM_8_SHA256");
    row("a share too few", "--groups secp384r1", "", "TLS 1.3  TLS_AES_256_GCM_SHA384  secp384r1");
    row("no share", "", "--key-shares none", "TLS 1.3");
    row("two shares", "--groups secp521r1", "--key-shares x25519,secp521r1", "TLS 1.3");
    row("finite field", "", "--groups ffdhe3072 --versions tls1.3", "TLS 1.3  TLS_AES_256_GCM_SHA384  ffdhe3072");
    row("cookie", "--cookie", "", "TLS 1.3");
    row("padding, nothing for middleboxes", "--record-padding 512", "--record-padding 64 --middlebox-compat off",
        "TLS 1.3");
    row("GREASE", "", "--grease", "TLS 1.3");
    row("external PSK", "--psk alice:0a0b0c0d", "--psk bob:01 --psk alice:0a0b0c0d --versions tls1.3", "TLS 1.3");
    row("PSK alone", "--psk alice:0a0b0c0d --psk-modes ke --psk-hash sha384",
        "--psk alice:0a0b0c0d --psk-modes ke,dhe_ke --psk-hash sha384 --versions tls1.3", "TLS 1.3");
}

void tst_LiveTls13::theyShakeHands()
{
    QFETCH(const QString, server);
    QFETCH(const QString, client);
    QFETCH(const QString, agreed);
    Served served(words(QStringLiteral("--count 1 --app echo ") + server), folder());
    const auto connected = connectTo(served, QStringLiteral("--data there-and-back --wait 0.5 ") + client);
    QVERIFY2(connected->ends() == 0, connected->err.constData());
    QCOMPARE(connected->out, QByteArray("there-and-back"));
    QVERIFY2(served.ends() == 0, (served.out + served.err).constData());
    QVERIFY2(served.out.contains(agreed.toLatin1()), served.out.constData());
}

/// The server's certificate would not be trusted.
void tst_LiveTls13::aPreSharedKeyNeedsNoCertificate()
{
    Served served(words(QStringLiteral("--count 2 --psk alice:0a0b0c0d")), folder());
    const auto knows = [&](const char *psk) {
        return hellodone(words(QStringLiteral("connect %1 --psk ").arg(served.address) + QLatin1StringView(psk)));
    };
    const auto known = knows("alice:0a0b0c0d");
    QVERIFY2(known->ends() == 0, known->err.constData());
    QVERIFY(!known->out.contains("certificate_verify"));
    const auto unknown = knows("bob:0a0b0c0d");
    QCOMPARE(unknown->ends(), 1);
    QVERIFY2(unknown->err.contains("unknown_ca"), unknown->err.constData());
}

void tst_LiveTls13::dataGoesAhead_data()
{
    QTest::addColumn<QString>("server"); ///< of the second connection
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("fate");
    QTest::newRow("all of it") << QStringLiteral("--early-data 1000") << QStringLiteral("--early-data 1000")
                               << QStringLiteral("accepted");
    QTest::newRow("a part") << QStringLiteral("--early-data 1000") << QStringLiteral("--early-data 4")
                            << QStringLiteral("accepted");
    QTest::newRow("as much as the ticket allows")
        << QStringLiteral("--early-data 6") << QStringLiteral("--early-data 1000") << QStringLiteral("accepted");
    QTest::newRow("after a retry") << QStringLiteral("--early-data 1000")
                                   << QStringLiteral("--early-data 1000 --key-shares none")
                                   << QStringLiteral("rejected");
    QTest::newRow("not allowed") << QString() << QStringLiteral("--early-data 1000") << QString();
    QTest::newRow("another version") << QStringLiteral("--early-data 1000")
                                     << QStringLiteral("--early-data 1000 --versions tls1.2") << QString();
}

/// Whatever becomes of it, it arrives once.
void tst_LiveTls13::dataGoesAhead()
{
    QFETCH(const QString, server);
    QFETCH(const QString, client);
    QFETCH(const QString, fate);
    Served served(words(QStringLiteral("--count 2 --app echo --json ") + server), folder());
    const auto first = connectTo(served, QStringLiteral("--session-out kept.session"));
    QVERIFY2(first->ends() == 0, first->err.constData());
    const auto second = connectTo(
        served,
        QStringLiteral("--session-in kept.session --data there-and-back --wait 0.5 --json -o e.json ") + client);
    QVERIFY2(second->ends() == 0, second->err.constData());
    QCOMPARE(second->out, QByteArray("there-and-back"));
    QVERIFY2(served.ends() == 0, served.out.constData());
    QCOMPARE(QString::fromStdString(recording(QStringLiteral("e.json")).negotiated.earlyData), fate);
    QVERIFY2(served.out.contains("\"early_data\":\"" + fate.toLatin1() + "\""), served.out.constData());
    QVERIFY2(served.out.contains("\"data_received\":14,\"data_sent\":14"), served.out.constData());
    QCOMPARE(second->err.contains("none is sent"), fate.isEmpty());
}

void tst_LiveTls13::aTicketIsGoodForEarlyDataOnce()
{
    const auto fates = [this](const char *options) {
        Served served(words(QStringLiteral("--count 3 --app echo --early-data 1000 ") + QLatin1StringView(options)),
                      folder());
        connectTo(served, QStringLiteral("--session-out kept.session --force"))->ends();
        QByteArray said;
        for (int i = 0; i < 2; ++i) {
            const auto again =
                connectTo(served, QStringLiteral("--session-in kept.session --early-data 9 --data x --wait 0.5"));
            said += again->ends() == 0 && again->out == "x" ? "" : "lost ";
            said += again->err.contains("early data accepted")   ? "accepted "
                    : again->err.contains("early data rejected") ? "rejected "
                                                                 : "neither ";
        }
        served.ends();
        return said;
    };
    QCOMPARE(fates(""), QByteArray("accepted rejected "));
    QCOMPARE(fates("--anti-replay off"), QByteArray("accepted accepted "));
}

void tst_LiveTls13::keysAreUpdated()
{
    Served served(words(QStringLiteral("--count 3 --app echo --update-keys -o kept --with-secrets")), folder());
    const auto both =
        connectTo(served, QStringLiteral("--update-keys --data x --wait 0.5 -o both.json --with-secrets"));
    QVERIFY2(both->ends() == 0, both->err.constData());
    QCOMPARE(both->out, QByteArray("x"));
    const hd::Trace trace = recording(QStringLiteral("both.json"));
    QCOMPARE(std::count_if(trace.messages.begin(), trace.messages.end(),
                           [](const hd::Message &message) { return message.name == "key_update"; }),
             4); // each asks and each answers
    for (const char *name : {"both.json", "kept/connection-0001.json"}) {
        const auto verified = hellodone({QStringLiteral("verify"), QLatin1StringView(name)});
        QVERIFY2(verified->ends() == 0, (verified->out + verified->err).constData());
    }
    QCOMPARE(connectTo(served, QStringLiteral("--data x --wait 0.5"))->ends(), 0);
    const auto older = connectTo(served, QStringLiteral("--versions tls1.2 --update-keys --data x --wait 0"));
    QCOMPARE(older->ends(), 1);
    QVERIFY2(older->err.contains("TLS 1.2 has no key updates"), older->err.constData());
    QCOMPARE(served.ends(), 0);
}

void tst_LiveTls13::certificatesComeLater_data()
{
    QTest::addColumn<QString>("application");
    for (const char *application : {"echo", "none"})
        QTest::newRow(application) << QString::fromLatin1(application);
}

void tst_LiveTls13::certificatesComeLater()
{
    QFETCH(const QString, application);
    Served served(words(QStringLiteral("--count 3 --post-handshake-auth -o kept --app ") + application), folder());
    const QString talk = QStringLiteral("--data x --wait 0.5 ");
    const auto known = connectTo(served, talk + QStringLiteral("--post-handshake-auth --cert demonstration"));
    QVERIFY2(known->ends() == 0, known->err.constData());
    const auto nameless = connectTo(served, talk + QStringLiteral("--post-handshake-auth"));
    QVERIFY2(nameless->ends() == 0, nameless->err.constData());
    const auto reserved = connectTo(served, talk);
    QVERIFY2(reserved->ends() == 0, reserved->err.constData());
    QCOMPARE(served.ends(), 0);
    const auto countOf = [this](const char *file, std::string_view name) {
        const hd::Trace trace = recording(QLatin1StringView(file));
        return std::count_if(trace.messages.begin(), trace.messages.end(), [name](const hd::Message &message) {
            return message.name == name && message.from == hd::Side::Client;
        });
    };
    QCOMPARE(countOf("kept/connection-0001.json", "certificate_verify"), 1);
    QCOMPARE(countOf("kept/connection-0001.json", "finished"), 2);
    QCOMPARE(countOf("kept/connection-0002.json", "certificate_verify"), 0);
    QCOMPARE(countOf("kept/connection-0002.json", "finished"), 2);
    QCOMPARE(countOf("kept/connection-0003.json", "finished"), 1);
}

QTEST_GUILESS_MAIN(tst_LiveTls13)
#include "tst_livetls13.moc"
