// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 6066 8: the stapled OCSP response.
struct CertificateStatus
{
    static constexpr HandshakeType type = HandshakeType::CertificateStatus;

    std::uint8_t statusType = 1; ///< ocsp
    Bytes response;              ///< DER of an OCSPResponse

    void describe(FieldCodec &c, const WireContext &)
    {
        c.number("status_type", 1, statusType, names::statusType);
        c.opaque("response", 3, response, {1, (1U << 24) - 1});
    }
};

} // namespace hd
