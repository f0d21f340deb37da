// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/segments.h"

#include <tins/ethernetII.h>
#include <tins/exceptions.h>
#include <tins/ip.h>
#include <tins/ip_reassembler.h>
#include <tins/ipv6.h>
#include <tins/rawpdu.h>
#include <tins/sll.h>
#include <tins/tcp.h>

#include <map>

namespace hd::ui {

std::string TcpEndpoint::text() const
{
    const std::string number = ":" + std::to_string(port);
    if (v6)
        return "[" + Tins::IPv6Address(address.data()).to_string() + "]" + number;
    std::string text;
    for (std::size_t i = 0; i < 4; ++i)
        text += (i ? "." : "") + std::to_string(address[i]);
    return text + number;
}

namespace {

/// What is skipped, of one kind.
struct Skipped
{
    std::uint64_t count = 0;
    std::uint64_t first = 0; ///< packet
};

/// Where the IP packet begins behind headers that libtins does not know or reads in the byte order of this machine.
std::optional<ByteView> withoutPlainHeader(const CapturedPacket &packet)
{
    constexpr std::size_t loopbackHeader = 4, cooked2Header = 20;
    std::size_t length = 0;
    switch (packet.link) {
    case LinkType::Null:
    case LinkType::Loop:
        length = loopbackHeader;
        break;
    case LinkType::LinuxCooked2:
        length = cooked2Header;
        break;
    default:
        break;
    }
    if (packet.bytes.size() <= length)
        return std::nullopt;
    return packet.bytes.subspan(length);
}

std::unique_ptr<Tins::PDU> ipPacket(ByteView bytes)
{
    const auto length = static_cast<std::uint32_t>(bytes.size());
    switch (bytes.empty() ? 0 : bytes[0] >> 4) {
    case 4:
        return std::make_unique<Tins::IP>(bytes.data(), length);
    case 6:
        return std::make_unique<Tins::IPv6>(bytes.data(), length);
    default:
        return nullptr;
    }
}

/// The VLAN tag of a cooked packet is a protocol of its own, which libtins leaves alone.
std::unique_ptr<Tins::PDU> cookedPacket(ByteView bytes)
{
    constexpr std::size_t header = 16, tag = 4;
    constexpr std::uint16_t vlan = 0x8100;
    if (bytes.size() < header + tag)
        return nullptr;
    const auto protocol = static_cast<std::uint16_t>(bytes[header - 2] << 8 | bytes[header - 1]);
    return ipPacket(bytes.subspan(protocol == vlan ? header + tag : header));
}

/// Null when its link type is none that is read here, or nothing in it is IP.
std::unique_ptr<Tins::PDU> parsePacket(const CapturedPacket &packet, bool &knownLink)
{
    knownLink = true;
    switch (packet.link) {
    case LinkType::Ethernet:
        return std::make_unique<Tins::EthernetII>(packet.bytes.data(), static_cast<std::uint32_t>(packet.bytes.size()));
    case LinkType::LinuxCooked:
        return cookedPacket(packet.bytes);
    case LinkType::Null:
    case LinkType::Loop:
    case LinkType::LinuxCooked2:
    case LinkType::Raw:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        if (const std::optional<ByteView> bytes = withoutPlainHeader(packet))
            return ipPacket(*bytes);
        return nullptr;
    }
    knownLink = false;
    return nullptr;
}

bool isFragmentV6(const Tins::IPv6 &ip)
{
    const Tins::IPv6::ext_header *header = ip.search_header(Tins::IPv6::FRAGMENT);
    if (!header || header->data_size() < 2)
        return false;
    constexpr unsigned reserved = 0x6; // RFC 8200 4.5: 13 bits of offset, two reserved, one for more
    const std::uint8_t *data = header->data_ptr();
    return ((data[0] << 8 | data[1]) & ~reserved) != 0;
}

TcpEndpoint endpointOf(const Tins::IPv4Address &address, std::uint16_t port)
{
    TcpEndpoint endpoint;
    endpoint.port = port;
    const std::uint32_t number = address; // as it lies in the packet
    std::copy_n(reinterpret_cast<const std::uint8_t *>(&number), 4, endpoint.address.begin());
    return endpoint;
}

TcpEndpoint endpointOf(const Tins::IPv6Address &address, std::uint16_t port)
{
    TcpEndpoint endpoint;
    endpoint.port = port;
    endpoint.v6 = true;
    std::copy(address.begin(), address.end(), endpoint.address.begin());
    return endpoint;
}

} // namespace

struct SegmentReader::Private
{
    const TcpSegment *read(const CapturedPacket &packet);
    void skip(const std::string &why, std::uint64_t number)
    {
        Skipped &skipped = skips[why];
        if (skipped.count++ == 0)
            skipped.first = number;
    }
    bool reassemble(Tins::IP &ip, const CapturedPacket &packet);
    const TcpSegment *segmentOf(const Tins::TCP &tcp, std::uint32_t advertised, const CapturedPacket &packet);

    std::unique_ptr<Tins::PDU> pdu;
    Tins::IPv4Reassembler fragments;
    std::size_t held = 0; ///< bytes of fragments since they were last forgotten
    bool sawFragments = false;
    TcpSegment segment;
    std::map<std::string, Skipped> skips;
};

SegmentReader::SegmentReader() : m_p(std::make_unique<Private>()) {}

SegmentReader::~SegmentReader() = default;

/// Whether @p ip is whole now. Fragments that never become whole are forgotten, all at once, when there are too many.
bool SegmentReader::Private::reassemble(Tins::IP &ip, const CapturedPacket &packet)
{
    constexpr std::size_t most = 4u << 20;
    if (!ip.is_fragmented())
        return true;
    sawFragments = true;
    held += ip.size();
    if (held > most) {
        fragments.clear_streams();
        held = ip.size();
        skip("IPv4 fragments whose rest did not come were forgotten", packet.number);
    }
    return fragments.process(ip) == Tins::IPv4Reassembler::REASSEMBLED;
}

/// @param advertised bytes of the segment by what IP says; 0: IP leaves it open (segmentation offload).
const TcpSegment *SegmentReader::Private::segmentOf(const Tins::TCP &tcp, std::uint32_t advertised,
                                                    const CapturedPacket &packet)
{
    const auto *raw = tcp.find_pdu<Tins::RawPDU>();
    segment.payload = raw ? ByteView(raw->payload()) : ByteView();
    const std::uint32_t header = tcp.data_offset() * 4u;
    segment.cutShort = 0;
    if (advertised >= header) {
        const std::uint32_t length = advertised - header;
        if (segment.payload.size() > length)
            segment.payload = segment.payload.first(length);
        segment.cutShort = length - static_cast<std::uint32_t>(segment.payload.size());
    }
    segment.packet = packet.number;
    segment.timeUs = packet.timeUs;
    segment.from.port = tcp.sport();
    segment.to.port = tcp.dport();
    segment.sequence = tcp.seq();
    segment.acknowledgement = tcp.ack_seq();
    segment.syn = tcp.get_flag(Tins::TCP::SYN);
    segment.ack = tcp.get_flag(Tins::TCP::ACK);
    segment.fin = tcp.get_flag(Tins::TCP::FIN);
    segment.rst = tcp.get_flag(Tins::TCP::RST);
    return &segment;
}

const TcpSegment *SegmentReader::Private::read(const CapturedPacket &packet)
{
    bool knownLink = false;
    pdu = parsePacket(packet, knownLink);
    if (!knownLink)
        skip("packets of link type " + std::to_string(static_cast<unsigned>(packet.link)) + " are not read",
             packet.number);
    if (!pdu)
        return nullptr;
    if (auto *ip = pdu->find_pdu<Tins::IP>()) {
        const bool fragment = ip->is_fragmented();
        if (!reassemble(*ip, packet))
            return nullptr;
        const auto *tcp = ip->find_pdu<Tins::TCP>();
        if (!tcp)
            return nullptr;
        segment.from = endpointOf(ip->src_addr(), 0);
        segment.to = endpointOf(ip->dst_addr(), 0);
        const std::uint32_t header = ip->head_len() * 4u;
        return segmentOf(*tcp, fragment || ip->tot_len() < header ? 0 : ip->tot_len() - header, packet);
    }
    auto *ip = pdu->find_pdu<Tins::IPv6>();
    if (!ip)
        return nullptr;
    if (isFragmentV6(*ip)) {
        skip("IPv6 fragments are not put together", packet.number);
        return nullptr;
    }
    const auto *tcp = ip->find_pdu<Tins::TCP>();
    if (!tcp)
        return nullptr;
    segment.from = endpointOf(ip->src_addr(), 0);
    segment.to = endpointOf(ip->dst_addr(), 0);
    constexpr std::uint32_t fixedHeader = 40;
    const std::uint32_t extensions = ip->header_size() - fixedHeader;
    return segmentOf(*tcp, ip->payload_length() < extensions ? 0 : ip->payload_length() - extensions, packet);
}

const TcpSegment *SegmentReader::read(const CapturedPacket &packet)
{
    try {
        return m_p->read(packet);
    } catch (const Tins::exception_base &) {
        m_p->skip("packets whose headers make no sense or are cut off", packet.number);
    }
    return nullptr;
}

std::vector<Error> SegmentReader::notices() const
{
    std::vector<Error> notices;
    for (const auto &[why, skipped] : m_p->skips)
        notices.push_back({why + ": " + std::to_string(skipped.count),
                           "packet " + std::to_string(skipped.first) + (skipped.count > 1 ? " and others" : ""),
                           {}});
    return notices;
}

bool SegmentReader::sawFragments() const
{
    return m_p->sawFragments;
}

std::size_t SegmentReader::bytesHeld() const
{
    return m_p->held;
}

} // namespace hd::ui
