// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/entropy.h"

#include <openssl/core.h>

namespace hd::crypto {

/// The provider's state (OSSL_PROVIDER_get0_provider_ctx): who supplies the bytes at the moment.
struct RandSource
{
    Entropy *current = nullptr; ///< null: the system's
    SystemEntropy system;

    Entropy &inUse() { return current ? *current : system; }
};

inline constexpr const char *randProviderName = "hellodone";
inline constexpr const char *randAlgorithmName = "HELLODONE-ENTROPY";

/// A built-in provider whose one algorithm is a RAND that hands out a RandSource's bytes unchanged.
extern "C" int initRandProvider(const OSSL_CORE_HANDLE *core, const OSSL_DISPATCH *coreFunctions,
                                const OSSL_DISPATCH **functions, void **context);

} // namespace hd::crypto
