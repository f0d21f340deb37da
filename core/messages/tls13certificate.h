// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

namespace v13 {

/// RFC 8446 4.4.2.
struct CertificateMessage
{
    static constexpr HandshakeType type = HandshakeType::Certificate;
    static constexpr Version first = tls13;

    struct Entry
    {
        Bytes der;
        Extensions extensions = Extensions::required();
    };
    Bytes requestContext;     ///< that of the request it answers; a server's is empty
    std::vector<Entry> chain; ///< leaf first; empty when a client has none that fits

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace v13

} // namespace hd
