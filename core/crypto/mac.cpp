// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"
#include "crypto/primitives.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

namespace hd::crypto {

namespace {

/// @p key null: the key of last time.
Bytes macOf(EVP_MAC_CTX *ctx, const ByteView *key, std::size_t length, std::initializer_list<ByteView> parts)
{
    ensure(EVP_MAC_init(ctx, key ? dataOf(*key) : nullptr, key ? key->size() : 0, nullptr), "starting a MAC");
    for (const ByteView part : parts)
        ensure(EVP_MAC_update(ctx, dataOf(part), part.size()), "computing a MAC");
    Bytes value(length);
    std::size_t written = 0;
    ensure(EVP_MAC_final(ctx, value.data(), &written, value.size()), "ending a MAC");
    return value;
}

} // namespace

MacCtxHandle Context::Private::newHmac(const Context &context, Hash hash) const
{
    MacCtxHandle ctx(ensured(EVP_MAC_CTX_new(hmac.get()), "a MAC"));
    std::string digestName = EVP_MD_get0_name(context.md(hash));
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digestName.data(), 0),
                                 OSSL_PARAM_construct_end()};
    ensure(EVP_MAC_CTX_set_params(ctx.get(), params), "choosing a MAC's hash");
    return ctx;
}

EVP_MAC_CTX *Context::Private::hmacContext(const Context &context, Hash hash)
{
    MacCtxHandle &ctx = hmacContexts[static_cast<std::size_t>(hash)];
    if (!ctx)
        ctx = newHmac(context, hash);
    return ctx.get();
}

Bytes hmac(Context &context, Hash hash, ByteView key, std::initializer_list<ByteView> parts)
{
    return macOf(context.internals().hmacContext(context, hash), &key, size(hash), parts);
}

struct Hmac::Private
{
    Hash hash;
    MacCtxHandle ctx;
};

Hmac::Hmac(Context &context, Hash hash, ByteView key)
    : m_p(std::make_unique<Private>(Private{hash, context.internals().newHmac(context, hash)}))
{
    ensure(EVP_MAC_init(m_p->ctx.get(), dataOf(key), key.size(), nullptr), "setting a MAC's key");
}

Hmac::~Hmac() = default;
Hmac::Hmac(Hmac &&) noexcept = default;
Hmac &Hmac::operator=(Hmac &&) noexcept = default;

Bytes Hmac::value(std::initializer_list<ByteView> parts)
{
    return macOf(m_p->ctx.get(), nullptr, size(m_p->hash), parts);
}

Bytes pHash(Context &context, Hash hash, ByteView secret, ByteView seed, std::size_t length,
            std::vector<PrfBlock> *blocks)
{
    EVP_MAC_CTX *ctx = context.internals().hmacContext(context, hash);
    Bytes output;
    output.reserve(length + size(hash));
    Bytes a = macOf(ctx, &secret, size(hash), {seed});
    while (output.size() < length) {
        Bytes block = macOf(ctx, nullptr, size(hash), {a, seed});
        append(output, block);
        Bytes next = output.size() < length ? macOf(ctx, nullptr, size(hash), {a}) : Bytes();
        if (blocks)
            blocks->push_back({std::move(a), std::move(block)});
        a = std::move(next);
    }
    output.resize(length);
    return output;
}

Bytes prf(Context &context, Hash hash, ByteView secret, std::string_view label, ByteView seed, std::size_t length)
{
    const Bytes labelAndSeed = concat({toBytes(label), seed});
    if (hash != Hash::Md5Sha1)
        return pHash(context, hash, secret, labelAndSeed, length);
    // RFC 2246 5: the halves share the middle byte when the secret's length is odd.
    const std::size_t half = (secret.size() + 1) / 2;
    Bytes output = pHash(context, Hash::Md5, secret.first(half), labelAndSeed, length);
    const Bytes other = pHash(context, Hash::Sha1, secret.last(half), labelAndSeed, length);
    for (std::size_t i = 0; i < length; ++i)
        output[i] ^= other[i];
    return output;
}

} // namespace hd::crypto
