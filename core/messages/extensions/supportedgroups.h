// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8422 5.1.1, RFC 7919 3: in the client's order of preference.
struct SupportedGroups
{
    static constexpr std::uint16_t type = 10;
    std::vector<std::uint16_t> groups;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
