// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6066 4: the most plaintext in a record, as a power of two.
struct MaxFragmentLength
{
    static constexpr std::uint16_t type = 1;
    std::uint8_t value = 0; ///< 1: 512 bytes, 2: 1024, 3: 2048, 4: 4096
    void describe(FieldCodec &c, const WireContext &)
    {
        c.number("max_fragment_length", 1, value, names::maxFragmentLength);
    }
};

} // namespace hd
