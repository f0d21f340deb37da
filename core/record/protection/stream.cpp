// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/stream.h"

namespace hd {

StreamProtection::StreamProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys)
    : m_cipher(context, std::string(plan.suite.cipher), keys.key), m_mac(context, plan, keys.macKey)
{}

static Range wholeFragment(const Record &record)
{
    return {recordHeaderLength, static_cast<std::uint32_t>(record.wire.size() - recordHeaderLength)};
}

void StreamProtection::seal(Record &record, Entropy &)
{
    record.protection = kind();
    const Bytes &content = contentOf(record);
    record.mac = m_mac.over(record, content.size(), {content});
    appendRecordHeader(record.wire, record, content.size() + record.mac.size());
    append(record.wire, m_cipher.run(concat({content, record.mac})));
    record.ciphertext = wholeFragment(record);
}

std::optional<OpenFailure> StreamProtection::open(Record &record)
{
    record.protection = kind();
    record.ciphertext = wholeFragment(record);
    return openMac(record, m_mac, m_cipher.run(ByteView(record.wire).subspan(recordHeaderLength)));
}

} // namespace hd
