// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.9: twelve bytes.
struct Finished
{
    static constexpr HandshakeType type = HandshakeType::Finished;
    static constexpr std::size_t verifyDataLength = 12;

    Bytes verifyData;

    void describe(FieldCodec &c, const WireContext &) { c.fixed("verify_data", verifyDataLength, verifyData); }
};

} // namespace hd
