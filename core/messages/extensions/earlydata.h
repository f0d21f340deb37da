// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.10: empty, but for new_session_ticket, where it says how much may be sent.
struct EarlyData
{
    static constexpr std::uint16_t type = 42;
    std::uint32_t maxEarlyDataSize = 0; ///< bytes; in new_session_ticket alone
    void describe(FieldCodec &c, const WireContext &w)
    {
        if (w.place == Place::NewSessionTicket)
            c.number("max_early_data_size", 4, maxEarlyDataSize);
    }
};

} // namespace hd
