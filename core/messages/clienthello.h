// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

/// RFC 5246 7.4.1.2.
struct ClientHello
{
    static constexpr HandshakeType type = HandshakeType::ClientHello;

    Version version = tls12;
    Bytes random; ///< 32 bytes
    Bytes sessionId;
    std::vector<std::uint16_t> suites;
    std::vector<std::uint8_t> compressionMethods{0};
    Extensions extensions;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
