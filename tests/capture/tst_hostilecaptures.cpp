// SPDX-License-Identifier: GPL-3.0-or-later

// Files that break off, lie or are made to exhaust whoever reads them: what could be read is there, what was wrong is
// told with its packet and byte, and what is held stays below its limits.

#include "builtins.h"
#include "imported.h"

#include "capture/flowtable.h"
#include "crypto/context.h"

#include <QtTest>

#include <random>

using namespace hd;
using namespace hd::test;

class tst_HostileCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void brokenOffAnywhere_data();
    void brokenOffAnywhere();
    void liesOfBlocksAreTold_data();
    void liesOfBlocksAreTold();
    void whatIsNoCaptureIsRefused_data();
    void whatIsNoCaptureIsRefused();
    void changedAnywhere();
    void manyConnectionsAreForgottenInTime();
    void bytesThatWaitAreBounded();
    void closedConnectionsHoldNothing();
    void aSilentOneIsListedWhenItIsGivenUp();
};

static const std::vector<Chunk> &wire()
{
    static const std::vector<Chunk> chunks = wireOf(*runBuiltin("classic"));
    return chunks;
}

static std::vector<Frame> frames()
{
    std::vector<Frame> list;
    for (const Segment &segment : segmentsOf(wire()))
        list.push_back({ipv4(segment), captureBegan + segment.timeUs});
    return list;
}

void tst_HostileCaptures::brokenOffAnywhere_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("packed");
    QTest::newRow("pcap") << pcap(frames()) << false;
    QTest::newRow("pcapng") << pcapng(frames(), {}) << false;
    QTest::newRow("pcapng, gzip") << gzip(pcapng(frames(), {})) << true;
}

void tst_HostileCaptures::brokenOffAnywhere()
{
    QFETCH(const QByteArray, file);
    QFETCH(const bool, packed);
    const CaptureFolder folder;
    std::uint64_t before = 0;
    bool told = false;
    for (qsizetype length = 40; length < file.size(); length += 61) {
        const auto index = ui::CaptureIndex::read(folder.write("x", file.left(length)), {});
        if (std::holds_alternative<Error>(index)) {
            QVERIFY2(packed || length < 60, qPrintable(QString::number(length)));
            continue;
        }
        const ui::CaptureIndex &capture = *std::get<std::shared_ptr<const ui::CaptureIndex>>(index);
        QVERIFY(capture.packets() >= before); // what was whole stays readable
        before = capture.packets();
        for (const Error &notice : capture.notices()) {
            told = true;
            QVERIFY2(notice.text().find(", packet " + std::to_string(capture.packets() + 1)) != std::string::npos,
                     notice.text().c_str());
            QVERIFY2(notice.text().find(", byte ") != std::string::npos, notice.text().c_str());
        }
        if (!capture.connections().empty())
            static_cast<void>(capture.open(1, {}));
    }
    QVERIFY(told);
    QVERIFY(before > 10);
}

void tst_HostileCaptures::liesOfBlocksAreTold_data()
{
    QTest::addColumn<int>("block"); // 0: the section header, 1: the interface, 2: the first packet
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, int block, int offset, const char *hex, const char *told) {
        QTest::newRow(name) << block << offset << QByteArray::fromHex(hex) << QByteArray(told);
    };
    row("no order", 0, 8, "00000000", "no byte-order magic");
    row("endless block", 1, 4, "fcffffff", "a block says that it has 4294967292 bytes");
    row("odd block", 1, 4, "15000000", "a block says that it has 21 bytes");
    row("tiny block", 1, 4, "08000000", "a block says that it has 8 bytes");
    row("other length behind", 1, 16, "20000000", "both lengths of a block differ");
    row("unknown interface", 2, 8, "09000000", "it is of interface 9, which is not described");
    row("more bytes than there are", 2, 20, "00000010", "it says that it has 268435456 bytes and has fewer");
}

void tst_HostileCaptures::liesOfBlocksAreTold()
{
    QFETCH(const int, block);
    QFETCH(const int, offset);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, told);
    QByteArray file = pcapng(frames(), {});
    static constexpr int begins[] = {0, 28, 48};
    file.replace(begins[block] + offset, bytes.size(), bytes);
    const CaptureFolder folder;
    const auto capture = indexOf(folder.write("x.pcapng", file));
    QVERIFY2(textOf(capture->notices()).find(told.toStdString()) != std::string::npos,
             textOf(capture->notices()).c_str());
}

void tst_HostileCaptures::whatIsNoCaptureIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("empty") << QByteArray() << QByteArray("the file is empty");
    QTest::newRow("short") << QByteArray("\n") << QByteArray("this is no capture");
    QTest::newRow("text") << QByteArray("hello, world\n") << QByteArray("this is no capture");
    QTest::newRow("packed text") << gzip("hello, world\n") << QByteArray("this is no capture");
    QTest::newRow("half a header") << pcap({}).left(10) << QByteArray("this is no capture");
}

void tst_HostileCaptures::whatIsNoCaptureIsRefused()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, told);
    const CaptureFolder folder;
    const auto index = ui::CaptureIndex::read(folder.write("x", content), {});
    QVERIFY(std::holds_alternative<Error>(index));
    QVERIFY2(std::get<Error>(index).text().find(told.toStdString()) != std::string::npos,
             std::get<Error>(index).text().c_str());
    QVERIFY(std::holds_alternative<Error>(ui::CaptureIndex::read(folder.write("x", {}) + "y", {})));
}

void tst_HostileCaptures::changedAnywhere()
{
    const CaptureFolder folder;
    std::mt19937 random(11);
    for (const QByteArray &good : {pcap(frames()), pcapng(frames(), {})})
        for (int round = 0; round < 150; ++round) {
            QByteArray file = good;
            for (unsigned times = 1 + random() % 8; times > 0; --times)
                file[static_cast<qsizetype>(random() % static_cast<unsigned>(file.size()))] =
                    static_cast<char>(random());
            const auto index = ui::CaptureIndex::read(folder.write("x", file), {});
            if (const auto *capture = std::get_if<std::shared_ptr<const ui::CaptureIndex>>(&index))
                for (const ui::CapturedConnection &connection : (*capture)->connections())
                    static_cast<void>((*capture)->open(connection.number, {}));
        }
}

static ui::TcpSegment segmentFrom(std::uint32_t client, const Segment &segment)
{
    ui::TcpEndpoint ends[2];
    ends[0].address = {10, 0, static_cast<std::uint8_t>(client >> 16), static_cast<std::uint8_t>(client >> 8)};
    ends[0].port = static_cast<std::uint16_t>(1024 + (client & 0xff));
    ends[1].address = {198, 51, 100, 1};
    ends[1].port = 443;
    const auto from = static_cast<std::size_t>(segment.from);
    ui::TcpSegment made;
    made.packet = client + 1;
    made.timeUs = segment.timeUs;
    made.from = ends[from];
    made.to = ends[1 - from];
    made.sequence = segment.sequence;
    made.acknowledgement = segment.acknowledgement;
    made.syn = segment.flags & Syn;
    made.ack = segment.flags & Ack;
    made.fin = segment.flags & Fin;
    made.rst = segment.flags & Rst;
    made.payload = segment.payload;
    return made;
}

void tst_HostileCaptures::manyConnectionsAreForgottenInTime()
{
    crypto::Context context;
    ui::FlowLimits limits;
    limits.flows = 100;
    ui::FlowTable table(context, limits);
    const std::vector<Segment> segments = segmentsOf(wire());
    for (std::uint32_t client = 0; client < 5000; ++client) {
        for (std::size_t i = 0; i < 4; ++i)
            table.add(segmentFrom(client, segments[i]), {});
        QVERIFY(table.flows() <= limits.flows);
    }
    QCOMPARE(textOf(table.notices()), std::string("4900 connections were still open when others needed their place; "
                                                  "they are listed as far as they had come\n"));
    QCOMPARE(table.finish().size(), std::size_t{5000});
}

/// Each sends what belongs behind bytes that never come.
void tst_HostileCaptures::bytesThatWaitAreBounded()
{
    crypto::Context context;
    ui::FlowLimits limits;
    limits.bytes = 200000;
    limits.reassembly.early = 30000;
    ui::FlowTable table(context, limits);
    std::size_t most = 0;
    for (std::uint32_t round = 0; round < 40; ++round)
        for (std::uint32_t client = 0; client < 50; ++client) {
            Segment segment{Side::Client, clientFirst, 0, Syn, {}, round};
            if (round > 0)
                segment = {Side::Client, clientFirst + 10 + round * 2000, 1, Ack, Bytes(1400, 'x'), round};
            table.add(segmentFrom(client, segment), {});
            most = std::max(most, table.bytesHeld());
        }
    QVERIFY2(most <= limits.bytes, std::to_string(most).c_str());
    QVERIFY(most > limits.bytes / 2);
}

void tst_HostileCaptures::closedConnectionsHoldNothing()
{
    crypto::Context context;
    ui::FlowTable table(context);
    for (std::uint32_t client = 0; client < 50; ++client)
        for (const Segment &segment : segmentsOf(wire()))
            table.add(segmentFrom(client, segment), {});
    QCOMPARE(table.bytesHeld(), std::size_t{0});
    QCOMPARE(table.finish().size(), std::size_t{50});
}

void tst_HostileCaptures::aSilentOneIsListedWhenItIsGivenUp()
{
    crypto::Context context;
    ui::FlowLimits limits;
    limits.flows = 1;
    ui::FlowTable table(context, limits);
    const std::vector<Segment> segments = segmentsOf(wire());
    for (std::size_t i = 0; i + 2 < segments.size(); ++i) // all but its end
        table.add(segmentFrom(1, segments[i]), {});
    table.add(segmentFrom(2, segments[0]), {});
    const std::vector<ui::FoundConnection> found = table.finish();
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].summary.outcome == ui::CapturedConnection::Outcome::Completed);
}

QTEST_GUILESS_MAIN(tst_HostileCaptures)
#include "tst_hostilecaptures.moc"
