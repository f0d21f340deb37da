// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wireimage.h"

namespace hd::ui {

std::uint32_t contentOffset(const Record &record)
{
    return record.protection == ProtectionKind::Null || record.ciphertext.length == 0
               ? static_cast<std::uint32_t>(record.headerLength())
               : record.ciphertext.offset;
}

WireImage::WireImage(const Trace &trace, MessageId id, View view) : m_view(view)
{
    const Message &message = trace[id];
    if (view == View::Decoded) {
        m_bytes = message.bytes;
        const Range all{0, size()};
        m_pieces.push_back({all, all, 1, 0, false});
        return;
    }
    std::optional<RecordId> last;
    for (const MessageSpan &span : message.spans) {
        if (span.record != last)
            addRecord(trace, span.record, message);
        last = span.record;
    }
    std::uint32_t at = 0; // the spans of a message are its bytes in order
    for (Piece &piece : m_pieces) {
        piece.message.offset = at;
        at += piece.message.length;
    }
}

void WireImage::addRecord(const Trace &trace, RecordId id, const Message &message)
{
    const Record &record = trace[id];
    const Range image{size(), static_cast<std::uint32_t>(record.wire.size())};
    append(m_bytes, record.wire);
    m_parts.push_back({id, image});

    const std::uint32_t content = image.offset + contentOffset(record);
    const bool blocks = record.protection == ProtectionKind::Cbc && !record.iv.empty();
    std::uint32_t covered = content;
    for (const MessageSpan &span : message.spans) {
        if (span.record != id)
            continue;
        Piece piece{
            {content + span.plaintext.offset, span.plaintext.length}, {0, span.plaintext.length}, 1, content, false};
        if (blocks)
            piece.block = static_cast<std::uint32_t>(record.iv.size());
        if (record.compressed) {
            piece.compressed = true;
            piece.image = {content, static_cast<std::uint32_t>(record.compressed->size())};
            piece.block = std::max(piece.image.length, 1U);
        }
        if (piece.image.offset > covered)
            m_foreign.push_back({covered, piece.image.offset - covered});
        covered = piece.image.end();
        m_pieces.push_back(piece);
    }
    if (record.compressed)
        return;
    const std::uint32_t end = content + static_cast<std::uint32_t>(record.plaintext.size());
    if (end > covered)
        m_foreign.push_back({covered, end - covered});
}

std::vector<Range> WireImage::fromMessage(Range range) const
{
    std::vector<Range> found;
    for (const Piece &piece : m_pieces) {
        const std::uint32_t from = std::max(range.offset, piece.message.offset);
        const std::uint32_t to = std::min(range.end(), piece.message.end());
        if (from >= to)
            continue;
        std::uint32_t begin =
            piece.image.offset + std::min(from - piece.message.offset, std::max(piece.image.length, 1U) - 1);
        std::uint32_t end = std::min(begin + (to - from), piece.image.end());
        begin -= (begin - piece.blockStart) % piece.block;
        end += (piece.block - (end - piece.blockStart) % piece.block) % piece.block;
        if (!found.empty() && found.back().end() >= begin)
            found.back().length = end - found.back().offset;
        else
            found.push_back({begin, end - begin});
    }
    return found;
}

std::optional<std::uint32_t> WireImage::toMessage(std::uint32_t offset) const
{
    for (const Piece &piece : m_pieces)
        if (piece.image.contains(offset) && !piece.compressed)
            return piece.message.offset + (offset - piece.image.offset);
    return std::nullopt;
}

std::optional<Range> WireImage::fromRecord(RecordId record, Range range) const
{
    for (const Part &part : m_parts)
        if (part.record == record && range.end() <= part.image.length)
            return Range{part.image.offset + range.offset, range.length};
    return std::nullopt;
}

std::optional<WireImage::RecordByte> WireImage::toRecord(std::uint32_t offset) const
{
    for (const Part &part : m_parts)
        if (part.image.contains(offset))
            return RecordByte{part.record, offset - part.image.offset};
    return std::nullopt;
}

} // namespace hd::ui
