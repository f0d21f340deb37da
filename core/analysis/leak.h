// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Forward secrecy made visible: somebody has recorded the bytes of a connection, and later gets one key. What can he
// read then? Nothing is assumed: what he has is used on the bytes that passed, with the code that the parties use.

#include "trace/trace.h"
#include "wire/error.h"

namespace hd {

enum class LeakedKey : std::uint8_t {
    PrivateKey, ///< of the server's certificate
    TicketKeys, ///< with which the server seals its tickets
    PreSharedKey
};

/// How a message looks to him.
enum class Access : std::uint8_t {
    Clear,  ///< it was never protected
    Opened, ///< by the leaked key
    Closed
};

struct OverheardMessage
{
    Side from = Side::Client;
    std::string name;                 ///< as he sees it; of one that is closed what its record says
    std::optional<MessageId> message; ///< of the Trace
    Access access = Access::Clear;
    Bytes bytes;                ///< what he reads; of application_data the data itself
    std::size_t wireLength = 0; ///< bytes of the records that carry it
    bool operator==(const OverheardMessage &) const = default;
};

struct Leak
{
    std::vector<OverheardMessage> before; ///< as he recorded it
    std::vector<OverheardMessage> after;  ///< with the key
    /// Why it opens what it opens and no more: keys of texts in reasons.md, of each handshake in its turn, each once.
    std::vector<std::string> reasons;
    bool available = true; ///< whether there is such a key, and this program has it; if not, `reasons` says why

    std::size_t opened() const;
};

/// The keys that can be asked for: always the private key; the others where the connection used them.
std::vector<LeakedKey> leakableKeys(const Trace &trace);

/// What a recording of the wire of @p trace gives away to who gets @p key afterwards. The private key is that of the
/// scenario's certificate; a connection with real peers has kept none, and a recording without secrets has no other.
Leak leak(const Trace &trace, LeakedKey key);

} // namespace hd
