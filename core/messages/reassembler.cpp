// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/reassembler.h"

#include "messages/messages.h"

namespace hd {

void HandshakeReassembler::add(RecordId record, ByteView plaintext)
{
    append(m_bytes, plaintext);
    m_spans.push_back({record, {0, static_cast<std::uint32_t>(plaintext.size())}});
}

std::optional<HandshakeReassembler::Whole> HandshakeReassembler::next()
{
    if (m_error || m_bytes.size() < handshakeHeaderLength)
        return std::nullopt;
    const auto body = static_cast<std::size_t>(m_bytes[1] << 16 | m_bytes[2] << 8 | m_bytes[3]);
    if (body > longest) {
        m_error = DecodeError{std::to_string(body) + " bytes are more than any message needs", "length", {1, 3}};
        return std::nullopt;
    }
    const std::size_t length = handshakeHeaderLength + body;
    if (m_bytes.size() < length)
        return std::nullopt;
    const auto end = m_bytes.begin() + static_cast<std::ptrdiff_t>(length);
    Whole whole{Bytes(m_bytes.begin(), end), takeSpans(length)};
    m_bytes.erase(m_bytes.begin(), end);
    return whole;
}

/// The spans of the first @p length bytes.
std::vector<MessageSpan> HandshakeReassembler::takeSpans(std::size_t length)
{
    std::vector<MessageSpan> taken;
    std::size_t used = 0;
    while (length > 0) {
        MessageSpan &first = m_spans[used];
        const auto part = static_cast<std::uint32_t>(std::min<std::size_t>(length, first.plaintext.length));
        taken.push_back({first.record, {first.plaintext.offset, part}});
        first.plaintext = {first.plaintext.offset + part, first.plaintext.length - part};
        length -= part;
        used += first.plaintext.length == 0;
    }
    m_spans.erase(m_spans.begin(), m_spans.begin() + static_cast<std::ptrdiff_t>(used));
    return taken;
}

} // namespace hd
