// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/encryptedclienthello.h"

namespace hd {

static std::string helloTypeName(std::uint64_t code)
{
    return code == 0 ? "outer" : code == 1 ? "inner" : "";
}

void EncryptedClientHello::describe(FieldCodec &c, const WireContext &w)
{
    if (w.place != Place::ClientHello) {
        if (c.reading() ? c.more() : !other.empty())
            c.rest("extension_data", other);
        return;
    }
    c.number("type", 1, helloType, helloTypeName);
    if (helloType != 0)
        return;
    c.number("kdf_id", 2, kdf);
    c.number("aead_id", 2, aead);
    c.number("config_id", 1, configId);
    c.opaque("enc", 2, enc);
    c.opaque("payload", 2, payload, {1, 65535});
}

} // namespace hd
