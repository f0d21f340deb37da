// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.9: twelve bytes; RFC 6101 5.6.9: the 16 of MD5 and the 20 of SHA-1.
struct Finished
{
    static constexpr HandshakeType type = HandshakeType::Finished;

    Bytes verifyData;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
