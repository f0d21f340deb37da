// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/aead.h"

namespace hd {

static constexpr std::size_t explicitLength = 8;
static constexpr std::size_t tagLength = 16;

AeadProtection::AeadProtection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys,
                               bool sealing)
    : m_aead(context, std::string(suite.cipher), keys.key, tagLength, sealing),
      m_implicit(keys.iv.begin(), keys.iv.end())
{}

static void setRanges(Record &record, std::size_t plaintextLength)
{
    const auto length = static_cast<std::uint32_t>(plaintextLength);
    record.explicitNonce = {recordHeaderLength, explicitLength};
    record.ciphertext = {record.explicitNonce.end(), length};
    record.tag = {record.ciphertext.end(), tagLength};
}

void AeadProtection::seal(Record &record, Entropy &)
{
    // RFC 5288 3: "The nonce_explicit MAY be the 64-bit sequence number."
    record.protection = kind();
    record.nonce = m_implicit;
    appendNumber(record.nonce, record.sequence, explicitLength);
    record.additionalData = pseudoHeader(record, record.plaintext.size());
    appendRecordHeader(record.wire, record, explicitLength + record.plaintext.size() + tagLength);
    appendNumber(record.wire, record.sequence, explicitLength);
    append(record.wire, m_aead.seal(record.nonce, record.additionalData, record.plaintext));
    setRanges(record, record.plaintext.size());
    const ByteView tag = slice(record.wire, record.tag);
    record.mac.assign(tag.begin(), tag.end());
}

std::optional<OpenFailure> AeadProtection::open(Record &record)
{
    record.protection = kind();
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    if (fragment.size() < explicitLength + tagLength)
        return OpenFailure{Alert::BadRecordMac, "at least 24 bytes", std::to_string(fragment.size()) + " bytes"};
    const std::size_t length = fragment.size() - explicitLength - tagLength;
    record.nonce = concat({m_implicit, fragment.first(explicitLength)});
    record.additionalData = pseudoHeader(record, length);
    setRanges(record, length);
    const ByteView tag = slice(record.wire, record.tag);
    record.mac.assign(tag.begin(), tag.end());
    std::optional<Bytes> plaintext = m_aead.open(record.nonce, record.additionalData, fragment.subspan(explicitLength));
    if (!plaintext)
        return OpenFailure{Alert::BadRecordMac, "a tag that fits ciphertext and additional data", toHex(tag)};
    record.plaintext = std::move(*plaintext);
    return std::nullopt;
}

} // namespace hd
