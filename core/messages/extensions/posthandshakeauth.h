// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.6: empty; its presence is the message.
struct PostHandshakeAuth
{
    static constexpr std::uint16_t type = 49;
    void describe(FieldCodec &, const WireContext &) {}
};

} // namespace hd
