// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One message as it lay in the layers below it: which bytes of the packets were whose.

#include "analysis/recordindex.h"

#include <array>

namespace hd {

/// From what the two programs have to say to each other down to the network. TLS is the two in the middle.
enum class Layer : std::uint8_t { Application, Protocol, Record, Tcp, Ip };
inline constexpr std::size_t layerCount = 5;

/// A packet that carries bytes of a record.
struct CarryingPacket
{
    std::uint32_t number = 0; ///< from 1, in the capture
    std::uint32_t ipHeader = 0, tcpHeader = 0;
    Range payload; ///< within Record::wire
};

/// The packets of a capture (formats/tcppackets.h) by the records that they carry, found once for all of them.
class PacketIndex
{
public:
    PacketIndex() = default;
    explicit PacketIndex(const Trace &trace);
    /// None for a record that did not get onto the wire as it is.
    const std::vector<CarryingPacket> &of(RecordId record) const { return m_packets[record.index]; }

private:
    std::vector<std::vector<CarryingPacket>> m_packets;
};

/// A run of bytes on the line, which is the packets of the message one after the other.
struct LayerBox
{
    enum class Kind : std::uint8_t {
        Whole,  ///< a packet, a segment, a record, a message: what is in it lies in boxes of the layers above
        Header, ///< of an IP packet, a TCP segment, a record, a handshake message
        Body,   ///< of a message, after its header
        Part,   ///< of a record, named
        Sealed  ///< what nobody who made the trace could open
    };

    Layer layer = Layer::Record;
    Kind kind = Kind::Whole;
    Range at; ///< on the line
    /// Whether it goes on in another packet or another record, to the left or to the right.
    bool begins = true, ends = true;
    std::string name;               ///< `tag`, `certificate`; of a packet and its segment: its number
    bool own = true;                ///< whether it is of the message itself, not of another in the same record
    std::optional<RecordId> record; ///< the box is of, or in
    std::string part;               ///< name of a RecordPart
    std::optional<MessageId> message;
    Range of{}; ///< which bytes of the message, or of the record that an IP packet or TCP segment carries
    bool operator==(const LayerBox &) const = default;
};

/// Bytes of a record that lie next to each other on the line.
struct LineStretch
{
    RecordId record;
    Range wire;           ///< within Record::wire
    std::uint32_t at = 0; ///< on the line
    bool operator==(const LineStretch &) const = default;
};

struct MessageLayers
{
    std::uint32_t size = 0;      ///< bytes on the line: of all packets, headers included
    std::vector<LayerBox> boxes; ///< a whole before what is in it
    /// What each layer adds of its own: the headers of IP and TCP; what a record has beside content; the message; and
    /// in the place of the application, what it has to say. With `others` they add up to `size`.
    std::array<std::uint32_t, layerCount> bytes{};
    std::vector<LineStretch> stretches; ///< in their order
    std::uint32_t others = 0;           ///< of other messages in the same records
    std::uint32_t records = 0, packets = 0;
    bool onTheWire = true; ///< false: it was changed or taken away before it got there
};

/// Where @p wire of @p record lies on the line.
std::vector<Range> onLine(const MessageLayers &layers, RecordId record, Range wire);

MessageLayers layersOf(const Trace &trace, const RecordIndex &index, const PacketIndex &packets, MessageId message);

} // namespace hd
