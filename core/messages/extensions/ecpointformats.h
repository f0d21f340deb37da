// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8422 5.1.2: must hold uncompressed (0).
struct EcPointFormats
{
    static constexpr std::uint16_t type = 11;
    std::vector<std::uint8_t> formats;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
