// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/clienthello.h"

namespace hd {

/// RFC 5246 E.2: a client_hello in the format of SSL 2.0. It has no handshake header, and its record one of two bytes;
/// the messages are hashed from msg_type on.
struct SslV2ClientHello
{
    Version version = tls12;
    std::vector<std::uint32_t> cipherSpecs; ///< of three bytes: 0x00 and a cipher suite, or one of SSL 2.0
    Bytes sessionId;
    Bytes challenge; ///< 16 to 32 bytes

    void describe(FieldCodec &c, const WireContext &w);
    /// RFC 5246 E.2: the challenge is right-justified in the random, after zeros; the suites are those below 0x10000.
    ClientHello asClientHello() const;
};

struct DecodedSslV2ClientHello
{
    SslV2ClientHello message;
    FieldTree fields;
    std::optional<DecodeError> error;
};
Bytes encodeSslV2(SslV2ClientHello &hello, FieldTree &fields);
DecodedSslV2ClientHello decodeSslV2(ByteView bytes);

/// The name under which it stands in the Trace.
inline constexpr std::string_view sslV2ClientHelloName = "v2_client_hello";

} // namespace hd
