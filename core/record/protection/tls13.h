// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// RFC 8446 5.2: content, its type and zeros, sealed together; the header says application_data and TLS 1.2, and is the
/// additional data. The nonce is the iv xor the sequence number (5.3).
class Tls13Protection final : public Protection
{
public:
    Tls13Protection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys, bool sealing);

    ProtectionKind kind() const override { return ProtectionKind::Tls13; }
    std::string_view checkName() const override { return "record.mac"; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    Bytes nonceFor(const Record &record) const;

    crypto::Aead m_aead;
    Bytes m_iv;
    std::size_t m_tagLength;
};

} // namespace hd
