// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 7301 3.1: the client's list in its order of preference; the server answers with exactly one.
struct Alpn
{
    static constexpr std::uint16_t type = 16;
    std::vector<Bytes> protocols;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
