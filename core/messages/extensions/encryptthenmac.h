// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 7366 2: empty; its presence is the message.
struct EncryptThenMac
{
    static constexpr std::uint16_t type = 22;
    void describe(FieldCodec &, const WireContext &) {}
};

} // namespace hd
