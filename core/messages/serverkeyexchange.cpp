// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/serverkeyexchange.h"

namespace hd {

void ServerKeyExchange::describeParams(FieldCodec &c, const WireContext &w)
{
    c.group("params", [&] {
        if (w.suite && w.suite->usesDh()) {
            c.opaque("dh_p", 2, dhP, {1, 65535});
            if (w.nameOfPrime)
                c.explain(w.nameOfPrime(dhP));
            c.opaque("dh_g", 2, dhG, {1, 65535});
            c.opaque("dh_Ys", 2, dhYs, {1, 65535});
        } else if (w.suite && w.suite->usesRsa()) {
            c.opaque("rsa_modulus", 2, rsaModulus, {1, 65535});
            c.opaque("rsa_exponent", 2, rsaExponent, {1, 65535});
        } else {
            c.group("curve_params", [&] {
                c.number("curve_type", 1, curveType, names::curveType);
                c.number("named_curve", 2, namedCurve, names::group);
            });
            c.opaque("public", 1, point, {1, 255});
        }
    });
}

void ServerKeyExchange::describe(FieldCodec &c, const WireContext &w)
{
    if (w.suite && w.suite->usesPsk())
        c.opaque("psk_identity_hint", 2, pskIdentityHint);
    if (!w.suite || !w.suite->usesPsk() || w.suite->ephemeral())
        describeParams(c, w);
    if (!w.suite || w.suite->signsParameters())
        c.group("signed_params", [&] { describeSigned(c, w, signatureScheme, signature); });
}

Bytes ServerKeyExchange::params(const WireContext &w) const
{
    FieldWriter writer;
    ServerKeyExchange(*this).describeParams(writer, w);
    return writer.takeBytes();
}

} // namespace hd
