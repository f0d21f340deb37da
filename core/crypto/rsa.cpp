// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

namespace hd::crypto {

namespace {

using ParamBuilderHandle = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParamsHandle = Handle<OSSL_PARAM, OSSL_PARAM_free>;

/// RFC 8017 7.2.1: what the padding takes of a block, beside the 48 bytes of a pre-master secret.
constexpr int shortestModulus = 11 + 48;

Bytes numberOf(const EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    ensure(EVP_PKEY_get_bn_param(key, name, &number), "a number of an RSA key");
    const BnHandle owner(number);
    return fromNumber(number, static_cast<std::size_t>(BN_num_bytes(number)));
}

/// What libcrypto would refuse only when it encrypts.
bool canEncrypt(const BIGNUM *modulus, const BIGNUM *exponent)
{
    const int bits = BN_num_bits(modulus);
    return BN_is_odd(modulus) && BN_num_bytes(modulus) >= shortestModulus && bits <= OPENSSL_RSA_MAX_MODULUS_BITS &&
           BN_is_odd(exponent) && !BN_is_one(exponent) && BN_ucmp(exponent, modulus) < 0 &&
           (bits <= OPENSSL_RSA_SMALL_MODULUS_BITS || BN_num_bits(exponent) <= OPENSSL_RSA_MAX_PUBEXP_BITS);
}

} // namespace

std::optional<Bytes> PrivateKey::rsaDecrypt(Context &context, ByteView ciphertext) const
{
    // The result does not depend on randomness; libcrypto blinds with some, which must not come from the party's.
    SystemEntropy system;
    const Context::EntropyScope blinding(context, system);
    const KeyCtxHandle ctx = keyContext(context, m_key.get());
    ensure(EVP_PKEY_decrypt_init(ctx.get()), "starting RSA decryption");
    ensure(EVP_PKEY_CTX_set_rsa_padding(ctx.get(), RSA_PKCS1_PADDING), "choosing RSA padding");
    // From OpenSSL 3.2 on, wrong padding yields a made-up plaintext unless that is turned off; before, this is ignored.
    unsigned implicitRejection = 0;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_uint("implicit-rejection", &implicitRejection),
                                 OSSL_PARAM_construct_end()};
    ensure(EVP_PKEY_CTX_set_params(ctx.get(), params), "choosing how RSA decryption fails");
    Bytes plaintext(static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get())));
    std::size_t length = plaintext.size();
    ERR_set_mark();
    const int result = EVP_PKEY_decrypt(ctx.get(), plaintext.data(), &length, dataOf(ciphertext), ciphertext.size());
    ERR_pop_to_mark();
    if (result != 1)
        return std::nullopt;
    plaintext.resize(length);
    return plaintext;
}

Bytes PublicKey::rsaEncrypt(Context &context, ByteView plaintext) const
{
    const KeyCtxHandle ctx = keyContext(context, m_key.get());
    ensure(EVP_PKEY_encrypt_init(ctx.get()), "starting RSA encryption");
    ensure(EVP_PKEY_CTX_set_rsa_padding(ctx.get(), RSA_PKCS1_PADDING), "choosing RSA padding");
    Bytes ciphertext(static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get())));
    std::size_t length = ciphertext.size();
    ensure(EVP_PKEY_encrypt(ctx.get(), ciphertext.data(), &length, dataOf(plaintext), plaintext.size()),
           "RSA encryption");
    ciphertext.resize(length);
    return ciphertext;
}

PublicKey::RsaNumbers PublicKey::rsaNumbers() const
{
    return {numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_N), numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_E)};
}

std::optional<PublicKey> PublicKey::fromRsa(Context &context, const RsaNumbers &numbers)
{
    const BnHandle modulus = toNumber(numbers.modulus);
    const BnHandle exponent = toNumber(numbers.exponent);
    if (!canEncrypt(modulus.get(), exponent.get()))
        return std::nullopt;
    const ParamBuilderHandle builder(ensured(OSSL_PARAM_BLD_new(), "an RSA key"));
    ensure(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()), "an RSA key");
    ensure(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()), "an RSA key");
    const ParamsHandle params(ensured(OSSL_PARAM_BLD_to_param(builder.get()), "an RSA key"));
    const KeyCtxHandle ctx(ensured(EVP_PKEY_CTX_new_from_name(context.lib(), "RSA", nullptr), "an RSA key"));
    ensure(EVP_PKEY_fromdata_init(ctx.get()), "an RSA key");
    EVP_PKEY *key = nullptr;
    ERR_set_mark();
    const int made = EVP_PKEY_fromdata(ctx.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get());
    ERR_pop_to_mark();
    if (made != 1)
        return std::nullopt;
    return PublicKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

} // namespace hd::crypto
