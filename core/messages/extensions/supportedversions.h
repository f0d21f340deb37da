// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.1: a client's list in its order of preference; what the server chose.
struct SupportedVersions
{
    static constexpr std::uint16_t type = 43;
    std::vector<Version> versions; ///< of a server: exactly one
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
