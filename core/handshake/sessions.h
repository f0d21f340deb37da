// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/entropy.h"
#include "wire/versions.h"

#include <set>

namespace hd {

/// What both parties keep of a connection so that a later one can do without a full handshake (RFC 5246 7.3, F.1.4).
struct SessionState
{
    Bytes id;     ///< what server_hello assigned; empty: none
    Bytes ticket; ///< of new_session_ticket (RFC 5077); empty: none. A client's only
    Version version = tls12;
    std::uint16_t suite = 0;
    std::uint8_t compression = 0;
    Bytes master; ///< 48 bytes; in TLS 1.3 the PSK, as long as the suite's hash
    bool extendedMasterSecret = false;
    bool clientAuthenticated = false;
    std::string serverName;
    std::int64_t established = 0; ///< unix time
    std::uint32_t lifetime = 0;   ///< seconds from then; 0: as long as the server likes

    // TLS 1.3 (RFC 8446 4.6.1)
    std::uint32_t ageAdd = 0;       ///< added to the age, so that nobody on the way can connect the two connections
    std::uint32_t maxEarlyData = 0; ///< bytes
    std::string alpn;               ///< that early data would speak

    bool operator==(const SessionState &) const = default;
};

/// What a server remembers beyond one connection: sessions by their id, and the keys of its tickets.
class SessionStore
{
public:
    /// @param limit of sessions kept; the oldest goes first. 0: no session ids, tickets alone.
    explicit SessionStore(std::size_t limit = 10000) : m_limit(limit) {}

    void remember(SessionState session);
    const SessionState *find(ByteView id) const;
    /// RFC 5246 7.2.2: after a fatal alert "the session identifier MUST be invalidated".
    void forget(ByteView id);

    /// RFC 5077 4: which ticket is sealed under which keys. Drawn at the first need.
    struct TicketKeys
    {
        Bytes name;  ///< 16 bytes
        Bytes bytes; ///< 16 of AES-128, then 32 of HMAC-SHA-256
    };
    const TicketKeys &ticketKeys(Entropy &entropy);

    /// RFC 8446 8.1: whether early data with this ticket came for the first time.
    bool firstUse(ByteView ticket);

private:
    std::size_t m_limit;
    std::vector<SessionState> m_sessions; ///< oldest first
    std::optional<TicketKeys> m_ticketKeys;
    std::set<Bytes> m_used; ///< tickets that early data came with
};

} // namespace hd
