// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/clientkeyexchange.h"

namespace hd {

std::string_view ClientKeyExchange::fieldName(const CipherSuite &suite)
{
    if (suite.usesRsa())
        return "encrypted_pre_master_secret";
    return suite.usesDh() ? "dh_Yc" : suite.usesEcdh() ? "ecdh_Yc" : "";
}

void ClientKeyExchange::describe(FieldCodec &c, const WireContext &w)
{
    if (!w.suite) { // before server_hello nobody can say what it holds
        c.rest("exchange_keys", exchangeKeys);
        return;
    }
    if (w.suite->usesPsk())
        c.opaque("psk_identity", 2, pskIdentity);
    if (w.suite->keyExchange == KeyExchange::Psk)
        return;
    c.group("exchange_keys", [&] {
        const std::string_view name = fieldName(*w.suite);
        if (w.suite->usesRsa() && !traitsOf(w.version).rsaLengthPrefix)
            c.rest(name, exchangeKeys);
        else if (w.suite->usesEcdh())
            c.opaque(name, 1, exchangeKeys, {1, 255});
        else
            c.opaque(name, 2, exchangeKeys, {1, 65535});
    });
}

} // namespace hd
