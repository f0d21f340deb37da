// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/statusrequest.h"

namespace hd {

void StatusRequest::describe(FieldCodec &c, const WireContext &w)
{
    if (w.sender == Side::Server)
        return;
    c.number("status_type", 1, statusType, names::statusType);
    c.list("responder_id_list", 2, {}, responderIds, [&c](const std::string &name, Bytes &id) {
        c.group(name, [&] { c.opaque("responder_id", 2, id, {1, 65535}); });
    });
    c.opaque("request_extensions", 2, requestExtensions);
}

} // namespace hd
