// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.6.3.
struct KeyUpdate
{
    static constexpr HandshakeType type = HandshakeType::KeyUpdate;
    std::uint8_t requestUpdate = 0; ///< 1: the peer shall do it too
    void describe(FieldCodec &c, const WireContext &)
    {
        c.number("request_update", 1, requestUpdate, names::keyUpdateRequest);
    }
};

} // namespace hd
