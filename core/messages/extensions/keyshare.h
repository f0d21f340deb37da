// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.8.
struct KeyShareEntry
{
    std::uint16_t group = 0;
    Bytes keyExchange; ///< as it goes over the wire; of a hybrid group its parts one after the other
    bool operator==(const KeyShareEntry &) const = default;
};

/// RFC 8446 4.2.8: the client's public values; the server's one; in hello_retry_request only the name of a group.
struct KeyShare
{
    static constexpr std::uint16_t type = 51;
    std::vector<KeyShareEntry> shares; ///< of a server: exactly one; in hello_retry_request without key_exchange
    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
