// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/opener.h"

#include "formats/verifier.h"

#include <zlib.h>

#include <numeric>

namespace hd {

Rc4::Rc4(ByteView key)
{
    std::iota(m_state.begin(), m_state.end(), std::uint8_t{0});
    std::uint8_t j = 0;
    for (std::size_t i = 0; i < m_state.size() && !key.empty(); ++i) {
        j = static_cast<std::uint8_t>(j + m_state[i] + key[i % key.size()]);
        std::swap(m_state[i], m_state[j]);
    }
}

Bytes Rc4::run(ByteView bytes)
{
    Bytes out;
    out.reserve(bytes.size());
    for (const std::uint8_t byte : bytes) {
        m_j = static_cast<std::uint8_t>(m_j + m_state[++m_i]);
        std::swap(m_state[m_i], m_state[m_j]);
        out.push_back(byte ^ m_state[static_cast<std::uint8_t>(m_state[m_i] + m_state[m_j])]);
    }
    return out;
}

void Inflater::End::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

Inflater::Inflater() : m_stream(new z_stream_s{})
{
    if (inflateInit(m_stream.get()) != Z_OK)
        throw OutOfReach{"this zlib does not expand"};
}

std::optional<Bytes> Inflater::run(ByteView compressed)
{
    Bytes in(compressed.begin(), compressed.end());
    Bytes out((1 << 14) + 1); // RFC 5246 6.2.1: one byte more than a record may hold
    m_stream->next_in = in.data();
    m_stream->avail_in = static_cast<uInt>(in.size());
    m_stream->next_out = out.data();
    m_stream->avail_out = static_cast<uInt>(out.size());
    const int result = inflate(m_stream.get(), Z_SYNC_FLUSH);
    const bool nothingMore = result == Z_BUF_ERROR && in.empty();
    if ((result != Z_OK && !nothingMore) || m_stream->avail_in > 0 || m_stream->avail_out == 0)
        return std::nullopt;
    out.resize(out.size() - m_stream->avail_out);
    return out;
}

static Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

static ByteView part(ByteView bytes, std::size_t offset, std::size_t length)
{
    if (offset > bytes.size() || length > bytes.size() - offset)
        throw BadInput{"the record is too short"};
    return bytes.subspan(offset, length);
}

static Bytes toBytes(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

RecordOpener::RecordOpener(crypto::Context &context, InstalledKeys keys)
    : m_context(context), m_keys(std::move(keys)), m_traits(traitsOf(m_keys.version)), m_chain(m_keys.iv)
{
    const CipherSuite &suite = *m_keys.suite;
    const bool chains = suite.mode == CipherMode::Cbc && !m_traits.explicitIv;
    const std::size_t iv = chains ? suite.blockLength : suite.fixedIvLength;
    if (m_keys.key.size() != suite.keyLength || m_keys.iv.size() != iv || m_keys.mac.size() != macLength())
        throw BadInput{"the keys that were installed do not fit the suite"};
    if (suite.mode == CipherMode::Stream)
        m_rc4.emplace(m_keys.key);
    if (m_keys.deflate)
        m_inflater.emplace();
}

ProtectionKind RecordOpener::protection() const
{
    if (m_keys.suite->first >= tls13)
        return ProtectionKind::Tls13;
    switch (m_keys.suite->mode) {
    case CipherMode::Gcm:
    case CipherMode::Ccm:
    case CipherMode::ChaCha20:
        return ProtectionKind::Aead;
    case CipherMode::Cbc:
        return ProtectionKind::Cbc;
    case CipherMode::Stream:
        return ProtectionKind::Stream;
    case CipherMode::Null:
        break;
    }
    return ProtectionKind::Null;
}

std::optional<Inside> RecordOpener::open(const Record &record)
{
    const ByteView fragment = ByteView(record.wire).subspan(record.headerLength());
    Inside inside;
    std::optional<Bytes> content;
    switch (protection()) {
    case ProtectionKind::Tls13:
        content = openTls13(record, fragment, inside);
        break;
    case ProtectionKind::Aead:
        content = openAead(record, fragment, inside);
        break;
    case ProtectionKind::Cbc:
        content = openCbc(record, fragment, inside);
        break;
    case ProtectionKind::Stream:
        content = openStream(record, fragment, inside);
        break;
    default:
        content = openNull(record, fragment, inside);
        break;
    }
    if (!content)
        return std::nullopt;
    if (m_inflater) {
        inside.plaintext = m_inflater->run(*content);
        inside.compressed = std::move(content);
    } else {
        inside.plaintext = std::move(content);
    }
    return inside;
}

/// RFC 5246 6.2.3.1: seq_num + TLSCompressed.type + TLSCompressed.version + TLSCompressed.length; RFC 6101 5.2.3.1 has
/// no version.
Bytes RecordOpener::header(const Record &record, std::size_t length) const
{
    Bytes header;
    appendNumber(header, record.sequence, 8);
    appendNumber(header, static_cast<std::uint64_t>(record.type), 1);
    if (!m_traits.sslMac)
        appendNumber(header, record.version, 2);
    appendNumber(header, length, 2);
    return header;
}

std::size_t RecordOpener::macLength() const
{
    switch (m_keys.suite->mac) {
    case HashName::None:
        return 0;
    case HashName::Md5:
        return 16;
    case HashName::Sha1:
        return 20;
    case HashName::Sha256:
        return 32;
    case HashName::Sha384:
        return 48;
    }
    return 0;
}

Bytes RecordOpener::macOf(ByteView header, ByteView content) const
{
    const crypto::Hash hash = crypto::hashOf(m_keys.suite->mac);
    if (!m_traits.sslMac)
        return crypto::hmac(m_context, hash, m_keys.mac, {header, content});
    // RFC 6101 5.2.3.1: hash(MAC_write_secret + pad_2 + hash(MAC_write_secret + pad_1 + seq_num + type + length +
    // content)); "pad_1 [is] 0x36 repeated 48 times for MD5 or 40 times for SHA"
    const std::size_t pads = hash == crypto::Hash::Md5 ? 48 : 40;
    const Bytes inner = crypto::digest(m_context, hash, {m_keys.mac, Bytes(pads, std::uint8_t{0x36}), header, content});
    return crypto::digest(m_context, hash, {m_keys.mac, Bytes(pads, std::uint8_t{0x5c}), inner});
}

/// What stands before the MAC in @p content, when the MAC fits.
std::optional<Bytes> RecordOpener::takeMac(const Record &record, Bytes content, Inside &inside) const
{
    if (content.size() < macLength())
        return std::nullopt;
    const std::size_t length = content.size() - macLength();
    inside.mac.assign(content.begin() + static_cast<std::ptrdiff_t>(length), content.end());
    content.resize(length);
    inside.additionalData = header(record, length);
    if (macOf(inside.additionalData, content) != inside.mac)
        return std::nullopt;
    return content;
}

/// RFC 7905 2 and RFC 8446 5.3: the sequence number, padded on the left, xor the IV.
Bytes RecordOpener::maskedIv(std::uint64_t sequence) const
{
    Bytes nonce = m_keys.iv;
    for (auto byte = nonce.rbegin(); byte != nonce.rend() && sequence > 0; ++byte, sequence >>= 8)
        *byte ^= static_cast<std::uint8_t>(sequence);
    return nonce;
}

/// RFC 8446 5.2: the header is the additional data; what is sealed is the content, its type and zeros.
std::optional<Bytes> RecordOpener::openTls13(const Record &record, ByteView fragment, Inside &inside) const
{
    const std::size_t tag = m_keys.suite->tagLength;
    const std::size_t length = fragment.size() - std::min(fragment.size(), tag);
    inside.mac = toBytes(part(fragment, length, tag));
    inside.ciphertext = rangeOf(record.headerLength(), length);
    inside.tag = rangeOf(inside.ciphertext.end(), tag);
    inside.nonce = maskedIv(record.sequence);
    inside.additionalData = toBytes(ByteView(record.wire).first(record.headerLength()));
    crypto::Aead aead(m_context, std::string(m_keys.suite->cipher), m_keys.key, tag, false);
    std::optional<Bytes> content = aead.open(inside.nonce, inside.additionalData, fragment);
    for (; content && !content->empty() && content->back() == 0; content->pop_back())
        inside.padding.push_back(0);
    if (!content || content->empty())
        return std::nullopt;
    inside.type = static_cast<Protocol>(content->back());
    content->pop_back();
    return content;
}

/// RFC 5288 3: nonce = salt of the key block + nonce_explicit of the record. RFC 7905 2: nothing is sent.
std::optional<Bytes> RecordOpener::openAead(const Record &record, ByteView fragment, Inside &inside) const
{
    const CipherSuite &suite = *m_keys.suite;
    const ByteView sent = part(fragment, 0, suite.explicitLength);
    const ByteView sealed = fragment.subspan(sent.size());
    const ByteView tag =
        part(sealed, sealed.size() - std::min<std::size_t>(suite.tagLength, sealed.size()), suite.tagLength);
    inside.mac = toBytes(tag);
    if (!sent.empty())
        inside.explicitNonce = rangeOf(record.headerLength(), sent.size());
    inside.ciphertext = rangeOf(record.headerLength() + sent.size(), sealed.size() - tag.size());
    inside.tag = rangeOf(inside.ciphertext.end(), tag.size());
    inside.nonce = sent.empty() ? maskedIv(record.sequence) : concat({m_keys.iv, sent});
    inside.additionalData = header(record, sealed.size() - tag.size());
    crypto::Aead aead(m_context, std::string(suite.cipher), m_keys.key, suite.tagLength, false);
    return aead.open(inside.nonce, inside.additionalData, sealed);
}

/// Takes the padding off @p content (RFC 5246 6.2.3.2); nothing when a byte of it is wrong. In SSL 3.0 only its length
/// says anything (RFC 6101 5.2.3.2).
std::optional<Bytes> RecordOpener::takePadding(Bytes &content) const
{
    if (content.empty() || content.back() + 1u > content.size())
        return std::nullopt;
    const Bytes padding(content.end() - content.back() - 1, content.end());
    const auto same = [&](std::uint8_t byte) { return byte == content.back(); };
    const bool good = m_traits.freePadding ? padding.size() <= m_keys.suite->blockLength
                                           : std::all_of(padding.begin(), padding.end(), same);
    if (!good)
        return std::nullopt;
    content.resize(content.size() - padding.size());
    return padding;
}

std::optional<Bytes> RecordOpener::openCbc(const Record &record, ByteView fragment, Inside &inside)
{
    const std::size_t block = m_keys.suite->blockLength;
    if (m_keys.encryptThenMac) { // RFC 7366 3: over everything that is sent
        const ByteView mac = part(fragment, fragment.size() - std::min(fragment.size(), macLength()), macLength());
        fragment = fragment.first(fragment.size() - mac.size());
        inside.mac = toBytes(mac);
        inside.tag = rangeOf(record.headerLength() + fragment.size(), mac.size());
        inside.additionalData = header(record, fragment.size());
        if (macOf(inside.additionalData, fragment) != inside.mac)
            return std::nullopt;
    }
    ByteView blocks = fragment;
    if (m_traits.explicitIv) {
        inside.iv = toBytes(part(fragment, 0, block));
        inside.explicitNonce = rangeOf(record.headerLength(), block);
        blocks = fragment.subspan(block);
    } else {
        inside.iv = m_chain; // RFC 2246 6.2.3.2: "the last ciphertext block from the previous record"
    }
    inside.ciphertext = rangeOf(record.headerLength() + (fragment.size() - blocks.size()), blocks.size());
    if (blocks.empty() || blocks.size() % block != 0)
        return std::nullopt;
    if (!m_traits.explicitIv)
        m_chain = toBytes(blocks.last(block));
    crypto::Cbc cbc(m_context, std::string(m_keys.suite->cipher), m_keys.key, false);
    Bytes content = cbc.run(inside.iv, blocks);
    const std::optional<Bytes> padding = takePadding(content);
    if (!padding)
        return std::nullopt;
    inside.padding = *padding;
    if (!m_keys.encryptThenMac)
        return takeMac(record, std::move(content), inside);
    return content;
}

std::optional<Bytes> RecordOpener::openStream(const Record &record, ByteView fragment, Inside &inside)
{
    inside.ciphertext = rangeOf(record.headerLength(), fragment.size());
    return takeMac(record, m_rc4->run(fragment), inside);
}

/// A suite without cipher still has its MAC.
std::optional<Bytes> RecordOpener::openNull(const Record &record, ByteView fragment, Inside &inside) const
{
    return takeMac(record, toBytes(fragment), inside);
}

} // namespace hd
