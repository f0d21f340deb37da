// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/context.h"
#include "wire/registry.h"

struct evp_pkey_st;

namespace hd::crypto {

enum class KeyType : std::uint8_t { Rsa, RsaPss, Dsa, Ecdsa, Ed25519, Ed448, Other };

class PublicKey;

/// Whether a key of this type can make signatures of this SignatureScheme (0: the form before TLS 1.2).
bool fits(std::uint16_t scheme, KeyType key);

/// A private key of a certificate. Copies share the key.
class PrivateKey
{
public:
    /// Nothing when @p pem holds no private key that libcrypto understands.
    static std::optional<PrivateKey> fromPem(Context &context, std::string_view pem);

    KeyType type() const;
    /// IANA number of the curve of an ECDSA key (23 secp256r1, ...); 0 otherwise.
    std::uint16_t curve() const;
    int bits() const;
    PublicKey publicKey() const;

    /// Takes 32 bytes of the Context's Entropy, whatever the scheme. Signs with a TLS 1.2/1.3 SignatureScheme (0x0401
    /// rsa_pkcs1_sha256, 0x0403 ecdsa_secp256r1_sha256, 0x0804 rsa_pss_rsae_sha256, 0x0201 rsa_pkcs1_sha1, 0x0807
    /// ed25519, ...). In TLS 1.2 the ecdsa codes do not tie the curve (RFC 5246 7.4.1.4.1): any curve is accepted here.
    /// 0 is RSA over MD5 and SHA-1, the form before TLS 1.2.
    Bytes sign(Context &context, std::uint16_t scheme, ByteView content) const;

    /// Signs a hash that is computed already: 36 bytes of MD5 and SHA-1 with rsaPkcs1Md5Sha1, the last 20 of them with
    /// dsa_sha1 (RFC 6101 5.6.8). Takes 32 bytes of the Context's Entropy.
    Bytes signHash(Context &context, std::uint16_t scheme, ByteView hash) const;

    /// RSAES-PKCS1-v1_5. Nothing when the padding is wrong: the caller must go on with a random value (RFC
    /// 5246 7.4.7.1).
    std::optional<Bytes> rsaDecrypt(Context &context, ByteView ciphertext) const;

    evp_pkey_st *handle() const { return m_key.get(); }
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}

private:
    std::shared_ptr<evp_pkey_st> m_key;
};

class PublicKey
{
public:
    KeyType type() const;
    std::uint16_t curve() const;
    int bits() const;
    bool verify(Context &context, std::uint16_t scheme, ByteView content, ByteView signature) const;
    bool verifyHash(Context &context, std::uint16_t scheme, ByteView hash, ByteView signature) const;
    /// RSAES-PKCS1-v1_5; the padding is drawn from the Context's Entropy.
    Bytes rsaEncrypt(Context &context, ByteView plaintext) const;

    /// Of an RSA key, big endian without leading zeros (RFC 2246 7.4.3: ServerRSAParams).
    struct RsaNumbers
    {
        Bytes modulus, exponent;
    };
    RsaNumbers rsaNumbers() const;
    /// Nothing when they make no key that one can encrypt to.
    static std::optional<PublicKey> fromRsa(Context &context, const RsaNumbers &numbers);

    /// SubjectPublicKeyInfo, DER.
    static std::optional<PublicKey> fromSpki(Context &context, ByteView der);
    Bytes spki() const;

    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}
    /// @p spki is the key's encoding where that is at hand: libcrypto takes longer to make it than to verify with it.
    PublicKey(std::shared_ptr<evp_pkey_st> key, Bytes spki) : m_key(std::move(key)), m_spki(std::move(spki)) {}
    evp_pkey_st *handle() const { return m_key.get(); }

private:
    std::shared_ptr<evp_pkey_st> m_key;
    Bytes m_spki; ///< empty: not yet made
};

/// What to verify @p signature as. In TLS a DSA signature is the DER of a Dss-Sig-Value (RFC 2246 4.7). SSL 3.0 names
/// no encoding (RFC 6101 4.7), and NSS sends r and s there, each as long as q: in SSL 3.0, with a DSA key and for
/// exactly that length, the DER of these is returned. (A Dss-Sig-Value is longer, but for numbers with many zeros in
/// front.) Otherwise @p signature as it is.
Bytes derOfSignature(Version version, const PublicKey &key, ByteView signature);

/// RFC 3526 / 7919 prime and generator of finite-field Diffie-Hellman, big endian.
struct DhParameters
{
    Bytes p;
    Bytes g;
};

/// ffdhe2048 (256) to ffdhe8192 (260); nothing for other groups.
std::optional<DhParameters> ffdhe(std::uint16_t group);
/// The IANA number of the ffdhe group with this prime and generator; nothing when it is another.
std::optional<std::uint16_t> ffdheGroup(const DhParameters &parameters);
/// "ffdhe2048" for the prime of a group of RFC 7919; empty for any other.
std::string nameOfPrime(ByteView prime);

/// "ffdhe2048"; "DH, 1024 bits" for parameters without a name.
std::string nameOf(const DhParameters &parameters);
/// Of a big-endian number, leading zeros aside.
std::uint64_t bitsOf(ByteView number);
/// Those of the first "DH PARAMETERS" (PKCS #3 or X9.42) in @p pem; nothing when it holds none.
std::optional<DhParameters> dhParametersFromPem(Context &context, std::string_view pem);

/// Whether one can compute with them at all: p odd and of 256 to 16384 bits, g within 2..p-2. A client asks before it
/// answers a server_key_exchange; how long p must be is policy and not asked here.
bool usable(const DhParameters &parameters);

/// An ephemeral key pair of (EC)DH: the values that go over the wire and the one that does not.
struct EphemeralKey
{
    Bytes privateValue; ///< DH: x, big endian; EC: the scalar; x25519/x448: the 32 or 56 bytes. As drawn.
    Bytes publicValue;  ///< DH: g^x mod p, padded to the prime's length; EC: uncompressed point; x25519/x448: u
    std::shared_ptr<evp_pkey_st> key; ///< x25519, x448 and ML-KEM only: libcrypto's form of it, ready to agree
};

/// EC groups: 23 secp256r1, 24 secp384r1, 25 secp521r1, 29 x25519, 30 x448. The private value is drawn from the
/// Context's Entropy: uniformly from 1..n-1 by rejection; for an ffdhe group with the exponent length of RFC 7919 5.2,
/// for other fields one bit shorter than p.
EphemeralKey generateEc(Context &context, std::uint16_t group);
EphemeralKey generateDh(Context &context, const DhParameters &parameters);

/// Why a peer's public value was refused. NotReduced: an ML-KEM encapsulation key with a coefficient that is not below
/// q (FIPS 203 7.2).
enum class KeyShareError : std::uint8_t { WrongLength, NotOnCurve, OutOfRange, AllZero, NotReduced };

struct SharedSecret
{
    Bytes z; ///< DH: padded to the prime's length (the caller strips zeros up to TLS 1.2); EC: the x coordinate
    std::optional<KeyShareError> error;
};

/// The peer's value is checked first: points off the curve, DH values outside 2..p-2 (RFC 7919 5.1) and an all-zero
/// x25519/x448 result (RFC 7748 6.1) are refused.
SharedSecret agreeEc(Context &context, std::uint16_t group, const EphemeralKey &own, ByteView peer);
SharedSecret agreeDh(Context &context, const DhParameters &parameters, const EphemeralKey &own, ByteView peer);

/// For verify: the same, from the recorded private value alone.
Bytes publicFromPrivateEc(Context &context, std::uint16_t group, ByteView privateValue);
Bytes publicFromPrivateDh(Context &context, const DhParameters &parameters, ByteView privateValue);
EphemeralKey importEc(Context &context, std::uint16_t group, ByteView privateValue);
EphemeralKey importDh(Context &context, const DhParameters &parameters, ByteView privateValue);

} // namespace hd::crypto
