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

/// One part of what a hybrid group exchanges, in the order of the wire.
struct HybridPart
{
    std::string_view name; ///< "mlkem768_encapsulation_key", "x25519"
    std::size_t length;    ///< bytes
};
/// The parts that @p sender sends in a hybrid group (X25519MLKEM768, SecP256r1MLKEM768, SecP384r1MLKEM1024: the one
/// with the NIST curve first, draft-ietf-tls-ecdhe-mlkem 4); empty for any other group.
std::vector<HybridPart> hybridParts(std::uint16_t group, Side sender);

} // namespace hd
