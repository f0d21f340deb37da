// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5077 3.3.
struct NewSessionTicket
{
    static constexpr HandshakeType type = HandshakeType::NewSessionTicket;

    std::uint32_t lifetimeHint = 0; ///< seconds; 0: not said
    Bytes ticket;

    void describe(FieldCodec &c, const WireContext &)
    {
        c.number("ticket_lifetime_hint", 4, lifetimeHint);
        c.opaque("ticket", 2, ticket);
    }
};

} // namespace hd
