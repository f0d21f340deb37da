// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.9.
enum class PskMode : std::uint8_t { Ke = 0, DheKe = 1 };
struct PskKeyExchangeModes
{
    static constexpr std::uint16_t type = 45;
    std::vector<PskMode> modes;
    void describe(FieldCodec &c, const WireContext &)
    {
        c.numbers("ke_modes", 1, {1, 255}, 1, modes, names::pskKeyExchangeMode);
    }
};

} // namespace hd
