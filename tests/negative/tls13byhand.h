// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What TLS 1.3 computes, by hand: from the messages and with HMAC and SHA-2 alone.

#include "looks.h"

#include "crypto/primitives.h"

namespace hd::test {

inline constexpr crypto::Hash sha256 = crypto::Hash::Sha256;

inline crypto::Context &context()
{
    return Stage::instance().context;
}

inline Bytes hashOf(std::initializer_list<ByteView> parts)
{
    return crypto::digest(context(), sha256, parts);
}

/// RFC 8446 7.1 for an output of at most 32 bytes: HMAC(secret, HkdfLabel, 1).
inline Bytes expandLabel(ByteView secret, const std::string &label, ByteView value, std::size_t length)
{
    Bytes info;
    appendNumber(info, length, 2);
    appendNumber(info, 6 + label.size(), 1);
    append(info, toBytes("tls13 " + label));
    appendNumber(info, value.size(), 1);
    append(info, value);
    const Bytes one{1};
    Bytes output = crypto::hmac(context(), sha256, secret, {info, one});
    output.resize(length);
    return output;
}

/// The messages of a handshake in order, each in bytes, as @p side has seen them; change_cipher_spec and data are none.
inline std::vector<const Message *> handshakeOf(const Connection &connection, Side side)
{
    std::vector<const Message *> list;
    for (const Message &message : connection.account(side).messages)
        if (message.protocol == Protocol::Handshake)
            list.push_back(&message);
    return list;
}

/// RFC 8446 4.4.1: message_hash, three bytes of length and the hash of the first client_hello.
inline Bytes messageHash(const Message &firstHello)
{
    Bytes bytes{254, 0, 0, 32};
    append(bytes, hashOf({firstHello.bytes}));
    return bytes;
}

inline Bytes outputAt(const Connection &connection, Side side, std::string_view name)
{
    const std::optional<Derivation> found = derivationAt(connection, side, name);
    return found ? found->output : Bytes();
}

} // namespace hd::test
