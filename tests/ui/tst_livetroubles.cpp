// SPDX-License-Identifier: GPL-3.0-or-later
#include "liveprogram.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

using namespace hd;
using namespace hd::ui;

// What goes wrong on the network is explained, nobody comes in who is not let in, and nothing is left behind.
class TestLiveTroubles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void troublesAreExplained_data();
    void troublesAreExplained();
    void strangersAreExplained_data();
    void strangersAreExplained();
    void nobodyIsThere_data();
    void nobodyIsThere();
    void connectingCanBeCancelled();
    void onlyThisComputerCanConnect();
    void stoppingCleansUp();
    void aSecondServerTakesThePlaceOfTheFirst();
    void namesOfPeersStayText();
    void theListIsBounded();
};

static const char patience[] = "it did not come to an end";
#define TRY_ENDED(test) QTRY_VERIFY2_WITH_TIMEOUT((test).hasEnded(), patience, 20000)

void TestLiveTroubles::troublesAreExplained_data()
{
    QTest::addColumn<QByteArray>("server"); ///< what it says
    QTest::addColumn<bool>("leaves");
    QTest::addColumn<QString>("told");
    QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << true << QStringLiteral("HTTP in clear");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << false << QStringLiteral("speaks SSH");
    QTest::newRow("SMTP") << QByteArray("220 mail ESMTP\r\n") << false << QStringLiteral("STARTTLS");
    QTest::newRow("text") << QByteArray("hello?\n") << false << QStringLiteral("text in clear");
    QTest::newRow("garbage") << QByteArray("\x00\x01\x02\x03\xff\xfe", 6) << false << QStringLiteral("is no TLS");
    QTest::newRow("leaves at once") << QByteArray() << true << QStringLiteral("before the handshake was complete");
    QTest::newRow("silence") << QByteArray() << false << QStringLiteral("time limit");
    QTest::newRow("an alert") << QByteArray("\x15\x03\x03\x00\x02\x02\x28", 7) << true
                              << QStringLiteral("handshake_failure");
    QTest::newRow("half a message") << QByteArray("\x16\x03\x03\x00\x40\x02\x00\x00", 8) << true
                                    << QStringLiteral("before the handshake was complete");
}

void TestLiveTroubles::troublesAreExplained()
{
    QFETCH(const QByteArray, server);
    QFETCH(const bool, leaves);
    QFETCH(const QString, told);
    LiveProgram test;
    const ClearServer peer(server, leaves);
    QVERIFY(!test.connectTo(peer.port(), {"--timeout=0.5"}));
    TRY_ENDED(test);
    const auto *explanation = test.bar()->findChild<QLabel *>(QStringLiteral("explanation"));
    QVERIFY2(explanation->text().contains(told), qPrintable(explanation->text()));
    QVERIFY(explanation->isVisible());
    QVERIFY(!test.desk()->isConnecting() || QTest::qWaitFor([&] { return !test.desk()->isConnecting(); }));
}

void TestLiveTroubles::strangersAreExplained_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QString>("told");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << QStringLiteral("https://");
    QTest::newRow("garbage") << QByteArray("\xff\x00\xff\x00", 4) << QStringLiteral("is no TLS");
    QTest::newRow("half a hello") << QByteArray("\x16\x03\x01\x00\xff\x01", 6)
                                  << QStringLiteral("before the handshake was complete");
}

void TestLiveTroubles::strangersAreExplained()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QString, told);
    LiveProgram test;
    QTcpSocket stranger;
    stranger.connectToHost(QHostAddress(QHostAddress::LocalHost), test.serve());
    QVERIFY(stranger.waitForConnected());
    stranger.write(client);
    stranger.disconnectFromHost();
    TRY_ENDED(test);
    const auto *explanation = test.bar()->findChild<QLabel *>(QStringLiteral("explanation"));
    QVERIFY2(explanation->text().contains(told), qPrintable(explanation->text()));
}

void TestLiveTroubles::nobodyIsThere_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("told");
    QTest::newRow("refused") << QStringLiteral("127.0.0.1:%1").arg(freePort()) << QStringLiteral("Nobody listens");
    QTest::newRow("no such host") << QStringLiteral("no host:443") << QStringLiteral("There is no host");
}

void TestLiveTroubles::nobodyIsThere()
{
    QFETCH(const QString, address);
    QFETCH(const QString, told);
    LiveProgram test;
    const auto before = test.session()->trace();
    QVERIFY(!test.live()->connectTo({address.toStdString()}));
    QVERIFY(test.desk()->isConnecting()); // and the window goes on
    QTRY_VERIFY_WITH_TIMEOUT(!test.desk()->isConnecting(), 20000);
    const auto *explanation = test.bar()->findChild<QLabel *>(QStringLiteral("explanation"));
    QVERIFY2(explanation->text().contains(told), qPrintable(explanation->text()));
    QCOMPARE(test.session()->trace(), before);
}

void TestLiveTroubles::connectingCanBeCancelled()
{
    LiveProgram test;
    const ClearServer silent({});
    QVERIFY(!test.connectTo(silent.port(), {}));
    QTRY_VERIFY(!test.desk()->entries().empty());
    test.bar()->findChild<QPushButton *>(QStringLiteral("stop"))->click();
    TRY_ENDED(test);
    QCOMPARE(test.last().outcome.kind, LiveOutcome::Kind::GivenUp);
    QVERIFY(!test.desk()->isConnecting());
}

void TestLiveTroubles::onlyThisComputerCanConnect()
{
    LiveProgram test;
    const quint16 port = test.serve();
    QCOMPARE(test.desk()->server()->address().host, QStringLiteral("127.0.0.1"));
    QCOMPARE(test.desk()->server()->url(), QStringLiteral("https://127.0.0.1:%1/").arg(port));
    if (QStandardPaths::findExecutable(QStringLiteral("ss")).isEmpty())
        QSKIP("ss is not installed");
    QProcess ss;
    ss.start(QStringLiteral("ss"), {QStringLiteral("-ltnH")});
    QVERIFY(ss.waitForFinished());
    int listening = 0;
    for (const QByteArray &line : ss.readAllStandardOutput().split('\n')) {
        if (!line.contains(':' + QByteArray::number(port) + ' '))
            continue;
        ++listening;
        QVERIFY2(line.contains(" 127.0.0.1:" + QByteArray::number(port)), line.constData());
    }
    QCOMPARE(listening, 1);
}

static bool answers(quint16 port)
{
    QTcpSocket probe;
    probe.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return probe.waitForConnected(2000);
}

void TestLiveTroubles::stoppingCleansUp()
{
    LiveProgram test;
    const quint16 port = test.serve();
    QTcpSocket guest; // in the middle of a handshake
    guest.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_VERIFY(!test.desk()->entries().empty());
    test.bar()->findChild<QPushButton *>(QStringLiteral("stop"))->click();
    QVERIFY(!test.desk()->server());
    QVERIFY(!answers(port));
    QTRY_VERIFY(guest.state() == QAbstractSocket::UnconnectedState);
    guest.close();
    TRY_ENDED(test);
    QCOMPARE(test.last().outcome.kind, LiveOutcome::Kind::GivenUp);
}

void TestLiveTroubles::aSecondServerTakesThePlaceOfTheFirst()
{
    LiveProgram test;
    const quint16 first = test.serve();
    const quint16 second = test.serve();
    QVERIFY(second > 0 && first != second);
    QVERIFY(!answers(first));
    QVERIFY(answers(second));
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const std::optional<Error> error = test.live()->serve({std::to_string(taken.serverPort())});
    QVERIFY(error && error->what.find("cannot listen") != std::string::npos);
    QVERIFY(!test.desk()->server());
}

void TestLiveTroubles::namesOfPeersStayText()
{
    LiveProgram server, test;
    const quint16 port = server.serve({"--alpn=<b>&"});
    QVERIFY(!test.connectTo(port, {"--ca=demonstration", "--verify=off", "--sni=<b>bold</b>", "--alpn=<b>&"}));
    TRY_ENDED(server);
    QCOMPARE(server.last().serverName, std::string("<b>bold</b>"));
    const LiveListModel model(server.desk());
    const QModelIndex name = model.index(0, LiveListModel::Name);
    QCOMPARE(name.data().toString(), QStringLiteral("<b>bold</b>"));
    QVERIFY(name.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
    for (const QLabel *label : server.bar()->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestLiveTroubles::theListIsBounded()
{
    LiveProgram test;
    const quint16 port = test.serve({"--timeout=30"});
    test.bar()->findChild<QCheckBox *>()->setChecked(false); // each of them in the window would take long
    constexpr unsigned many = LiveDesk::mostKept + 5;
    for (unsigned i = 0; i < many; ++i) {
        QTcpSocket guest;
        guest.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(guest.waitForConnected());
        QTRY_VERIFY(!test.desk()->entries().empty() && test.last().number == i + 1);
    }
    QTRY_VERIFY(test.hasEnded());
    QCOMPARE(test.desk()->entries().size(), LiveDesk::mostKept);
    QCOMPARE(test.desk()->dropped(), 5u);
    QCOMPARE(LiveListModel(test.desk()).rowCount(), int(LiveDesk::mostKept));
}

QTEST_MAIN(TestLiveTroubles)
#include "tst_livetroubles.moc"
