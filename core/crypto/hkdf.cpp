// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/primitives.h"

#include "wire/hkdflabel.h"

namespace hd::crypto {

Bytes hkdfExtract(Context &context, Hash hash, ByteView salt, ByteView ikm)
{
    return hmac(context, hash, salt, {ikm});
}

Bytes hkdfExpandLabel(Context &context, Hash hash, ByteView secret, std::string_view label, ByteView hashValue,
                      std::size_t length, std::vector<Bytes> *blocks)
{
    // RFC 5869 2.3: T(i) = HMAC-Hash(PRK, T(i-1) + info + i)
    const Bytes info = hkdfLabel(label, hashValue, length);
    Bytes output, block;
    for (std::uint8_t i = 1; output.size() < length; ++i) {
        block = hmac(context, hash, secret, {block, info, ByteView(&i, 1)});
        append(output, block);
        if (blocks)
            blocks->push_back(block);
    }
    output.resize(length);
    return output;
}

} // namespace hd::crypto
