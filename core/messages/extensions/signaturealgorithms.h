// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.1.4.1: what the sender can verify, in its order of preference.
struct SignatureAlgorithms
{
    static constexpr std::uint16_t type = 13;
    std::vector<std::uint16_t> schemes;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
