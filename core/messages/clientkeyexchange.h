// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.7, RFC 8422 5.7, RFC 4279 2 to 4.
struct ClientKeyExchange
{
    static constexpr HandshakeType type = HandshakeType::ClientKeyExchange;

    Bytes pskIdentity; ///< every key exchange with a PSK
    /// The encrypted pre-master secret, dh_Yc or the point; nothing with a PSK alone.
    Bytes exchangeKeys;

    void describe(FieldCodec &c, const WireContext &w);
    /// The name of the field that holds exchangeKeys.
    static std::string_view fieldName(const CipherSuite &suite);
};

} // namespace hd
