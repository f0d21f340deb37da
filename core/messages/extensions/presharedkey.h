// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.11: the client's offers, each with the proof that it has the key; which one the server took.
struct PreSharedKeyExtension
{
    static constexpr std::uint16_t type = 41;
    struct Identity
    {
        Bytes identity;                        ///< a ticket, or the name of an external key
        std::uint32_t obfuscatedTicketAge = 0; ///< milliseconds plus ticket_age_add, modulo 2^32
    };
    std::vector<Identity> identities;   ///< a client's
    std::vector<Bytes> binders;         ///< a client's, one for each identity
    std::uint16_t selectedIdentity = 0; ///< a server's
    void describe(FieldCodec &c, const WireContext &w);

    /// RFC 8446 4.2.11.2: how many bytes at the end of the client_hello the binders' computation leaves out: the list
    /// of binders with its length.
    std::size_t bindersLength() const;
};

} // namespace hd
