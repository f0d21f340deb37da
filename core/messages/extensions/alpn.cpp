// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/alpn.h"

namespace hd {

void Alpn::describe(FieldCodec &c, const WireContext &)
{
    c.list("protocol_name_list", 2, {2, 65535}, protocols, [&c](const std::string &name, Bytes &protocol) {
        c.group(name, [&] {
            c.opaque("protocol_name", 1, protocol, {1, 255});
            c.explain(printable(protocol));
        });
    });
}

} // namespace hd
