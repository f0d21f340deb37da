// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// AES-GCM (RFC 5246 6.2.3.3, RFC 5288 3): nonce = the implicit part from key_block and eight explicit bytes.
class AeadProtection final : public Protection
{
public:
    AeadProtection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys, bool sealing);

    ProtectionKind kind() const override { return ProtectionKind::Aead; }
    std::string_view checkName() const override { return "record.mac"; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    crypto::Aead m_aead;
    Bytes m_implicit;
};

} // namespace hd
