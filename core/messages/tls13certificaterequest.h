// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/extensions/extensions.h"

namespace hd {

namespace v13 {

/// RFC 8446 4.3.2.
struct CertificateRequest
{
    static constexpr HandshakeType type = HandshakeType::CertificateRequest;
    static constexpr Version first = tls13;

    Bytes requestContext; ///< empty, but after the handshake
    Extensions extensions = Extensions::required();

    void describe(FieldCodec &c, const WireContext &w)
    {
        c.opaque("certificate_request_context", 1, requestContext);
        extensions.describe(c, w.at(Place::CertificateRequest));
    }
};

} // namespace v13

} // namespace hd
