// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/servername.h"

namespace hd {

void ServerName::describe(FieldCodec &c, const WireContext &w)
{
    if (w.sender == Side::Server)
        return;
    c.list("server_name_list", 2, {1, 65535}, names, [&c](const std::string &name, Entry &entry) {
        c.group(name, [&] {
            c.number("name_type", 1, entry.nameType, names::nameType);
            c.opaque("host_name", 2, entry.hostName, {1, 65535});
            c.explain(printable(entry.hostName));
        });
    });
}

} // namespace hd
