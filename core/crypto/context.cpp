// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/context.h"

#include "crypto/contextprivate.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rand.h>

#include <utility>

namespace hd::crypto {

namespace {

struct HashInfo
{
    std::size_t size;
    const char *libcryptoName;
    std::string_view name;
};

constexpr std::array<HashInfo, hashCount> hashes = {{{16, "MD5", "MD5"},
                                                     {20, "SHA1", "SHA-1"},
                                                     {28, "SHA2-224", "SHA-224"},
                                                     {32, "SHA2-256", "SHA-256"},
                                                     {48, "SHA2-384", "SHA-384"},
                                                     {64, "SHA2-512", "SHA-512"},
                                                     {36, "MD5-SHA1", "MD5+SHA-1"}}};

const HashInfo &info(Hash hash)
{
    return hashes[static_cast<std::size_t>(hash)];
}

} // namespace

std::size_t size(Hash hash)
{
    return info(hash).size;
}

std::string_view name(Hash hash)
{
    return info(hash).name;
}

CryptoFailure::CryptoFailure(std::string what) : m_what("libcrypto failed at " + std::move(what))
{
    while (const unsigned long code = ERR_get_error()) {
        std::array<char, 256> text{};
        ERR_error_string_n(code, text.data(), text.size());
        m_what += std::string("; ") + text.data();
    }
}

void ensure(int result, const char *what)
{
    if (result != 1)
        throw CryptoFailure(what);
}

BnHandle toNumber(ByteView bytes)
{
    return BnHandle(ensured(BN_bin2bn(dataOf(bytes), static_cast<int>(bytes.size()), nullptr), "a number"));
}

Bytes fromNumber(const BIGNUM *number, std::size_t length)
{
    Bytes bytes(length);
    if (BN_bn2binpad(number, bytes.data(), static_cast<int>(length)) < 0)
        throw CryptoFailure("a number that is longer than its field");
    return bytes;
}

Context::Context() : m_p(std::make_unique<Private>())
{
    OSSL_LIB_CTX *lib = ensured(m_p->lib.get(), "a library context");
    m_p->defaultProvider.reset(ensured(OSSL_PROVIDER_load(lib, "default"), "loading the default provider"));
    ensure(OSSL_PROVIDER_add_builtin(lib, randProviderName, initRandProvider), "adding the entropy provider");
    m_p->randProvider.reset(ensured(OSSL_PROVIDER_load(lib, randProviderName), "loading the entropy provider"));
    m_p->random = static_cast<RandSource *>(OSSL_PROVIDER_get0_provider_ctx(m_p->randProvider.get()));
    ensure(RAND_set_DRBG_type(lib, randAlgorithmName, nullptr, nullptr, nullptr), "choosing the generator");
    m_p->hmac.reset(ensured(EVP_MAC_fetch(lib, "HMAC", nullptr), "fetching HMAC"));
    m_p->numbers.reset(ensured(BN_CTX_secure_new_ex(lib), "number scratch space"));
}

Context::~Context() = default;

ossl_lib_ctx_st *Context::lib() const
{
    return m_p->lib.get();
}

const evp_md_st *Context::md(Hash hash) const
{
    MdHandle &md = m_p->digests[static_cast<std::size_t>(hash)];
    if (!md)
        md.reset(ensured(EVP_MD_fetch(lib(), info(hash).libcryptoName, nullptr), "fetching a hash"));
    return md.get();
}

const evp_cipher_st *Context::cipher(const std::string &name) const
{
    if (const auto known = m_p->ciphers.find(name); known != m_p->ciphers.end())
        return known->second.get();
    ERR_set_mark();
    CipherHandle cipher(EVP_CIPHER_fetch(lib(), name.c_str(), nullptr));
    if (!cipher && !m_p->legacyProvider) {
        // RC4 and DES live there; loading it costs a file access that modern suites do not need.
        m_p->legacyProvider.reset(OSSL_PROVIDER_try_load(lib(), "legacy", 1));
        if (m_p->legacyProvider)
            cipher.reset(EVP_CIPHER_fetch(lib(), name.c_str(), nullptr));
    }
    ERR_pop_to_mark();
    return m_p->ciphers.emplace(name, std::move(cipher)).first->second.get();
}

Entropy &Context::entropy() const
{
    return m_p->random->inUse();
}

Context::EntropyScope::EntropyScope(Context &context, Entropy &entropy)
    : m_context(context), m_previous(std::exchange(context.m_p->random->current, &entropy))
{}

Context::EntropyScope::~EntropyScope()
{
    m_context.m_p->random->current = m_previous;
}

} // namespace hd::crypto
