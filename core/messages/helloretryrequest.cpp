// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/helloretryrequest.h"

namespace hd {

const std::array<std::uint8_t, 32> HelloRetryRequest::random{
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

bool HelloRetryRequest::is(ByteView message)
{
    constexpr std::size_t randomAt = 4 + 2; // header and legacy_version
    return message.size() >= randomAt + random.size() && message[0] == static_cast<std::uint8_t>(type) &&
           equal(message.subspan(randomAt, random.size()), random);
}

void HelloRetryRequest::describe(FieldCodec &c, const WireContext &w)
{
    Bytes special(random.begin(), random.end());
    c.number("server_version", 2, version, names::version);
    c.fixed("random", special.size(), special);
    c.explain("SHA-256 of \"HelloRetryRequest\"");
    c.opaque("session_id", 1, sessionId, {0, 32});
    c.number("cipher_suite", 2, suite, names::suite);
    c.number("compression_method", 1, compressionMethod, names::compression);
    extensions.describe(c, w.at(Place::HelloRetryRequest));
}

} // namespace hd
