// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.8: a signature over all handshake messages so far.
struct CertificateVerify
{
    static constexpr HandshakeType type = HandshakeType::CertificateVerify;

    std::uint16_t signatureScheme = 0; ///< from TLS 1.2 on
    Bytes signature;

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
