// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// CBC with an explicit IV (RFC 5246 6.2.3.2): MAC, pad, encrypt; or encrypt, then MAC (RFC 7366).
class CbcProtection final : public Protection
{
public:
    CbcProtection(crypto::Context &context, const CipherSuite &suite, bool encryptThenMac, const DirectionKeys &keys,
                  bool sealing);

    ProtectionKind kind() const override { return ProtectionKind::Cbc; }
    std::string_view checkName() const override { return "record.mac"; }
    void seal(Record &record, Entropy &entropy) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    std::optional<OpenFailure> openEncryptThenMac(Record &record, ByteView fragment);
    std::optional<OpenFailure> openMacThenEncrypt(Record &record, ByteView fragment);
    Bytes decrypt(Record &record, ByteView fragment);

    crypto::Cbc m_cipher;
    crypto::Hmac m_mac;
    std::size_t m_block;
    std::size_t m_macLength;
    bool m_encryptThenMac;
};

} // namespace hd
