// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

namespace v13 {

/// RFC 8446 4.6.1.
struct NewSessionTicket
{
    static constexpr HandshakeType type = HandshakeType::NewSessionTicket;
    static constexpr Version first = tls13;

    std::uint32_t lifetime = 0; ///< seconds, at most 604800
    std::uint32_t ageAdd = 0;
    Bytes nonce;
    Bytes ticket;
    Extensions extensions = Extensions::required();

    void describe(FieldCodec &c, const WireContext &w)
    {
        c.number("ticket_lifetime", 4, lifetime);
        c.number("ticket_age_add", 4, ageAdd);
        c.opaque("ticket_nonce", 1, nonce);
        c.opaque("ticket", 2, ticket, {1, 65535});
        extensions.describe(c, w.at(Place::NewSessionTicket));
    }
};

} // namespace v13

} // namespace hd
