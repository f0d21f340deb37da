// SPDX-License-Identifier: GPL-3.0-or-later

// Connections between programs that others wrote, over loopback, as captures that others' tools have rewritten: with
// keys and without, the import finds the messages that tshark finds, in the same order, and the same JA3.

#include "imported.h"

#include "formats/keylog.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace hd;
using namespace hd::test;

namespace {

/// Passes bytes on between one client and a server, and keeps them.
class Relay
{
public:
    explicit Relay(quint16 server)
    {
        m_listener.listen(QHostAddress::LocalHost);
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this, server] {
            m_client = m_listener.nextPendingConnection();
            m_server.connectToHost(QHostAddress::LocalHost, server);
            QObject::connect(m_client, &QTcpSocket::readyRead, &m_listener, [this] { pass(Side::Client); });
            QObject::connect(m_client, &QTcpSocket::disconnected, &m_server, [this] { m_server.disconnectFromHost(); });
        });
        QObject::connect(&m_server, &QTcpSocket::readyRead, &m_listener, [this] { pass(Side::Server); });
        QObject::connect(&m_server, &QTcpSocket::disconnected, &m_listener, [this] {
            if (m_client)
                m_client->disconnectFromHost();
        });
    }
    quint16 port() const { return m_listener.serverPort(); }
    const std::vector<Chunk> &passed() const { return m_passed; }

private:
    void pass(Side from)
    {
        QTcpSocket *to = from == Side::Client ? &m_server : m_client;
        const QByteArray bytes = (from == Side::Client ? m_client : &m_server)->readAll();
        m_passed.push_back({from, {bytes.begin(), bytes.end()}, m_passed.size() * 1000});
        to->write(bytes);
    }

    QTcpServer m_listener;
    QTcpSocket m_server;
    QTcpSocket *m_client = nullptr;
    std::vector<Chunk> m_passed;
};

/// What each side says, by handshake type.
struct Said
{
    QStringList client, server;
    bool operator==(const Said &) const = default;
};

} // namespace

class tst_CaptureInterop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithTshark_data();
    void agreesWithTshark();

private:
    QByteArray output(const QString &program, const QStringList &arguments) const;
    std::vector<Chunk> meet(const QStringList &server, const QString &client, const QStringList &arguments);
    Said accordingToTshark(const QString &file, const QString &keys) const;
    static Said accordingTo(const Trace &trace);

    CaptureFolder m_folder;
};

QByteArray tst_CaptureInterop::output(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(QFileInfo(m_folder.path("x")).path());
    process.start(program, arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0)
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

void tst_CaptureInterop::initTestCase()
{
    for (const char *program : {"openssl", "gnutls-cli", "tshark", "editcap", "mergecap", "reordercap"})
        if (QStandardPaths::findExecutable(QLatin1StringView(program)).isEmpty())
            QSKIP(qPrintable(QStringLiteral("%1 is not here").arg(QLatin1StringView(program))));
    output(QStringLiteral("openssl"),
           QStringLiteral("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=localhost -days 2")
               .split(QLatin1Char(' ')));
    QVERIFY(QFile::exists(m_folder.path("cert.pem")));
}

void tst_CaptureInterop::agreesWithTshark_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<bool>("rsa");
    QTest::newRow("openssl, TLS 1.3") << QByteArray("openssl") << QByteArray("-tls1_3") << false;
    QTest::newRow("openssl, TLS 1.2") << QByteArray("openssl") << QByteArray("-tls1_2") << false;
    QTest::newRow("openssl, RSA key exchange")
        << QByteArray("openssl") << QByteArray("-tls1_2 -cipher AES128-SHA256") << true;
    QTest::newRow("openssl, RSA key exchange, GCM")
        << QByteArray("openssl") << QByteArray("-tls1_2 -cipher AES256-GCM-SHA384") << true;
    QTest::newRow("gnutls, TLS 1.3") << QByteArray("gnutls-cli") << QByteArray("NORMAL") << false;
    QTest::newRow("gnutls, TLS 1.2") << QByteArray("gnutls-cli") << QByteArray("NORMAL:-VERS-ALL:+VERS-TLS1.2")
                                     << false;
}

/// Lets @p client talk to openssl's server through the relay.
std::vector<Chunk> tst_CaptureInterop::meet(const QStringList &server, const QString &client,
                                            const QStringList &arguments)
{
    QProcess listening, calling;
    for (QProcess *process : {&listening, &calling}) {
        process->setWorkingDirectory(QFileInfo(m_folder.path("x")).path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (process == &calling)
            environment.insert(QStringLiteral("SSLKEYLOGFILE"), m_folder.path("keys.log"));
        process->setProcessEnvironment(environment);
    }
    listening.start(QStringLiteral("openssl"), server);
    static const QRegularExpression accept(QStringLiteral("ACCEPT \\S*:(\\d+)"));
    QByteArray said;
    QRegularExpressionMatch match;
    for (int i = 0; i < 100 && !match.hasMatch(); ++i) {
        listening.waitForReadyRead(200);
        said += listening.readAllStandardOutput();
        match = accept.match(QString::fromLatin1(said));
    }
    Relay relay(match.captured(1).toUShort());
    QStringList all = arguments;
    all.replaceInStrings(QStringLiteral("PORT"), QString::number(relay.port()));
    calling.start(client, all);
    calling.write("hello\n");
    const auto answered = [&] {
        said += listening.readAllStandardOutput();
        return said.contains("hello");
    };
    const bool heard = QTest::qWaitFor(answered, 20000);
    calling.closeWriteChannel();
    const bool ended = QTest::qWaitFor([&] { return calling.state() == QProcess::NotRunning; }, 20000);
    if (!heard || !ended)
        qWarning("%s %s", said.constData(), calling.readAllStandardError().constData());
    listening.kill();
    listening.waitForFinished();
    return relay.passed();
}

Said tst_CaptureInterop::accordingToTshark(const QString &file, const QString &keys) const
{
    QStringList arguments{QStringLiteral("-r"), file,
                          QStringLiteral("-T"), QStringLiteral("fields"),
                          QStringLiteral("-e"), QStringLiteral("tcp.srcport"),
                          QStringLiteral("-e"), QStringLiteral("tls.handshake.type"),
                          QStringLiteral("-Y"), QStringLiteral("tls.handshake.type")};
    if (!keys.isEmpty())
        arguments << QStringLiteral("-o") << QStringLiteral("tls.keylog_file:") + keys;
    Said said;
    for (const QByteArray &line : output(QStringLiteral("tshark"), arguments).trimmed().split('\n')) {
        const QList<QByteArray> parts = line.split('\t');
        if (parts.size() == 2)
            (parts[0] == "443" ? said.server : said.client) += QString::fromLatin1(parts[1]).split(QLatin1Char(','));
    }
    return said;
}

Said tst_CaptureInterop::accordingTo(const Trace &trace)
{
    Said said;
    for (const Message &message : trace.messages)
        if (message.protocol == Protocol::Handshake && !message.bytes.empty())
            (message.from == Side::Client ? said.client : said.server) << QString::number(message.bytes[0]);
    return said;
}

void tst_CaptureInterop::agreesWithTshark()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, options);
    QFETCH(const bool, rsa);
    QFile::remove(m_folder.path("keys.log"));
    const QStringList server =
        QStringLiteral("s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -naccept 1").split(QLatin1Char(' '));
    QStringList arguments =
        QStringLiteral("--insecure --no-ca-verification -p PORT 127.0.0.1 --sni-hostname localhost --priority")
            .split(QLatin1Char(' '));
    if (client == "openssl")
        arguments = QStringLiteral("s_client -connect 127.0.0.1:PORT -servername localhost -keylogfile keys.log")
                        .split(QLatin1Char(' '));
    arguments += QString::fromLatin1(options).split(QLatin1Char(' '));
    const std::vector<Chunk> passed = meet(server, QString::fromLatin1(client), arguments);
    QVERIFY(passed.size() >= 4);
    std::vector<Frame> frames;
    for (const Segment &segment : segmentsOf(passed, 700))
        frames.push_back({ethernet(ipv4(segment)), captureBegan + segment.timeUs});
    const std::string plain = m_folder.write("plain.pcap", pcap(frames, {1}));
    const QString keys = m_folder.path("keys.log");

    // as others' tools rewrite it: secrets put in, twice each packet, packed, out of order and sorted again
    output(QStringLiteral("editcap"), {QStringLiteral("--inject-secrets"), QStringLiteral("tls,keys.log"),
                                       QStringLiteral("plain.pcap"), QStringLiteral("secret.pcapng")});
    output(QStringLiteral("mergecap"), {QStringLiteral("-w"), QStringLiteral("twice.pcapng"),
                                        QStringLiteral("plain.pcap"), QStringLiteral("secret.pcapng")});
    std::reverse(frames.begin() + 3, frames.end());
    m_folder.write("backward.pcap", pcap(frames, {1}));
    output(QStringLiteral("reordercap"), {QStringLiteral("backward.pcap"), QStringLiteral("sorted.pcapng")});
    QFile secret(m_folder.path("secret.pcapng"));
    QVERIFY(secret.open(QIODevice::ReadOnly));
    m_folder.write("secret.pcapng.gz", gzip(secret.readAll()));

    const Said all = accordingToTshark(m_folder.path("plain.pcap"), keys);
    const Said clear = accordingToTshark(m_folder.path("plain.pcap"), {});
    QVERIFY(all.client.size() >= 2 && all.client != clear.client);
    for (const char *name : {"secret.pcapng", "secret.pcapng.gz", "twice.pcapng"}) {
        const auto capture = indexOf(m_folder.path(name).toStdString());
        QCOMPARE(capture->connections().size(), std::size_t{1});
        QVERIFY(capture->connections()[0].decryptable);
        QVERIFY2(accordingTo(*openedOf(*capture)) == all, name);
    }
    for (const char *name : {"plain.pcap", "sorted.pcapng", "backward.pcap"}) {
        const auto capture = indexOf(m_folder.path(name).toStdString());
        QVERIFY2(accordingTo(*openedOf(*capture)) == clear, name);
        QVERIFY2(accordingTo(*openedOf(*capture, 1, {keys.toStdString(), {}})) == all, name);
        if (rsa)
            QVERIFY(accordingTo(*openedOf(*capture, 1, {{}, {m_folder.path("key.pem").toStdString()}})) == all);
    }
    const ui::CapturedConnection connection = indexOf(plain)->connections()[0];
    QCOMPARE(connection.serverName, std::string("localhost"));
    QVERIFY(connection.outcome == ui::CapturedConnection::Outcome::Completed);
    const QStringList ja3{QStringLiteral("-r"), QStringLiteral("plain.pcap"),
                          QStringLiteral("-Y"), QStringLiteral("tls.handshake.type==1"),
                          QStringLiteral("-T"), QStringLiteral("fields"),
                          QStringLiteral("-e"), QStringLiteral("tls.handshake.ja3")};
    QCOMPARE(QByteArray::fromStdString(connection.ja3), output(QStringLiteral("tshark"), ja3).trimmed());
}

QTEST_GUILESS_MAIN(tst_CaptureInterop)
#include "tst_captureinterop.moc"
