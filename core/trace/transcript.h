// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd {

/// What is hashed, one after the other: messageHash, messages, truncated.
struct TranscriptPart
{
    ByteView bytes; ///< of the messages alone
    std::vector<MessageId> messages;
    std::optional<Input> messageHash = {}; ///< RFC 8446 4.4.1: in the place of the first client_hello
    ByteView truncated = {};               ///< RFC 8446 4.2.11.2: a client_hello without its binders, not yet sent
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

    /// RFC 8446 4.4.1: once a server asks for another client_hello, a message_hash stands for the first. Takes all that
    /// there is so far.
    void replaceByHash(Input messageHash)
    {
        m_messageHash = std::move(messageHash);
        m_bytes.clear();
        m_messages.clear();
        m_lastAt = 0;
    }

    /// Takes back what was added last: of a message after the handshake that nothing covers.
    void dropLast()
    {
        m_bytes.resize(m_lastAt);
        m_messages.pop_back();
    }

    /// How far the handshake goes; what is added later can be taken back.
    struct Mark
    {
        std::size_t bytes = 0, messages = 0;
    };
    Mark mark() const { return {m_bytes.size(), m_messages.size()}; }
    void rewind(Mark mark)
    {
        m_bytes.resize(mark.bytes);
        m_messages.resize(mark.messages);
        m_lastAt = mark.bytes;
    }

    TranscriptPart all() const { return {m_bytes, m_messages, m_messageHash}; }
    /// "up to, but not including, this message" (RFC 5246 7.4.8 and 7.4.9), when this message is the last.
    TranscriptPart beforeLast() const
    {
        return {ByteView(m_bytes).first(m_lastAt), {m_messages.begin(), std::prev(m_messages.end())}, m_messageHash};
    }

private:
    Bytes m_bytes;
    std::vector<MessageId> m_messages;
    std::size_t m_lastAt = 0;
    std::optional<Input> m_messageHash;
};

} // namespace hd
