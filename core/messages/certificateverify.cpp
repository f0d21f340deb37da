// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/certificateverify.h"

namespace hd {

void CertificateVerify::describe(FieldCodec &c, const WireContext &)
{
    describeSignatureAlgorithm(c, "algorithm", signatureScheme);
    c.opaque("signature", 2, signature);
}

} // namespace hd
