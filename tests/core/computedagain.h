// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a derivation must have come to, computed by other means than core/crypto: libcrypto's own TLS1-PRF, TLS13-KDF,
// HKDF, DH and ECDH in its default library context.

#include "trace/trace.h"
#include "wire/registry.h"

#include <memory>

#include <openssl/evp.h>

namespace hd::test {

template<auto Free>
struct Freer
{
    template<class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
template<class T, auto Free>
using Handle = std::unique_ptr<T, Freer<Free>>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

/// The value of the inputs with @p role, one after the other.
Bytes bytesOf(const Trace &trace, const std::vector<Input> &inputs, std::string_view role);
std::string textOf(const std::vector<Input> &inputs, std::string_view role);

/// A key of libcrypto's default context; @p secret may be empty.
Key ecKey(const NamedGroup &group, const Bytes &secret, const Bytes &publicValue);

/// What @p derivation must have come to; nothing where it was drawn or made with a private key.
std::optional<Bytes> again(const Trace &trace, const Derivation &derivation);

} // namespace hd::test
