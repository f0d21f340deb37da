// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/finished.h"

namespace hd {

void Finished::describe(FieldCodec &c, const WireContext &w)
{
    if (w.version >= tls13 && w.suite && w.suite->usableIn(tls13)) // RFC 8446 4.4.4: as long as the hash
        return c.fixed("verify_data", w.suite->prf == HashName::Sha384 ? 48 : 32, verifyData);
    if (w.version >= tls13)
        return c.rest("verify_data", verifyData);
    constexpr std::size_t md5Length = 16, shaLength = 20;
    const std::size_t length = traitsOf(w.version).verifyDataLength;
    if (length != md5Length + shaLength) {
        c.fixed("verify_data", length, verifyData);
        return;
    }
    Bytes md5, sha;
    if (!c.reading()) {
        const auto half = verifyData.begin() + static_cast<std::ptrdiff_t>(md5Length);
        md5.assign(verifyData.begin(), half);
        sha.assign(half, verifyData.end());
    }
    c.group("verify_data", [&] {
        c.fixed("md5_hash", md5Length, md5);
        c.fixed("sha_hash", shaLength, sha);
    });
    if (c.reading())
        verifyData = concat({md5, sha});
}

} // namespace hd
