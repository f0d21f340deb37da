// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/context.h"

namespace hd {

/// RFC 5246 7.4.7, RFC 8422 5.7.
struct ClientKeyExchange
{
    static constexpr HandshakeType type = HandshakeType::ClientKeyExchange;

    /// KeyExchange::Rsa: the encrypted pre-master secret; Dhe: dh_Yc; Ecdhe: the point.
    Bytes exchangeKeys;

    void describe(FieldCodec &c, const WireContext &w);
    /// The name of the field that holds exchangeKeys.
    static std::string_view fieldName(KeyExchange keyExchange);
};

} // namespace hd
