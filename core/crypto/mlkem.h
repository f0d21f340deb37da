// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"

namespace hd::crypto {

// ML-KEM (FIPS 203), of a libcrypto that has it (OpenSSL 3.5 and later), which is found out at run time. Parameter sets
// are called as the standard calls them: "ML-KEM-768", "ML-KEM-1024".

inline constexpr std::size_t mlkemSeedLength = 64;       ///< d and z, FIPS 203 6.1
inline constexpr std::size_t mlkemRandomnessLength = 32; ///< m, FIPS 203 6.2

bool canMlKem(Context &context, std::string_view parameters);

/// ML-KEM.KeyGen_internal(d, z): privateValue is @p seed, publicValue the encapsulation key.
EphemeralKey importMlKem(Context &context, std::string_view parameters, ByteView seed);

struct Encapsulation
{
    Bytes ciphertext;
    Bytes shared; ///< 32 bytes
    std::optional<KeyShareError> error;
};
/// ML-KEM.Encaps_internal(ek, m), after the checks of 7.2.
Encapsulation encapsulate(Context &context, std::string_view parameters, ByteView encapsulationKey,
                          ByteView randomness);

/// ML-KEM.Decaps: a ciphertext of the right length always gives a secret; if it was made for another key, one that
/// nobody else has ("implicit rejection").
SharedSecret decapsulate(Context &context, std::string_view parameters, const EphemeralKey &own, ByteView ciphertext);

} // namespace hd::crypto
