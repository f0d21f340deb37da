// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8879 3: with what the peer may compress its certificate. Shown; never sent.
struct CompressCertificate
{
    static constexpr std::uint16_t type = 27;
    std::vector<std::uint16_t> algorithms;
    void describe(FieldCodec &c, const WireContext &)
    {
        c.numbers("algorithms", 1, {2, 254}, 2, algorithms, names::certificateCompression);
    }
};

} // namespace hd
