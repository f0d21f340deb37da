// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/certificaterequest.h"

namespace hd {

void CertificateRequest::describe(FieldCodec &c, const WireContext &w)
{
    c.numbers("certificate_types", 1, {1, 255}, 1, certificateTypes, names::certificateType);
    if (traitsOf(w.version).signatureAlgorithms)
        c.list("supported_signature_algorithms", 2, {2, 65534}, signatureSchemes,
               [&c](const std::string &name, std::uint16_t &scheme) { describeSignatureAlgorithm(c, name, scheme); });
    c.list("certificate_authorities", 2, {}, authorities, [&c](const std::string &name, Bytes &dn) {
        c.group(name, [&] { c.opaque("distinguished_name", 2, dn, {1, 65535}); });
    });
}

} // namespace hd
