// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/certificateverify.h"

namespace hd {

void CertificateVerify::describe(FieldCodec &c, const WireContext &w)
{
    describeSigned(c, w, signatureScheme, signature);
}

} // namespace hd
