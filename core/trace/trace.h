// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The recording of one connection: plain values, immutable once made. Everything that is shown, exported, compared or
// verified reads this and nothing else.

#include "wire/bytes.h"
#include "wire/error.h"
#include "wire/field.h"

#include <compare>

namespace hd {

enum class Side : std::uint8_t { Client, Server };
constexpr Side peerOf(Side side)
{
    return side == Side::Client ? Side::Server : Side::Client;
}

/// The four protocols above the record protocol; the values are those of ContentType (RFC 5246 6.2.1).
enum class Protocol : std::uint8_t { ChangeCipherSpec = 20, Alert = 21, Handshake = 22, ApplicationData = 23 };

/// A typed index into one of the vectors of Trace.
template<class Tag>
struct Id
{
    std::uint32_t index = 0;
    auto operator<=>(const Id &) const = default;
};
using MessageId = Id<struct MessageTag>; ///< shown to people as index + 1: "#4"
using RecordId = Id<struct RecordTag>;
using DerivationId = Id<struct DerivationTag>;

/// Where bytes of a message lie: a message may span records and a record may hold several messages.
struct MessageSpan
{
    RecordId record;
    Range plaintext; ///< within Record::plaintext
    bool operator==(const MessageSpan &) const = default;
};

struct Message
{
    Side from = Side::Client;
    Protocol protocol = Protocol::Handshake;
    std::string name;         ///< `client_hello`, `change_cipher_spec`, `alert`, `application_data`
    std::uint32_t epoch = 0;  ///< of the sender's write keys; 0 is before any key
    bool encrypted = false;   ///< whether the records that carried it were encrypted
    std::uint32_t flight = 1; ///< from 1; a flight is a run of messages of one side in one handshake
    Bytes bytes;              ///< in clear, a handshake message with its four-byte header
    std::vector<MessageSpan> spans;
    FieldTree fields; ///< ranges are within `bytes`
    std::optional<DecodeError> error;

    /// Nothing when it has no such field.
    const Field *field(std::string_view path) const
    {
        const std::optional<FieldIndex> at = fields.find(path);
        return at ? &fields[*at] : nullptr;
    }
    bool operator==(const Message &) const = default;
};

enum class ProtectionKind : std::uint8_t { Null, Stream, Cbc, Aead, Tls13 };

/// What stands for the version of a record in SSL 2.0's format, which says none.
inline constexpr std::uint16_t sslV2RecordVersion = 0x0002;

/// One record as it went over the wire, and how it was sealed. Ranges are within `wire`. That of an SSL 2.0-format
/// client_hello has version 0x0002 and a header of two bytes (RFC 5246 E.2).
struct Record
{
    Side from = Side::Client;
    Protocol type = Protocol::Handshake; ///< of the plaintext; what the header of a TLS 1.3 record says is in wire[0]
    std::uint16_t version = 0;
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;      ///< within the epoch
    Bytes wire;                      ///< header and fragment
    Bytes plaintext;                 ///< TLSPlaintext.fragment
    std::optional<Bytes> compressed; ///< TLSCompressed.fragment, where compression is in use
    ProtectionKind protection = ProtectionKind::Null;
    bool encryptThenMac = false;
    Range explicitNonce;  ///< CBC: the explicit IV; GCM: the explicit eight bytes of the nonce
    Range ciphertext;     ///< what the cipher put out, without explicit nonce, tag, and MAC of encrypt-then-MAC
    Range tag;            ///< AEAD: the authentication tag; encrypt-then-MAC: the MAC
    Bytes nonce;          ///< AEAD: all twelve bytes
    Bytes iv;             ///< CBC: the IV that was used
    Bytes additionalData; ///< AEAD: additional data; MAC ciphers: the pseudo header under the MAC
    Bytes mac;            ///< MAC ciphers: its value; AEAD: the tag
    Bytes padding;        ///< CBC: padding with its length byte; TLS 1.3: the zeros after the content type

    /// Bytes of the header within `wire`.
    std::size_t headerLength() const
    {
        return std::min<std::size_t>(version == sslV2RecordVersion ? 2 : 5, wire.size());
    }
    bool operator==(const Record &) const = default;
};

struct FieldRef
{
    MessageId message;
    std::string path;
    bool operator==(const FieldRef &) const = default;
};

/// One labelled input of a derivation or check, and where it came from.
struct Input
{
    std::string role; ///< `secret`, `label`, `seed`, `private_key`, `group`, `messages`, ...
    std::string text; ///< for inputs that are words or numbers: the label, a group's name, a length
    Bytes value;      ///< for inputs that are bytes
    std::optional<DerivationId> derivation; ///< set when `value` is (the start of) that derivation's output
    std::vector<FieldRef> fields;           ///< set when `value` is these fields, one after the other
    std::vector<MessageId> messages;        ///< set when `value` is these messages, one after the other (then empty)
    bool operator==(const Input &) const = default;
};

/// One value that a party computed or drew.
struct Derivation
{
    Side by = Side::Client;
    std::string name;      ///< `client_random`, `pre_master_secret`, `key_block`, `client_write_MAC_key`
    std::string operation; ///< see trace/operations.h for the list and the inputs that each takes
    std::vector<Input> inputs;
    Bytes output;
    bool secret = false;                   ///< whether an eavesdropper must not learn it
    std::optional<MessageId> afterMessage; ///< the last message that the party had sent or received
    bool operator==(const Derivation &) const = default;
};

/// A rule that a party enforced. A failed check ends the connection with its alert.
struct Check
{
    Side by = Side::Client;
    std::string name; ///< `finished.verify_data`, `certificate.signature`, `record.mac`
    bool passed = false;
    std::string operation; ///< how it was decided; see trace/operations.h
    std::string expected;  ///< for people, bytes in hex
    std::string actual;
    std::vector<Input> inputs;
    std::string clause; ///< "RFC 5246 7.4.9"
    std::optional<MessageId> message;
    std::optional<std::uint8_t> alert; ///< AlertDescription that a failure leads to
    bool operator==(const Check &) const = default;
};

/// One row of a negotiation's table.
struct Candidate
{
    std::uint32_t code = 0; ///< IANA value
    std::string name;
    bool offered = false;   ///< by the peer (for a server) or by this party (for a client)
    bool supported = false; ///< by this party's configuration
    bool usable = false;    ///< also possible with certificate, version and what was chosen before
    bool chosen = false;
    std::string reason; ///< key of a text in resources/explanations/<lang>/reasons.md
    bool operator==(const Candidate &) const = default;
};

/// What was offered, what was possible and why the choice fell.
struct Decision
{
    Side by = Side::Server;
    std::string what; ///< `version`, `cipher_suite`, `group`, `signature`, `compression`, `alpn`
    std::vector<Candidate> candidates;
    std::string chosen; ///< its name; empty when nothing was possible
    std::string rule;   ///< key of a text in reasons.md
    std::string clause;
    std::optional<MessageId> message; ///< the one that asked
    bool operator==(const Decision &) const = default;
};

/// An optional message that this handshake does without, and why.
struct Omission
{
    Side by = Side::Server;
    std::string message; ///< `server_key_exchange`
    std::string reason;  ///< key of a text in reasons.md
    std::string clause;
    std::optional<MessageId> after; ///< it would have come right after this message
    bool operator==(const Omission &) const = default;
};

struct StateChange
{
    Side by = Side::Client;
    std::string from;
    std::string state; ///< `wait_server_hello`, `connected`, `failed`
    std::string on;    ///< message name, or empty
    std::string clause;
    bool operator==(const StateChange &) const = default;
};

/// From here on a party protects (write) or expects protected (read) records with these keys.
struct KeyInstallation
{
    Side by = Side::Client;
    bool write = false;
    std::uint32_t epoch = 0;
    std::string suite;
    std::vector<DerivationId> keys;
    bool operator==(const KeyInstallation &) const = default;
};

enum class What : std::uint8_t {
    MessageSent,
    MessageReceived,
    RecordSealed,
    RecordOpened,
    Derivation,
    Check,
    Decision,
    Omission,
    State,
    Keys
};

/// One thing that happened. Events are in an order in which they could have happened, both parties interleaved: each
/// party's own order is exact, and nothing is received before it was sent.
struct Event
{
    Side at = Side::Client;
    What what = What::MessageSent;
    std::uint32_t index = 0;  ///< into the vector of Trace that `what` names
    std::uint64_t timeUs = 0; ///< on the scenario's clock, from the start of the connection
    bool operator==(const Event &) const = default;
};

enum class Status : std::uint8_t { Handshaking, Open, Closed, Failed };

struct Negotiated
{
    std::string version; ///< "TLS 1.2"; empty when none was agreed
    std::string suite;   ///< IANA name
    std::string keyExchange;
    std::string cipher; ///< "AES_128_CBC"
    std::string hash;   ///< "SHA256"
    std::string group;
    std::string alpn;
    std::string compression; ///< "DEFLATE"; empty: null
    bool extendedMasterSecret = false;
    bool encryptThenMac = false;
    bool resumed = false;
    bool secureRenegotiation = false; ///< whether both know RFC 5746
    std::string earlyData;            ///< `accepted`, `rejected`; empty: none was offered
    bool operator==(const Negotiated &) const = default;
};

struct Outcome
{
    Status client = Status::Handshaking;
    Status server = Status::Handshaking;
    bool expected = true; ///< whether it ended as the scenario says that it should
    bool operator==(const Outcome &) const = default;
};

/// Words for people in the languages of the scenario file; "en" is always there.
struct LocalText
{
    std::string en;
    std::string zh;
    bool operator==(const LocalText &) const = default;
};

struct Trace
{
    std::string source = "scenario"; ///< `scenario`, `connect`, `serve`, `import`
    std::string scenarioName;        ///< `classic`
    LocalText title;
    LocalText subtitle;
    LocalText description;
    std::string scenario; ///< the scenario file that made it, as JSON; seed and clock included
    bool seeded = false;  ///< whether all randomness came from `seed`, so that the window says "deterministic"
    std::uint64_t seed = 0;

    std::vector<Message> messages;
    std::vector<Record> records;
    std::vector<Derivation> derivations;
    std::vector<Check> checks;
    std::vector<Decision> decisions;
    std::vector<Omission> omissions;
    std::vector<StateChange> states;
    std::vector<KeyInstallation> keys;
    std::vector<Event> events;

    Negotiated negotiated;
    Outcome outcome;

    std::uint64_t beganUs =
        0; ///< when, in microseconds since 1970 (UTC), by the clock of whoever recorded it; 0: unknown
    std::string client, server; ///< "192.0.2.1:49152", "[::1]:443"; empty where it went over no network
    std::vector<Error> notices; ///< what was wrong with the bytes on the way here: gaps in a capture, what was cut off

    const Message &operator[](MessageId id) const { return messages[id.index]; }
    const Record &operator[](RecordId id) const { return records[id.index]; }
    const Derivation &operator[](DerivationId id) const { return derivations[id.index]; }
    bool operator==(const Trace &) const = default;
};

} // namespace hd
