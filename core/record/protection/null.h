// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/recordmac.h"

namespace hd {

/// No encryption: nothing at all before the first keys, a MAC alone in the suites with a NULL cipher (RFC
/// 5246 6.2.3.1).
class NullProtection final : public Protection
{
public:
    NullProtection() = default;
    NullProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys);

    ProtectionKind kind() const override { return ProtectionKind::Null; }
    std::string_view checkName() const override { return m_mac ? "record.mac" : ""; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    std::optional<RecordMac> m_mac;
};

} // namespace hd
