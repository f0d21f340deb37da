// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/null.h"

namespace hd {

NullProtection::NullProtection(crypto::Context &context, crypto::Hash hash, ByteView macKey)
    : m_mac(std::in_place, context, hash, macKey), m_macLength(crypto::size(hash))
{}

void NullProtection::seal(Record &record, Entropy &)
{
    record.protection = kind();
    if (m_mac) {
        record.additionalData = pseudoHeader(record, record.plaintext.size());
        record.mac = m_mac->value({record.additionalData, record.plaintext});
    }
    appendRecordHeader(record.wire, record, record.plaintext.size() + record.mac.size());
    append(record.wire, record.plaintext);
    append(record.wire, record.mac);
}

std::optional<OpenFailure> NullProtection::open(Record &record)
{
    record.protection = kind();
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    if (fragment.size() < m_macLength)
        return OpenFailure{Alert::BadRecordMac, "at least " + std::to_string(m_macLength) + " bytes",
                           std::to_string(fragment.size()) + " bytes"};
    const ByteView content = fragment.first(fragment.size() - m_macLength);
    record.plaintext.assign(content.begin(), content.end());
    if (!m_mac)
        return std::nullopt;
    const ByteView mac = fragment.last(m_macLength);
    record.mac.assign(mac.begin(), mac.end());
    record.additionalData = pseudoHeader(record, content.size());
    const Bytes expected = m_mac->value({record.additionalData, content});
    if (!crypto::equalInConstantTime(expected, mac))
        return OpenFailure{Alert::BadRecordMac, toHex(expected), toHex(mac)};
    return std::nullopt;
}

} // namespace hd
