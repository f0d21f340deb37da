// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/null.h"

namespace hd {

NullProtection::NullProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys)
    : m_mac(std::in_place, context, plan, keys.macKey)
{}

void NullProtection::seal(Record &record, Entropy &)
{
    record.protection = kind();
    const Bytes &content = contentOf(record);
    if (m_mac)
        record.mac = m_mac->over(record, content.size(), {content});
    appendRecordHeader(record.wire, record, content.size() + record.mac.size());
    append(record.wire, content);
    append(record.wire, record.mac);
}

std::optional<OpenFailure> NullProtection::open(Record &record)
{
    record.protection = kind();
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    if (!m_mac) {
        record.plaintext.assign(fragment.begin(), fragment.end());
        return std::nullopt;
    }
    return openMac(record, *m_mac, Bytes(fragment.begin(), fragment.end()));
}

} // namespace hd
