// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/context.h"

struct evp_cipher_ctx_st;
struct evp_md_ctx_st;

namespace hd::crypto {

Bytes digest(Context &context, Hash hash, std::initializer_list<ByteView> parts);
Bytes hmac(Context &context, Hash hash, ByteView key, std::initializer_list<ByteView> parts);

/// One HMAC of the expansion, as the keys inspector shows it.
struct PrfBlock
{
    Bytes a;     ///< A(i) = HMAC(secret, A(i-1)), A(0) = seed
    Bytes block; ///< HMAC(secret, A(i) + seed)
};

/// P_hash (RFC 5246 5): HMAC(secret, A(1) + seed) + HMAC(secret, A(2) + seed) + ... cut to @p length bytes.
/// @p blocks, when given, receives every step.
Bytes pHash(Context &context, Hash hash, ByteView secret, ByteView seed, std::size_t length,
            std::vector<PrfBlock> *blocks = nullptr);

/// PRF(secret, label, seed): P_hash of TLS 1.2, or, for Hash::Md5Sha1, P_MD5 xor P_SHA1 over the overlapping halves of
/// the secret (RFC 2246 5).
Bytes prf(Context &context, Hash hash, ByteView secret, std::string_view label, ByteView seed, std::size_t length);

/// RFC 5869 2.2.
Bytes hkdfExtract(Context &context, Hash hash, ByteView salt, ByteView ikm);
/// RFC 8446 7.1: HKDF-Expand(secret, HkdfLabel, length). @p blocks, when given, receives T(1), T(2), ... of RFC
/// 5869 2.3.
Bytes hkdfExpandLabel(Context &context, Hash hash, ByteView secret, std::string_view label, ByteView hashValue,
                      std::size_t length, std::vector<Bytes> *blocks = nullptr);

/// RFC 6101 6.1 and 6.2.2: MD5(secret + SHA('A' + secret + seed)) + MD5(secret + SHA('BB' + secret + seed)) + ... cut
/// to
/// @p length bytes, of which it can make 416.
Bytes sslLadder(Context &context, ByteView secret, ByteView seed, std::size_t length);

/// RFC 6101 5.6.8 and 5.6.9: 36 bytes, hash(master_secret + pad_2 + hash(messages + sender + master_secret + pad_1))
/// with MD5 and with SHA-1. @p sender "CLNT" or "SRVR" for finished, empty for certificate_verify.
Bytes sslHash(Context &context, ByteView master, std::string_view sender, ByteView messages);

/// The MAC of SSL 3.0 (RFC 6101 5.2.3.1): hash(key + pad_2 + hash(key + pad_1 + content)).
Bytes sslMac(Context &context, Hash hash, ByteView key, std::initializer_list<ByteView> parts);

/// A running hash that can be looked at without ending it.
class Hasher
{
public:
    Hasher(Context &context, Hash hash);
    ~Hasher();
    Hasher(Hasher &&) noexcept;
    Hasher &operator=(Hasher &&) noexcept;
    void update(ByteView bytes);
    Bytes value() const;

private:
    Hash m_hash;
    evp_md_ctx_st *m_ctx;
};

/// A MAC with its key set once and reused, for the record layer.
class Hmac
{
public:
    Hmac(Context &context, Hash hash, ByteView key);
    ~Hmac();
    Hmac(Hmac &&) noexcept;
    Hmac &operator=(Hmac &&) noexcept;
    Bytes value(std::initializer_list<ByteView> parts);

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

/// CBC without padding of its own: the record layer pads. One direction per object.
class Cbc
{
public:
    Cbc(Context &context, const std::string &cipher, ByteView key, bool encrypt);
    ~Cbc();
    Cbc(Cbc &&) noexcept;
    Cbc &operator=(Cbc &&) noexcept;
    /// @p data must be a multiple of the block size.
    Bytes run(ByteView iv, ByteView data);

private:
    evp_cipher_ctx_st *m_ctx;
    bool m_encrypt;
};

/// A stream cipher (RC4), whose state runs on from one call to the next. Sealing and opening are the same.
class StreamCipher
{
public:
    StreamCipher(Context &context, const std::string &cipher, ByteView key);
    ~StreamCipher();
    StreamCipher(StreamCipher &&) noexcept;
    StreamCipher &operator=(StreamCipher &&) noexcept;
    Bytes run(ByteView data);

private:
    evp_cipher_ctx_st *m_ctx;
};

/// An AEAD with its key set once. One direction per object.
class Aead
{
public:
    Aead(Context &context, const std::string &cipher, ByteView key, std::size_t tagLength, bool encrypt);
    ~Aead();
    Aead(Aead &&) noexcept;
    Aead &operator=(Aead &&) noexcept;
    /// Ciphertext followed by the tag.
    Bytes seal(ByteView nonce, ByteView additionalData, ByteView plaintext);
    /// Nothing when the tag does not fit.
    std::optional<Bytes> open(ByteView nonce, ByteView additionalData, ByteView ciphertextAndTag);

private:
    evp_cipher_ctx_st *m_ctx;
    std::size_t m_tagLength;
};

/// Whether they are equal, in a time that depends on the length alone.
bool equalInConstantTime(ByteView a, ByteView b);

} // namespace hd::crypto
