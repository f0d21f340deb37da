// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6066 8: a client's says what kind of status it would like; a server's is empty.
struct StatusRequest
{
    static constexpr std::uint16_t type = 5;
    std::uint8_t statusType = 1; ///< ocsp
    std::vector<Bytes> responderIds;
    Bytes requestExtensions;
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
