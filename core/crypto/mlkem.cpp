// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/mlkem.h"

#include "crypto/contextprivate.h"

#include <openssl/err.h>
#include <openssl/params.h>

namespace hd::crypto {

namespace {

// libcrypto's words for parameters that the headers of OpenSSL 3.0 do not have yet
constexpr const char *seedParameter = "seed";
constexpr const char *randomnessParameter = "ikme";
constexpr const char *encapsulationKeyParameter = "pub";

using KemHandle = Handle<EVP_KEM, EVP_KEM_free>;

OSSL_PARAM bytesParameter(const char *name, ByteView value)
{
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t *>(dataOf(value)), value.size());
}

/// Null when libcrypto refuses @p value.
KeyHandle keyFrom(Context &context, std::string_view parameters, const char *name, ByteView value, int selection)
{
    const KeyCtxHandle ctx(
        ensured(EVP_PKEY_CTX_new_from_name(context.lib(), std::string(parameters).c_str(), nullptr), "finding ML-KEM"));
    ensure(EVP_PKEY_fromdata_init(ctx.get()), "an ML-KEM key");
    OSSL_PARAM params[] = {bytesParameter(name, value), OSSL_PARAM_construct_end()};
    EVP_PKEY *key = nullptr;
    ERR_set_mark();
    const bool good = EVP_PKEY_fromdata(ctx.get(), &key, selection, params) == 1;
    ERR_pop_to_mark();
    return KeyHandle(good ? key : nullptr);
}

Bytes encapsulationKeyOf(EVP_PKEY *key)
{
    std::size_t length = 0;
    ensure(EVP_PKEY_get_octet_string_param(key, encapsulationKeyParameter, nullptr, 0, &length),
           "an encapsulation key");
    Bytes bytes(length);
    ensure(EVP_PKEY_get_octet_string_param(key, encapsulationKeyParameter, bytes.data(), bytes.size(), &length),
           "an encapsulation key");
    return bytes;
}

/// FIPS 203 table 3.
struct Lengths
{
    std::size_t encapsulationKey, ciphertext;
};

Lengths lengthsOf(std::string_view parameters)
{
    return parameters == "ML-KEM-1024" ? Lengths{1568, 1568} : Lengths{1184, 1088};
}

} // namespace

bool canMlKem(Context &context, std::string_view parameters)
{
    auto &kems = context.internals().kems;
    if (const auto known = kems.find(parameters); known != kems.end())
        return known->second;
    const std::string name(parameters);
    ERR_set_mark();
    const bool found = KemHandle(EVP_KEM_fetch(context.lib(), name.c_str(), nullptr)) != nullptr;
    ERR_pop_to_mark();
    return kems.emplace(name, found).first->second;
}

EphemeralKey importMlKem(Context &context, std::string_view parameters, ByteView seed)
{
    EphemeralKey own;
    own.privateValue.assign(seed.begin(), seed.end());
    own.key.reset(ensured(keyFrom(context, parameters, seedParameter, seed, EVP_PKEY_KEYPAIR).release(),
                          "making an ML-KEM key pair"),
                  EVP_PKEY_free);
    own.publicValue = encapsulationKeyOf(own.key.get());
    return own;
}

Encapsulation encapsulate(Context &context, std::string_view parameters, ByteView encapsulationKey, ByteView randomness)
{
    if (encapsulationKey.size() != lengthsOf(parameters).encapsulationKey)
        return {{}, {}, KeyShareError::WrongLength};
    // FIPS 203 7.2: of the right length, it fails only where encoding what was decoded gives something else
    const KeyHandle peer =
        keyFrom(context, parameters, encapsulationKeyParameter, encapsulationKey, EVP_PKEY_PUBLIC_KEY);
    if (!peer)
        return {{}, {}, KeyShareError::NotReduced};
    const KeyCtxHandle ctx(ensured(EVP_PKEY_CTX_new_from_pkey(context.lib(), peer.get(), nullptr), "using a key"));
    OSSL_PARAM params[] = {bytesParameter(randomnessParameter, randomness), OSSL_PARAM_construct_end()};
    ensure(EVP_PKEY_encapsulate_init(ctx.get(), params), "starting to encapsulate");
    Encapsulation made;
    std::size_t ciphertextLength = 0, sharedLength = 0;
    ensure(EVP_PKEY_encapsulate(ctx.get(), nullptr, &ciphertextLength, nullptr, &sharedLength), "encapsulating");
    made.ciphertext.resize(ciphertextLength);
    made.shared.resize(sharedLength);
    ensure(
        EVP_PKEY_encapsulate(ctx.get(), made.ciphertext.data(), &ciphertextLength, made.shared.data(), &sharedLength),
        "encapsulating");
    return made;
}

SharedSecret decapsulate(Context &context, std::string_view parameters, const EphemeralKey &own, ByteView ciphertext)
{
    if (ciphertext.size() != lengthsOf(parameters).ciphertext)
        return {{}, KeyShareError::WrongLength};
    const KeyCtxHandle ctx(ensured(EVP_PKEY_CTX_new_from_pkey(context.lib(), own.key.get(), nullptr), "using a key"));
    ensure(EVP_PKEY_decapsulate_init(ctx.get(), nullptr), "starting to decapsulate");
    std::size_t length = 0;
    ensure(EVP_PKEY_decapsulate(ctx.get(), nullptr, &length, ciphertext.data(), ciphertext.size()), "decapsulating");
    SharedSecret secret{Bytes(length), std::nullopt};
    ensure(EVP_PKEY_decapsulate(ctx.get(), secret.z.data(), &length, ciphertext.data(), ciphertext.size()),
           "decapsulating");
    return secret;
}

} // namespace hd::crypto
