// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/recordmac.h"

namespace hd {

/// GenericStreamCipher (RFC 5246 6.2.3.1): MAC, then encrypt with RC4, whose state runs on from record to record.
class StreamProtection final : public Protection
{
public:
    StreamProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys);

    ProtectionKind kind() const override { return ProtectionKind::Stream; }
    std::string_view checkName() const override { return "record.mac"; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    crypto::StreamCipher m_cipher;
    RecordMac m_mac;
};

} // namespace hd
