// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8449 4: the most plaintext that the sender takes in a record.
struct RecordSizeLimit
{
    static constexpr std::uint16_t type = 28;
    std::uint16_t limit = 0;
    void describe(FieldCodec &c, const WireContext &) { c.number("record_size_limit", 2, limit); }
};

} // namespace hd
