// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 7685 3: zeros, so that the client_hello is as long as it should be.
struct Padding
{
    static constexpr std::uint16_t type = 21;
    Bytes zeros;
    void describe(FieldCodec &c, const WireContext &)
    {
        if (c.reading() ? c.more() : !zeros.empty())
            c.rest("padding", zeros);
    }
};

} // namespace hd
