// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/serverhello.h"

namespace hd {

void ServerHello::describe(FieldCodec &c, const WireContext &w)
{
    c.number("server_version", 2, version, names::version);
    describeRandom(c, random);
    c.opaque("session_id", 1, sessionId, {0, 32});
    c.number("cipher_suite", 2, suite, names::suite);
    c.number("compression_method", 1, compressionMethod, names::compression);
    extensions.describe(c, w.at(Place::ServerHello));
    if (!extensions.nameTls13())
        settleTime(c, random);
}

} // namespace hd
