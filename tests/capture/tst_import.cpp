// SPDX-License-Identifier: GPL-3.0-or-later

// What the program exports it can import: for every built-in scenario the capture gives back what an observer of the
// recorded bytes finds, with the secrets in the file, with a key log beside it, and with neither.

#include "builtins.h"
#include "imported.h"
#include "keylogged.h"
#include "print.h"

#include "formats/keylog.h"
#include "formats/pcapng.h"
#include "formats/recording.h"
#include "formats/verify.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_Import : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importOfExportIsWhatTheObserverSees_data();
    void importOfExportIsWhatTheObserverSees();
    void endpointsAndTimeComeBack_data();
    void endpointsAndTimeComeBack();
    void theListSaysWhatTheHellosSay();
    void aPackedFileIsTheSame();
    void aChangedFileIsNotMixedUp();
    void readingCanBeCancelled();
};

static QByteArray bytesOf(const Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

void tst_Import::importOfExportIsWhatTheObserverSees_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName)) << static_cast<int>(i);
}

void tst_Import::importOfExportIsWhatTheObserverSees()
{
    QFETCH(const int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    const CaptureFolder folder;
    const std::string secrets = keyLog(trace);
    const std::string with = folder.write("with.pcapng", bytesOf(pcapng(trace, true)));
    const std::string without = folder.write("without.pcapng", bytesOf(pcapng(trace, false)));
    const std::string log = folder.write("keys.log", QByteArray::fromStdString(secrets));
    const Trace known = observe(wireOf(trace), secretsOf(trace)), seen = observe(wireOf(trace));

    const auto capture = indexOf(with);
    QCOMPARE(capture->connections().size(), std::size_t{1});
    QCOMPARE(textOf(capture->notices()), std::string());
    QCOMPARE(textOf(capture->connections()[0].notices), std::string());
    const std::shared_ptr<const Trace> imported = openedOf(*capture);
    compareSeen(*imported, known);
    QCOMPARE(textOf(imported->notices), std::string());
    compareSeen(*openedOf(*indexOf(without)), seen);
    compareSeen(*openedOf(*indexOf(without), 1, {log, {}}), known);

    const Result<Trace> read = readRecording(writeRecording(*imported, {true}), "imported.json");
    QVERIFY2(std::holds_alternative<Trace>(read), "an imported trace is a recording");
    QVERIFY(std::get<Trace>(read) == *imported);
    for (const Finding &finding : verify(*imported).findings)
        QVERIFY2(false, (finding.where + ": " + finding.expected + ", " + finding.actual).c_str());
}

void tst_Import::endpointsAndTimeComeBack_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    QTest::newRow("IPv4") << QByteArray("10.1.2.3:5") << QByteArray("203.0.113.250:65535");
    QTest::newRow("IPv6") << QByteArray("[2001:db8::1]:49152") << QByteArray("[2001:db8::ffff:2]:8443");
    QTest::newRow("loopback") << QByteArray("[::1]:49152") << QByteArray("[::1]:49153");
}

void tst_Import::endpointsAndTimeComeBack()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, server);
    Trace trace = *runBuiltin("tls13");
    trace.client = client.toStdString();
    trace.server = server.toStdString();
    trace.beganUs = captureBegan;
    const CaptureFolder folder;
    const auto capture = indexOf(folder.write("x.pcapng", bytesOf(pcapng(trace, true))));
    const ui::CapturedConnection &connection = capture->connections().at(0);
    QCOMPARE(connection.client, trace.client);
    QCOMPARE(connection.server, trace.server);
    const std::uint64_t tripUs = captureBegan - connection.beganUs; // SYN and its answer come before the first record
    QVERIFY(tripUs > 0 && tripUs < 1000000);
    const std::shared_ptr<const Trace> imported = openedOf(*capture);
    QCOMPARE(imported->client, trace.client);
    QCOMPARE(imported->server, trace.server);
    QCOMPARE(imported->beganUs + imported->events.front().timeUs, captureBegan + trace.events.front().timeUs);
    // and once more the same
    const auto again = indexOf(folder.write("again.pcapng", bytesOf(pcapng(*imported, false))));
    QCOMPARE(again->connections().at(0).client, trace.client);
    QCOMPARE(again->connections().at(0).beganUs, connection.beganUs);
}

void tst_Import::theListSaysWhatTheHellosSay()
{
    const CaptureFolder folder;
    using Outcome = ui::CapturedConnection::Outcome;
    for (const std::shared_ptr<const Trace> &trace : builtinTraces()) {
        const auto capture = indexOf(folder.write("x.pcapng", bytesOf(pcapng(*trace, true))));
        const ui::CapturedConnection &connection = capture->connections().at(0);
        const Trace known = observe(wireOf(*trace), secretsOf(*trace));
        const auto name = [&](std::string_view message, std::string_view path) {
            const std::optional<MessageId> id = messageOf(known, message, Side::Client);
            const Field *field = id ? known[*id].field(path) : nullptr;
            return field ? printable(slice(known[*id].bytes, field->range)) : std::string();
        };
        const char *scenario = trace->scenarioName.c_str();
        QCOMPARE(connection.client, std::string("192.0.2.1:49152"));
        QVERIFY2(connection.serverName ==
                     name("client_hello", "client_hello.extensions.server_name.server_name_list[0].host_name"),
                 scenario);
        QVERIFY2(connection.version == known.negotiated.version, scenario);
        QVERIFY2(connection.suite == known.negotiated.suite || known.negotiated.version.empty(), scenario);
        QVERIFY2(connection.decryptable == !keyLog(*trace).empty(), scenario);
        const auto done = [](Status status) { return status == Status::Open || status == Status::Closed; };
        if (done(known.outcome.client) && done(known.outcome.server))
            QVERIFY2(connection.outcome == Outcome::Completed, scenario);
        QVERIFY2((connection.outcome == Outcome::Alert) != connection.alert.empty(), scenario);
    }
}

void tst_Import::aPackedFileIsTheSame()
{
    const CaptureFolder folder;
    const QByteArray plain = bytesOf(pcapng(*runBuiltin("classic"), true));
    const auto capture = indexOf(folder.write("x.pcapng", plain));
    const auto packed = indexOf(folder.write("x.pcapng.gz", gzip(plain)));
    QVERIFY(*openedOf(*capture) == *openedOf(*packed));
}

void tst_Import::aChangedFileIsNotMixedUp()
{
    const CaptureFolder folder;
    const QByteArray plain = bytesOf(pcapng(*runBuiltin("classic"), true));
    const std::string path = folder.write("x.pcapng", plain);
    const auto capture = indexOf(path);
    folder.write("x.pcapng", plain + plain);
    const auto opened = capture->open(1, {});
    QVERIFY(std::holds_alternative<Error>(opened));
    QVERIFY(std::get<Error>(opened).text().find("changed") != std::string::npos);
}

void tst_Import::readingCanBeCancelled()
{
    const CaptureFolder folder;
    std::vector<Frame> frames;
    for (int i = 0; i < 20000; ++i)
        frames.push_back({ipv4({Side::Client, 1, 1, Ack, {}}), captureBegan});
    const std::string path = folder.write("x.pcap", pcap(frames));
    std::vector<double> told;
    const auto cancelled = ui::CaptureIndex::read(path, [&](double done) {
        told.push_back(done);
        return told.size() < 3;
    });
    QVERIFY(std::holds_alternative<Error>(cancelled));
    QCOMPARE(told.size(), std::size_t{3});
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QVERIFY(told.back() > 0 && told.back() < 1);
}

QTEST_GUILESS_MAIN(tst_Import)
#include "tst_import.moc"
