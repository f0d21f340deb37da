// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/certificate.h"

namespace hd {

void CertificateMessage::describe(FieldCodec &c, const WireContext &)
{
    c.list("certificate_list", 3, {}, chain, [&c](const std::string &name, Bytes &der) {
        c.group(name, [&] { c.opaque("certificate", 3, der, {1, 0xffffff}); });
    });
}

} // namespace hd
