// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// Protection as it looks to somebody without the keys: what a record shows of itself (its parts, and those values that
/// travel in clear), and not its plaintext. With a NULL cipher the plaintext is there for everybody; only the MAC
/// cannot be checked.
class OpaqueProtection final : public Protection
{
public:
    explicit OpaqueProtection(const ProtectionPlan &plan);
    /// Of an epoch of which only this much is known: not even a record's parts can be told.
    explicit OpaqueProtection(ProtectionKind kind) : m_kind(kind) {}

    ProtectionKind kind() const override { return m_kind; }
    std::string_view checkName() const override { return {}; }
    bool readable() const override { return m_kind == ProtectionKind::Null; }

    void seal(Record &, Entropy &) override;
    std::optional<OpenFailure> open(Record &record) override;

private:
    void showNull(Record &record, ByteView fragment) const;
    void showCbc(Record &record, ByteView fragment);
    void showAead(Record &record, ByteView fragment) const;
    void showTls13(Record &record, ByteView fragment) const;

    ProtectionKind m_kind;
    const CipherSuite *m_suite = nullptr; ///< null: not known
    std::size_t m_macLength = 0;
    bool m_explicitIv = false;
    bool m_sslMac = false;
    bool m_encryptThenMac = false;
    Bytes m_lastBlock; ///< of the record before: where IVs are chained, the next one's IV
};

} // namespace hd
