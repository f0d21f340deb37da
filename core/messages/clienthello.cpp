// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/clienthello.h"

namespace hd {

void ClientHello::describe(FieldCodec &c, const WireContext &w)
{
    c.number("client_version", 2, version, names::version);
    describeRandom(c, random);
    c.opaque("session_id", 1, sessionId, {0, 32});
    c.numbers("cipher_suites", 2, {2, 65534}, 2, suites, names::suite);
    c.numbers("compression_methods", 1, {1, 255}, 1, compressionMethods, names::compression);
    extensions.describe(c, w.at(Place::ClientHello));
    if (!extensions.nameTls13())
        settleTime(c, random);
}

} // namespace hd
