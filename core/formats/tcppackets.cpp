// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/tcppackets.h"

#include "crypto/names.h"
#include "trace/onthewire.h"

#include <array>
#include <charconv>

namespace hd {

namespace {

constexpr std::size_t mss = 1460; // an Ethernet frame without the headers of IPv4 and TCP
constexpr std::uint8_t fin = 0x01, syn = 0x02, rst = 0x04, psh = 0x08, ack = 0x10;

/// RFC 1071: the complement of the sum of 16-bit words in ones' complement.
std::uint16_t internetChecksum(std::initializer_list<ByteView> parts)
{
    std::uint32_t sum = 0;
    for (const ByteView part : parts) // each but the last of an even length
        for (std::size_t i = 0; i < part.size(); ++i)
            sum += i % 2 == 0 ? static_cast<std::uint32_t>(part[i] << 8) : part[i];
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

void setNumber(Bytes &bytes, std::size_t at, std::uint16_t value)
{
    bytes[at] = static_cast<std::uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}

struct Segment
{
    std::uint8_t flags = ack;
    ByteView payload;
};

struct Party
{
    Bytes address; ///< of four or sixteen bytes
    std::uint16_t port;
    std::uint32_t sequence;           ///< of the next byte that it sends
    std::uint32_t acknowledgement{};  ///< of the next byte that it expects
    std::uint32_t acknowledged{};     ///< what its last segment said
    std::uint16_t identification = 1; ///< of its next packet
};

/// "192.0.2.1:49152", "[::1]:443".
bool readEndpoint(std::string_view text, Party &party)
{
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos)
        return false;
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    const std::optional<Bytes> address = crypto::ipAddress(std::string(host));
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), party.port);
    if (!address || error != std::errc() || end != port.data() + port.size())
        return false;
    party.address = *address;
    return true;
}

class Conversation
{
public:
    std::vector<Packet> carry(const Trace &trace);

private:
    Party &party(Side side) { return m_parties[static_cast<std::size_t>(side)]; }
    void open(std::int64_t halfTripUs);
    void sendRecord(Side from, RecordId id, ByteView bytes, std::int64_t timeUs);
    void receive(Side side, std::size_t bytes, std::int64_t timeUs);
    void close(const Trace &trace, Side lastSpeaker, std::int64_t timeUs, std::int64_t halfTripUs);
    void send(Side from, const Segment &segment, std::int64_t timeUs);
    Bytes tcpHeader(Side from, std::uint8_t flags) const;
    static Bytes ipHeader(Party &from, const Party &to, std::size_t length);
    void useEndpointsOf(const Trace &trace);

    std::array<Party, 2> m_parties{Party{{192, 0, 2, 1}, 49152, 0x10000000}, Party{{198, 51, 100, 1}, 443, 0x20000000}};
    std::vector<Packet> m_packets;
};

/// RFC 9293 3.1; on SYN with the options MSS and window scale, so that no window is ever full.
Bytes Conversation::tcpHeader(Side from, std::uint8_t flags) const
{
    const Party &own = m_parties[static_cast<std::size_t>(from)];
    const Party &peer = m_parties[static_cast<std::size_t>(peerOf(from))];
    Bytes options;
    if (flags & syn)
        options = {2, 4, mss >> 8, mss & 0xff, 1, 3, 3, 7};
    Bytes header;
    appendNumber(header, own.port, 2);
    appendNumber(header, peer.port, 2);
    appendNumber(header, own.sequence, 4);
    appendNumber(header, flags & ack ? own.acknowledgement : 0, 4);
    appendNumber(header, (tcpHeaderLength + options.size()) / 4 << 4, 1);
    appendNumber(header, flags, 1);
    appendNumber(header, 0xfaf0, 2); // window
    appendNumber(header, 0, 4);      // checksum, urgent pointer
    append(header, options);
    return header;
}

constexpr std::uint8_t tcpProtocol = 6, hopLimit = 64;

/// RFC 791 3.1 or RFC 8200 3; @p length is of what follows.
Bytes Conversation::ipHeader(Party &from, const Party &to, std::size_t length)
{
    Bytes header;
    if (from.address.size() == 16) {
        appendNumber(header, 0x60000000, 4);
        appendNumber(header, length, 2);
        append(header, Bytes{tcpProtocol, hopLimit});
        append(header, from.address);
        append(header, to.address);
        return header;
    }
    header = {0x45, 0};
    appendNumber(header, ipHeaderLength + length, 2);
    appendNumber(header, from.identification++, 2);
    appendNumber(header, 0x4000, 2); // don't fragment
    append(header, Bytes{hopLimit, tcpProtocol, 0, 0});
    append(header, from.address);
    append(header, to.address);
    setNumber(header, 10, internetChecksum({header}));
    return header;
}

/// Both, when they can be of one connection.
void Conversation::useEndpointsOf(const Trace &trace)
{
    Party client = party(Side::Client), server = party(Side::Server);
    if (!readEndpoint(trace.client, client) || !readEndpoint(trace.server, server) ||
        client.address.size() != server.address.size())
        return;
    party(Side::Client) = std::move(client);
    party(Side::Server) = std::move(server);
}

void Conversation::send(Side from, const Segment &segment, std::int64_t timeUs)
{
    Party &own = party(from);
    const Party &peer = party(peerOf(from));
    Bytes tcp = tcpHeader(from, segment.flags);
    const std::size_t tcpLength = tcp.size() + segment.payload.size();
    Bytes pseudoHeader = concat({own.address, peer.address}); // RFC 9293 3.1
    appendNumber(pseudoHeader, tcpProtocol, 2);
    appendNumber(pseudoHeader, tcpLength, 2);
    setNumber(tcp, 16, internetChecksum({pseudoHeader, tcp, segment.payload}));

    Bytes packet = ipHeader(own, peer, tcpLength);
    const auto ipLength = static_cast<std::uint32_t>(packet.size());
    append(packet, tcp);
    append(packet, segment.payload);
    Packet made;
    made.timeUs = timeUs;
    made.bytes = std::move(packet);
    made.ipHeader = ipLength;
    m_packets.push_back(std::move(made));

    own.sequence += static_cast<std::uint32_t>(segment.payload.size()) + (segment.flags & (syn | fin) ? 1 : 0);
    own.acknowledged = own.acknowledgement;
}

void Conversation::open(std::int64_t halfTripUs)
{
    Party &client = party(Side::Client), &server = party(Side::Server);
    send(Side::Client, {syn, {}}, -2 * halfTripUs);
    server.acknowledgement = client.sequence;
    send(Side::Server, {syn | ack, {}}, -halfTripUs);
    client.acknowledgement = server.sequence;
    send(Side::Client, {ack, {}}, 0);
}

void Conversation::sendRecord(Side from, RecordId id, ByteView bytes, std::int64_t timeUs)
{
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ByteView payload = bytes.subspan(sent, std::min(bytes.size() - sent, mss));
        const bool last = sent + payload.size() == bytes.size();
        send(from, {static_cast<std::uint8_t>(ack | (last ? psh : 0)), payload}, timeUs);
        m_packets.back().carries = id;
        m_packets.back().payload = {static_cast<std::uint32_t>(sent), static_cast<std::uint32_t>(payload.size())};
        sent += payload.size();
    }
    m_packets.back().record = id;
}

/// RFC 9293 3.8.6.3: an acknowledgement "for at least every second full-sized segment"; others ride on what is sent.
void Conversation::receive(Side side, std::size_t bytes, std::int64_t timeUs)
{
    Party &own = party(side);
    const std::uint32_t sent = party(peerOf(side)).sequence - own.acknowledgement;
    own.acknowledgement += std::min(static_cast<std::uint32_t>(bytes), sent);
    if (own.acknowledgement - own.acknowledged >= 2 * mss)
        send(side, {ack, {}}, timeUs);
}

/// Who ends it: the first that said so, and the client where the connection is merely left.
Side closerOf(const Trace &trace)
{
    for (const Message &message : trace.messages)
        if (message.protocol == Protocol::Alert)
            return message.from;
    return Side::Client;
}

void Conversation::close(const Trace &trace, Side lastSpeaker, std::int64_t timeUs, std::int64_t halfTripUs)
{
    if (trace.outcome.client == Status::Failed || trace.outcome.server == Status::Failed) {
        send(lastSpeaker, {rst | ack, {}}, timeUs);
        return;
    }
    const Side closer = closerOf(trace);
    Party &first = party(closer), &second = party(peerOf(closer));
    first.acknowledgement = second.sequence;
    send(closer, {fin | ack, {}}, timeUs);
    second.acknowledgement = first.sequence;
    send(peerOf(closer), {fin | ack, {}}, timeUs + halfTripUs);
    first.acknowledgement = second.sequence;
    send(closer, {ack, {}}, timeUs + 2 * halfTripUs);
}

/// How long the first record took.
std::int64_t halfTripOf(const Trace &trace)
{
    std::optional<std::uint64_t> sent;
    for (const Event &event : trace.events) {
        if (event.what == What::RecordSealed && !sent)
            sent = event.timeUs;
        else if (event.what == What::RecordOpened && sent && event.timeUs >= *sent)
            return static_cast<std::int64_t>(event.timeUs - *sent);
    }
    return 0;
}

std::vector<Packet> Conversation::carry(const Trace &trace)
{
    const std::int64_t halfTripUs = halfTripOf(trace);
    useEndpointsOf(trace);
    open(halfTripUs);
    const std::vector<RecordId> records = recordsOnTheWire(trace);
    auto record = records.begin();
    Side lastSpeaker = Side::Client;
    std::int64_t end = 0;
    for (const Event &event : trace.events) {
        const auto timeUs = static_cast<std::int64_t>(event.timeUs);
        end = std::max(end, timeUs);
        if (event.what == What::RecordSealed) {
            sendRecord(event.at, *record, trace[*record].wire, timeUs);
            lastSpeaker = event.at;
            ++record;
        } else if (event.what == What::RecordOpened) {
            receive(event.at, trace.records[event.index].wire.size(), timeUs);
        }
    }
    close(trace, lastSpeaker, end, halfTripUs);
    // The parties' events are interleaved as they depend on each other, not as their clocks ran.
    std::stable_sort(m_packets.begin(), m_packets.end(),
                     [](const Packet &a, const Packet &b) { return a.timeUs < b.timeUs; });
    return std::move(m_packets);
}

} // namespace

std::vector<Packet> tcpPackets(const Trace &trace)
{
    return Conversation().carry(trace);
}

} // namespace hd
