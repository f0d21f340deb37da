// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5746 3.2: empty in a first handshake.
struct RenegotiationInfo
{
    static constexpr std::uint16_t type = 0xff01;
    Bytes renegotiatedConnection;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
