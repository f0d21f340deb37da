// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keys.h"

#include "crypto/contextprivate.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <cstring>

namespace hd::crypto {

namespace {

KeyType typeOf(const EVP_PKEY *key)
{
    switch (key ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE) {
    case EVP_PKEY_RSA:
        return KeyType::Rsa;
    case EVP_PKEY_RSA_PSS:
        return KeyType::RsaPss;
    case EVP_PKEY_DSA:
        return KeyType::Dsa;
    case EVP_PKEY_EC:
        return KeyType::Ecdsa;
    case EVP_PKEY_ED25519:
        return KeyType::Ed25519;
    case EVP_PKEY_ED448:
        return KeyType::Ed448;
    default:
        return KeyType::Other;
    }
}

std::uint16_t curveOf(const EVP_PKEY *key)
{
    struct Curve
    {
        const char *name;
        std::uint16_t group; // IANA TLS Supported Groups
    };
    static constexpr Curve curves[] = {{"prime192v1", 19},      {"secp224r1", 21},       {"secp256k1", 22},
                                       {"prime256v1", 23},      {"secp384r1", 24},       {"secp521r1", 25},
                                       {"brainpoolP256r1", 26}, {"brainpoolP384r1", 27}, {"brainpoolP512r1", 28}};
    if (typeOf(key) != KeyType::Ecdsa)
        return 0;
    std::array<char, 64> name{};
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) != 1)
        return 0; // explicit parameters
    for (const Curve &curve : curves)
        if (std::strcmp(curve.name, name.data()) == 0)
            return curve.group;
    return 0;
}

int noPassword(char *, int, int, void *)
{
    return -1; // libcrypto's own callback would ask on the terminal
}

} // namespace

KeyCtxHandle keyContext(Context &context, EVP_PKEY *key)
{
    return KeyCtxHandle(ensured(EVP_PKEY_CTX_new_from_pkey(context.lib(), key, nullptr), "using a key"));
}

std::optional<PrivateKey> PrivateKey::fromPem(Context &context, std::string_view pem)
{
    const BioHandle bio(ensured(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "reading PEM"));
    ERR_set_mark();
    EVP_PKEY *key = PEM_read_bio_PrivateKey_ex(bio.get(), nullptr, noPassword, nullptr, context.lib(), nullptr);
    ERR_pop_to_mark();
    if (!key)
        return std::nullopt;
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

KeyType PrivateKey::type() const
{
    return typeOf(m_key.get());
}

std::uint16_t PrivateKey::curve() const
{
    return curveOf(m_key.get());
}

int PrivateKey::bits() const
{
    return EVP_PKEY_get_bits(m_key.get());
}

PublicKey PrivateKey::publicKey() const
{
    return PublicKey(m_key);
}

KeyType PublicKey::type() const
{
    return typeOf(m_key.get());
}

std::uint16_t PublicKey::curve() const
{
    return curveOf(m_key.get());
}

int PublicKey::bits() const
{
    return m_key ? EVP_PKEY_get_bits(m_key.get()) : 0;
}

std::optional<PublicKey> PublicKey::fromSpki(Context &context, ByteView der)
{
    const std::uint8_t *at = dataOf(der);
    ERR_set_mark();
    std::shared_ptr<EVP_PKEY> key(d2i_PUBKEY_ex(nullptr, &at, static_cast<long>(der.size()), context.lib(), nullptr),
                                  EVP_PKEY_free);
    ERR_pop_to_mark();
    if (!key || at != der.data() + der.size())
        return std::nullopt;
    return PublicKey(std::move(key), Bytes(der.begin(), der.end()));
}

Bytes PublicKey::spki() const
{
    if (!m_spki.empty())
        return m_spki;
    std::uint8_t *der = nullptr;
    const int length = m_key ? i2d_PUBKEY(m_key.get(), &der) : 0;
    if (length <= 0)
        return {};
    const MemoryHandle owner(der);
    return Bytes(der, der + length);
}

} // namespace hd::crypto
