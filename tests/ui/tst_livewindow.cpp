// SPDX-License-Identifier: GPL-3.0-or-later
#include "liveprogram.h"

#include "party/identity.h"

#include <QPushButton>
#include <QTreeView>

using namespace hd;
using namespace hd::ui;

// Live connections in the window: with other people's programs and with itself, as they arrive.
class TestLiveWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void itConnects_data();
    void itConnects();
    void itServes_data();
    void itServes();
    void messagesArriveOneByOne();
    void whoLooksElsewhereIsLeftAlone();
    void theSelectionStaysWhileItGrows();
    void aRecordingIsOpenedFromTheList();

private:
    QTemporaryDir m_folder;
    QString m_ca;
};

static const char patience[] = "it did not come to an end";
#define TRY_ENDED(test) QTRY_VERIFY2_WITH_TIMEOUT((test).hasEnded(), patience, 20000)

void TestLiveWindow::initTestCase()
{
    Fonts::load();
    crypto::Context context;
    m_ca = m_folder.filePath(QStringLiteral("ca.pem"));
    QFile file(m_ca);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(party::demonstrationCa(context)));
}

void TestLiveWindow::itConnects_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("version");
    QTest::newRow("openssl, TLS 1.2") << QStringLiteral("openssl") << QStringLiteral("tls1.2");
    QTest::newRow("openssl, TLS 1.3") << QStringLiteral("openssl") << QStringLiteral("tls1.3");
    QTest::newRow("gnutls, TLS 1.3") << QStringLiteral("gnutls-serv") << QStringLiteral("tls1.3");
    QTest::newRow("itself, TLS 1.3") << QString() << QStringLiteral("tls1.3");
    QTest::newRow("itself, SSL 3.0") << QString() << QStringLiteral("ssl3");
}

static std::vector<std::string> with(const char *option, const QString &value)
{
    return {std::string(option) + "=" + value.toStdString()};
}

void TestLiveWindow::itConnects()
{
    QFETCH(const QString, peer);
    QFETCH(const QString, version);
    LiveProgram test;
    std::unique_ptr<Peer> server;
    quint16 port = 0;
    if (peer.isEmpty()) {
        port = test.serve(with("--versions", version));
    } else {
        if (QStandardPaths::findExecutable(peer).isEmpty())
            QSKIP(qPrintable(peer + QStringLiteral(" is not installed")));
        const QString pem = m_folder.filePath(QStringLiteral("own.pem"));
        QCOMPARE(QProcess::execute(QStringLiteral("openssl"),
                                   QStringLiteral("req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 "
                                                  "-keyout %1 -out %1.crt")
                                       .arg(pem)
                                       .split(u' ')),
                 0);
        port = freePort();
        const bool openssl = peer == QStringLiteral("openssl");
        const QString line = openssl ? QStringLiteral("s_server -accept 127.0.0.1:%1 -key %2 -cert %2.crt -www")
                                     : QStringLiteral("--http --port %1 --x509keyfile %2 --x509certfile %2.crt");
        server = std::make_unique<Peer>(peer, line.arg(port).arg(pem).split(u' '));
        QVERIFY(server->isThere());
        const QByteArray ready = openssl ? "ACCEPT" : "done";
        QTRY_VERIFY2_WITH_TIMEOUT(server->said.contains(ready), server->said.constData(), 10000);
    }
    std::vector<std::string> words = with("--versions", version);
    words.insert(words.end(), {"--verify=off", "--data=GET / HTTP/1.0\r\n\r\n", "--wait=5"});
    QVERIFY(!test.connectTo(port, words));
    const auto ended = [&] {
        const auto &entries = test.desk()->entries();
        const auto mine = std::find_if(entries.begin(), entries.end(),
                                       [](const LiveEntry &entry) { return entry.side == Side::Client; });
        return mine != entries.end() && mine->hasEnded;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(ended(), patience, 20000);
    for (const LiveEntry &entry : test.desk()->entries()) {
        if (entry.side != Side::Client)
            continue;
        QCOMPARE(entry.outcome.kind, LiveOutcome::Kind::Done);
        const Trace &trace = *entry.trace;
        QCOMPARE(trace.source, std::string("connect"));
        QCOMPARE(trace.server, "127.0.0.1:" + std::to_string(port));
        QVERIFY(trace.client.starts_with("127.0.0.1:") && trace.beganUs > 0);
        QVERIFY(trace.messages.size() >= 9);
    }
}

void TestLiveWindow::itServes_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QString>("line"); ///< %1: the port, %2: the CA
    QTest::newRow("openssl") << QStringLiteral("openssl")
                             << QStringLiteral("s_client -connect 127.0.0.1:%1 -CAfile %2 -verify_return_error "
                                               "-ign_eof -servername localhost");
    QTest::newRow("curl") << QStringLiteral("curl") << QStringLiteral("-s --cacert %2 https://127.0.0.1:%1/");
    QTest::newRow("gnutls") << QStringLiteral("gnutls-cli") << QStringLiteral("--x509cafile %2 -p %1 127.0.0.1");
}

void TestLiveWindow::itServes()
{
    QFETCH(const QString, peer);
    QFETCH(const QString, line);
    if (QStandardPaths::findExecutable(peer).isEmpty())
        QSKIP(qPrintable(peer + QStringLiteral(" is not installed")));
    LiveProgram test;
    const quint16 port = test.serve();
    QVERIFY(port > 0);
    Peer client(peer, line.arg(port).arg(m_ca).split(u' '));
    QVERIFY(client.isThere());
    client.say("GET / HTTP/1.0\r\n\r\n");
    QTRY_VERIFY2_WITH_TIMEOUT(client.said.contains("<h1>This handshake</h1>"), client.said.constData(), 20000);
    TRY_ENDED(test);
    QCOMPARE(test.last().outcome.kind, LiveOutcome::Kind::Done);
    QCOMPARE(test.session()->trace()->source, std::string("serve"));
    QCOMPARE(test.session()->trace(), test.last().trace); // it is the one that the window shows
    QTRY_VERIFY_WITH_TIMEOUT(test.session()->atEnd(), 20000);
}

/// Whether @p longer begins with all that has happened in @p shorter.
static bool continues(const Trace &longer, const Trace &shorter)
{
    const auto same = [](const auto &a, const auto &b, auto member) {
        for (std::size_t i = 0; i < b.size(); ++i)
            if (a[i].*member != b[i].*member)
                return false;
        return true;
    };
    return longer.events.size() >= shorter.events.size() &&
           std::equal(shorter.events.begin(), shorter.events.end(), longer.events.begin()) &&
           longer.messages.size() >= shorter.messages.size() && longer.records.size() >= shorter.records.size() &&
           same(longer.messages, shorter.messages, &Message::bytes) &&
           same(longer.records, shorter.records, &Record::wire) &&
           same(longer.derivations, shorter.derivations, &Derivation::output) &&
           same(longer.derivations, shorter.derivations, &Derivation::inputs);
}

void TestLiveWindow::messagesArriveOneByOne()
{
    LiveProgram server, test;
    Sluice sluice(server.serve({"--versions=tls1.2", "--client-auth=require", "--record-size=300"}));
    std::vector<std::shared_ptr<const Trace>> seen;
    connect(test.session(), &Session::traceChanged, this, [&] { seen.push_back(test.session()->trace()); });
    QVERIFY(!test.connectTo(sluice.port(), {"--versions=tls1.2", "--ca=demonstration", "--cert=demonstration"}));
    for (int i = 0; i < 2000 && !test.hasEnded(); ++i) {
        if (sluice.held() > 0)
            sluice.let(150); // half a record at a time
        QTest::qWait(20);    // a frame
    }
    QVERIFY(test.hasEnded());
    std::set<std::size_t> sizes;
    for (std::size_t i = 1; i < seen.size(); ++i) {
        QVERIFY2(continues(*seen[i], *seen[i - 1]), qPrintable(QString::number(i)));
        sizes.insert(seen[i]->messages.size());
    }
    QVERIFY2(sizes.size() >= 6, qPrintable(QString::number(sizes.size())));
    QCOMPARE(seen.front()->messages.size(), std::size_t(0)); // it was there before its first message
    QVERIFY(test.session()->trace()->messages.size() >= 13);
    QTRY_VERIFY_WITH_TIMEOUT(test.session()->atEnd(), 20000); // and they were followed
    QCOMPARE(test.session()->selection().message->index + 1, std::uint32_t(test.last().trace->messages.size()));
}

void TestLiveWindow::whoLooksElsewhereIsLeftAlone()
{
    LiveProgram server, test;
    Sluice sluice(server.serve({"--versions=tls1.2"}));
    QVERIFY(!test.connectTo(sluice.port(), {"--versions=tls1.2", "--ca=demonstration"}));
    QTRY_VERIFY(sluice.held() > 0);
    QTRY_VERIFY(test.session()->atEnd() && test.program->sent() == 1);
    sluice.let(sluice.held()); // the server's first flight
    QTRY_VERIFY(test.program->sent() >= 4);
    test.session()->step(-1);
    test.session()->step(-1);
    test.session()->select(test.session()->fieldSelection(MessageId{1}, QStringLiteral("server_hello.random")));
    const Playhead at = test.session()->playhead();
    const Selection selected = test.session()->selection();
    QCOMPARE(selected.kind, Selection::Kind::Field);
    const std::size_t before = test.session()->trace()->messages.size();
    QTRY_VERIFY(sluice.held() > 0);
    sluice.let(sluice.held());
    TRY_ENDED(test);
    QVERIFY(test.session()->trace()->messages.size() > before);
    QCOMPARE(test.session()->playhead(), at);
    QVERIFY(test.session()->selection() == selected);
    auto *news = test.bar()->findChild<QPushButton *>(QStringLiteral("news"));
    QVERIFY(news->isVisible());
    QVERIFY2(news->text().contains(QStringLiteral("new message")), qPrintable(news->text()));
    news->click();
    QVERIFY(test.session()->atEnd());
    QVERIFY(!news->isVisible());
}

/// @p trace as it was when the playhead was at @p at.
static Trace asOf(Trace trace, Playhead at)
{
    trace.events.resize(at);
    std::map<What, std::size_t> counts;
    for (const Event &event : trace.events)
        counts[event.what] = std::max<std::size_t>(counts[event.what], event.index + 1);
    trace.messages.resize(counts[What::MessageSent]);
    trace.records.resize(counts[What::RecordSealed]);
    trace.derivations.resize(counts[What::Derivation]);
    trace.checks.resize(counts[What::Check]);
    trace.decisions.resize(counts[What::Decision]);
    trace.omissions.resize(counts[What::Omission]);
    trace.states.resize(counts[What::State]);
    trace.keys.resize(counts[What::Keys]);
    return trace;
}

void TestLiveWindow::theSelectionStaysWhileItGrows()
{
    ProgramTest test;
    Session *session = test.program->session();
    const auto whole = session->trace();
    const auto half = std::make_shared<const Trace>(asOf(*whole, stopAfter(*whole, MessageId{6})));
    session->setTrace(half);
    for (int tab = 0; tab < std::ssize(inspectorTabs()); ++tab)
        test.openTab(tab);
    session->goTo(stopAfter(*half, MessageId{2}));
    session->select(session->fieldSelection(MessageId{1}, QStringLiteral("server_hello.random")));
    const Selection selected = session->selection();
    const Playhead at = session->playhead();
    session->extendTrace(whole);
    QCOMPARE(session->trace(), whole);
    QVERIFY(session->selection() == selected);
    QCOMPARE(session->playhead(), at);
    QVERIFY(!session->grownFrom()); // only while it is said
    QVERIFY(session->canGoBack());
    session->extendTrace(std::make_shared<const Trace>()); // it is another one
    QCOMPARE(session->playhead(), Playhead(0));
    QVERIFY(session->selection() == Selection());
}

void TestLiveWindow::aRecordingIsOpenedFromTheList()
{
    LiveProgram server, test;
    const quint16 port = server.serve();
    for (unsigned i = 1; i <= 2; ++i) {
        QVERIFY(!test.connectTo(port, {"--ca=demonstration", "--wait=0"}));
        QTRY_VERIFY_WITH_TIMEOUT(test.desk()->entries().size() == i && test.hasEnded(), 20000);
    }
    QVERIFY(!test.session()->runScenario(QStringLiteral("classic")));
    const auto *list = test.bar()->findChild<QTreeView *>();
    QCOMPARE(list->model()->rowCount(), 2);
    Q_EMIT test.bar()->opened(list->model()->index(1, 0).data(LiveListModel::NumberRole).toUInt());
    QCOMPARE(test.session()->trace(), test.desk()->entries().front().trace);
    QCOMPARE(test.session()->playhead(), Playhead(0));
}

QTEST_MAIN(TestLiveWindow)
#include "tst_livewindow.moc"
