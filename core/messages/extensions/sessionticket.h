// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5077 3.2: empty when the client has no ticket and would like one.
struct SessionTicket
{
    static constexpr std::uint16_t type = 35;
    Bytes ticket;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
