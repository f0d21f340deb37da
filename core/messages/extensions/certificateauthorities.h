// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 8446 4.2.4: distinguished names of authorities whose certificates will do.
struct CertificateAuthorities
{
    static constexpr std::uint16_t type = 47;
    std::vector<Bytes> authorities; ///< DER of each name
    void describe(FieldCodec &c, const WireContext &)
    {
        c.list("authorities", 2, {3, 65535}, authorities, [&c](const std::string &name, Bytes &authority) {
            c.group(name, [&] { c.opaque("distinguished_name", 2, authority, {1, 65535}); });
        });
    }
};

} // namespace hd
