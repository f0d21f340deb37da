// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/layers.h"

#include "analysis/recordparts.h"
#include "formats/tcppackets.h"

namespace hd {

PacketIndex::PacketIndex(const Trace &trace) : m_packets(trace.records.size())
{
    std::uint32_t number = 0;
    for (const Packet &packet : tcpPackets(trace)) {
        ++number;
        if (packet.carries)
            m_packets[packet.carries->index].push_back({number, packet.ipHeader, tcpHeaderLength, packet.payload});
    }
}

namespace {

class Builder
{
public:
    Builder(const Trace &trace, const RecordIndex &index, const PacketIndex &packets, MessageId message)
        : m_trace(trace), m_index(index), m_packets(packets), m_message(message)
    {}

    MessageLayers build()
    {
        std::vector<RecordId> records;
        for (const MessageSpan &span : m_trace[m_message].spans)
            if (records.empty() || records.back() != span.record)
                records.push_back(span.record);
        for (const RecordId record : records)
            layDown(record);
        for (const RecordId record : records)
            addRecord(record);
        m_layers.records = static_cast<std::uint32_t>(records.size());
        return std::move(m_layers);
    }

private:
    std::uint32_t &bytes(Layer layer) { return m_layers.bytes[static_cast<std::size_t>(layer)]; }

    void layDown(RecordId record)
    {
        std::uint32_t &at = m_layers.size;
        const std::vector<CarryingPacket> &packets = m_packets.of(record);
        if (packets.empty()) {
            const Range all{0, static_cast<std::uint32_t>(m_trace[record].wire.size())};
            m_layers.onTheWire = false;
            m_layers.stretches.push_back({record, all, at});
            at += all.length;
        }
        for (const CarryingPacket &packet : packets) {
            const std::string name = std::to_string(packet.number);
            const auto box = [&](Layer layer, LayerBox::Kind kind, Range range) {
                LayerBox made;
                made.layer = layer;
                made.kind = kind;
                made.at = range;
                made.name = name;
                made.record = record;
                made.of = packet.payload;
                m_layers.boxes.push_back(std::move(made));
            };
            const std::uint32_t segment = packet.tcpHeader + packet.payload.length;
            box(Layer::Ip, LayerBox::Kind::Whole, {at, packet.ipHeader + segment});
            box(Layer::Ip, LayerBox::Kind::Header, {at, packet.ipHeader});
            at += packet.ipHeader;
            box(Layer::Tcp, LayerBox::Kind::Whole, {at, segment});
            box(Layer::Tcp, LayerBox::Kind::Header, {at, packet.tcpHeader});
            at += packet.tcpHeader;
            m_layers.stretches.push_back({record, packet.payload, at});
            at += packet.payload.length;
            bytes(Layer::Ip) += packet.ipHeader;
            bytes(Layer::Tcp) += packet.tcpHeader;
            ++m_layers.packets;
        }
    }

    /// One box for each stretch in which a part of @p wire lies.
    void place(LayerBox box, Range wire, bool begins = true, bool ends = true)
    {
        for (const LineStretch &stretch : m_layers.stretches) {
            const std::uint32_t from = std::max(wire.offset, stretch.wire.offset);
            const std::uint32_t to = std::min(wire.end(), stretch.wire.end());
            if (stretch.record != *box.record || from >= to)
                continue;
            box.at = {stretch.at + from - stretch.wire.offset, to - from};
            box.begins = begins && from == wire.offset;
            box.ends = ends && to == wire.end();
            m_layers.boxes.push_back(box);
        }
    }

    void addRecord(RecordId id)
    {
        const Record &record = m_trace[id];
        LayerBox box;
        box.record = id;
        box.name = std::to_string(id.index + 1);
        const auto size = static_cast<std::uint32_t>(record.wire.size());
        const auto header = static_cast<std::uint32_t>(record.headerLength());
        place(box, {0, size});
        box.kind = LayerBox::Kind::Header;
        box.name = "header";
        box.part = "type";
        place(box, {0, header});
        std::uint32_t own = size; // what the record adds
        for (const RecordPart &part : recordParts(record)) {
            if (!part.leaf || !part.sent() || part.wire.end() <= header)
                continue;
            box.part = box.name = part.name;
            box.kind = LayerBox::Kind::Part;
            const bool holds = part.name == "content" || part.name == "compressed" || part.name == "ciphertext";
            if (holds) {
                own -= part.wire.length;
                addContent(id, part);
            } else {
                place(box, part.wire);
            }
        }
        bytes(Layer::Record) += own;
    }

    void addContent(RecordId id, const RecordPart &part)
    {
        const Record &record = m_trace[id];
        const bool exact = part.name == "content";
        const std::vector<MessageId> &messages = m_index[id].messages;
        std::uint32_t placed = 0;
        for (const MessageId message : messages) {
            if (!exact && message != m_message)
                continue; // all of it stands for every message
            for (const MessageSpan &span : m_trace[message].spans) {
                if (span.record != id)
                    continue;
                const Range wire =
                    exact ? Range{part.wire.offset + span.plaintext.offset, span.plaintext.length} : part.wire;
                const bool sealed = part.name == "ciphertext";
                addPiece(id, message, span, wire, sealed);
                placed += wire.length;
                count(message, wire.length);
                if (!exact)
                    break;
            }
        }
        // What belongs to no message: garbage that opened, or early data that nobody wanted
        if (record.wire.size() > 0 && placed < part.wire.length)
            m_layers.others += part.wire.length - placed;
    }

    void count(MessageId message, std::uint32_t length)
    {
        if (message != m_message)
            m_layers.others += length;
        else if (m_trace[message].protocol == Protocol::ApplicationData)
            bytes(Layer::Application) += length;
        else
            bytes(Layer::Protocol) += length;
    }

    /// Where the bytes of @p span begin in its message.
    std::uint32_t before(MessageId message, const MessageSpan &span) const
    {
        std::uint32_t at = 0;
        for (const MessageSpan &other : m_trace[message].spans) {
            if (other == span)
                break;
            at += other.plaintext.length;
        }
        return at;
    }

    void addPiece(RecordId id, MessageId message, const MessageSpan &span, Range wire, bool sealed)
    {
        const Message &own = m_trace[message];
        LayerBox box;
        box.layer = Layer::Protocol;
        box.kind = sealed ? LayerBox::Kind::Sealed : LayerBox::Kind::Whole;
        box.name = own.name;
        box.record = id;
        box.message = message;
        box.own = message == m_message;
        const std::uint32_t from = before(message, span);
        const bool begins = from == 0;
        const bool ends = &span == &own.spans.back();
        box.of = {from, span.plaintext.length};
        place(box, wire, begins, ends);
        if (own.protocol == Protocol::ApplicationData) {
            box.layer = Layer::Application;
            place(box, wire, begins, ends);
        }
        if (own.protocol != Protocol::Handshake || !box.own || sealed || wire.length != span.plaintext.length ||
            own.bytes.size() < handshakeHeader || own.name == "v2_client_hello")
            return;
        const std::uint32_t header = from < handshakeHeader ? std::min(handshakeHeader - from, wire.length) : 0;
        box.kind = LayerBox::Kind::Header;
        box.of = {from, header};
        place(box, {wire.offset, header});
        box.kind = LayerBox::Kind::Body;
        box.of = {from + header, wire.length - header};
        place(box, {wire.offset + header, wire.length - header});
    }

    static constexpr std::uint32_t handshakeHeader = 4; ///< msg_type and length (RFC 5246 7.4)

    const Trace &m_trace;
    const RecordIndex &m_index;
    const PacketIndex &m_packets;
    MessageId m_message;
    MessageLayers m_layers;
};

} // namespace

std::vector<Range> onLine(const MessageLayers &layers, RecordId record, Range wire)
{
    std::vector<Range> found;
    for (const LineStretch &stretch : layers.stretches) {
        const std::uint32_t from = std::max(wire.offset, stretch.wire.offset);
        const std::uint32_t to = std::min(wire.end(), stretch.wire.end());
        if (stretch.record == record && from < to)
            found.push_back({stretch.at + from - stretch.wire.offset, to - from});
    }
    return found;
}

MessageLayers layersOf(const Trace &trace, const RecordIndex &index, const PacketIndex &packets, MessageId message)
{
    return Builder(trace, index, packets, message).build();
}

} // namespace hd
