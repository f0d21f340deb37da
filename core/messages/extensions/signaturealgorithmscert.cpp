// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/signaturealgorithmscert.h"

namespace hd {

void SignatureAlgorithmsCert::describe(FieldCodec &c, const WireContext &)
{
    c.list("supported_signature_algorithms", 2, {2, 65534}, schemes,
           [&c](const std::string &name, std::uint16_t &scheme) { describeSignatureAlgorithm(c, name, scheme); });
}

} // namespace hd
