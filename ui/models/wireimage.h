// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd::ui {

/// The bytes that a hex view shows for one message, and where the message's own bytes are among them.
///
/// Wire: the records that carried the message, whole and one after the other; where they are encrypted, a byte of the
/// message lies somewhere in the ciphertext: exactly for AEAD ciphers, to the block for CBC.
/// Decoded: Message::bytes.
class WireImage
{
public:
    enum class View : std::uint8_t { Wire, Decoded };

    WireImage() = default;
    WireImage(const Trace &trace, MessageId message, View view);

    View view() const { return m_view; }
    ByteView bytes() const { return m_bytes; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_bytes.size()); }

    /// Where a range of the message lies, in order; adjacent pieces are joined.
    std::vector<Range> fromMessage(Range range) const;
    /// The byte of the message at @p offset; nothing for a record's header, for padding, for other messages and for
    /// what is compressed.
    std::optional<std::uint32_t> toMessage(std::uint32_t offset) const;

    /// Where a range of Record::wire lies; nothing in the Decoded view or for another message's record.
    std::optional<Range> fromRecord(RecordId record, Range range) const;
    struct RecordByte
    {
        RecordId record;
        std::uint32_t offset = 0; ///< within Record::wire
    };
    std::optional<RecordByte> toRecord(std::uint32_t offset) const;

    /// What belongs to other messages in the same records.
    const std::vector<Range> &foreign() const { return m_foreign; }

private:
    /// A run of the message's bytes: `image` and `message` have the same length, unless the record is compressed.
    struct Piece
    {
        Range image;
        Range message;
        std::uint32_t block = 1; ///< grain of the mapping, counted from blockStart
        std::uint32_t blockStart = 0;
        bool compressed = false; ///< all of the image stands for each byte of the message
    };
    struct Part
    {
        RecordId record;
        Range image;
    };

    void addRecord(const Trace &trace, RecordId record, const Message &message);

    View m_view = View::Wire;
    Bytes m_bytes;
    std::vector<Part> m_parts;
    std::vector<Piece> m_pieces;
    std::vector<Range> m_foreign;
};

/// The offset within Record::wire of the first byte of Record::plaintext (or of its ciphertext).
std::uint32_t contentOffset(const Record &record);

} // namespace hd::ui
