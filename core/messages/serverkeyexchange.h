// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.3 (DHE), RFC 8422 5.4 (ECDHE).
struct ServerKeyExchange
{
    static constexpr HandshakeType type = HandshakeType::ServerKeyExchange;

    Bytes dhP, dhG, dhYs;       ///< KeyExchange::Dhe
    std::uint8_t curveType = 3; ///< KeyExchange::Ecdhe: named_curve
    std::uint16_t namedCurve = 0;
    Bytes point;
    std::uint16_t signatureScheme = 0;
    Bytes signature;

    void describe(FieldCodec &c, const WireContext &w);
    /// The part that is signed, after both randoms.
    void describeParams(FieldCodec &c, const WireContext &w);
    Bytes params(const WireContext &w) const;
};

} // namespace hd
