// SPDX-License-Identifier: GPL-3.0-or-later

// What `hellodone serve` and `hellodone connect` say when they are used wrongly, and what they leave alone.

#include "child.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd::test;

class tst_LiveMistakes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theyAreNamed_data();
    void theyAreNamed();
    void theAddressMustBeFree();
    void nobodyListens();
    void keysMustFit();
    void nothingIsOverwritten();
    void secretsAreForTheirOwnerAlone_data();
    void secretsAreForTheirOwnerAlone();
    void foldersAreNotMadeOfFiles();
    void sessionsAreReadWithCare_data();
    void sessionsAreReadWithCare();

private:
    std::unique_ptr<Child> hellodone(const QStringList &arguments) const
    {
        return std::make_unique<Child>(QStringLiteral(HELLODONE_PROGRAM), arguments, m_folder->path());
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(QLatin1StringView(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
    }
    QByteArray read(const char *name) const
    {
        QFile file(m_folder->filePath(QLatin1StringView(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_LiveMistakes::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_LiveMistakes::theyAreNamed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *line, int status, const char *says) {
        QTest::newRow(line) << status << QString::fromLatin1(says);
    };
    row("serve", 2, "serve wants [HOST:]PORT");
    row("serve x", 2, "is no address");
    row("serve 70000", 2, "0 to 65535");
    row("serve ::1:443", 2, "[::1]:4");
    row("connect localhost", 2, "HOST:PORT");
    row("connect :443", 2, "is no address");
    row("serve 0 --versions tls12", 2, "did you mean \"tls1.2\"?");
    row("serve 0 --versions tls1.2 --suites TLS_AES_128_GCM_SHA256", 2, "cannot be used with any of --versions");
    row("serve 0 --psk-modes psk", 2, "there is no mode \"psk\"");
    row("serve 0 --psk alice:0a --psk-hash sha1", 2, "sha256, sha384");
    row("serve 0 --early-data all", 2, "0 to 4294967295");
    row("serve 0 --record-padding 16385", 2, "1 to 16384");
    row("serve 0 --middlebox-compat maybe", 2, "on, off");
    row("serve 0 --anti-replay maybe", 2, "on, off");
    row("serve 0 --key-shares x25519", 2, "there is no option");
    row("connect h:1 --key-shares x25518", 2, "did you mean \"x25519\"?");
    row("connect h:1 --groups x25519 --key-shares x448", 2, "x448 is none of --groups");
    row("connect h:1 --early-data 100", 2, "there is nothing to be sent");
    row("connect h:1 --early-data 100 --data x", 2, "the key of an earlier session");
    row("connect h:1 --early-data 0 --data x --session-in empty", 2, "1 to 4294967295");
    row("connect h:1 --cookie", 2, "there is no option");
    row("serve 0 --suites AES128-SHB", 2, "list suites");
    row("serve 0 --suites TLS_RSA_WITH_AES_128_CBC_SHA,", 2, "there is no cipher suite \"\"");
    row("serve 0 --versions tls1.0 --suites AES128-GCM-SHA256", 2, "cannot be used with any of --versions");
    row("serve 0 --groups x25518", 2, "did you mean \"x25519\"?");
    row("serve 0 --signatures rsa", 2, "list signatures");
    row("serve 0 --alpn h2,,h3", 2, "1 to 255 bytes");
    row("serve 0 --psk alice", 2, "IDENTITY:HEX");
    row("serve 0 --psk alice:0x1", 2, "IDENTITY:HEX");
    row("serve 0 --ems maybe", 2, "on, off, require");
    row("serve 0 --etm require", 2, "on, off");
    row("serve 0 --tickets some", 2, "1 to 16, or off");
    row("serve 0 --tickets 17", 2, "1 to 16, or off");
    row("serve 0 --record-size 63", 2, "64 to 16384");
    row("serve 0 --client-auth yes", 2, "none, request, require");
    row("serve 0 --app htpp", 2, "did you mean \"http\"?");
    row("serve 0 --count 0", 2, "1 or more");
    row("serve 0 --timeout soon", 2, "number of seconds");
    row("serve 0 --timeout -1", 2, "number of seconds");
    row("serve 0 --renegotiate --renegotiation off", 2, "leave one of them out");
    row("serve 0 --dh x25519", 2, "ffdhe2048 to ffdhe8192");
    row("serve 0 --key server.pem", 2, "one for each --cert");
    row("serve 0 --ocsp fine", 2, "good, revoked or outdated");
    row("serve 0 --sni-off", 2, "there is no option");
    row("connect h:1 --client-auth none", 2, "there is no option");
    row("connect h:1 --max-fragment-length 1000", 2, "512, 1024, 2048, 4096");
    row("connect h:1 --data x --app pipe", 2, "standard input already");
    row("connect h:1 -o x.doc", 2, "nothing is written as .doc");
    row("serve 0 --dh nothing.pem", 3, "nothing.pem: cannot be read");
    row("serve 0 --dh empty", 3, "no DH PARAMETERS");
    row("serve 0 --cert nothing.pem", 3, "nothing.pem: cannot be read");
    row("serve 0 --cert empty", 3, "no certificate in it");
    row("serve 0 --client-auth require --ca empty", 3, "no certificate in it");
    row("serve 0 --keylog nowhere/x.keys", 3, "cannot be written");
    row("serve 0 --ca-out nowhere/x.pem", 3, "cannot be written");
    row("connect h:1 --session-in empty", 3, "not the file of a session");
    row("connect a..b:443 --ca demonstration", 3, "cannot connect");
    row("serve a..b:0", 3, "no host of this name");
    row("serve 192.0.2.1:0", 3, "cannot listen there");
}

void tst_LiveMistakes::theyAreNamed()
{
    QFETCH(const int, status);
    QFETCH(const QString, says);
    write("empty", "");
    const auto program = hellodone(words(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY2(program->ends() == status, program->err.constData());
    QVERIFY2(program->err.startsWith("hellodone: ") && program->err.contains(says.toLatin1()),
             program->err.constData());
    QVERIFY(program->out.isEmpty());
}

void tst_LiveMistakes::theAddressMustBeFree()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const auto program = hellodone({QStringLiteral("serve"), QString::number(taken.serverPort())});
    QCOMPARE(program->ends(), 3);
    QVERIFY2(program->err.contains("cannot listen there"), program->err.constData());
    QVERIFY(program->out.isEmpty());
}

void tst_LiveMistakes::nobodyListens()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    const auto program =
        hellodone(words(QStringLiteral("connect 127.0.0.1:%1 --ca demonstration -o x.json").arg(port)));
    QCOMPARE(program->ends(), 3);
    QVERIFY2(program->err.contains("cannot connect"), program->err.constData());
    QVERIFY(read("x.json").isEmpty());
}

void tst_LiveMistakes::keysMustFit()
{
    const auto copy = [this](const char *name) {
        QFile::copy(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/pki/") + QLatin1StringView(name),
                    m_folder->filePath(QLatin1StringView(name)));
    };
    copy("server-rsa.pem");
    {
        Served served(words(QStringLiteral("--ca-out ca.pem")), m_folder->path());
        QVERIFY(!served.address.isEmpty());
    }
    QVERIFY(read("ca.pem").startsWith("-----BEGIN CERTIFICATE-----\n"));
    auto program = hellodone(words(QStringLiteral("serve 0 --cert ca.pem --key server-rsa.pem")));
    QCOMPARE(program->ends(), 3);
    QVERIFY2(program->err.contains("not the key of the certificate in ca.pem"), program->err.constData());
    program = hellodone(words(QStringLiteral("serve 0 --cert ca.pem")));
    QCOMPARE(program->ends(), 3);
    QVERIFY2(program->err.contains("no private key in it"), program->err.constData());
}

void tst_LiveMistakes::nothingIsOverwritten()
{
    write("here", "before");
    write("here.json", "before");
    for (const char *line : {"serve 0 --ca-out here", "connect h:1 --session-out here", "connect h:1 -o here.json"}) {
        const auto program = hellodone(words(QString::fromLatin1(line)));
        QCOMPARE(program->ends(), 3);
        QVERIFY2(program->err.contains("--force replaces it"), program->err.constData());
    }
    QCOMPARE(read("here"), QByteArray("before"));

    for (int round = 1; round <= 2; ++round) { // a folder of recordings grows
        Served served(words(QStringLiteral("--count 1 -o kept")), m_folder->path());
        QCOMPARE(hellodone(words(QStringLiteral("connect %1 --ca demonstration").arg(served.address)))->ends(), 0);
        QCOMPARE(served.ends(), 0);
        QVERIFY(served.out.contains("kept/connection-000" + QByteArray::number(round) + ".json"));
    }
    const QByteArray first = read("kept/connection-0001.json");
    Served served(words(QStringLiteral("--count 1 -o kept --force")), m_folder->path());
    QCOMPARE(hellodone(words(QStringLiteral("connect %1 --ca demonstration").arg(served.address)))->ends(), 0);
    QCOMPARE(served.ends(), 0);
    QVERIFY(read("kept/connection-0001.json") != first);
}

void tst_LiveMistakes::secretsAreForTheirOwnerAlone_data()
{
    QTest::addColumn<QString>("version");
    for (const char *version : {"tls1.2", "tls1.3"})
        QTest::newRow(version) << QString::fromLatin1(version);
}

void tst_LiveMistakes::secretsAreForTheirOwnerAlone()
{
    QFETCH(const QString, version);
    Served served(words(QStringLiteral("--count 1 -o kept --versions ") + version), m_folder->path());
    QCOMPARE(hellodone(words(QStringLiteral("connect %1 --ca demonstration --session-out s --keylog k -o x.json")
                                 .arg(served.address)))
                 ->ends(),
             0);
    QCOMPARE(served.ends(), 0);
    for (const char *name : {"s", "k"})
        QCOMPARE(QFile::permissions(m_folder->filePath(QLatin1StringView(name))) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    const QByteArray master = read("k").trimmed().right(96);
    QCOMPARE(master.size(), 96);
    QCOMPARE(read("s").contains(master), version == QStringLiteral("tls1.2")); // a PSK is in no key log
    for (const char *name : {"x.json", "kept/connection-0001.json"})           // none, unless it is asked for
        for (const QByteArray &line : read("k").trimmed().split('\n'))
            QVERIFY(!read(name).isEmpty() && !read(name).contains(line.right(96)));
}

void tst_LiveMistakes::foldersAreNotMadeOfFiles()
{
    write("file", "x");
    const auto program = hellodone(words(QStringLiteral("serve 0 -o file")));
    QCOMPARE(program->ends(), 3);
    QVERIFY2(program->err.contains("-o wants a folder"), program->err.constData());
}

void tst_LiveMistakes::sessionsAreReadWithCare_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QString>("version");
    const auto row = [](const char *name, const char *from, const char *to, const char *says,
                        const char *version = "tls1.2") {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(says) << QString::fromLatin1(version);
    };
    row("a later version", "\"version\": 1", "\"version\": 2", "later version");
    row("another format", "hellodone-session", "hellodone-scenario", "not the file of a session");
    row("a key that is missing", "\"ticket\"", "\"tickets\"", "\"ticket\" is missing");
    row("an unknown protocol", "\"TLS 1.2\"", "\"TLS 1.9\"", "there is no version \"TLS 1.9\"");
    row("a suite of another version", "\"TLS 1.2\"", "\"TLS 1.0\"", "in this version");
    row("a number that is none", "\"compression\": 0", "\"compression\": -1", "within 0 to 1");
    row("a secret that is too short", "\"master_secret\": \"", "\"master_secret\": \"\", \"x\": \"", "48 bytes");
    row("no JSON", "{", "[", "not the file of a session");
    row("a suite of TLS 1.3 in TLS 1.2", "\"TLS 1.3\"", "\"TLS 1.2\"", "in this version", "tls1.3");
    row("no pre-shared key", "\"psk\"", "\"master_secret\"", "\"psk\" is missing", "tls1.3");
    row("one that is too short", "\"psk\": \"", "\"psk\": \"\", \"x\": \"", "48 bytes", "tls1.3");
    row("one for another hash", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "32 bytes", "tls1.3");
    row("no age", "\"age_add\"", "\"age\"", "\"age_add\" is missing", "tls1.3");
    row("too much early data", "\"max_early_data\": 0", "\"max_early_data\": 4294967296", "within 0 to 4294967295",
        "tls1.3");
}

void tst_LiveMistakes::sessionsAreReadWithCare()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QByteArray, says);
    QFETCH(const QString, version);
    Served served(words(QStringLiteral("--versions ") + version), m_folder->path());
    const QString connect = QStringLiteral("connect %1 --ca demonstration ").arg(served.address);
    QCOMPARE(hellodone(words(connect + QStringLiteral("--session-out s")))->ends(), 0);
    QByteArray session = read("s");
    QVERIFY2(session.contains(from), session.constData());
    write("s", session.replace(from, to));
    const auto program = hellodone(words(connect + QStringLiteral("--session-in s")));
    QVERIFY2(program->ends() == 3, program->err.constData());
    QVERIFY2(program->err.contains(says), program->err.constData());
}

QTEST_GUILESS_MAIN(tst_LiveMistakes)
#include "tst_livemistakes.moc"
