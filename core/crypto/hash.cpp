// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"
#include "crypto/primitives.h"

#include <openssl/crypto.h>

#include <cassert>
#include <utility>

namespace hd::crypto {

Hash hashOf(HashName hash)
{
    switch (hash) {
    case HashName::Md5:
        return Hash::Md5;
    case HashName::Sha1:
        return Hash::Sha1;
    case HashName::Sha256:
        return Hash::Sha256;
    case HashName::Sha384:
        return Hash::Sha384;
    case HashName::None:
        break;
    }
    assert(false && "an AEAD suite has no MAC");
    return Hash::Sha256;
}

Bytes digest(Context &context, Hash hash, std::initializer_list<ByteView> parts)
{
    MdCtxHandle &ctx = context.internals().digestContexts[static_cast<std::size_t>(hash)];
    if (!ctx)
        ctx.reset(ensured(EVP_MD_CTX_new(), "a hash"));
    ensure(EVP_DigestInit_ex2(ctx.get(), context.md(hash), nullptr), "starting a hash");
    for (const ByteView part : parts)
        ensure(EVP_DigestUpdate(ctx.get(), part.data(), part.size()), "hashing");
    Bytes value(size(hash));
    ensure(EVP_DigestFinal_ex(ctx.get(), value.data(), nullptr), "ending a hash");
    return value;
}

Hasher::Hasher(Context &context, Hash hash) : m_hash(hash), m_ctx(ensured(EVP_MD_CTX_new(), "a hash"))
{
    if (EVP_DigestInit_ex2(m_ctx, context.md(hash), nullptr) != 1) {
        EVP_MD_CTX_free(m_ctx);
        throw CryptoFailure("starting a hash");
    }
}

Hasher::~Hasher()
{
    EVP_MD_CTX_free(m_ctx);
}

Hasher::Hasher(Hasher &&other) noexcept : m_hash(other.m_hash), m_ctx(std::exchange(other.m_ctx, nullptr)) {}

Hasher &Hasher::operator=(Hasher &&other) noexcept
{
    std::swap(m_hash, other.m_hash);
    std::swap(m_ctx, other.m_ctx);
    return *this;
}

void Hasher::update(ByteView bytes)
{
    ensure(EVP_DigestUpdate(m_ctx, bytes.data(), bytes.size()), "hashing");
}

Bytes Hasher::value() const
{
    const MdCtxHandle copy(ensured(EVP_MD_CTX_new(), "a hash"));
    ensure(EVP_MD_CTX_copy_ex(copy.get(), m_ctx), "copying a hash");
    Bytes value(size(m_hash));
    ensure(EVP_DigestFinal_ex(copy.get(), value.data(), nullptr), "ending a hash");
    return value;
}

bool equalInConstantTime(ByteView a, ByteView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(dataOf(a), dataOf(b), a.size()) == 0;
}

} // namespace hd::crypto
