// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/recordmac.h"

namespace hd {

/// GenericBlockCipher (RFC 5246 6.2.3.2): MAC, pad, encrypt; or pad, encrypt, then MAC (RFC 7366). Each record carries
/// its IV or, before TLS 1.1, goes on from the last block of the record before. The padding of SSL 3.0 may hold
/// anything but its length.
class CbcProtection final : public Protection
{
public:
    CbcProtection(crypto::Context &context, const ProtectionPlan &plan, const DirectionKeys &keys, bool sealing);

    ProtectionKind kind() const override { return ProtectionKind::Cbc; }
    std::string_view checkName() const override { return "record.mac"; }
    bool chained() const override { return m_ivLength == 0; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    Bytes paddingFor(std::size_t length) const;
    std::optional<std::size_t> paddingLength(ByteView content, std::size_t most) const;
    std::optional<OpenFailure> openEncryptThenMac(Record &record, ByteView fragment);
    std::optional<OpenFailure> openMacThenEncrypt(Record &record, ByteView fragment);
    Bytes decrypt(Record &record, ByteView fragment);

    crypto::Cbc m_cipher;
    RecordMac m_mac;
    std::size_t m_block;
    std::size_t m_ivLength; ///< of the IV in each record
    Bytes m_next;           ///< where records carry none: the IV of the next
    bool m_encryptThenMac;
    bool m_freePadding;
};

} // namespace hd
