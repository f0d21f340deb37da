// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/cbc.h"

namespace hd {

CbcProtection::CbcProtection(crypto::Context &context, const CipherSuite &suite, bool encryptThenMac,
                             const DirectionKeys &keys, bool sealing)
    : m_cipher(context, std::string(suite.cipher), keys.key, sealing),
      m_mac(context, crypto::hashOf(suite.mac), keys.macKey),
      m_block(suite.blockLength),
      m_macLength(crypto::size(crypto::hashOf(suite.mac))),
      m_encryptThenMac(encryptThenMac)
{}

static Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

/// RFC 5246 6.2.3.2: "each uint8 in the padding data vector MUST be filled with the padding length value"; the
/// shortest.
static Bytes paddingFor(std::size_t length, std::size_t block)
{
    const std::size_t count = block - length % block;
    return Bytes(count, static_cast<std::uint8_t>(count - 1));
}

void CbcProtection::seal(Record &record, Entropy &entropy)
{
    record.protection = kind();
    record.encryptThenMac = m_encryptThenMac;
    record.iv = entropy.draw(m_block);
    Bytes content = record.plaintext;
    if (!m_encryptThenMac) {
        record.additionalData = pseudoHeader(record, content.size());
        record.mac = m_mac.value({record.additionalData, content});
        append(content, record.mac);
    }
    record.padding = paddingFor(content.size(), m_block);
    append(content, record.padding);
    const Bytes ciphertext = m_cipher.run(record.iv, content);
    const std::size_t sealed = m_block + ciphertext.size();
    appendRecordHeader(record.wire, record, sealed + (m_encryptThenMac ? m_macLength : 0));
    append(record.wire, record.iv);
    append(record.wire, ciphertext);
    record.explicitNonce = rangeOf(recordHeaderLength, m_block);
    record.ciphertext = rangeOf(recordHeaderLength + m_block, ciphertext.size());
    if (m_encryptThenMac) {
        // RFC 7366 3: MAC(MAC_write_key, seq_num + type + version + length + IV + ENC(content + padding))
        record.additionalData = pseudoHeader(record, sealed);
        record.mac = m_mac.value({record.additionalData, record.iv, ciphertext});
        record.tag = rangeOf(record.wire.size(), m_macLength);
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
    const std::size_t outside = m_encryptThenMac ? m_macLength : 0;
    const std::size_t inside = m_encryptThenMac ? 1 : m_macLength + 1;
    const std::size_t blocks = (inside + m_block - 1) / m_block;
    if (fragment.size() < m_block * (1 + blocks) + outside || (fragment.size() - outside) % m_block != 0)
        return badMac("an IV and at least " + std::to_string(blocks) + " whole blocks",
                      std::to_string(fragment.size()) + " bytes");
    return m_encryptThenMac ? openEncryptThenMac(record, fragment) : openMacThenEncrypt(record, fragment);
}

Bytes CbcProtection::decrypt(Record &record, ByteView fragment)
{
    const ByteView iv = fragment.first(m_block);
    record.iv.assign(iv.begin(), iv.end());
    record.explicitNonce = rangeOf(recordHeaderLength, m_block);
    record.ciphertext = rangeOf(recordHeaderLength + m_block, fragment.size() - m_block);
    return m_cipher.run(iv, fragment.subspan(m_block));
}

/// The length of the padding with its length byte; nothing when it is not well formed. Looks at every byte it could
/// have.
static std::optional<std::size_t> paddingLength(ByteView content, std::size_t most)
{
    const std::size_t claimed = content.back();
    unsigned wrong = claimed + 1 > most;
    const std::size_t looked = std::min<std::size_t>(256, content.size());
    for (std::size_t i = 0; i < looked; ++i) {
        const unsigned inPadding = i <= claimed;
        wrong |= inPadding & static_cast<unsigned>(content[content.size() - 1 - i] != claimed);
    }
    if (wrong)
        return std::nullopt;
    return claimed + 1;
}

std::optional<OpenFailure> CbcProtection::openEncryptThenMac(Record &record, ByteView fragment)
{
    const ByteView sealed = fragment.first(fragment.size() - m_macLength);
    const ByteView mac = fragment.last(m_macLength);
    record.mac.assign(mac.begin(), mac.end());
    record.tag = rangeOf(recordHeaderLength + sealed.size(), m_macLength);
    record.additionalData = pseudoHeader(record, sealed.size());
    const Bytes expected = m_mac.value({record.additionalData, sealed});
    if (!crypto::equalInConstantTime(expected, mac))
        return badMac(toHex(expected), toHex(mac));
    const Bytes content = decrypt(record, sealed);
    const std::optional<std::size_t> padding = paddingLength(content, content.size());
    if (!padding)
        return badMac("padding bytes that all say its length", "the last byte says " + std::to_string(content.back()));
    record.padding.assign(content.end() - static_cast<std::ptrdiff_t>(*padding), content.end());
    record.plaintext.assign(content.begin(), content.end() - static_cast<std::ptrdiff_t>(*padding));
    return std::nullopt;
}

std::optional<OpenFailure> CbcProtection::openMacThenEncrypt(Record &record, ByteView fragment)
{
    const Bytes content = decrypt(record, fragment);
    // RFC 5246 6.2.3.2: "implementations MUST ensure that record processing time is essentially the same whether or not
    // the padding is correct": with wrong padding the MAC is computed all the same, over a padding of length zero.
    const std::optional<std::size_t> good = paddingLength(content, content.size() - m_macLength);
    const std::size_t padding = good.value_or(1);
    const std::size_t length = content.size() - padding - m_macLength;
    const ByteView plaintext = ByteView(content).first(length);
    const ByteView mac = ByteView(content).subspan(length, m_macLength);
    record.additionalData = pseudoHeader(record, length);
    const Bytes expected = m_mac.value({record.additionalData, plaintext});
    const bool macFits = crypto::equalInConstantTime(expected, mac);
    if (!good)
        return badMac("padding bytes that all say its length", "the last byte says " + std::to_string(content.back()));
    if (!macFits)
        return badMac(toHex(expected), toHex(mac));
    record.mac.assign(mac.begin(), mac.end());
    record.padding.assign(content.end() - static_cast<std::ptrdiff_t>(padding), content.end());
    record.plaintext.assign(plaintext.begin(), plaintext.end());
    return std::nullopt;
}

} // namespace hd
