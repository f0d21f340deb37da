// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/entropy.h"
#include "wire/registry.h"

#include <exception>

struct ossl_lib_ctx_st;
struct evp_md_st;
struct evp_cipher_st;

namespace hd::crypto {

enum class Hash : std::uint8_t { Md5, Sha1, Sha224, Sha256, Sha384, Sha512, Md5Sha1 };
inline constexpr std::size_t hashCount = 7;

/// Bytes of output. Md5Sha1 is MD5 followed by SHA-1 (36), the form that TLS before 1.2 signs.
std::size_t size(Hash hash);
/// That of a suite, which has one.
Hash hashOf(HashName hash);
/// "SHA-256", as the standards write it.
std::string_view name(Hash hash);

/// A libcrypto library context of our own: its random generator draws from the Entropy in use, so that a seeded run
/// repeats key generation and signatures to the byte and nothing else in the process notices; its algorithms are
/// fetched once, at their first use. One per thread. It costs about a millisecond and remembers what it has parsed, so
/// keep it; whatever was made with it must go before it does.
class Context
{
public:
    Context();
    ~Context();
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    ossl_lib_ctx_st *lib() const;
    const evp_md_st *md(Hash hash) const;
    /// "AES-128-CBC", "AES-256-GCM": libcrypto's names. Null when this libcrypto cannot do it.
    const evp_cipher_st *cipher(const std::string &name) const;
    /// Whether this libcrypto can do it, its legacy provider (RC4, DES, MD5 in signatures) included where it is
    /// installed.
    bool canCipher(const std::string &name) const { return name.empty() || cipher(name); }
    /// The one of the innermost EntropyScope; without a scope the system's.
    Entropy &entropy() const;

    /// While it lives, libcrypto's generator in this context is @p entropy; scopes nest.
    class EntropyScope
    {
    public:
        EntropyScope(Context &context, Entropy &entropy);
        ~EntropyScope();
        EntropyScope(const EntropyScope &) = delete;
        EntropyScope &operator=(const EntropyScope &) = delete;

    private:
        Context &m_context;
        Entropy *m_previous;
    };

    struct Private;
    Private &internals() const { return *m_p; } ///< for the files of this room

private:
    std::unique_ptr<Private> m_p;
};

/// libcrypto refused something that cannot be the peer's fault (out of memory, algorithm missing from this build).
class CryptoFailure : public std::exception
{
public:
    explicit CryptoFailure(std::string what); ///< adds libcrypto's error queue
    const char *what() const noexcept override { return m_what.c_str(); }

private:
    std::string m_what;
};

} // namespace hd::crypto
