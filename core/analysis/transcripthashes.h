// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What both parties hash of a handshake: which messages, the hash after each, and what each of the recorded hashes is
// used for. A hash that a party used is in the recording; those in between are computed here, for showing, from the
// same bytes.

#include "trace/timeline.h"

#include <array>

namespace hd {

/// How a message stands to the transcript of a handshake.
enum class Hashed : std::uint8_t {
    Yes,
    AfterHandshake,   ///< RFC 8446 4.4: the handshake's transcript goes on with it and is then as it was
    NotHandshake,     ///< an alert or application data: another protocol
    ChangeCipherSpec, ///< a protocol of its own
    HelloRequest,     ///< RFC 5246 7.4.1.1
    PostHandshake,    ///< RFC 8446 4.4.1: new_session_ticket and key_update come after the handshake
    NotUnderstood,    ///< it could not be decoded, and ended the handshake
    NotTaken          ///< it never arrived, or came when nobody expected it
};

/// A hash that a party computed of the transcript, and what took it.
struct TranscriptUse
{
    Side by = Side::Client;
    /// The recorded hash; in SSL 3.0 with master secret and pads, in `certificate_verify` up to TLS 1.2 the signature
    /// itself. Nothing where a check took the messages.
    std::optional<DerivationId> hash;
    std::vector<DerivationId> derivations; ///< that take it, or are it
    std::vector<std::uint32_t> checks;
    bool binders = false;     ///< RFC 8446 4.2.11.2: of a client_hello without its binders
    bool messageHash = false; ///< RFC 8446 4.4.1: it takes the place of the messages
    Playhead at = 0;          ///< from which on it is there

    bool operator==(const TranscriptUse &) const = default;
};

struct TranscriptRow
{
    MessageId message;
    Hashed hashed = Hashed::Yes;  ///< by anybody
    std::array<bool, 2> in{};     ///< by side: whether it is in that party's transcript
    std::array<Bytes, 2> after;   ///< by side: the hash of all so far; empty: not in it, or no hash was agreed on
    std::array<Playhead, 2> at{}; ///< by side: from which on the party has it; 0: never
    std::vector<TranscriptUse> uses;
    bool replaced = false; ///< from hello_retry_request on, a message_hash stands for it

    /// Whether both have a hash here, or should have, and not the same.
    bool differs() const { return in[0] && in[1] && after[0] != after[1]; }
    bool operator==(const TranscriptRow &) const = default;
};

/// What the running hashes are of.
enum class TranscriptForm : std::uint8_t {
    Unknown, ///< no suite was agreed on
    Plain,   ///< of the messages as they are
    Ssl3     ///< of the messages; a party goes on with the sender, the master secret and pads (RFC 6101 5.6.9)
};

struct TranscriptTable
{
    std::uint32_t handshake = 0; ///< from 0
    TranscriptForm form = TranscriptForm::Unknown;
    bool tls13 = false;
    /// By side: whether the recording tells what the party received, without which its transcript is not known.
    std::array<bool, 2> told{};
    std::string hash;                ///< "SHA-256", "MD5+SHA-1"
    std::vector<TranscriptRow> rows; ///< every message from the start of the handshake to the next one's

    bool operator==(const TranscriptTable &) const = default;
};

/// One for each handshake. Never throws; a recording without any gives none.
std::vector<TranscriptTable> transcriptTables(const Trace &trace);

} // namespace hd
