// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd {

/// Collects one sender's handshake messages from its records: a message may span records, and a record may hold several
/// messages (RFC 5246 6.2.1).
class HandshakeReassembler
{
public:
    /// Longer than any handshake message needs to be (a long chain of long certificates).
    static constexpr std::size_t longest = 1 << 17;

    struct Whole
    {
        Bytes bytes; ///< header included
        std::vector<MessageSpan> spans;
    };

    void add(RecordId record, ByteView plaintext);
    /// The next whole message; nothing when more bytes are needed, or when there is an error().
    std::optional<Whole> next();
    /// Set once a message says that it is longer than `longest`; its range is within that message.
    const std::optional<DecodeError> &error() const { return m_error; }
    /// Whether a message has begun and is not whole: no other protocol may come in between.
    bool partial() const { return !m_bytes.empty(); }

private:
    std::vector<MessageSpan> takeSpans(std::size_t length);

    Bytes m_bytes;
    std::vector<MessageSpan> m_spans; ///< of m_bytes
    std::optional<DecodeError> m_error;
};

} // namespace hd
