// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/signedcertificatetimestamp.h"

namespace hd {

void SignedCertificateTimestamp::describe(FieldCodec &c, const WireContext &w)
{
    if (w.place == Place::CertificateRequest || (w.place != Place::Certificate && w.sender == Side::Client))
        return;
    c.list("sct_list", 2, {1, 65535}, timestamps, [&c](const std::string &name, Bytes &timestamp) {
        c.group(name, [&] { c.opaque("serialized_sct", 2, timestamp, {1, 65535}); });
    });
}

} // namespace hd
