// SPDX-License-Identifier: GPL-3.0-or-later

// The key log and the capture as bytes: what tshark finds in them is tested in tests/interop.

#include "builtins.h"
#include "print.h"

#include "formats/keylog.h"
#include "formats/pcapng.h"
#include "formats/recording.h"
#include "formats/tcppackets.h"
#include "trace/onthewire.h"
#include "trace/secretlabels.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_Capture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyLogHasALineForEachHandshake();
    void keyLogOfAWithheldSecretIsEmpty();
    void keyLogIsReadBack();
    void keyLogOfOthersIsRead();
    void keyLogErrors_data();
    void keyLogErrors();
    void wireIsWhatWasSealed();
    void wireShowsWhatArrived();
    void packetsCarryTheStream_data();
    void packetsCarryTheStream();
    void packetsEndAsTheConnectionDid();
    void longRecordsAreCutAndAcknowledged();
    void blocksFitTogether();
    void packetsSayWhichMessagesTheyEnd();
};

static KeyLog parsed(std::string_view text)
{
    const Result<KeyLog> result = parseKeyLog(text, "keys");
    if (const Error *error = std::get_if<Error>(&result))
        qFatal("%s", error->text().c_str());
    return std::get<KeyLog>(result);
}

void tst_Capture::keyLogHasALineForEachHandshake()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls12-ecdhe-gcm");
    const Derivation &random = (*trace)[*derivationOf(*trace, "client_random", Side::Client)];
    const Derivation &master = (*trace)[*derivationOf(*trace, "master_secret", Side::Server)];
    QCOMPARE(keyLog(*trace), "CLIENT_RANDOM " + toHex(random.output) + " " + toHex(master.output) + "\n");
    QCOMPARE(keyLog(*runBuiltin("no-common-suite")), std::string());
}

void tst_Capture::keyLogOfAWithheldSecretIsEmpty()
{
    const Result<Trace> read = readRecording(writeRecording(*runBuiltin("classic")), "x.json");
    QCOMPARE(keyLog(std::get<Trace>(read)), std::string());
}

void tst_Capture::keyLogIsReadBack()
{
    for (const std::shared_ptr<const Trace> &trace : builtinTraces()) {
        const std::string text = keyLog(*trace);
        const KeyLog log = parsed(text);
        QCOMPARE(static_cast<std::ptrdiff_t>(log.size()), std::count(text.begin(), text.end(), '\n'));
        QVERIFY(log.warnings().empty());
    }
    QVERIFY(!parsed(keyLog(*runBuiltin("classic"))).secret(secretlabel::master, Bytes(32)));
}

/// As browsers write it: comments, unknown labels, blank lines, the line ends of other systems, upper case.
void tst_Capture::keyLogOfOthersIsRead()
{
    const std::string random(64, 'A'), other(64, 'b'), secret(96, 'C');
    const KeyLog log = parsed("# SSL/TLS secrets log file\r\n\r\nCLIENT_RANDOM " + random + " " + secret +
                              "\r\nQUIC_CLIENT_HANDSHAKE_TRAFFIC_SECRET x y\n"
                              "QUIC_CLIENT_HANDSHAKE_TRAFFIC_SECRET x y\nCLIENT_RANDOM " +
                              other + "\t" + secret + "\nSERVER_HANDSHAKE_TRAFFIC_SECRET " + other + " " + random +
                              "\nEXPORTER_SECRET " + other + " " + secret);
    QCOMPARE(log.size(), std::size_t{4});
    QVERIFY(log.secret(secretlabel::master, Bytes(32, 0xaa)) == Bytes(48, 0xcc));
    QVERIFY(log.secret(secretlabel::master, Bytes(32, 0xbb)) == Bytes(48, 0xcc));
    QVERIFY(log.secret(secretlabel::serverHandshakeTraffic, Bytes(32, 0xbb)) == Bytes(32, 0xaa));
    QVERIFY(log.secret(secretlabel::exporter, Bytes(32, 0xbb)) == Bytes(48, 0xcc));
    QVERIFY(!log.secret(secretlabel::clientHandshakeTraffic, Bytes(32, 0xbb)));
    QCOMPARE(log.warnings().size(), std::size_t{1});
    QCOMPARE(log.warnings()[0].where, std::string("keys:4"));
    QVERIFY(log.warnings()[0].what.find("QUIC_CLIENT_HANDSHAKE_TRAFFIC_SECRET") != std::string::npos);
}

void tst_Capture::keyLogErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("what");
    const QByteArray random(64, 'a'), secret(96, 'b');
    QTest::newRow("no random") << QByteArray("CLIENT_RANDOM") << QByteArray("client random");
    QTest::newRow("short random") << "CLIENT_RANDOM " + random.left(62) + " " + secret << QByteArray("client random");
    QTest::newRow("no hex") << "CLIENT_RANDOM " + QByteArray(64, 'x') + " " + secret << QByteArray("client random");
    QTest::newRow("no secret") << "CLIENT_RANDOM " + random << QByteArray("master secret");
    QTest::newRow("odd digits") << "CLIENT_RANDOM " + random + " " + secret.left(95) << QByteArray("master secret");
    const QByteArray label = "CLIENT_TRAFFIC_SECRET_0 ";
    QTest::newRow("no traffic secret") << label + random << QByteArray("secret of TLS 1.3");
    QTest::newRow("as long as no hash") << label + random + " " + secret.left(80) << QByteArray("secret of TLS 1.3");
    QTest::newRow("of no connection") << label + "ab " + secret << QByteArray("client random");
    QTest::newRow("more") << "CLIENT_RANDOM " + random + " " + secret + " c" << QByteArray("more on the line");
}

void tst_Capture::keyLogErrors()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, what);
    const Result<KeyLog> result = parseKeyLog("# comment\n" + line.toStdString() + "\n", "keys");
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QCOMPARE(error->where, std::string("keys:2"));
    QVERIFY2(error->what.find(what.toStdString()) != std::string::npos, error->what.c_str());
}

void tst_Capture::wireIsWhatWasSealed()
{
    for (const std::shared_ptr<const Trace> &trace : builtinTraces()) {
        if (changedOnTheWay(*trace))
            continue;
        std::vector<Chunk> sealed;
        for (const Event &event : trace->events)
            if (event.what == What::RecordSealed)
                sealed.push_back({event.at, trace->records[event.index].wire, event.timeUs});
        QVERIFY(!sealed.empty());
        QVERIFY(wireOf(*trace) == sealed);
    }
}

/// Between the parties somebody changed the second of three records, and the receiver gave up at it.
void tst_Capture::wireShowsWhatArrived()
{
    Trace trace;
    for (const std::uint8_t mark : Bytes{1, 2, 3, 9}) {
        Record record;
        record.wire = {23, 3, 3, 0, 1, mark};
        trace.records.push_back(record);
    }
    trace.events = {{Side::Client, What::RecordSealed, 0, 1},
                    {Side::Client, What::RecordSealed, 1, 2},
                    {Side::Server, What::RecordOpened, 0, 5},
                    {Side::Server, What::RecordOpened, 3, 6},
                    {Side::Client, What::RecordSealed, 2, 7}};
    const std::vector<Chunk> chunks = wireOf(trace);
    QCOMPARE(chunks.size(), std::size_t{3});
    QCOMPARE(chunks[0].bytes.back(), std::uint8_t{1});
    QCOMPARE(chunks[1].bytes.back(), std::uint8_t{9});
    QCOMPARE(chunks[1].timeUs, std::uint64_t{2});
    QCOMPARE(chunks[2].bytes.back(), std::uint8_t{3});
}

namespace {

/// A packet as a receiver takes it apart.
struct Parsed
{
    explicit Parsed(const Bytes &packet)
    {
        const auto number = [&packet](std::size_t at, std::size_t width) {
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < width; ++i)
                value = value << 8 | packet[at + i];
            return value;
        };
        from = number(20, 2) == 443 ? Side::Server : Side::Client;
        totalLength = number(2, 2);
        sequence = number(24, 4);
        acknowledgement = number(28, 4);
        flags = packet[33];
        const std::size_t payload = 20 + (packet[32] >> 4) * 4u;
        data.assign(packet.begin() + static_cast<std::ptrdiff_t>(payload), packet.end());
    }
    Side from;
    std::uint32_t totalLength, sequence, acknowledgement;
    std::uint8_t flags;
    Bytes data;
};

/// Follows both directions by their sequence numbers.
struct Streams
{
    void take(const Parsed &packet)
    {
        const auto own = static_cast<std::size_t>(packet.from), peer = 1 - own;
        if (next[own])
            QCOMPARE(packet.sequence, *next[own]);
        if (packet.flags & 0x10)
            QVERIFY(packet.acknowledgement <= next[peer].value_or(0));
        next[own] = packet.sequence + static_cast<std::uint32_t>(packet.data.size()) + (packet.flags & 0x03 ? 1 : 0);
        append(data[own], packet.data);
    }
    std::array<std::optional<std::uint32_t>, 2> next;
    std::array<Bytes, 2> data;
};

} // namespace

void tst_Capture::packetsCarryTheStream_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName)) << static_cast<int>(i);
}

void tst_Capture::packetsCarryTheStream()
{
    QFETCH(const int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    std::array<Bytes, 2> sent;
    for (const Chunk &chunk : wireOf(trace))
        append(sent[static_cast<std::size_t>(chunk.from)], chunk.bytes);
    Streams streams;
    std::int64_t time = INT64_MIN;
    for (const Packet &packet : tcpPackets(trace)) {
        const Parsed parsed(packet.bytes);
        QCOMPARE(std::size_t{parsed.totalLength}, packet.bytes.size());
        QVERIFY(packet.bytes.size() <= 1500);
        QVERIFY(packet.timeUs >= time);
        time = packet.timeUs;
        streams.take(parsed);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(streams.data == sent);
}

void tst_Capture::packetsEndAsTheConnectionDid()
{
    constexpr std::uint8_t fin = 0x01, rst = 0x04;
    const std::vector<Packet> failed = tcpPackets(*runBuiltin("unknown-ca"));
    const Parsed last(failed.back().bytes);
    QVERIFY(last.flags & rst);
    QVERIFY(last.from == Side::Client); // it sent the alert
    const std::vector<Packet> closed = tcpPackets(*runBuiltin("tls12-rsa"));
    QVERIFY(Parsed(closed[closed.size() - 3].bytes).flags & fin);
    QVERIFY(Parsed(closed[closed.size() - 2].bytes).flags & fin);
    QCOMPARE(Parsed(closed.back().bytes).flags, std::uint8_t{0x10});
}

void tst_Capture::longRecordsAreCutAndAcknowledged()
{
    const std::string text(40000, 'x');
    const std::shared_ptr<const Trace> trace =
        runBuiltin("tls12-rsa", {"steps=[{\"from\":\"client\",\"text\":\"" + text + "\"}]"});
    std::size_t full = 0, acknowledgements = 0;
    for (const Packet &packet : tcpPackets(*trace)) {
        const Parsed parsed(packet.bytes);
        full += parsed.from == Side::Client && parsed.data.size() == 1460;
        acknowledgements += parsed.from == Side::Server && parsed.data.empty();
    }
    QVERIFY(full >= text.size() / 1460 - 3);
    QVERIFY(acknowledgements >= 3);
}

/// draft-ietf-opsawg-pcapng 3.1: type, length, body in whole words, length again.
void tst_Capture::blocksFitTogether()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("classic");
    const auto typesOf = [](const Bytes &file) {
        const auto number = [&file](std::size_t at) {
            return static_cast<std::uint32_t>(file[at] | file[at + 1] << 8 | file[at + 2] << 16 | file[at + 3] << 24);
        };
        std::vector<std::uint32_t> types;
        for (std::size_t at = 0; at < file.size();) {
            const std::uint32_t length = number(at + 4);
            if (length % 4 != 0 || length < 12 || at + length > file.size() || number(at + length - 4) != length)
                return std::vector<std::uint32_t>();
            types.push_back(number(at));
            at += length;
        }
        return types;
    };
    const std::vector<std::uint32_t> with = typesOf(pcapng(*trace, true));
    std::vector<std::uint32_t> without = typesOf(pcapng(*trace, false));
    QCOMPARE(without.size(), tcpPackets(*trace).size() + 2);
    QCOMPARE(without[0], 0x0a0d0d0au);
    QCOMPARE(without[1], 1u);
    QCOMPARE(without[2], 6u);
    without.insert(without.begin() + 2, 10u); // the secrets, before the packets that they open
    QVERIFY(with == without);
}

/// By the numbers that the messages have in this program; encrypted ones for those who get the secrets alone.
void tst_Capture::packetsSayWhichMessagesTheyEnd()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    const auto fileOf = [&trace](bool withSecrets) {
        const Bytes file = pcapng(*trace, withSecrets);
        return QByteArray(reinterpret_cast<const char *>(file.data()), static_cast<qsizetype>(file.size()));
    };
    const QByteArray open = fileOf(true), closed = fileOf(false);
    for (std::size_t i = 0; i < trace->messages.size(); ++i) {
        const Message &message = trace->messages[i];
        const QByteArray comment = '#' + QByteArray::number(static_cast<int>(i + 1)) + ' ' + message.name.c_str();
        QCOMPARE(open.count(comment), 1);
        QCOMPARE(closed.count(comment), message.encrypted ? 0 : 1);
    }
}

QTEST_GUILESS_MAIN(tst_Capture)
#include "tst_capture.moc"
