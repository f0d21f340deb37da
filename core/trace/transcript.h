// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd {

/// Messages and their bytes, one after the other.
struct TranscriptPart
{
    ByteView bytes;
    std::vector<MessageId> messages;
};

/// All handshake messages sent and received so far, headers included (RFC 5246 7.4.9). hello_request,
/// change_cipher_spec and alerts are not handshake messages in this sense and never come here.
class Transcript
{
public:
    void add(MessageId id, ByteView bytes)
    {
        m_lastAt = m_bytes.size();
        m_messages.push_back(id);
        append(m_bytes, bytes);
    }

    /// Begins anew with the message that was added last: the client_hello of a handshake within the connection.
    void keepLast()
    {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_lastAt));
        m_messages.erase(m_messages.begin(), std::prev(m_messages.end()));
        m_lastAt = 0;
    }

    TranscriptPart all() const { return {m_bytes, m_messages}; }
    /// "up to, but not including, this message" (RFC 5246 7.4.8 and 7.4.9), when this message is the last.
    TranscriptPart beforeLast() const
    {
        return {ByteView(m_bytes).first(m_lastAt), {m_messages.begin(), std::prev(m_messages.end())}};
    }

private:
    Bytes m_bytes;
    std::vector<MessageId> m_messages;
    std::size_t m_lastAt = 0;
};

} // namespace hd
