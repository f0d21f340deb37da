// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.3: what the sender can verify in certificates, where that is not what signature_algorithms says.
struct SignatureAlgorithmsCert
{
    static constexpr std::uint16_t type = 50;
    std::vector<std::uint16_t> schemes;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
