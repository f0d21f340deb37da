// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a Context keeps, for the files of this room: everything that costs time to make and can be used again.

#include "crypto/handles.h"
#include "crypto/keys.h"
#include "crypto/randprovider.h"

#include <array>
#include <map>

namespace hd::crypto {

/// A curve of NIST's with its group operations ready.
struct EcCurve
{
    EcGroupHandle group;
    BnHandle order;
    std::size_t fieldLength = 0; ///< bytes of a coordinate
    std::size_t orderLength = 0; ///< bytes of a scalar
};

/// Finite-field parameters with the Montgomery form ready.
struct DhField
{
    DhParameters parameters;
    BnHandle p;
    BnHandle g;
    BnHandle pMinus1;
    MontgomeryHandle montgomery;
};

struct Context::Private
{
    // The library context comes first, so that it goes last.
    LibCtxHandle lib{OSSL_LIB_CTX_new()};
    ProviderHandle defaultProvider;
    ProviderHandle legacyProvider;
    ProviderHandle randProvider;
    RandSource *random = nullptr; ///< owned by randProvider

    std::array<MdHandle, hashCount> digests;
    std::array<MdCtxHandle, hashCount> digestContexts;
    std::map<std::string, CipherHandle> ciphers;
    MacHandle hmac;
    std::array<MacCtxHandle, hashCount> hmacContexts; ///< each with its hash set

    BnCtxHandle numbers; ///< scratch of the number arithmetic
    std::map<std::uint16_t, EcCurve> curves;
    std::map<std::string, bool, std::less<>> kems; ///< whether libcrypto has a parameter set of ML-KEM
    std::vector<std::unique_ptr<DhField>> fields;
    std::map<Bytes, std::shared_ptr<X509>> certificates; ///< by DER: parsing one takes longer than verifying it

    /// One-shot use only: the next caller starts it over.
    EVP_MAC_CTX *hmacContext(const Context &context, Hash hash);
    MacCtxHandle newHmac(const Context &context, Hash hash) const;
};

/// Throws CryptoFailure unless libcrypto said 1.
void ensure(int result, const char *what);

/// The same for what libcrypto allocates.
template<class T>
T *ensured(T *object, const char *what)
{
    if (!object)
        throw CryptoFailure(what);
    return object;
}

/// Never null, since libcrypto takes null for "nothing to do" where an empty value is meant.
inline const std::uint8_t *dataOf(ByteView bytes)
{
    static constexpr std::uint8_t none = 0;
    return bytes.empty() ? &none : bytes.data();
}

/// One draw per signature. libcrypto takes more for blinding when a key is used for the first time, and every 32nd time
/// anew; what it takes must not shift what the party draws next.
SeededEntropy oneDraw(Context &context);

/// nullptr for the keys that hash themselves.
const EVP_MD *signatureHash(const Context &context, const PrivateKey &key);

/// For one operation with @p key.
KeyCtxHandle keyContext(Context &context, EVP_PKEY *key);

/// Of UTCTime and GeneralizedTime; 0 when it is neither.
std::int64_t unixTime(const ASN1_TIME *time);

BnHandle toNumber(ByteView bytes);
/// Big endian, padded to @p length.
Bytes fromNumber(const BIGNUM *number, std::size_t length);

} // namespace hd::crypto
