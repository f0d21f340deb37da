// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.5: empty; what follows is under the handshake keys.
struct EndOfEarlyData
{
    static constexpr HandshakeType type = HandshakeType::EndOfEarlyData;
    void describe(FieldCodec &, const WireContext &) {}
};

} // namespace hd
