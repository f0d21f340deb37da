// SPDX-License-Identifier: GPL-3.0-or-later

// What `hellodone show` prints of TLS 1.3: the ladder of keys, what is sealed in what, and what somebody on the wire
// can say.

#include "arrived.h"
#include "builtins.h"
#include "keylogged.h"

#include "formats/recording.h"
#include "formats/textview.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_TextView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAreALadder();
    void keysThatWereLeftOutHaveNoBytes();
    void recordsTellTheirPadding();
    void theWireShowsApplicationData();
    void whoHasTheSecretsSeesTheEnd();
    void aReplayHasNoClient();
    void earlyDataIsInTheHead_data();
    void earlyDataIsInTheHead();

private:
    static QStringList linesOf(const Trace &trace, TextDepth depth, Viewpoint viewpoint, bool keys)
    {
        return QString::fromStdString(textView(trace, {depth, viewpoint, {}, keys})).split(QLatin1Char('\n'));
    }
    static QString hexOf(const Trace &trace, std::string_view name, Side by)
    {
        return QString::fromStdString(toHex(trace[*derivationOf(trace, name, by)].output));
    }
};

/// What is expanded from a secret stands below it, two blanks further in, with the HkdfLabel of RFC 8446 7.1.
void tst_TextView::keysAreALadder()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    const QStringList lines = linesOf(*trace, TextDepth::Message, Viewpoint::Client, true);
    const auto rung = [&](const char *formula, const char *name, const QString &label, int depth) {
        const QString indent(2 + 2 * depth, QLatin1Char(' '));
        const qsizetype at =
            lines.indexOf(indent + QLatin1StringView(name) + QStringLiteral(" = ") + QLatin1StringView(formula));
        QVERIFY2(at >= 0, name);
        QCOMPARE(lines[at + 1], indent + QStringLiteral("  ") + hexOf(*trace, name, Side::Client));
        if (!label.isEmpty())
            QCOMPARE(lines[at + 2], indent + QStringLiteral("  HkdfLabel ") + label);
    };
    rung("HKDF-Extract(early_secret.derived, shared_secret)", "handshake_secret", {}, 0);
    rung("HKDF-Expand-Label(handshake_secret, \"s hs traffic\", server_hello.transcript_hash, 32)",
         "server_handshake_traffic_secret",
         // length, "tls13 s hs traffic", the transcript hash
         QStringLiteral("002012746c7331332073206873207472616666696320") +
             hexOf(*trace, "server_hello.transcript_hash", Side::Client),
         1);
    rung("HKDF-Expand-Label(server_handshake_traffic_secret, \"iv\", \"\", 12)", "server_handshake_write_iv",
         QStringLiteral("000c08746c73313320697600"), 2);
    rung("HMAC(server_finished_key, server_finished.transcript_hash)", "server_finished.verify_data", {}, 3);
    QVERIFY(!lines.contains(QStringLiteral("what the server derived")));
}

void tst_TextView::aReplayHasNoClient()
{
    const QStringList lines = linesOf(*runBuiltin("tls13-replay"), TextDepth::Message, Viewpoint::Both, false);
    QCOMPARE(lines[2], QStringLiteral("nobody is the client, its first flight is played back; server handshaking"));
}

void tst_TextView::keysThatWereLeftOutHaveNoBytes()
{
    const Result<Trace> read = readRecording(writeRecording(*runBuiltin("tls13")), "x.json");
    const QStringList lines = linesOf(std::get<Trace>(read), TextDepth::Message, Viewpoint::Both, true);
    const QStringList secrets = lines.filter(QRegularExpression(QStringLiteral("^ *(early|master)_secret = ")));
    QCOMPARE(secrets.size(), 4);
    for (const QString &line : secrets)
        QCOMPARE(lines[lines.indexOf(line) + 1].trimmed(), QStringLiteral("(withheld)"));
    QVERIFY(lines.filter(QStringLiteral("HkdfLabel")).isEmpty());
}

void tst_TextView::recordsTellTheirPadding()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13-padding");
    const QStringList lines = linesOf(*trace, TextDepth::Byte, Viewpoint::Both, false);
    qsizetype padded = 0;
    for (const Record &record : trace->records)
        padded += !record.padding.empty();
    QVERIFY(padded > 2);
    QVERIFY(lines.filter(QRegularExpression(QStringLiteral(" tls13, \\d+ bytes? of padding$"))).size() >= padded);
}

/// Neither which message it is, nor which protocol, nor how it ended.
void tst_TextView::theWireShowsApplicationData()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    const QStringList lines = linesOf(observe(wireOf(*trace)), TextDepth::Byte, Viewpoint::Wire, true);
    QVERIFY(lines.contains(QStringLiteral("how it ended is encrypted")));
    QVERIFY(
        lines.filter(QStringLiteral("certificate")).filter(QRegularExpression(QStringLiteral("^ *\\d+ "))).isEmpty());
    QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("record of application_data, .*, encrypted$"))).size(),
             std::count_if(trace->records.begin(), trace->records.end(),
                           [](const Record &record) { return record.protection == ProtectionKind::Tls13; }));
    QVERIFY(lines.filter(QRegularExpression(QStringLiteral("record of (alert|handshake), .*, encrypted$"))).isEmpty());
    QVERIFY(lines.contains(QStringLiteral("somebody on the wire derives no key: every secret input is missing")));
}

void tst_TextView::whoHasTheSecretsSeesTheEnd()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    const QStringList lines =
        linesOf(observe(wireOf(*trace), secretsOf(*trace)), TextDepth::Message, Viewpoint::Wire, false);
    QVERIFY(lines[2].startsWith(QStringLiteral("client closed, server closed")));
    QCOMPARE(lines.filter(QRegularExpression(QStringLiteral(" encrypted_extensions +\\d+ bytes +encrypted, epoch 1")))
                 .size(),
             1);
}

void tst_TextView::earlyDataIsInTheHead_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("said");
    QTest::newRow("accepted") << QStringLiteral("tls13-early-data") << QStringLiteral("early data accepted");
    QTest::newRow("rejected") << QStringLiteral("tls13-early-data-rejected") << QStringLiteral("early data rejected");
    QTest::newRow("none") << QStringLiteral("tls13-psk") << QString();
}

void tst_TextView::earlyDataIsInTheHead()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, said);
    const QString agreed = linesOf(*runBuiltin(scenario.toStdString()), TextDepth::Flight, Viewpoint::Both, false)[1];
    QVERIFY2(agreed.startsWith(QStringLiteral("TLS 1.3, TLS_AES_128_GCM_SHA256, x25519")), qPrintable(agreed));
    QVERIFY2(said.isEmpty() ? !agreed.contains(QStringLiteral("early data")) : agreed.endsWith(said),
             qPrintable(agreed));
}

QTEST_GUILESS_MAIN(tst_TextView)
#include "tst_textview.moc"
