// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/clientkeyexchange.h"

namespace hd {

std::string_view ClientKeyExchange::fieldName(KeyExchange keyExchange)
{
    switch (keyExchange) {
    case KeyExchange::Rsa:
        return "encrypted_pre_master_secret";
    case KeyExchange::Dhe:
        return "dh_Yc";
    case KeyExchange::Ecdhe:
        return "ecdh_Yc";
    case KeyExchange::None:
        break;
    }
    return "unknown";
}

void ClientKeyExchange::describe(FieldCodec &c, const WireContext &w)
{
    c.group("exchange_keys", [&] {
        if (w.keyExchange == KeyExchange::Ecdhe)
            c.opaque(fieldName(w.keyExchange), 1, exchangeKeys, {1, 255});
        else
            c.opaque(fieldName(w.keyExchange), 2, exchangeKeys, {1, 65535});
    });
}

} // namespace hd
