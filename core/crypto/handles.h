// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Owners of libcrypto's objects, for the files of this room.

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace hd::crypto {

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

/// Bytes that libcrypto allocated.
using MemoryHandle = Handle<std::uint8_t, [](std::uint8_t *memory) { OPENSSL_free(memory); }>;
using LibCtxHandle = Handle<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using ProviderHandle = Handle<OSSL_PROVIDER, OSSL_PROVIDER_unload>;
using MdHandle = Handle<EVP_MD, EVP_MD_free>;
using MdCtxHandle = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using CipherHandle = Handle<EVP_CIPHER, EVP_CIPHER_free>;
using MacHandle = Handle<EVP_MAC, EVP_MAC_free>;
using MacCtxHandle = Handle<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using KeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using KeyCtxHandle = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using BnHandle = Handle<BIGNUM, BN_clear_free>;
using BnCtxHandle = Handle<BN_CTX, BN_CTX_free>;
using MontgomeryHandle = Handle<BN_MONT_CTX, BN_MONT_CTX_free>;
using EcGroupHandle = Handle<EC_GROUP, EC_GROUP_free>;
using EcPointHandle = Handle<EC_POINT, EC_POINT_clear_free>;
using DsaSignatureHandle = Handle<DSA_SIG, DSA_SIG_free>;
using BioHandle = Handle<BIO, BIO_free_all>;
using X509Handle = Handle<X509, X509_free>;
using NameHandle = Handle<X509_NAME, X509_NAME_free>;

} // namespace hd::crypto
