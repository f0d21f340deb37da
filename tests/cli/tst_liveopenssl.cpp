// SPDX-License-Identifier: GPL-3.0-or-later

// `hellodone serve` with `openssl s_client`, and `hellodone connect` with `openssl s_server`.

#include "child.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd::test;

class tst_LiveOpenssl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theirClient_data() { peers(); }
    void theirClient();
    void theirServer_data() { peers(); }
    void theirServer();
    void theirClientReadsThePage();
    void theirClientResumes_data();
    void theirClientResumes();
    void weResume_data();
    void weResume();
    void theirClientRenegotiates();
    void weRenegotiate();
    void theirClientSendsEarly();
    void weSendEarly();
    void theirClientUpdatesKeys();
    void theirServerUpdatesKeys();
    void theirClientIsAskedLater();
    void theirServerAsksLater();
    void theyCheckOurCertificate_data();
    void theyCheckOurCertificate();

private:
    static void peers();
    std::unique_ptr<Child> openssl(const QString &line) const
    {
        return std::make_unique<Child>(m_openssl, words(line), m_folder.path());
    }
    std::unique_ptr<Child> hellodone(const QString &line) const
    {
        return std::make_unique<Child>(QStringLiteral(HELLODONE_PROGRAM), words(line), m_folder.path());
    }
    /// `openssl s_server`, once it listens; its address is @p address.
    std::unique_ptr<Child> theirs(const QString &options, QString &address) const
    {
        auto server = openssl(QStringLiteral("s_server -accept 127.0.0.1:0 ") + options);
        address = QString::fromLatin1(server->printed("ACCEPT (\\S+)\n"));
        return server;
    }

    QString m_openssl;
    QTemporaryDir m_folder;
};

void tst_LiveOpenssl::initTestCase()
{
    m_openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
    if (m_openssl.isEmpty())
        QSKIP("the openssl program is not here: nobody else to talk to");
    const auto made = openssl(
        QStringLiteral("req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout own.key -out own.pem "
                       "-addext subjectAltName=DNS:localhost,IP:127.0.0.1"));
    QVERIFY2(made->ends() == 0, made->err.constData());
}

void tst_LiveOpenssl::peers()
{
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("agreed");
    const auto row = [](const char *name, const char *theirs, const char *ours, const char *agreed) {
        QTest::newRow(name) << QString::fromLatin1(theirs) << QString::fromLatin1(ours) << QString::fromLatin1(agreed);
    };
    row("as it is", "", "", "TLS 1.3");
    row("TLS 1.2", "-tls1_2", "", "TLS 1.2");
    row("TLS 1.3 and nothing else", "-tls1_3", "--versions tls1.3", "TLS 1.3");
    row("ChaCha20", "-ciphersuites TLS_CHACHA20_POLY1305_SHA256", "", "TLS 1.3  TLS_CHACHA20_POLY1305_SHA256");
    row("CCM", "-ciphersuites TLS_AES_128_CCM_8_SHA256", "--suites TLS_AES_128_CCM_8_SHA256",
        "TLS 1.3  TLS_AES_128_CCM_8_SHA256");
    row("groups, with a retry", "-curves X25519:P-384", "--groups secp384r1",
        "TLS 1.3  TLS_AES_256_GCM_SHA384  secp384r1");
    row("external PSK", "-tls1_3 -psk 0a0b0c0d -psk_identity alice", "--psk alice:0a0b0c0d", "TLS 1.3");
    row("ECDHE, GCM", "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", "", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    row("ECDHE, ChaCha20", "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305", "", "CHACHA20");
    row("DHE, CBC", "-tls1_2 -cipher DHE-RSA-AES256-SHA256", "", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256");
    row("RSA", "-tls1_2 -cipher AES128-SHA", "", "TLS_RSA_WITH_AES_128_CBC_SHA");
    row("PSK", "-tls1_2 -cipher PSK-AES128-CBC-SHA -psk 0a0b -psk_identity alice", "--psk alice:0a0b",
        "TLS_PSK_WITH_AES_128_CBC_SHA");
    row("TLS 1.1", "-tls1_1 -cipher ALL:@SECLEVEL=0", "--versions tls1.1", "TLS 1.1");
    row("TLS 1.0", "-tls1 -cipher ALL:@SECLEVEL=0", "--versions tls1.0", "TLS 1.0");
    row("TLS 1.0, its own choice", "-min_protocol TLSv1 -cipher ALL:@SECLEVEL=0", "--versions tls1.0", "TLS 1.0");
}

void tst_LiveOpenssl::theirClient()
{
    QFETCH(const QString, theirs);
    QFETCH(const QString, ours);
    QFETCH(const QString, agreed);
    Served served(words(QStringLiteral("--count 1 --app echo ") + ours), m_folder.path());
    const auto client =
        openssl(QStringLiteral("s_client -connect %1 -quiet -verify_quiet %2").arg(served.address, theirs));
    client->say("there and back\n");
    QVERIFY2(client->prints("there and back\n"), client->err.constData());
    client->endInput();
    client->terminate();
    client->ends();
    served.ends();
    QVERIFY2(served.out.contains(agreed.toLatin1()), served.out.constData());
}

void tst_LiveOpenssl::theirServer()
{
    QFETCH(const QString, theirs);
    QFETCH(const QString, ours);
    QFETCH(const QString, agreed);
    QString address;
    const auto server = this->theirs(QStringLiteral("-cert own.pem -key own.key -rev ") + theirs, address);
    QVERIFY2(!address.isEmpty(), server->err.constData());
    const auto client = hellodone(QStringLiteral("connect %1 --ca own.pem --app pipe --wait 0 ").arg(address) + ours);
    client->say("there\n");
    QVERIFY2(client->prints("ereht\n"), client->err.constData());
    client->endInput();
    QVERIFY2(client->ends() == 0, client->err.constData());
    QVERIFY2(client->err.contains(agreed.toLatin1()), client->err.constData());
}

void tst_LiveOpenssl::theirClientReadsThePage()
{
    Served served(words(QStringLiteral("--count 1 --ca-out page-ca.pem")), m_folder.path());
    const auto client = openssl(QStringLiteral("s_client -connect %1 -quiet -CAfile page-ca.pem "
                                               "-verify_return_error -verify_ip 127.0.0.1")
                                    .arg(served.address));
    client->say("GET / HTTP/1.0\n\n");
    QVERIFY2(client->prints("</html>"), client->err.constData());
    QVERIFY(client->out.contains("HTTP/1.1 200 OK") && client->out.contains("TLS 1.3"));
    QCOMPARE(client->ends(), 0); // our close_notify ends it
    QVERIFY2(served.ends() == 0, served.out.constData());
}

void tst_LiveOpenssl::theirClientResumes_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("TLS 1.3") << QStringLiteral("-tls1_3");
    QTest::newRow("by ticket") << QStringLiteral("-tls1_2");
    QTest::newRow("by id") << QStringLiteral("-tls1_2 -no_ticket");
    QTest::newRow("by ticket, TLS 1.0") << QStringLiteral("-tls1 -cipher ALL:@SECLEVEL=0");
}

void tst_LiveOpenssl::theirClientResumes()
{
    QFETCH(const QString, options);
    Served served(words(QStringLiteral("--count 2 --app none --versions tls1.0,tls1.2,tls1.3")), m_folder.path());
    const QString connect = QStringLiteral("s_client -connect %1 %2 ").arg(served.address, options);
    QCOMPARE(openssl(connect + QStringLiteral("-sess_out their.session"))->ends(), 0);
    const auto second = openssl(connect + QStringLiteral("-sess_in their.session"));
    QCOMPARE(second->ends(), 0);
    QVERIFY2(second->out.contains("Reused, "), second->out.constData());
    QCOMPARE(served.ends(), 0);
    QCOMPARE(served.out.count("resumed"), 1);
}

void tst_LiveOpenssl::weResume_data()
{
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("ours");
    QTest::newRow("TLS 1.3") << QStringLiteral("-tls1_3") << QStringLiteral("--data x --wait 0.5");
    QTest::newRow("by ticket") << QStringLiteral("-tls1_2") << QString();
    QTest::newRow("by id") << QStringLiteral("-tls1_2 -no_ticket") << QString();
    QTest::newRow("by ticket, TLS 1.1") << QStringLiteral("-tls1_1 -cipher ALL:@SECLEVEL=0")
                                        << QStringLiteral("--versions tls1.1");
}

void tst_LiveOpenssl::weResume()
{
    QFETCH(const QString, theirs);
    QFETCH(const QString, ours);
    QString address;
    const auto server = this->theirs(QStringLiteral("-cert own.pem -key own.key ") + theirs, address);
    const QString connect = QStringLiteral("connect %1 --ca own.pem --force %2 ").arg(address, ours);
    const auto first = hellodone(connect + QStringLiteral("--session-out our.session"));
    QVERIFY2(first->ends() == 0, first->err.constData());
    const auto second = hellodone(connect + QStringLiteral("--session-in our.session --session-out our.session"));
    QVERIFY2(second->ends() == 0, second->err.constData());
    QVERIFY2(second->err.contains("resumed"), second->err.constData());
    const auto third = hellodone(connect + QStringLiteral("--session-in our.session"));
    QVERIFY2(third->ends() == 0, third->err.constData());
    QVERIFY2(third->err.contains("resumed"), third->err.constData());
}

void tst_LiveOpenssl::theirClientRenegotiates()
{
    Served served(words(QStringLiteral("--count 1 --app echo --json")), m_folder.path());
    const auto client = openssl(QStringLiteral("s_client -connect %1 -tls1_2").arg(served.address));
    QVERIFY(client->prints("Verify return code"));
    client->say("R\n");
    QVERIFY2(client->prints("RENEGOTIATING"), client->err.constData());
    client->say("and on\n");
    QVERIFY(client->prints("and on\n"));
    client->say("Q\n");
    QCOMPARE(client->ends(), 0);
    QVERIFY2(served.ends() == 0, served.out.constData());
    QVERIFY2(served.out.contains("\"handshakes\":2"), served.out.constData());
}

void tst_LiveOpenssl::weRenegotiate()
{
    QString address;
    const auto server =
        theirs(QStringLiteral("-cert own.pem -key own.key -tls1_2 -rev -client_renegotiation"), address);
    QVERIFY2(!address.isEmpty(), server->err.constData());
    const auto client =
        hellodone(QStringLiteral("connect %1 --ca own.pem --renegotiate --app pipe --wait 0").arg(address));
    client->say("again\n");
    QVERIFY2(client->prints("niaga\n"), client->err.constData());
    client->endInput();
    QVERIFY2(client->ends() == 0, client->err.constData());
}

void tst_LiveOpenssl::theirClientSendsEarly()
{
    Served served(words(QStringLiteral("--count 2 --app echo --early-data 1000 --json")), m_folder.path());
    QFile early(m_folder.filePath(QStringLiteral("early.txt")));
    QVERIFY(early.open(QIODevice::WriteOnly) && early.write("ahead of all\n") > 0);
    early.close();
    const QString connect = QStringLiteral("s_client -connect %1 -tls1_3 ").arg(served.address);
    const auto first = openssl(connect + QStringLiteral("-sess_out early.session"));
    first->say("with the answer comes a ticket\n");
    QVERIFY(first->prints("with the answer comes a ticket\n"));
    first->say("Q\n");
    QCOMPARE(first->ends(), 0);
    const auto second = openssl(connect + QStringLiteral("-sess_in early.session -early_data early.txt"));
    QVERIFY2(second->prints("Early data was accepted"), second->out.constData());
    QVERIFY2(second->prints("ahead of all"), second->out.constData());
    second->say("Q\n");
    QCOMPARE(second->ends(), 0);
    QVERIFY2(served.ends() == 0, served.out.constData());
    QVERIFY2(served.out.contains("\"early_data\":\"accepted\""), served.out.constData());
}

void tst_LiveOpenssl::weSendEarly()
{
    QString address;
    const auto server = theirs(QStringLiteral("-cert own.pem -key own.key -tls1_3 -early_data"), address);
    const QString connect =
        QStringLiteral("connect %1 --ca own.pem --force --wait 0.5 --session-out early.session ").arg(address);
    const auto first = hellodone(connect + QStringLiteral("--data first"));
    QVERIFY2(first->ends() == 0, first->err.constData());
    const auto second =
        hellodone(connect + QStringLiteral("--data ahead-of-all --early-data 100 --session-in early.session"));
    QVERIFY2(second->ends() == 0, second->err.constData());
    QVERIFY2(second->err.contains("resumed  early data accepted"), second->err.constData());
    QVERIFY2(server->prints("ahead-of-all"), server->out.constData());
}

void tst_LiveOpenssl::theirClientUpdatesKeys()
{
    Served served(words(QStringLiteral("--count 1 --app echo -o kept")), m_folder.path());
    const auto client = openssl(QStringLiteral("s_client -connect %1 -tls1_3").arg(served.address));
    QVERIFY(client->prints("Verify return code"));
    client->say("k\n");
    QVERIFY2(client->prints("KEYUPDATE"), client->err.constData());
    client->say("under new keys\n");
    QVERIFY(client->prints("under new keys\n"));
    client->say("K\n"); // what is read together with it would be taken for part of the command
    QVERIFY2(client->prints("KEYUPDATE", 2), client->err.constData());
    client->say("both of them\n");
    QVERIFY(client->prints("both of them\n"));
    client->say("Q\n");
    QCOMPARE(client->ends(), 0);
    QVERIFY2(served.ends() == 0, served.out.constData());
}

void tst_LiveOpenssl::theirServerUpdatesKeys()
{
    QString address;
    const auto server = theirs(QStringLiteral("-cert own.pem -key own.key -tls1_3"), address);
    const auto client =
        hellodone(QStringLiteral("connect %1 --ca own.pem --update-keys --app pipe --wait 0").arg(address));
    client->say("under new keys\n");
    QVERIFY2(server->prints("under new keys\n"), server->err.constData());
    server->say("K\n"); // it takes all that it reads at once for the command
    client->say("both of them\n");
    QVERIFY2(server->prints("both of them\n"), server->err.constData());
    server->say("and the answer\n");
    QVERIFY2(client->prints("and the answer\n"), client->err.constData());
    client->endInput();
    QVERIFY2(client->ends() == 0, client->err.constData());
}

void tst_LiveOpenssl::theirClientIsAskedLater()
{
    Served served(words(QStringLiteral("--count 1 --app echo --post-handshake-auth --ca own.pem --verify off")),
                  m_folder.path());
    const auto client =
        openssl(QStringLiteral("s_client -connect %1 -tls1_3 -enable_pha -cert own.pem -key own.key -quiet")
                    .arg(served.address));
    client->say("who am I\n");
    QVERIFY2(client->prints("who am I\n"), client->err.constData());
    client->endInput();
    client->terminate();
    client->ends();
    served.ends();
    QVERIFY2(!served.out.contains("certificate"), served.out.constData()); // no check of one has failed
}

void tst_LiveOpenssl::theirServerAsksLater()
{
    {
        Served served(words(QStringLiteral("--ca-out client-ca.pem --force")), m_folder.path());
        QVERIFY(!served.address.isEmpty());
    }
    QString address;
    const auto server = theirs(
        QStringLiteral("-cert own.pem -key own.key -tls1_3 -verify 3 -CAfile client-ca.pem -verify_return_error"),
        address);
    const auto client = hellodone(QStringLiteral("connect %1 --ca own.pem --cert demonstration --post-handshake-auth "
                                                 "--app pipe --wait 0 -o asked.json")
                                      .arg(address));
    client->say("before\n");
    QVERIFY2(server->prints("before\n"), server->err.constData());
    server->say("c\n");
    QVERIFY2(server->prints("Demonstration Client"), server->out.constData());
    client->say("after\n");
    QVERIFY2(server->prints("after\n"), server->err.constData());
    client->endInput();
    QVERIFY2(client->ends() == 0, client->err.constData());
}

void tst_LiveOpenssl::theyCheckOurCertificate_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("TLS 1.2") << QStringLiteral("-tls1_2");
    QTest::newRow("TLS 1.3") << QStringLiteral("-tls1_3");
}

void tst_LiveOpenssl::theyCheckOurCertificate()
{
    QFETCH(const QString, version);
    {
        Served served(words(QStringLiteral("--ca-out client-ca.pem --force")), m_folder.path());
        QVERIFY(!served.address.isEmpty());
    }
    QString address;
    const auto server = theirs(QStringLiteral("-cert own.pem -key own.key -Verify 3 -CAfile client-ca.pem "
                                              "-verify_return_error ") +
                                   version,
                               address);
    QVERIFY2(!address.isEmpty(), server->err.constData());
    const QString connect = QStringLiteral("connect %1 --ca own.pem ").arg(address);
    const auto known = hellodone(connect + QStringLiteral("--cert demonstration"));
    QVERIFY2(known->ends() == 0, known->err.constData());
    // In TLS 1.3 the client has finished before the server finds that nothing came.
    const auto unknown = hellodone(connect + QStringLiteral("--data x --wait 5"));
    QCOMPARE(unknown->ends(), 1);
    QVERIFY2(unknown->err.contains("received"), unknown->err.constData());
}

QTEST_GUILESS_MAIN(tst_LiveOpenssl)
#include "tst_liveopenssl.moc"
