// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/statusrequest.h"

namespace hd {

void StatusRequest::describe(FieldCodec &c, const WireContext &w)
{
    // RFC 8446 4.4.2.1: "by sending an empty "status_request" extension in its CertificateRequest message"
    if (w.place != Place::ClientHello && w.place != Place::Certificate)
        return;
    c.number("status_type", 1, statusType, names::statusType);
    if (w.place == Place::Certificate)
        return c.opaque("response", 3, response, {1, (1U << 24) - 1});
    c.list("responder_id_list", 2, {}, responderIds, [&c](const std::string &name, Bytes &id) {
        c.group(name, [&] { c.opaque("responder_id", 2, id, {1, 65535}); });
    });
    c.opaque("request_extensions", 2, requestExtensions);
}

} // namespace hd
