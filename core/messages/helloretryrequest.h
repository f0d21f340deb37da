// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

#include <array>

namespace hd {

/// RFC 8446 4.1.4: a server_hello whose random says that it is none yet.
struct HelloRetryRequest
{
    static constexpr HandshakeType type = HandshakeType::ServerHello;
    static constexpr std::string_view name = "hello_retry_request";

    /// RFC 8446 4.1.3: SHA-256 of "HelloRetryRequest".
    static const std::array<std::uint8_t, 32> random;
    /// Whether the bytes of a whole server_hello are one.
    static bool is(ByteView message);

    Version version = tls12; ///< legacy_version
    Bytes sessionId;         ///< legacy_session_id_echo
    std::uint16_t suite = 0;
    std::uint8_t compressionMethod = 0;
    Extensions extensions;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
