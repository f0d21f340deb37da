// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.5: empty.
struct ServerHelloDone
{
    static constexpr HandshakeType type = HandshakeType::ServerHelloDone;
    void describe(FieldCodec &, const WireContext &) {}
};

/// RFC 5246 7.4.1.1: empty, and not part of any transcript.
struct HelloRequest
{
    static constexpr HandshakeType type = HandshakeType::HelloRequest;
    void describe(FieldCodec &, const WireContext &) {}
};

} // namespace hd
