// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"
#include "crypto/primitives.h"

#include <openssl/err.h>

#include <utility>

namespace hd::crypto {

namespace {

using CipherCtxHandle = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr int nonceLength = 12; // of every TLS AEAD: RFC 5288 3, RFC 6655 3, RFC 7905 2

/// The cipher with nothing but its direction set.
CipherCtxHandle start(Context &context, const std::string &name, bool encrypt)
{
    const EVP_CIPHER *cipher = context.cipher(name);
    if (!cipher)
        throw CryptoFailure("finding the cipher " + name);
    CipherCtxHandle ctx(ensured(EVP_CIPHER_CTX_new(), "a cipher"));
    ensure(EVP_CipherInit_ex2(ctx.get(), cipher, nullptr, nullptr, encrypt ? 1 : 0, nullptr), "starting a cipher");
    return ctx;
}

void setKey(EVP_CIPHER_CTX *ctx, ByteView key)
{
    if (key.size() != static_cast<std::size_t>(EVP_CIPHER_CTX_get_key_length(ctx)))
        throw CryptoFailure("a key of the wrong length");
    ensure(EVP_CipherInit_ex2(ctx, nullptr, key.data(), nullptr, -1, nullptr), "setting a cipher's key");
}

bool isCcm(const EVP_CIPHER_CTX *ctx)
{
    return EVP_CIPHER_CTX_get_mode(ctx) == EVP_CIPH_CCM_MODE;
}

int lengthOf(ByteView bytes)
{
    return static_cast<int>(bytes.size());
}

/// CCM authenticates the length first, so that it must know it (RFC 3610 2.2).
bool startMessage(EVP_CIPHER_CTX *ctx, ByteView nonce, ByteView additionalData, ByteView text)
{
    int written = 0;
    if (nonce.size() != nonceLength)
        throw CryptoFailure("a nonce of the wrong length");
    if (EVP_CipherInit_ex2(ctx, nullptr, nullptr, nonce.data(), -1, nullptr) != 1)
        return false;
    if (isCcm(ctx) && EVP_CipherUpdate(ctx, nullptr, &written, nullptr, lengthOf(text)) != 1)
        return false;
    return additionalData.empty() ||
           EVP_CipherUpdate(ctx, nullptr, &written, additionalData.data(), lengthOf(additionalData)) == 1;
}

} // namespace

Cbc::Cbc(Context &context, const std::string &cipher, ByteView key, bool encrypt) : m_ctx(nullptr), m_encrypt(encrypt)
{
    CipherCtxHandle ctx = start(context, cipher, encrypt);
    setKey(ctx.get(), key);
    ensure(EVP_CIPHER_CTX_set_padding(ctx.get(), 0), "turning a cipher's padding off");
    m_ctx = ctx.release();
}

Cbc::~Cbc()
{
    EVP_CIPHER_CTX_free(m_ctx);
}

Cbc::Cbc(Cbc &&other) noexcept : m_ctx(std::exchange(other.m_ctx, nullptr)), m_encrypt(other.m_encrypt) {}

Cbc &Cbc::operator=(Cbc &&other) noexcept
{
    std::swap(m_ctx, other.m_ctx);
    std::swap(m_encrypt, other.m_encrypt);
    return *this;
}

Bytes Cbc::run(ByteView iv, ByteView data)
{
    if (iv.size() != static_cast<std::size_t>(EVP_CIPHER_CTX_get_iv_length(m_ctx)))
        throw CryptoFailure("an IV of the wrong length");
    ensure(EVP_CipherInit_ex2(m_ctx, nullptr, nullptr, iv.data(), m_encrypt ? 1 : 0, nullptr), "setting an IV");
    Bytes out(data.size());
    int written = 0;
    if (!data.empty())
        ensure(EVP_CipherUpdate(m_ctx, out.data(), &written, data.data(), lengthOf(data)), "running a block cipher");
    if (static_cast<std::size_t>(written) != data.size())
        throw CryptoFailure("data that is no multiple of the block size");
    return out;
}

StreamCipher::StreamCipher(Context &context, const std::string &cipher, ByteView key) : m_ctx(nullptr)
{
    CipherCtxHandle ctx = start(context, cipher, true);
    setKey(ctx.get(), key);
    m_ctx = ctx.release();
}

StreamCipher::~StreamCipher()
{
    EVP_CIPHER_CTX_free(m_ctx);
}

StreamCipher::StreamCipher(StreamCipher &&other) noexcept : m_ctx(std::exchange(other.m_ctx, nullptr)) {}

StreamCipher &StreamCipher::operator=(StreamCipher &&other) noexcept
{
    std::swap(m_ctx, other.m_ctx);
    return *this;
}

Bytes StreamCipher::run(ByteView data)
{
    Bytes out(data.size());
    int written = 0;
    if (!data.empty())
        ensure(EVP_CipherUpdate(m_ctx, out.data(), &written, data.data(), lengthOf(data)), "running a stream cipher");
    return out;
}

Aead::Aead(Context &context, const std::string &cipher, ByteView key, std::size_t tagLength, bool encrypt)
    : m_ctx(nullptr), m_tagLength(tagLength)
{
    CipherCtxHandle ctx = start(context, cipher, encrypt);
    ensure(EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_IVLEN, nonceLength, nullptr), "setting a nonce's length");
    if (isCcm(ctx.get())) // the tag's length is an input of CCM
        ensure(EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tagLength), nullptr),
               "setting a tag's length");
    setKey(ctx.get(), key);
    m_ctx = ctx.release();
}

Aead::~Aead()
{
    EVP_CIPHER_CTX_free(m_ctx);
}

Aead::Aead(Aead &&other) noexcept : m_ctx(std::exchange(other.m_ctx, nullptr)), m_tagLength(other.m_tagLength) {}

Aead &Aead::operator=(Aead &&other) noexcept
{
    std::swap(m_ctx, other.m_ctx);
    std::swap(m_tagLength, other.m_tagLength);
    return *this;
}

Bytes Aead::seal(ByteView nonce, ByteView additionalData, ByteView plaintext)
{
    if (!startMessage(m_ctx, nonce, additionalData, plaintext))
        throw CryptoFailure("starting an AEAD");
    Bytes out(plaintext.size() + m_tagLength);
    int written = 0;
    ensure(EVP_CipherUpdate(m_ctx, out.data(), &written, dataOf(plaintext), lengthOf(plaintext)), "sealing");
    int rest = 0;
    ensure(EVP_CipherFinal_ex(m_ctx, out.data() + written, &rest), "ending a seal");
    ensure(
        EVP_CIPHER_CTX_ctrl(m_ctx, EVP_CTRL_AEAD_GET_TAG, static_cast<int>(m_tagLength), out.data() + plaintext.size()),
        "taking a tag");
    return out;
}

std::optional<Bytes> Aead::open(ByteView nonce, ByteView additionalData, ByteView ciphertextAndTag)
{
    if (ciphertextAndTag.size() < m_tagLength)
        return std::nullopt;
    const ByteView text = ciphertextAndTag.first(ciphertextAndTag.size() - m_tagLength);
    Bytes tag(ciphertextAndTag.end() - static_cast<std::ptrdiff_t>(m_tagLength), ciphertextAndTag.end());
    ERR_set_mark();
    // CCM needs the tag before the text and compares it there; the others compare it at the end.
    int written = 0;
    int rest = 0;
    std::array<std::uint8_t, EVP_MAX_BLOCK_LENGTH> none{};
    Bytes out(text.size());
    std::uint8_t *to = out.empty() ? none.data() : out.data();
    const bool fits =
        EVP_CIPHER_CTX_ctrl(m_ctx, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(m_tagLength), tag.data()) == 1 &&
        startMessage(m_ctx, nonce, additionalData, text) &&
        EVP_CipherUpdate(m_ctx, to, &written, dataOf(text), lengthOf(text)) == 1 &&
        (isCcm(m_ctx) || EVP_CipherFinal_ex(m_ctx, none.data(), &rest) == 1);
    ERR_pop_to_mark();
    if (!fits)
        return std::nullopt;
    return out;
}

} // namespace hd::crypto
