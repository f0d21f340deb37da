// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/hybrids.h"

namespace hd {

std::vector<HybridPart> hybridParts(std::uint16_t group, bool ciphertext)
{
    constexpr std::uint16_t secp256r1Mlkem768 = 0x11eb, x25519Mlkem768 = 0x11ec, secp384r1Mlkem1024 = 0x11ed;
    // FIPS 203 table 3: the lengths of an encapsulation key and of a ciphertext
    const HybridPart kem768 = ciphertext ? HybridPart{"mlkem768_ciphertext", 1088, 0, "ML-KEM-768"}
                                         : HybridPart{"mlkem768_encapsulation_key", 1184, 0, "ML-KEM-768"};
    const HybridPart kem1024 = ciphertext ? HybridPart{"mlkem1024_ciphertext", 1568, 0, "ML-KEM-1024"}
                                          : HybridPart{"mlkem1024_encapsulation_key", 1568, 0, "ML-KEM-1024"};
    switch (group) {
    case secp256r1Mlkem768:
        return {{"secp256r1", 65, 23}, kem768};
    case x25519Mlkem768:
        return {kem768, {"x25519", 32, 29}};
    case secp384r1Mlkem1024:
        return {{"secp384r1", 97, 24}, kem1024};
    default:
        return {};
    }
}

} // namespace hd
