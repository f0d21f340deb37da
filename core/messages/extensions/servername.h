// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6066 3. In a server_hello it is empty: "I used the name".
struct ServerName
{
    static constexpr std::uint16_t type = 0;

    struct Entry
    {
        std::uint8_t nameType = 0;
        Bytes hostName;
    };
    std::vector<Entry> names;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
