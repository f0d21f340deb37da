// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.2: what a server gives in hello_retry_request and wants back.
struct Cookie
{
    static constexpr std::uint16_t type = 44;
    Bytes cookie;
    void describe(FieldCodec &c, const WireContext &) { c.opaque("cookie", 2, cookie, {1, 65535}); }
};

} // namespace hd
