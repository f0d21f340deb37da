// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/tls13certificate.h"

namespace hd {

void v13::CertificateMessage::describe(FieldCodec &c, const WireContext &w)
{
    c.opaque("certificate_request_context", 1, requestContext);
    c.list("certificate_list", 3, {}, chain, [&](const std::string &name, Entry &entry) {
        c.group(name, [&] {
            c.opaque("certificate", 3, entry.der, {1, 0xffffff});
            entry.extensions.describe(c, w.at(Place::Certificate));
        });
    });
}

} // namespace hd
