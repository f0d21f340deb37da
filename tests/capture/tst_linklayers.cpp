// SPDX-License-Identifier: GPL-3.0-or-later

// The same connection in every wrapping that is read: link layers, IP versions, fragments, variants of both file
// formats. Whatever it comes in, it is the same handshake.

#include "builtins.h"
#include "imported.h"
#include "keylogged.h"

#include "formats/keylog.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_LinkLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWrappingHoldsTheSame_data();
    void everyWrappingHoldsTheSame();
    void interfacesMayDiffer();
    void everyResolutionOfTimeIsRead_data();
    void everyResolutionOfTimeIsRead();
    void fragmentsArePutTogether();
    void fragmentsOfIpv6AreTold();
    void otherLinkTypesAreTold();
    void simplePacketsHaveNoTime();
    void secretsOfOthersAreTold();
};

using Wrap = Bytes (*)(const Segment &);

static const std::vector<Chunk> &wire()
{
    static const std::vector<Chunk> chunks = wireOf(*runBuiltin("classic"));
    return chunks;
}

static std::vector<Frame> framesOf(const std::vector<Segment> &segments, Wrap wrap)
{
    std::vector<Frame> frames;
    for (const Segment &segment : segments)
        frames.push_back({wrap(segment), captureBegan + segment.timeUs});
    return frames;
}

static void compareWithWire(const ui::CaptureIndex &capture)
{
    QCOMPARE(capture.connections().size(), std::size_t{1});
    QCOMPARE(textOf(capture.notices()), std::string());
    QCOMPARE(textOf(capture.connections()[0].notices), std::string());
    compareSeen(*openedOf(capture), observe(wire()));
}

static Bytes asEthernet(const Segment &s)
{
    return ethernet(ipv4(s));
}
static Bytes asVlan(const Segment &s)
{
    return ethernet(ipv4(s), {0x2001});
}
static Bytes asTwoVlans(const Segment &s)
{
    return ethernet(ipv6(s), {100, 200});
}
static Bytes asEthernet6(const Segment &s)
{
    return ethernet(ipv6(s));
}
static Bytes asExtended6(const Segment &s)
{
    return ethernet(ipv6(s, true));
}
static Bytes asCooked(const Segment &s)
{
    return cooked(ipv4(s));
}
static Bytes asCooked6(const Segment &s)
{
    return cooked(ipv6(s));
}
static Bytes asCooked2(const Segment &s)
{
    return cooked2(ipv4(s));
}
static Bytes asNull(const Segment &s)
{
    return loopback(ipv4(s), false);
}
static Bytes asNullBig6(const Segment &s)
{
    return loopback(ipv6(s), true);
}
static Bytes asRaw(const Segment &s)
{
    return ipv4(s);
}
static Bytes asRaw6(const Segment &s)
{
    return ipv6(s);
}

void tst_LinkLayers::everyWrappingHoldsTheSame_data()
{
    QTest::addColumn<unsigned>("link");
    QTest::addColumn<int>("wrap");
    static constexpr struct
    {
        const char *name;
        unsigned link;
    } rows[] = {{"Ethernet", 1},
                {"VLAN", 1},
                {"VLAN in VLAN", 1},
                {"Ethernet, IPv6", 1},
                {"IPv6 extensions", 1},
                {"cooked", 113},
                {"cooked, IPv6", 113},
                {"cooked v2", 276},
                {"null", 0},
                {"null, other order, IPv6", 0},
                {"loop", 108},
                {"raw", 101},
                {"raw, IPv6", 101},
                {"IPv4", 228},
                {"IPv6", 229}};
    int index = 0;
    for (const auto &row : rows)
        QTest::newRow(row.name) << row.link << index++;
}

static Wrap wrapOf(int index)
{
    static constexpr Wrap wraps[] = {asEthernet, asVlan,    asTwoVlans, asEthernet6, asExtended6,
                                     asCooked,   asCooked6, asCooked2,  asNull,      asNullBig6,
                                     asNullBig6, asRaw,     asRaw6,     asRaw,       asRaw6};
    return wraps[index];
}

void tst_LinkLayers::everyWrappingHoldsTheSame()
{
    QFETCH(const unsigned, link);
    QFETCH(const int, wrap);
    const std::vector<Frame> frames = framesOf(segmentsOf(wire()), wrapOf(wrap));
    const CaptureFolder folder;
    for (const bool bigEndian : {false, true}) {
        for (const bool nanoseconds : {false, true})
            compareWithWire(*indexOf(folder.write("x.pcap", pcap(frames, {link, bigEndian, nanoseconds}))));
        const PcapngForm form{.interfaces = {{static_cast<std::uint16_t>(link), -1}}, .bigEndian = bigEndian};
        compareWithWire(*indexOf(folder.write("x.pcapng", pcapng(frames, form))));
    }
}

/// Each packet from another interface of one file, which libpcap cannot read.
void tst_LinkLayers::interfacesMayDiffer()
{
    static constexpr Wrap wraps[] = {asEthernet, asCooked, asRaw, asCooked2, asNull};
    const PcapngForm form{.interfaces = {{1, 6}, {113, 9}, {101, -1}, {276, 3}, {0, 6}}};
    std::vector<Frame> frames;
    for (const Segment &segment : segmentsOf(wire())) {
        const std::size_t interface = frames.size() % std::size(wraps);
        frames.push_back({wraps[interface](segment), captureBegan, static_cast<std::uint32_t>(interface)});
    }
    const CaptureFolder folder;
    compareWithWire(*indexOf(folder.write("x.pcapng", pcapng(frames, form))));
    // and after one section another, in the other byte order, whose interfaces count anew
    const PcapngForm other{.interfaces = {{1, -1}}, .bigEndian = true};
    const QByteArray both = pcapng({}, form) + pcapng(framesOf(segmentsOf(wire()), asEthernet), other);
    compareWithWire(*indexOf(folder.write("sections.pcapng", both)));
}

void tst_LinkLayers::everyResolutionOfTimeIsRead_data()
{
    QTest::addColumn<int>("resolution");
    QTest::newRow("not said") << -1;
    QTest::newRow("microseconds") << 6;
    QTest::newRow("nanoseconds") << 9;
    QTest::newRow("milliseconds") << 3;
    QTest::newRow("2^-20 seconds") << (0x80 | 20);
    QTest::newRow("2^-30 seconds") << (0x80 | 30);
}

void tst_LinkLayers::everyResolutionOfTimeIsRead()
{
    QFETCH(const int, resolution);
    std::vector<Frame> frames = framesOf(segmentsOf(wire()), asRaw);
    for (Frame &frame : frames)
        frame.timeUs = captureBegan + 123000;
    const CaptureFolder folder;
    const auto capture = indexOf(folder.write("x.pcapng", pcapng(frames, {.interfaces = {{101, resolution}}})));
    QCOMPARE(capture->connections().at(0).beganUs, captureBegan + 123000);
    QCOMPARE(openedOf(*capture)->beganUs, captureBegan + 123000);
}

void tst_LinkLayers::fragmentsArePutTogether()
{
    std::vector<Frame> frames;
    std::uint16_t identification = 1;
    for (const Segment &segment : segmentsOf(wire())) {
        const auto [first, second] = ipv4Fragments(segment, identification++);
        frames.push_back({ethernet(first)});
        frames.push_back({ethernet(second)});
    }
    const CaptureFolder folder;
    compareWithWire(*indexOf(folder.write("x.pcap", pcap(frames, {1}))));
    for (std::size_t i = 0; i + 1 < frames.size(); i += 2)
        std::swap(frames[i], frames[i + 1]); // the second first
    compareWithWire(*indexOf(folder.write("x.pcap", pcap(frames, {1}))));
}

void tst_LinkLayers::fragmentsOfIpv6AreTold()
{
    Bytes packet = ipv6(segmentsOf(wire())[3]);
    const Bytes fragment{6, 0, 0, 1, 0, 0, 0, 9}; // the first of several
    packet[6] = 44;
    packet.insert(packet.begin() + 40, fragment.begin(), fragment.end());
    packet[5] = static_cast<std::uint8_t>(packet[5] + fragment.size());
    const CaptureFolder folder;
    const auto capture = indexOf(folder.write("x.pcap", pcap({{packet}})));
    QCOMPARE(textOf(capture->notices()), std::string("packet 1: IPv6 fragments are not put together: 1\n"));
}

void tst_LinkLayers::otherLinkTypesAreTold()
{
    const CaptureFolder folder;
    const auto capture = indexOf(folder.write("x.pcap", pcap(framesOf(segmentsOf(wire()), asRaw), {105})));
    QVERIFY(capture->connections().empty());
    QVERIFY(textOf(capture->notices()).find("packets of link type 105 are not read") != std::string::npos);
}

void tst_LinkLayers::simplePacketsHaveNoTime()
{
    const CaptureFolder folder;
    const PcapngForm form{.interfaces = {{1, -1}}, .simple = true};
    const auto capture = indexOf(folder.write("x.pcapng", pcapng(framesOf(segmentsOf(wire()), asEthernet), form)));
    compareWithWire(*capture);
    QCOMPARE(capture->connections()[0].beganUs, std::uint64_t{0});
}

/// A line that makes no sense takes nothing from the others.
void tst_LinkLayers::secretsOfOthersAreTold()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("classic");
    const CaptureFolder folder;
    const PcapngForm form{.interfaces = {{1, -1}}, .secrets = "CLIENT_RANDOM broken\n" + keyLog(*trace)};
    const auto capture = indexOf(folder.write("x.pcapng", pcapng(framesOf(segmentsOf(wire()), asEthernet), form)));
    QVERIFY(textOf(capture->notices()).find("this is no client random") != std::string::npos);
    QVERIFY(capture->connections().at(0).decryptable);
    compareSeen(*openedOf(*capture), observe(wire(), secretsOf(*trace)));
}

QTEST_GUILESS_MAIN(tst_LinkLayers)
#include "tst_linklayers.moc"
