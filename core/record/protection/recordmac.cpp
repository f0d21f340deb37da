// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/recordmac.h"

namespace hd {

RecordMac::RecordMac(crypto::Context &context, const ProtectionPlan &plan, ByteView key)
    : m_context(context), m_hash(crypto::hashOf(plan.suite.mac)), m_length(crypto::size(m_hash))
{
    if (plan.traits.sslMac)
        m_sslKey.assign(key.begin(), key.end());
    else
        m_hmac.emplace(context, m_hash, key);
}

Bytes macHeader(const Record &record, std::size_t length, bool sslMac)
{
    if (!sslMac)
        return pseudoHeader(record, length);
    // RFC 6101 5.2.3.1: seq_num, SSLCompressed.type, SSLCompressed.length; no version
    Bytes header;
    appendNumber(header, record.sequence, 8);
    appendNumber(header, static_cast<std::uint64_t>(record.type), 1);
    appendNumber(header, length, 2);
    return header;
}

Bytes RecordMac::over(Record &record, std::size_t length, std::initializer_list<ByteView> parts)
{
    record.additionalData = macHeader(record, length, !m_hmac);
    Bytes content = record.additionalData;
    for (const ByteView part : parts)
        append(content, part);
    return m_hmac ? m_hmac->value({content}) : crypto::sslMac(m_context, m_hash, m_sslKey, {content});
}

std::optional<OpenFailure> openMac(Record &record, RecordMac &mac, Bytes content)
{
    if (content.size() < mac.length())
        return OpenFailure{Alert::BadRecordMac, "at least " + std::to_string(mac.length()) + " bytes",
                           std::to_string(content.size()) + " bytes"};
    const std::size_t length = content.size() - mac.length();
    const auto end = content.begin() + static_cast<std::ptrdiff_t>(length);
    record.mac.assign(end, content.end());
    content.erase(end, content.end());
    const Bytes expected = mac.over(record, length, {content});
    record.plaintext = std::move(content);
    if (!crypto::equalInConstantTime(expected, record.mac))
        return OpenFailure{Alert::BadRecordMac, toHex(expected), toHex(record.mac)};
    return std::nullopt;
}

} // namespace hd
