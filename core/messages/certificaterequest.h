// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.4, RFC 2246 7.4.4.
struct CertificateRequest
{
    static constexpr HandshakeType type = HandshakeType::CertificateRequest;

    std::vector<std::uint8_t> certificateTypes;
    std::vector<std::uint16_t> signatureSchemes; ///< from TLS 1.2 on
    std::vector<Bytes> authorities;              ///< DER of each distinguished name; empty: any

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
