// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/tls13.h"

#include <algorithm>

namespace hd {

Tls13Protection::Tls13Protection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys,
                                 bool sealing)
    : m_aead(context, std::string(suite.cipher), keys.key, suite.tagLength, sealing),
      m_iv(keys.iv.begin(), keys.iv.end()),
      m_tagLength(suite.tagLength)
{}

Bytes Tls13Protection::nonceFor(const Record &record) const
{
    Bytes sequence(m_iv.size() - 8);
    appendNumber(sequence, record.sequence, 8);
    for (std::size_t i = 0; i < sequence.size(); ++i)
        sequence[i] ^= m_iv[i];
    return sequence;
}

static void setRanges(Record &record, std::size_t tagLength)
{
    const auto end = static_cast<std::uint32_t>(record.wire.size());
    const auto tag = static_cast<std::uint32_t>(tagLength);
    record.ciphertext = {recordHeaderLength, end - tag - static_cast<std::uint32_t>(recordHeaderLength)};
    record.tag = {end - tag, tag};
    const ByteView value = slice(record.wire, record.tag);
    record.mac.assign(value.begin(), value.end());
}

void Tls13Protection::seal(Record &record, Entropy &)
{
    record.protection = kind();
    Bytes inner = record.plaintext;
    inner.push_back(static_cast<std::uint8_t>(record.type));
    append(inner, record.padding);
    record.nonce = nonceFor(record);
    // RFC 8446 5.2: opaque_type is always application_data, legacy_record_version always 0x0303
    appendNumber(record.wire, static_cast<std::uint64_t>(Protocol::ApplicationData), 1);
    appendNumber(record.wire, record.version, 2);
    appendNumber(record.wire, inner.size() + m_tagLength, 2);
    record.additionalData = record.wire;
    append(record.wire, m_aead.seal(record.nonce, record.additionalData, inner));
    setRanges(record, m_tagLength);
}

std::optional<OpenFailure> Tls13Protection::open(Record &record)
{
    record.protection = kind();
    const ByteView wire = record.wire;
    const ByteView fragment = wire.subspan(recordHeaderLength);
    // RFC 8446 5.2: at least the content type is in it
    if (fragment.size() < m_tagLength + 1)
        return OpenFailure{Alert::BadRecordMac, "at least " + std::to_string(m_tagLength + 1) + " bytes",
                           std::to_string(fragment.size()) + " bytes"};
    record.nonce = nonceFor(record);
    record.additionalData.assign(wire.begin(), wire.begin() + recordHeaderLength);
    setRanges(record, m_tagLength);
    std::optional<Bytes> inner = m_aead.open(record.nonce, record.additionalData, fragment);
    if (!inner)
        return OpenFailure{Alert::BadRecordMac, "a tag that fits ciphertext and additional data", toHex(record.mac)};
    // RFC 8446 5.4: the last byte that is not zero is the type; without one it is an unexpected_message
    const auto last = std::find_if(inner->rbegin(), inner->rend(), [](std::uint8_t byte) { return byte != 0; });
    if (last == inner->rend())
        return OpenFailure{Alert::UnexpectedMessage, "a content type", "zeros alone", "record.type"};
    record.padding.assign(inner->rbegin(), last);
    record.type = static_cast<Protocol>(*last);
    inner->erase(std::prev(last.base()), inner->end());
    record.plaintext = std::move(*inner);
    return std::nullopt;
}

} // namespace hd
