// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

namespace hd::crypto {

namespace {

constexpr std::uint16_t dsaSha1 = 0x0202;

enum class Padding : std::uint8_t { None, Pkcs1, Pss };

/// What a SignatureScheme (RFC 8446 4.2.3) or SignatureAndHashAlgorithm (RFC 5246 7.4.1.4.1) asks of a key.
struct Scheme
{
    KeyType key = KeyType::Other;
    Padding padding = Padding::None;
    std::optional<Hash> hash; ///< nothing for Ed25519 and Ed448, which hash themselves
};

std::optional<Hash> hashOfTls12(unsigned algorithm)
{
    switch (algorithm) {
    case 1:
        return Hash::Md5;
    case 2:
        return Hash::Sha1;
    case 3:
        return Hash::Sha224;
    case 4:
        return Hash::Sha256;
    case 5:
        return Hash::Sha384;
    case 6:
        return Hash::Sha512;
    default:
        return std::nullopt;
    }
}

std::optional<Scheme> intrinsic(std::uint16_t code)
{
    switch (code) {
    case 0x0804:
        return Scheme{KeyType::Rsa, Padding::Pss, Hash::Sha256};
    case 0x0805:
        return Scheme{KeyType::Rsa, Padding::Pss, Hash::Sha384};
    case 0x0806:
        return Scheme{KeyType::Rsa, Padding::Pss, Hash::Sha512};
    case 0x0807:
        return Scheme{KeyType::Ed25519, Padding::None, {}};
    case 0x0808:
        return Scheme{KeyType::Ed448, Padding::None, {}};
    case 0x0809:
        return Scheme{KeyType::RsaPss, Padding::Pss, Hash::Sha256};
    case 0x080a:
        return Scheme{KeyType::RsaPss, Padding::Pss, Hash::Sha384};
    case 0x080b:
        return Scheme{KeyType::RsaPss, Padding::Pss, Hash::Sha512};
    case 0x081a: // ecdsa_brainpoolP256r1tls13_sha256 and its two siblings, RFC 8734
        return Scheme{KeyType::Ecdsa, Padding::None, Hash::Sha256};
    case 0x081b:
        return Scheme{KeyType::Ecdsa, Padding::None, Hash::Sha384};
    case 0x081c:
        return Scheme{KeyType::Ecdsa, Padding::None, Hash::Sha512};
    default:
        return std::nullopt;
    }
}

std::optional<Scheme> schemeOf(std::uint16_t code)
{
    if (code == 0)
        return Scheme{KeyType::Rsa, Padding::Pkcs1, Hash::Md5Sha1};
    if (code >> 8 == 8)
        return intrinsic(code);
    const std::optional<Hash> hash = hashOfTls12(code >> 8);
    if (!hash)
        return std::nullopt;
    switch (code & 0xff) {
    case 1:
        return Scheme{KeyType::Rsa, Padding::Pkcs1, hash};
    case 2:
        return Scheme{KeyType::Dsa, Padding::None, hash};
    case 3:
        return Scheme{KeyType::Ecdsa, Padding::None, hash};
    default:
        return std::nullopt;
    }
}

bool setPadding(EVP_PKEY_CTX *ctx, Padding padding)
{
    switch (padding) {
    case Padding::None:
        return true;
    case Padding::Pkcs1:
        return EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1;
    case Padding::Pss: // RFC 8446 4.2.3: the salt is as long as the digest
        return EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    return false;
}

/// What of @p hash a key signs: both hashes or, with DSA, the SHA-1 (RFC 6101 5.6.8). Nothing when it is no such hash.
std::optional<ByteView> partSigned(std::uint16_t scheme, ByteView hash)
{
    const std::size_t wanted = scheme == rsaPkcs1Md5Sha1 ? size(Hash::Md5Sha1) : size(Hash::Sha1);
    if ((scheme != rsaPkcs1Md5Sha1 && scheme != dsaSha1) || hash.size() < wanted)
        return std::nullopt;
    return hash.last(wanted);
}

/// RFC 2246 4.7: RSA signs the two hashes "with block type 0 or type 1" and no DigestInfo.
bool setHashPadding(EVP_PKEY_CTX *ctx, std::uint16_t scheme)
{
    return setPadding(ctx, scheme == rsaPkcs1Md5Sha1 ? Padding::Pkcs1 : Padding::None);
}

/// The bytes of q, which r and s are smaller than; 0 for a key that does not say.
std::size_t orderLength(const EVP_PKEY *dsaKey)
{
    BIGNUM *q = nullptr;
    if (EVP_PKEY_get_bn_param(dsaKey, OSSL_PKEY_PARAM_FFC_Q, &q) != 1)
        return 0;
    const BnHandle owner(q);
    return static_cast<std::size_t>(BN_num_bytes(q));
}

Bytes dssSigValue(ByteView r, ByteView s)
{
    const auto number = [](ByteView bytes) {
        return BnHandle(ensured(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), "a DSA signature"));
    };
    const DsaSignatureHandle signature(ensured(DSA_SIG_new(), "a DSA signature"));
    BnHandle first = number(r), second = number(s);
    ensure(DSA_SIG_set0(signature.get(), first.release(), second.release()), "a DSA signature");
    std::uint8_t *der = nullptr;
    const int length = i2d_DSA_SIG(signature.get(), &der);
    const MemoryHandle owner(der);
    ensure(length > 0, "the DER of a DSA signature");
    return Bytes(der, der + length);
}

const char *digestName(const Context &context, const Scheme &scheme)
{
    return scheme.hash ? EVP_MD_get0_name(context.md(*scheme.hash)) : nullptr;
}

} // namespace

SeededEntropy oneDraw(Context &context)
{
    const Bytes seed = context.entropy().draw(32);
    return SeededEntropy(0, {reinterpret_cast<const char *>(seed.data()), seed.size()});
}

bool fits(std::uint16_t scheme, KeyType key)
{
    const std::optional<Scheme> wanted = schemeOf(scheme);
    return wanted && wanted->key == key;
}

Bytes PrivateKey::sign(Context &context, std::uint16_t scheme, ByteView content) const
{
    const std::optional<Scheme> wanted = schemeOf(scheme);
    if (!wanted || wanted->key != type())
        throw CryptoFailure("signing: the scheme does not fit the key");
    SeededEntropy drawn = oneDraw(context);
    const Context::EntropyScope scope(context, drawn);

    const MdCtxHandle ctx(ensured(EVP_MD_CTX_new(), "a signature"));
    EVP_PKEY_CTX *keyCtx = nullptr;
    ensure(EVP_DigestSignInit_ex(ctx.get(), &keyCtx, digestName(context, *wanted), context.lib(), nullptr, m_key.get(),
                                 nullptr),
           "starting a signature");
    if (!setPadding(keyCtx, wanted->padding))
        throw CryptoFailure("choosing a signature's padding");
    Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get())));
    std::size_t length = signature.size();
    ensure(EVP_DigestSign(ctx.get(), signature.data(), &length, dataOf(content), content.size()), "signing");
    signature.resize(length);
    return signature;
}

bool PublicKey::verify(Context &context, std::uint16_t scheme, ByteView content, ByteView signature) const
{
    const std::optional<Scheme> wanted = schemeOf(scheme);
    if (!wanted || wanted->key != type())
        return false;
    const MdCtxHandle ctx(ensured(EVP_MD_CTX_new(), "a signature"));
    EVP_PKEY_CTX *keyCtx = nullptr;
    ERR_set_mark();
    const bool good =
        EVP_DigestVerifyInit_ex(ctx.get(), &keyCtx, digestName(context, *wanted), context.lib(), nullptr, m_key.get(),
                                nullptr) == 1 &&
        setPadding(keyCtx, wanted->padding) &&
        EVP_DigestVerify(ctx.get(), dataOf(signature), signature.size(), dataOf(content), content.size()) == 1;
    ERR_pop_to_mark();
    return good;
}

Bytes derOfSignature(Version version, const PublicKey &key, ByteView signature)
{
    if (version == ssl30 && key.type() == KeyType::Dsa) {
        const std::size_t length = orderLength(key.handle());
        if (length != 0 && signature.size() == 2 * length)
            return dssSigValue(signature.first(length), signature.last(length));
    }
    return Bytes(signature.begin(), signature.end());
}

Bytes PrivateKey::signHash(Context &context, std::uint16_t scheme, ByteView hash) const
{
    const std::optional<ByteView> part = partSigned(scheme, hash);
    if (!part || !fits(scheme, type()))
        throw CryptoFailure("signing a hash: the scheme does not fit the key or the hash");
    SeededEntropy drawn = oneDraw(context);
    const Context::EntropyScope scope(context, drawn);
    const KeyCtxHandle ctx = keyContext(context, m_key.get());
    ensure(EVP_PKEY_sign_init(ctx.get()), "starting a signature");
    if (!setHashPadding(ctx.get(), scheme))
        throw CryptoFailure("choosing a signature's padding");
    Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get())));
    std::size_t length = signature.size();
    ensure(EVP_PKEY_sign(ctx.get(), signature.data(), &length, part->data(), part->size()), "signing");
    signature.resize(length);
    return signature;
}

bool PublicKey::verifyHash(Context &context, std::uint16_t scheme, ByteView hash, ByteView signature) const
{
    const std::optional<ByteView> part = partSigned(scheme, hash);
    if (!part || !fits(scheme, type()))
        return false;
    const KeyCtxHandle ctx = keyContext(context, m_key.get());
    ERR_set_mark();
    const bool good = EVP_PKEY_verify_init(ctx.get()) == 1 && setHashPadding(ctx.get(), scheme) &&
                      EVP_PKEY_verify(ctx.get(), dataOf(signature), signature.size(), part->data(), part->size()) == 1;
    ERR_pop_to_mark();
    return good;
}

} // namespace hd::crypto
