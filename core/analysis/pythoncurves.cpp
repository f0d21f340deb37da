// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/reproductionparts.h"

namespace hd::reproducing {

namespace {

/// FIPS 186-4 D.1.2: a curve y² = x³ - 3x + b; b has no part in multiplying a point.
struct Curve
{
    std::uint16_t group;
    const char *prime, *x, *y;
    unsigned size;
};
constexpr Curve curves[] = {
    {23, "2**256 - 2**224 + 2**192 + 2**96 - 1", "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
     "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 32},
    {24, "2**384 - 2**128 - 2**96 + 2**32 - 1",
     "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
     "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", 48},
    {25, "2**521 - 1",
     "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429"
     "bf"
     "97e7e31c2e5bd66",
     "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c2"
     "40"
     "88be94769fd16650",
     66},
};

constexpr const char *affine = R"(def add(P, Q):
    if P is None or Q is None:
        return P or Q
    if P[0] == Q[0] and (P[1] + Q[1]) % p == 0:
        return None
    if P == Q:
        m = (3 * P[0] * P[0] - 3) * pow(2 * P[1], -1, p)
    else:
        m = (Q[1] - P[1]) * pow(Q[0] - P[0], -1, p)
    x = (m * m - P[0] - Q[0]) % p
    return x, (m * (P[0] - x) - P[1]) % p
def multiply(k, P):                                      # double and add
    R = None
    while k:
        R, P, k = (add(R, P) if k & 1 else R), add(P, P), k >> 1
    return R
)";

/// RFC 7748 5: both end with bits set and cleared, as "decodeScalar" says there.
constexpr const char *ladder =
    R"(def multiply(k, u):                                      # RFC 7748, the Montgomery ladder
    k = int.from_bytes(k, 'little') % 2**bits >> low << low | 1 << bits - 1
    u = int.from_bytes(u, 'little') % 2**bits_of_u
    x2, z2, x3, z3 = 1, 0, u, 1
    for t in reversed(range(bits)):
        swap = k >> t & 1
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b = (x2 + z2)**2 % p, (x2 - z2)**2 % p
        c, d = (x3 - z3) * (x2 + z2), (x3 + z3) * (x2 - z2)
        x3, z3 = (c + d)**2 % p, u * (c - d)**2 % p
        x2, z2 = a * b % p, (a - b) * (a + a24 * (a - b)) % p
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(size, 'little')
)";

} // namespace

std::string pythonCurve(std::uint16_t group)
{
    for (const Curve &curve : curves)
        if (curve.group == group)
            return "p, size = " + std::string(curve.prime) + ", " + std::to_string(curve.size) + "\nG = (0x" + curve.x +
                   ",\n     0x" + curve.y + ")\n" + affine;
    if (group == 29)
        return "p, a24, size, bits, low, bits_of_u = 2**255 - 19, 121665, 32, 255, 3, 255\n" + std::string(ladder) +
               "base = (9).to_bytes(size, 'little')\n";
    if (group == 30)
        return "p, a24, size, bits, low, bits_of_u = 2**448 - 2**224 - 1, 39081, 56, 448, 2, 448\n" +
               std::string(ladder) + "base = (5).to_bytes(size, 'little')\n";
    throw BadInput{"there is no arithmetic for this group"};
}

} // namespace hd::reproducing
