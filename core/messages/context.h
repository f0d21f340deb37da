// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/codec.h"
#include "wire/registry.h"

namespace hd {

/// What earlier messages settled and the meaning of later ones depends on.
struct WireContext
{
    Version version = tls12;
    Side sender = Side::Client;
    KeyExchange keyExchange = KeyExchange::None;
    std::string (*nameOfPrime)(ByteView prime) = nullptr; ///< "ffdhe2048"; crypto/keys.h has it
};

/// RFC 5246 7.4.1.2: 32 bytes, the first four a time in seconds since 1970 by the letter of the standard.
void describeRandom(FieldCodec &c, Bytes &random);

/// SignatureAndHashAlgorithm (RFC 5246 7.4.1.4.1), which RFC 8446 4.2.3 reads as one SignatureScheme.
void describeSignatureAlgorithm(FieldCodec &c, std::string_view name, std::uint16_t &scheme);

} // namespace hd
