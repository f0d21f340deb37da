// SPDX-License-Identifier: GPL-3.0-or-later

// `hellodone import`, and captures in the place of recordings, as somebody at a terminal uses them.

#include "livefolder.h"

#include "formats/jsonlayout.h"

#include <QtTest>

using namespace hd::test;

class tst_ImportCommand : public QObject, private LiveTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsAndDecodes();
    void showsAndVerifiesACapture();
    void asksWhichOfSeveral();
    void exitStatus_data();
    void exitStatus();

private:
    struct Ended
    {
        int status;
        QByteArray out, err;
    };
    Ended run(const QString &line) const
    {
        const std::unique_ptr<Child> child = hellodone(words(line));
        const int status = child->ends();
        return {status, child->out, child->err};
    }
    void append(const QString &to, const QString &from) const
    {
        QFile file(pathOf(to));
        if (!file.open(QIODevice::Append) || file.write(read(from)) < 0)
            qFatal("a file cannot be written");
    }
};

void tst_ImportCommand::init()
{
    renewFolder();
    QCOMPARE(run(QStringLiteral("run classic -o x.pcapng -o x.keys")).status, 0);
}

void tst_ImportCommand::listsAndDecodes()
{
    const Ended list = run(QStringLiteral("import x.pcapng --list"));
    QCOMPARE(list.status, 0);
    QVERIFY(list.out.contains("192.0.2.1:49152 > 198.51.100.1:443  server.hellodone.test"));
    QVERIFY(list.out.contains("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256  completed"));
    QVERIFY(list.out.contains("2026-01-15 11:59:59.960000"));
    const hd::Json json = hd::Json::parse(run(QStringLiteral("import x.pcapng --list --json")).out.toStdString());
    QCOMPARE(json["connections"].size(), std::size_t{1});
    QCOMPARE(json["connections"][0]["ja3"].get<std::string>().size(), std::size_t{32});
    QVERIFY(run(QStringLiteral("import x.pcapng")).out.contains("encrypted_handshake"));
    const Ended known = run(QStringLiteral("import x.pcapng --keylog x.keys -o y.json"));
    QCOMPARE(known.status, 0);
    const hd::Trace trace = recording(QStringLiteral("y.json"));
    QCOMPARE(trace.source, std::string("import"));
    QCOMPARE(trace.client, std::string("192.0.2.1:49152"));
    QCOMPARE(trace.messages.back().name, std::string("finished"));
}

void tst_ImportCommand::showsAndVerifiesACapture()
{
    QVERIFY(run(QStringLiteral("show x.pcapng --keylog x.keys")).out.contains("finished"));
    QVERIFY(run(QStringLiteral("show x.pcapng --stream 1")).out.contains("encrypted_handshake"));
    const Ended verified = run(QStringLiteral("verify x.pcapng --keylog x.keys"));
    QVERIFY2(verified.status == 0 && verified.out.contains("no value is wrong"), verified.out + verified.err);
}

void tst_ImportCommand::asksWhichOfSeveral()
{
    QCOMPARE(run(QStringLiteral("run tls13 -o z.pcapng --with-secrets")).status, 0);
    QCOMPARE(run(QStringLiteral("run tls12-rsa -o one.pcapng")).status, 0);
    append(QStringLiteral("z.pcapng"), QStringLiteral("one.pcapng")); // a second section
    QVERIFY(run(QStringLiteral("import z.pcapng")).out.contains("connections with TLS in"));
    const Ended asked = run(QStringLiteral("show z.pcapng"));
    QCOMPARE(asked.status, 2);
    QVERIFY2(asked.err.contains("--stream N"), asked.err);
    QVERIFY(run(QStringLiteral("show z.pcapng --stream 1")).out.contains("encrypted_extensions"));
    QVERIFY(run(QStringLiteral("show z.pcapng --stream 2")).out.contains("client_key_exchange"));
}

void tst_ImportCommand::exitStatus_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *line, int status, const char *told) {
        QTest::newRow(line) << QString::fromLatin1(line) << status << QString::fromLatin1(told);
    };
    row("import", 2, "import wants CAPTURE");
    row("import nothing.pcap", 3, "cannot be read");
    row("import x.keys", 3, "this is no capture");
    row("import x.pcapng --stream 0", 2, "no number of a connection");
    row("import x.pcapng --stream 2", 2, "there is no connection 2");
    row("import x.pcapng --list --stream 1", 2, "--list");
    row("import x.pcapng --keylog nothing", 3, "cannot be read");
    row("import x.pcapng --key x.keys", 3, "no private key");
    row("import x.pcapng -o x.keys", 3, "there already");
    row("show classic --keylog x.keys", 2, "is no capture");
}

void tst_ImportCommand::exitStatus()
{
    QFETCH(const QString, line);
    QFETCH(const int, status);
    QFETCH(const QString, told);
    const Ended ended = run(line);
    QCOMPARE(ended.status, status);
    QVERIFY2(QString::fromUtf8(ended.err).contains(told), ended.err);
}

QTEST_GUILESS_MAIN(tst_ImportCommand)
#include "tst_importcommand.moc"
