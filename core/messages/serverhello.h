// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

/// RFC 5246 7.4.1.3.
struct ServerHello
{
    static constexpr HandshakeType type = HandshakeType::ServerHello;

    Version version = tls12;
    Bytes random; ///< 32 bytes
    Bytes sessionId;
    std::uint16_t suite = 0;
    std::uint8_t compressionMethod = 0;
    Extensions extensions;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
