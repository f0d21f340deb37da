// SPDX-License-Identifier: GPL-3.0-or-later

// Keys whose operations are one's own are made with functions that libcrypto calls deprecated; its providers have no
// such seam.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "publishedsigner.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>

namespace hd::test {

namespace {

struct Published
{
    Bytes hash, signature;
};

std::map<const void *, Published> &published()
{
    static std::map<const void *, Published> all;
    return all;
}

Bytes sha256(const Bytes &content)
{
    Bytes hash(32);
    std::size_t length = 0;
    EVP_Q_digest(nullptr, "SHA256", nullptr, content.data(), content.size(), hash.data(), &length);
    return hash;
}

/// @p encoded is EM of RFC 8017 9.1.1.
int signRsa(int length, const unsigned char *encoded, unsigned char *to, RSA *rsa, int)
{
    const Published &wanted = published().at(rsa);
    if (static_cast<std::size_t>(length) != wanted.signature.size() ||
        RSA_verify_PKCS1_PSS_mgf1(rsa, wanted.hash.data(), EVP_sha256(), nullptr, encoded, RSA_PSS_SALTLEN_DIGEST) != 1)
        return -1;
    std::copy(wanted.signature.begin(), wanted.signature.end(), to);
    return length;
}

int signEc(int, const unsigned char *hash, int length, unsigned char *signature, unsigned int *signatureLength,
           const BIGNUM *, const BIGNUM *, EC_KEY *key)
{
    const Published &wanted = published().at(key);
    if (!equal(wanted.hash, ByteView(hash, static_cast<std::size_t>(length))))
        return 0;
    std::copy(wanted.signature.begin(), wanted.signature.end(), signature);
    *signatureLength = static_cast<unsigned int>(wanted.signature.size());
    return 1;
}

EVP_PKEY *rsaSigner(const EVP_PKEY *key, Published wanted)
{
    static const RSA_METHOD *const method = [] {
        RSA_METHOD *own = RSA_meth_dup(RSA_PKCS1_OpenSSL());
        RSA_meth_set_priv_enc(own, signRsa);
        return own;
    }();
    RSA *rsa = RSAPublicKey_dup(EVP_PKEY_get0_RSA(key));
    RSA_set_method(rsa, method);
    published()[rsa] = std::move(wanted);
    EVP_PKEY *signer = EVP_PKEY_new();
    EVP_PKEY_assign_RSA(signer, rsa);
    return signer;
}

EVP_PKEY *ecSigner(const EVP_PKEY *key, Published wanted)
{
    static const EC_KEY_METHOD *const method = [] {
        EC_KEY_METHOD *own = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        EC_KEY_METHOD_set_sign(own, signEc, nullptr, nullptr);
        return own;
    }();
    EC_KEY *ec = EC_KEY_dup(EVP_PKEY_get0_EC_KEY(key));
    EC_KEY_set_method(ec, method);
    published()[ec] = std::move(wanted);
    EVP_PKEY *signer = EVP_PKEY_new();
    EVP_PKEY_assign_EC_KEY(signer, ec);
    return signer;
}

} // namespace

crypto::PrivateKey publishedSigner(const crypto::PublicKey &key, Bytes content, Bytes signature)
{
    Published wanted{sha256(content), std::move(signature)};
    EVP_PKEY *signer = key.type() == crypto::KeyType::Rsa ? rsaSigner(key.handle(), std::move(wanted))
                                                          : ecSigner(key.handle(), std::move(wanted));
    return crypto::PrivateKey(std::shared_ptr<EVP_PKEY>(signer, EVP_PKEY_free));
}

} // namespace hd::test
