// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.2 and 7.4.6: a chain, leaf first; empty when a client has none that fits.
struct CertificateMessage
{
    static constexpr HandshakeType type = HandshakeType::Certificate;

    std::vector<Bytes> chain; ///< DER

    void describe(FieldCodec &c, const WireContext &w);
};

} // namespace hd
