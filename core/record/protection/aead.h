// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// GenericAEADCipher (RFC 5246 6.2.3.3): AES-GCM (RFC 5288 3) and AES-CCM (RFC 6655 3), whose nonce is the implicit
/// part from key_block and eight bytes in the record; and ChaCha20-Poly1305 (RFC 7905 2), whose nonce is that implicit
/// part xor the sequence number.
class AeadProtection final : public Protection
{
public:
    AeadProtection(crypto::Context &context, const CipherSuite &suite, const DirectionKeys &keys, bool sealing);

    ProtectionKind kind() const override { return ProtectionKind::Aead; }
    std::string_view checkName() const override { return "record.mac"; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    Bytes nonceFor(const Record &record, ByteView explicitPart) const;
    void setRanges(Record &record, std::size_t length) const;

    crypto::Aead m_aead;
    Bytes m_implicit;
    std::size_t m_explicitLength;
    std::size_t m_tagLength;
};

} // namespace hd
