// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recordlayer.h"

#include <utility>

namespace hd {

RecordLayer::RecordLayer(Recorder &recorder, Entropy &entropy) : m_recorder(recorder), m_entropy(entropy)
{
    m_write.protection = makeNullProtection();
    m_read.protection = makeNullProtection();
}

void RecordLayer::install(Direction &direction, std::unique_ptr<Protection> protection)
{
    const std::uint64_t clear = direction.epoch == 0 ? direction.sequence : direction.clearSequence;
    const std::uint32_t epoch = direction.installed + 1;
    direction = {std::move(protection), epoch};
    direction.clearSequence = clear;
    direction.installed = epoch;
}

void RecordLayer::installWrite(std::unique_ptr<Protection> protection, std::uint8_t compression)
{
    install(m_write, std::move(protection));
    if (compression == deflateCompression)
        m_write.compressor = std::make_unique<Compressor>();
}

void RecordLayer::installRead(std::unique_ptr<Protection> protection, std::uint8_t compression)
{
    install(m_read, std::move(protection));
    if (compression == deflateCompression)
        m_read.decompressor = std::make_unique<Decompressor>();
}

void RecordLayer::writeInClear()
{
    m_write.protection = makeNullProtection();
    m_write.epoch = 0;
    m_write.sequence = m_write.clearSequence;
}

void RecordLayer::readInClear()
{
    m_read.protection = makeNullProtection();
    m_read.epoch = 0;
    m_read.sequence = m_read.clearSequence;
}

void RecordLayer::setReceiveLimit(std::size_t bytes, SizeLimit kind)
{
    m_receiveLimit = std::min(bytes, maxPlaintext + 1);
    m_receiveLimitKind = kind;
}

std::vector<MessageSpan> RecordLayer::write(Protocol type, ByteView bytes)
{
    // RFC 5246 6.2.1 would let an alert be fragmented too, which peers refuse.
    const std::size_t limit = type == Protocol::Alert ? maxPlaintext : m_fragmentLimit;
    std::vector<MessageSpan> spans;
    do {
        const ByteView fragment = bytes.first(std::min(bytes.size(), limit));
        spans.push_back({seal(type, fragment), {0, static_cast<std::uint32_t>(fragment.size())}});
        bytes = bytes.subspan(fragment.size());
    } while (!bytes.empty());
    return spans;
}

Record RecordLayer::sending(Protocol type, ByteView plaintext)
{
    Record record;
    record.from = m_recorder.side();
    record.type = type;
    record.version = m_version;
    record.epoch = m_write.epoch;
    record.sequence = m_write.sequence++;
    record.plaintext.assign(plaintext.begin(), plaintext.end());
    return record;
}

void RecordLayer::skipEarlyData(std::size_t bytes, bool allProtected)
{
    m_skipLimit = bytes;
    m_skipsAll = allProtected;
    // The keys of early data are a step that this party does not take.
    if (bytes > 0 && m_skippedEpoch == 0)
        m_skippedEpoch = ++m_read.installed;
}

RecordId RecordLayer::seal(Protocol type, ByteView plaintext)
{
    Record record = sending(type, plaintext);
    if (m_paddingBlock > 1 && m_write.protection->kind() == ProtectionKind::Tls13) {
        // RFC 8446 5.4: content, type and padding are at most 2^14 + 1 bytes
        const std::size_t over = (plaintext.size() + 1) % m_paddingBlock;
        const std::size_t most = m_fragmentLimit - std::min(m_fragmentLimit, plaintext.size());
        record.padding.assign(over == 0 ? 0 : std::min(m_paddingBlock - over, most), 0);
    }
    if (m_write.compressor)
        record.compressed = m_write.compressor->compress(plaintext);
    m_write.protection->seal(record, m_entropy);
    append(m_output, record.wire);
    return m_recorder.recordSealed(std::move(record));
}

std::vector<MessageSpan> RecordLayer::writeSslV2(ByteView message)
{
    Record record = sending(Protocol::Handshake, message);
    record.version = ssl20;
    record.wire = {static_cast<std::uint8_t>(sslV2Mark | message.size() >> 8),
                   static_cast<std::uint8_t>(message.size())};
    append(record.wire, message);
    append(m_output, record.wire);
    return {{m_recorder.recordSealed(std::move(record)), {0, static_cast<std::uint32_t>(message.size())}}};
}

Bytes RecordLayer::takeOutput()
{
    return std::exchange(m_output, {});
}

ByteView RecordLayer::nextWire() const
{
    const ByteView input = ByteView(m_input).subspan(m_consumed);
    if (input.size() < recordHeaderLength)
        return {};
    const std::size_t length = recordHeaderLength + static_cast<std::size_t>(input[3] << 8 | input[4]);
    return input.size() < length ? ByteView() : input.first(length);
}

void RecordLayer::feed(ByteView bytes)
{
    if (m_consumed > 0) {
        m_input.erase(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(m_consumed));
        m_consumed = 0;
    }
    append(m_input, bytes);
}

} // namespace hd
