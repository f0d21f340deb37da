// SPDX-License-Identifier: GPL-3.0-or-later

// What SSL 3.0 has in the place of HMAC and the PRF.

#include "crypto/contextprivate.h"
#include "crypto/primitives.h"

namespace hd::crypto {

/// RFC 6101 5.2.3.1: "The character 0x36 repeated 48 times for MD5 or 40 times for SHA."
static Bytes pad(Hash hash, std::uint8_t value)
{
    return Bytes(hash == Hash::Md5 ? 48 : 40, value);
}

Bytes sslLadder(Context &context, ByteView secret, ByteView seed, std::size_t length)
{
    constexpr std::size_t steps = 26; // the letters end
    if (length > steps * size(Hash::Md5))
        throw CryptoFailure("expanding an SSL 3.0 secret that far");
    Bytes output;
    for (std::size_t step = 1; output.size() < length; ++step) {
        const Bytes letters(step, static_cast<std::uint8_t>('A' + step - 1)); // A, BB, CCC
        const Bytes inner = digest(context, Hash::Sha1, {letters, secret, seed});
        append(output, digest(context, Hash::Md5, {secret, inner}));
    }
    output.resize(length);
    return output;
}

Bytes sslHash(Context &context, ByteView master, std::string_view sender, ByteView messages)
{
    Bytes both;
    for (const Hash hash : {Hash::Md5, Hash::Sha1}) {
        const Bytes inner = digest(context, hash, {messages, toBytes(sender), master, pad(hash, 0x36)});
        append(both, digest(context, hash, {master, pad(hash, 0x5c), inner}));
    }
    return both;
}

Bytes sslMac(Context &context, Hash hash, ByteView key, std::initializer_list<ByteView> parts)
{
    Bytes content;
    for (const ByteView part : parts)
        append(content, part);
    const Bytes inner = digest(context, hash, {key, pad(hash, 0x36), content});
    return digest(context, hash, {key, pad(hash, 0x5c), inner});
}

} // namespace hd::crypto
