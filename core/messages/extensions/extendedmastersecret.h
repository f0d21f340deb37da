// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 7627 5.1: empty; its presence is the message.
struct ExtendedMasterSecret
{
    static constexpr std::uint16_t type = 23;
    void describe(FieldCodec &, const WireContext &) {}
};

} // namespace hd
