// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/cbc.h"

namespace hd {

CbcProtection::CbcProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys,
                             bool sealing)
    : m_cipher(context, std::string(plan.suite.cipher), keys.key, sealing),
      m_mac(context, plan, keys.macKey),
      m_block(plan.suite.blockLength),
      m_ivLength(plan.traits.explicitIv ? m_block : 0),
      m_next(keys.iv.begin(), keys.iv.end()),
      m_encryptThenMac(plan.encryptThenMac),
      m_freePadding(plan.traits.freePadding)
{}

static Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

static void setRanges(Record &record, std::size_t ivLength, std::size_t ciphertextLength)
{
    record.explicitNonce = ivLength > 0 ? rangeOf(recordHeaderLength, ivLength) : Range{};
    record.ciphertext = rangeOf(recordHeaderLength + ivLength, ciphertextLength);
}

/// RFC 2246 6.2.3.2: "The IV for subsequent records is the last ciphertext block from the previous record."
static Bytes lastBlock(ByteView ciphertext, std::size_t block)
{
    const ByteView last = ciphertext.last(block);
    return Bytes(last.begin(), last.end());
}

/// RFC 5246 6.2.3.2: "each uint8 in the padding data vector MUST be filled with the padding length value"; the
/// shortest.
Bytes CbcProtection::paddingFor(std::size_t length) const
{
    const std::size_t count = m_block - length % m_block;
    const auto value = static_cast<std::uint8_t>(count - 1);
    Bytes padding(count, m_freePadding ? std::uint8_t{0} : value);
    padding.back() = value;
    return padding;
}

void CbcProtection::seal(Record &record, Entropy &entropy)
{
    record.protection = kind();
    record.encryptThenMac = m_encryptThenMac;
    record.iv = chained() ? m_next : entropy.draw(m_block);
    const ByteView explicitIv = ByteView(record.iv).first(m_ivLength);
    Bytes content = contentOf(record);
    if (!m_encryptThenMac) {
        record.mac = m_mac.over(record, content.size(), {content});
        append(content, record.mac);
    }
    record.padding = paddingFor(content.size());
    append(content, record.padding);
    const Bytes ciphertext = m_cipher.run(record.iv, content);
    m_next = lastBlock(ciphertext, m_block);
    const std::size_t sealed = m_ivLength + ciphertext.size();
    appendRecordHeader(record.wire, record, sealed + (m_encryptThenMac ? m_mac.length() : 0));
    append(record.wire, explicitIv);
    append(record.wire, ciphertext);
    setRanges(record, m_ivLength, ciphertext.size());
    if (m_encryptThenMac) {
        // RFC 7366 3: MAC(MAC_write_key, seq_num + type + version + length + IV + ENC(content + padding))
        record.mac = m_mac.over(record, sealed, {explicitIv, ciphertext});
        record.tag = rangeOf(record.wire.size(), m_mac.length());
        append(record.wire, record.mac);
    }
}

static OpenFailure badMac(std::string expected, std::string actual)
{
    return {Alert::BadRecordMac, std::move(expected), std::move(actual)};
}

std::optional<OpenFailure> CbcProtection::open(Record &record)
{
    record.protection = kind();
    record.encryptThenMac = m_encryptThenMac;
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    const std::size_t outside = m_encryptThenMac ? m_mac.length() : 0;
    const std::size_t inside = m_encryptThenMac ? 1 : m_mac.length() + 1;
    const std::size_t blocks = (inside + m_block - 1) / m_block;
    if (fragment.size() < m_ivLength + m_block * blocks + outside || (fragment.size() - outside) % m_block != 0)
        return badMac((chained() ? "at least " : "an IV and at least ") + std::to_string(blocks) + " whole blocks",
                      std::to_string(fragment.size()) + " bytes");
    return m_encryptThenMac ? openEncryptThenMac(record, fragment) : openMacThenEncrypt(record, fragment);
}

Bytes CbcProtection::decrypt(Record &record, ByteView fragment)
{
    const ByteView ciphertext = fragment.subspan(m_ivLength);
    if (chained())
        record.iv = std::move(m_next);
    else
        record.iv.assign(fragment.begin(), fragment.begin() + static_cast<std::ptrdiff_t>(m_ivLength));
    m_next = lastBlock(ciphertext, m_block);
    setRanges(record, m_ivLength, ciphertext.size());
    return m_cipher.run(record.iv, ciphertext);
}

/// The length of the padding with its length byte; nothing when it is not well formed. Looks at every byte it could
/// have.
std::optional<std::size_t> CbcProtection::paddingLength(ByteView content, std::size_t most) const
{
    // RFC 6101 5.2.3.2: "The padding length must be less than the cipher's block length and may be zero."
    const std::size_t longest = m_freePadding ? std::min(m_block, most) : most;
    const std::size_t claimed = content.back();
    unsigned wrong = claimed + 1 > longest;
    const std::size_t looked = m_freePadding ? 0 : std::min<std::size_t>(256, content.size());
    for (std::size_t i = 0; i < looked; ++i) {
        const unsigned inPadding = i <= claimed;
        wrong |= inPadding & static_cast<unsigned>(content[content.size() - 1 - i] != claimed);
    }
    if (wrong)
        return std::nullopt;
    return claimed + 1;
}

static OpenFailure badPadding(ByteView content, bool freePadding)
{
    return badMac(freePadding ? "padding shorter than a block" : "padding bytes that all say its length",
                  "the last byte says " + std::to_string(content.back()));
}

std::optional<OpenFailure> CbcProtection::openEncryptThenMac(Record &record, ByteView fragment)
{
    const ByteView sealed = fragment.first(fragment.size() - m_mac.length());
    const ByteView mac = fragment.last(m_mac.length());
    record.mac.assign(mac.begin(), mac.end());
    record.tag = rangeOf(recordHeaderLength + sealed.size(), m_mac.length());
    const Bytes expected = m_mac.over(record, sealed.size(), {sealed});
    if (!crypto::equalInConstantTime(expected, mac))
        return badMac(toHex(expected), toHex(mac));
    const Bytes content = decrypt(record, sealed);
    const std::optional<std::size_t> padding = paddingLength(content, content.size());
    if (!padding)
        return badPadding(content, m_freePadding);
    record.padding.assign(content.end() - static_cast<std::ptrdiff_t>(*padding), content.end());
    record.plaintext.assign(content.begin(), content.end() - static_cast<std::ptrdiff_t>(*padding));
    return std::nullopt;
}

std::optional<OpenFailure> CbcProtection::openMacThenEncrypt(Record &record, ByteView fragment)
{
    const Bytes content = decrypt(record, fragment);
    // RFC 5246 6.2.3.2: "implementations MUST ensure that record processing time is essentially the same whether or not
    // the padding is correct": with wrong padding the MAC is computed all the same, over a padding of length zero.
    const std::optional<std::size_t> good = paddingLength(content, content.size() - m_mac.length());
    const std::size_t padding = good.value_or(1);
    const std::size_t length = content.size() - padding - m_mac.length();
    const ByteView plaintext = ByteView(content).first(length);
    const ByteView mac = ByteView(content).subspan(length, m_mac.length());
    const Bytes expected = m_mac.over(record, length, {plaintext});
    const bool macFits = crypto::equalInConstantTime(expected, mac);
    if (!good)
        return badPadding(content, m_freePadding);
    if (!macFits)
        return badMac(toHex(expected), toHex(mac));
    record.mac.assign(mac.begin(), mac.end());
    record.padding.assign(content.end() - static_cast<std::ptrdiff_t>(padding), content.end());
    record.plaintext.assign(plaintext.begin(), plaintext.end());
    return std::nullopt;
}

} // namespace hd
