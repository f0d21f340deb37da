// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.3 (DHE), RFC 8422 5.4 (ECDHE), RFC 4279 2 to 4 and RFC 5489 2 (PSK), RFC 2246 7.4.3 (RSA_EXPORT).
struct ServerKeyExchange
{
    static constexpr HandshakeType type = HandshakeType::ServerKeyExchange;

    Bytes pskIdentityHint;      ///< every key exchange with a PSK
    Bytes dhP, dhG, dhYs;       ///< usesDh()
    std::uint8_t curveType = 3; ///< usesEcdh(): named_curve
    std::uint16_t namedCurve = 0;
    Bytes point;
    Bytes rsaModulus, rsaExponent;     ///< RSA_EXPORT: the temporary key
    std::uint16_t signatureScheme = 0; ///< from TLS 1.2 on
    Bytes signature;                   ///< signsParameters()

    void describe(FieldCodec &c, const WireContext &w);
    /// The part that is signed, after both randoms.
    void describeParams(FieldCodec &c, const WireContext &w);
    Bytes params(const WireContext &w) const;
};

} // namespace hd
