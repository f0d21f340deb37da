// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/aead.h"

namespace hd {

AeadProtection::AeadProtection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys,
                               bool sealing)
    : m_aead(context, std::string(suite.cipher), keys.key, suite.tagLength, sealing),
      m_implicit(keys.iv.begin(), keys.iv.end()),
      m_explicitLength(suite.explicitLength),
      m_tagLength(suite.tagLength)
{}

Bytes AeadProtection::nonceFor(const Record &record, ByteView explicitPart) const
{
    if (m_explicitLength > 0)
        return concat({m_implicit, explicitPart});
    // RFC 7905 2: "The 64-bit record sequence number is serialized as an 8-byte, big-endian value and padded on the
    // left with four 0x00 bytes. The padded sequence number is XORed with the client_write_IV [...] or server_write_IV"
    Bytes nonce = m_implicit;
    Bytes sequence;
    appendNumber(sequence, record.sequence, 8);
    for (std::size_t i = 0; i < sequence.size(); ++i)
        nonce[nonce.size() - sequence.size() + i] ^= sequence[i];
    return nonce;
}

void AeadProtection::setRanges(Record &record, std::size_t length) const
{
    std::uint32_t at = recordHeaderLength;
    const auto next = [&at](std::size_t size) {
        const Range range{at, static_cast<std::uint32_t>(size)};
        at = range.end();
        return range;
    };
    record.explicitNonce = m_explicitLength > 0 ? next(m_explicitLength) : Range{};
    record.ciphertext = next(length);
    record.tag = next(m_tagLength);
    const ByteView tag = slice(record.wire, record.tag);
    record.mac.assign(tag.begin(), tag.end());
}

void AeadProtection::seal(Record &record, Entropy &)
{
    record.protection = kind();
    const Bytes &content = contentOf(record);
    Bytes explicitPart;
    if (m_explicitLength > 0) // RFC 5288 3: "The nonce_explicit MAY be the 64-bit sequence number."
        appendNumber(explicitPart, record.sequence, static_cast<unsigned>(m_explicitLength));
    record.nonce = nonceFor(record, explicitPart);
    record.additionalData = pseudoHeader(record, content.size());
    appendRecordHeader(record.wire, record, m_explicitLength + content.size() + m_tagLength);
    append(record.wire, explicitPart);
    append(record.wire, m_aead.seal(record.nonce, record.additionalData, content));
    setRanges(record, content.size());
}

std::optional<OpenFailure> AeadProtection::open(Record &record)
{
    record.protection = kind();
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    const std::size_t least = m_explicitLength + m_tagLength;
    if (fragment.size() < least)
        return OpenFailure{Alert::BadRecordMac, "at least " + std::to_string(least) + " bytes",
                           std::to_string(fragment.size()) + " bytes"};
    const std::size_t length = fragment.size() - least;
    record.nonce = nonceFor(record, fragment.first(m_explicitLength));
    record.additionalData = pseudoHeader(record, length);
    setRanges(record, length);
    std::optional<Bytes> plaintext =
        m_aead.open(record.nonce, record.additionalData, fragment.subspan(m_explicitLength));
    if (!plaintext)
        return OpenFailure{Alert::BadRecordMac, "a tag that fits ciphertext and additional data", toHex(record.mac)};
    record.plaintext = std::move(*plaintext);
    return std::nullopt;
}

} // namespace hd
