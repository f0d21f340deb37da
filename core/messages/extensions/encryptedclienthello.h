// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 9849 5 (Encrypted Client Hello). Shown; never sent. A server's and an inner client_hello's bodies are kept as
/// they are.
struct EncryptedClientHello
{
    static constexpr std::uint16_t type = 0xfe0d;
    std::uint8_t helloType = 0; ///< 0 outer, 1 inner
    std::uint16_t kdf = 0, aead = 0;
    std::uint8_t configId = 0;
    Bytes enc, payload;
    Bytes other; ///< of a server
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
