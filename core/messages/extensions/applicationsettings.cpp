// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/applicationsettings.h"

namespace hd {

void ApplicationSettings::describe(FieldCodec &c, const WireContext &w)
{
    if (w.place != Place::ClientHello) {
        if (c.reading() ? c.more() : !settings.empty())
            c.rest("settings", settings);
        return;
    }
    c.list("supported_protocols", 2, {2, 65535}, protocols, [&c](const std::string &name, Bytes &protocol) {
        c.group(name, [&] {
            c.opaque("protocol_name", 1, protocol, {1, 255});
            c.explain(printable(protocol));
        });
    });
}

} // namespace hd
