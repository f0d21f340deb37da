// SPDX-License-Identifier: GPL-3.0-or-later

// What a network and a capture do to segments: twice, too late, too early, overlapping, cut off, not at all. What can
// be put right is put right, and everything is told with its packet and its bytes.

#include "builtins.h"
#include "imported.h"

#include <QtTest>

#include <random>

using namespace hd;
using namespace hd::test;

class tst_Reassembly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrderGivesTheSame();
    void aFileOutOfOrderIsSortedByTime();
    void whatComesAgainIsTold();
    void overlapsAreCutOff();
    void otherContentsAreTold();
    void otherContentsOfWhatWaitsAreTold();
    void aGapEndsItsDirection();
    void aGapAtTheEndIsTold();
    void aCutPacketIsTold();
    void whatTheSnapshotLeftOutMayComeAgain();
    void aConnectionWithoutItsBeginning();
    void aServerAloneIsRead();
    void aGapInsideOfARecordLeavesTheListRight();
    void portsAreUsedAgain();
    void whatIsResetIsSaidToBe();
    void whatIsNoTlsIsNotListed();
};

static const std::vector<Chunk> &wire()
{
    static const std::vector<Chunk> chunks = wireOf(*runBuiltin("classic"));
    return chunks;
}

static std::vector<Segment> segments()
{
    return segmentsOf(wire(), 500);
}

static std::shared_ptr<const ui::CaptureIndex> captureOf(const std::vector<Segment> &segments,
                                                         const std::vector<std::uint32_t> &cuts = {})
{
    static const CaptureFolder folder;
    std::vector<Frame> frames;
    for (std::size_t i = 0; i < segments.size(); ++i)
        frames.push_back({ipv4(segments[i]), captureBegan + segments[i].timeUs, 0, i < cuts.size() ? cuts[i] : 0});
    return indexOf(folder.write("x.pcap", pcap(frames)));
}

/// "501 to 1000", as other analysers count: 1 is the first byte after SYN.
static std::string rangeOf(const Segment &segment)
{
    const std::uint32_t first = segment.sequence - (segment.from == Side::Client ? clientFirst : serverFirst);
    return std::to_string(first) + " to " + std::to_string(first + segment.payload.size() - 1);
}

static bool holds(const std::vector<Error> &notices, const std::string &text)
{
    const std::string all = textOf(notices);
    if (all.find(text) != std::string::npos)
        return true;
    qWarning("%s", all.c_str());
    return false;
}

/// Whatever order the file has them in, as long as SYN comes first and the clock says what was when.
void tst_Reassembly::anyOrderGivesTheSame()
{
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::vector<Segment> mixed = segments();
        for (std::size_t i = 3; i + 6 < mixed.size(); i += 4)
            std::shuffle(mixed.begin() + static_cast<std::ptrdiff_t>(i),
                         mixed.begin() + static_cast<std::ptrdiff_t>(i + 4), random);
        const auto capture = captureOf(mixed);
        QCOMPARE(capture->connections().size(), std::size_t{1});
        QCOMPARE(capture->connections()[0].suite, std::string("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"));
        compareSeen(*openedOf(*capture), observe(wire()));
    }
}

/// Two captures, one of each direction, one after the other.
void tst_Reassembly::aFileOutOfOrderIsSortedByTime()
{
    std::vector<Segment> halves = segments();
    std::stable_sort(halves.begin(), halves.end(), [](const Segment &a, const Segment &b) { return a.from > b.from; });
    QVERIFY(halves[0].from == Side::Server);
    const auto capture = captureOf(halves);
    QCOMPARE(capture->connections().size(), std::size_t{1});
    QCOMPARE(capture->connections()[0].client, std::string("192.0.2.1:49152"));
    QCOMPARE(capture->connections()[0].beganUs, captureBegan);
    compareSeen(*openedOf(*capture), observe(wire()));
}

void tst_Reassembly::whatComesAgainIsTold()
{
    std::vector<Segment> again = segments();
    const std::size_t at = dataOf(again, Side::Server)[1];
    again.insert(again.begin() + static_cast<std::ptrdiff_t>(at + 1), again[at]);
    const auto capture = captureOf(again);
    const std::shared_ptr<const Trace> trace = openedOf(*capture);
    compareSeen(*trace, observe(wire()));
    const std::string told = "packet " + std::to_string(at + 2) +
                             ": segments of the server that were sent again: 1; the first has bytes " +
                             rangeOf(again[at]);
    QVERIFY(holds(trace->notices, told));
    QVERIFY(holds(capture->connections()[0].notices, told));
}

void tst_Reassembly::overlapsAreCutOff()
{
    std::vector<Segment> overlapping = segments();
    const std::vector<std::size_t> places = dataOf(overlapping, Side::Server);
    Segment &second = overlapping[places[2]]; // begins within the first, and ends where it did
    const Bytes &first = overlapping[places[1]].payload;
    second.payload.insert(second.payload.begin(), first.end() - 200, first.end());
    second.sequence -= 200;
    compareSeen(*openedOf(*captureOf(overlapping)), observe(wire()));
}

void tst_Reassembly::otherContentsAreTold()
{
    std::vector<Segment> again = segments();
    const std::size_t at = dataOf(again, Side::Server)[1];
    Segment other = again[at];
    other.payload[7] ^= 1;
    again.insert(again.begin() + static_cast<std::ptrdiff_t>(at + 1), other);
    const auto capture = captureOf(again);
    const std::shared_ptr<const Trace> trace = openedOf(*capture);
    compareSeen(*trace, observe(wire()));
    const std::string told = "packet " + std::to_string(at + 2) + ": of the server, bytes " + rangeOf(other) +
                             " are sent again with other contents; what came first counts";
    QVERIFY(holds(trace->notices, told));
    QVERIFY(holds(capture->connections()[0].notices, told));
}

void tst_Reassembly::otherContentsOfWhatWaitsAreTold()
{
    std::vector<Segment> early = segments();
    const std::vector<std::size_t> places = dataOf(early, Side::Server);
    const Segment missing = early[places[0]];
    Segment other = early[places[1]];
    other.payload[7] ^= 1;
    early.erase(early.begin() + static_cast<std::ptrdiff_t>(places[0]));
    early.insert(early.begin() + static_cast<std::ptrdiff_t>(places[1]), other); // after the good one
    early.insert(early.begin() + static_cast<std::ptrdiff_t>(places[1] + 1), missing);
    for (std::size_t i = 0; i < early.size(); ++i)
        early[i].timeUs = i;
    const std::shared_ptr<const Trace> trace = openedOf(*captureOf(early));
    compareSeen(*trace, observe(wire()));
    QVERIFY(holds(trace->notices, "bytes " + rangeOf(other) + " are sent again with other contents"));
    QVERIFY(holds(trace->notices, "segments of the server that came too early and were put in their place: "));
}

void tst_Reassembly::aGapEndsItsDirection()
{
    std::vector<Segment> lost = segments();
    const std::vector<std::size_t> places = dataOf(lost, Side::Server);
    const std::string missing = "of the server, bytes " + rangeOf(lost[places[1]]) + " are missing";
    lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(places[1]));
    const auto capture = captureOf(lost);
    const std::shared_ptr<const Trace> trace = openedOf(*capture);
    QVERIFY(holds(trace->notices, missing));
    QVERIFY(holds(trace->notices, "what the server sent after bytes that are missing is left out"));
    QVERIFY(holds(capture->connections()[0].notices, missing));
    std::vector<std::string> ofServer, ofClient;
    for (const Message &message : trace->messages)
        (message.from == Side::Server ? ofServer : ofClient).push_back(message.name);
    QCOMPARE(ofServer, std::vector<std::string>{"server_hello"});
    QCOMPARE(ofClient.front(), std::string("client_hello"));
    QCOMPARE(ofClient.back(), std::string("encrypted_handshake"));
}

void tst_Reassembly::aGapAtTheEndIsTold()
{
    std::vector<Segment> lost = segments();
    const std::size_t last = dataOf(lost, Side::Client).back();
    lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(last));
    const auto capture = captureOf(lost);
    QVERIFY(holds(capture->connections()[0].notices, "are missing"));
    QVERIFY(capture->connections()[0].outcome != ui::CapturedConnection::Outcome::Completed);
}

void tst_Reassembly::aCutPacketIsTold()
{
    const std::vector<Segment> all = segments();
    const std::size_t at = dataOf(all, Side::Server)[1];
    std::vector<std::uint32_t> cuts(all.size());
    cuts[at] = 100;
    Segment lost = all[at];
    lost.sequence += static_cast<std::uint32_t>(lost.payload.size()) - 100;
    lost.payload.resize(100);
    const auto capture = captureOf(all, cuts);
    const std::shared_ptr<const Trace> trace = openedOf(*capture);
    QVERIFY(holds(trace->notices, "packet " + std::to_string(at + 1) + ": of the server, bytes " + rangeOf(lost) +
                                      " were not captured: the packet was cut off"));
    QVERIFY(holds(trace->notices, "bytes " + rangeOf(lost) + " are missing"));
}

void tst_Reassembly::whatTheSnapshotLeftOutMayComeAgain()
{
    std::vector<Segment> all = segments();
    const std::size_t at = dataOf(all, Side::Server)[1];
    std::vector<std::uint32_t> cuts(all.size());
    cuts[at] = 100;
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at + 1), all[at]);
    cuts.insert(cuts.begin() + static_cast<std::ptrdiff_t>(at + 1), 0);
    compareSeen(*openedOf(*captureOf(all, cuts)), observe(wire()));
}

void tst_Reassembly::aConnectionWithoutItsBeginning()
{
    std::vector<Segment> late = segments();
    const std::size_t finished = dataOf(late, Side::Client).back();
    late.erase(late.begin(), late.begin() + static_cast<std::ptrdiff_t>(finished));
    const auto capture = captureOf(late);
    QCOMPARE(capture->connections().size(), std::size_t{1});
    const ui::CapturedConnection &connection = capture->connections()[0];
    QCOMPARE(connection.client, std::string("192.0.2.1:49152")); // services have the lower port
    QVERIFY(holds(connection.notices, "packet 1: the beginning of the connection was not captured"));
    QVERIFY(holds(connection.notices, "guessed"));
    QVERIFY(connection.suite.empty());
    const auto opened = capture->open(1, {});
    QVERIFY(std::holds_alternative<Error>(opened));
    QVERIFY(std::get<Error>(opened).text().find("its beginning was not captured") != std::string::npos);
}

void tst_Reassembly::aServerAloneIsRead()
{
    std::vector<Segment> one = segments();
    std::erase_if(one, [](const Segment &segment) { return segment.from == Side::Client; });
    const auto capture = captureOf(one);
    QCOMPARE(capture->connections().size(), std::size_t{1});
    QCOMPARE(capture->connections()[0].server, std::string("198.51.100.1:443"));
    QCOMPARE(capture->connections()[0].suite, std::string("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"));
    QCOMPARE(openedOf(*capture)->messages.front().name, std::string("server_hello"));
}

/// What is missing in the middle of a certificate changes nothing of what both hellos and the finished messages say.
void tst_Reassembly::aGapInsideOfARecordLeavesTheListRight()
{
    std::vector<Segment> lost = segments();
    const std::vector<std::size_t> places = dataOf(lost, Side::Server);
    lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(places[2]));
    const ui::CapturedConnection connection = captureOf(lost)->connections().at(0);
    QCOMPARE(connection.suite, std::string("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"));
    QVERIFY(connection.outcome == ui::CapturedConnection::Outcome::Completed);
}

void tst_Reassembly::portsAreUsedAgain()
{
    std::vector<Segment> both = segments();
    const std::size_t count = both.size();
    for (Segment segment : segmentsOf(wireOf(*runBuiltin("tls13")), 500)) {
        segment.timeUs += 1000000;
        segment.sequence += 5000000;
        if (segment.acknowledgement)
            segment.acknowledgement += 5000000;
        both.push_back(segment);
    }
    const auto capture = captureOf(both);
    QCOMPARE(capture->connections().size(), std::size_t{2});
    QCOMPARE(capture->connections()[1].number, std::uint32_t{2});
    compareSeen(*openedOf(*capture, 1), observe(wire()));
    compareSeen(*openedOf(*capture, 2), observe(wireOf(*runBuiltin("tls13"))));
    QCOMPARE(capture->connections()[1].beganUs, captureBegan + 1000000);
    both.erase(both.begin() + static_cast<std::ptrdiff_t>(count - 2),
               both.begin() + static_cast<std::ptrdiff_t>(count));
    QCOMPARE(captureOf(both)->connections().size(), std::size_t{2}); // also when the first was merely left
}

void tst_Reassembly::whatIsResetIsSaidToBe()
{
    std::vector<Segment> reset = segments();
    const std::size_t third = dataOf(reset, Side::Client)[1];
    reset.resize(third);
    reset.push_back({Side::Client, reset.back().acknowledgement, 0, Rst, {}, 100000});
    QVERIFY(captureOf(reset)->connections().at(0).outcome == ui::CapturedConnection::Outcome::Reset);
    reset.pop_back();
    QVERIFY(captureOf(reset)->connections().at(0).outcome == ui::CapturedConnection::Outcome::Unfinished);
}

void tst_Reassembly::whatIsNoTlsIsNotListed()
{
    const std::vector<Chunk> plain{{Side::Client, toBytes("GET / HTTP/1.1\r\n\r\n"), 0},
                                   {Side::Server, Bytes(50000, 'x'), 10},
                                   {Side::Server, wire()[0].bytes, 20}};
    const auto capture = captureOf(segmentsOf(plain));
    QVERIFY(capture->connections().empty());
    const auto opened = capture->open(1, {});
    QVERIFY(std::get<Error>(opened).text().find("it has none with TLS") != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_Reassembly)
#include "tst_reassembly.moc"
