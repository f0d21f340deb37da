// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/opaque.h"

#include "record/protection/recordmac.h"

#include <cassert>
#include <utility>

namespace hd {

static ProtectionKind kindOf(CipherMode mode)
{
    switch (mode) {
    case CipherMode::Null:
        return ProtectionKind::Null;
    case CipherMode::Stream:
        return ProtectionKind::Stream;
    case CipherMode::Cbc:
        return ProtectionKind::Cbc;
    case CipherMode::Gcm:
    case CipherMode::Ccm:
    case CipherMode::ChaCha20:
        break;
    }
    return ProtectionKind::Aead;
}

OpaqueProtection::OpaqueProtection(const ProtectionPlan &plan)
    : m_kind(plan.suite.first >= tls13 ? ProtectionKind::Tls13 : kindOf(plan.suite.mode)),
      m_suite(&plan.suite),
      m_macLength(plan.suite.aead() ? 0 : crypto::size(crypto::hashOf(plan.suite.mac))),
      m_explicitIv(plan.traits.explicitIv),
      m_sslMac(plan.traits.sslMac),
      m_encryptThenMac(plan.encryptThenMac)
{}

void OpaqueProtection::seal(Record &, Entropy &)
{
    assert(!"nobody seals without keys");
}

static Range rangeOf(std::size_t offset, std::size_t length)
{
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
}

static Bytes copyOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::optional<OpenFailure> OpaqueProtection::open(Record &record)
{
    record.protection = m_kind;
    record.encryptThenMac = m_encryptThenMac;
    const ByteView fragment = ByteView(record.wire).subspan(recordHeaderLength);
    if (m_suite && m_kind == ProtectionKind::Null) {
        showNull(record, fragment);
        return std::nullopt;
    }
    record.ciphertext = rangeOf(recordHeaderLength, fragment.size());
    if (m_suite && m_kind == ProtectionKind::Cbc)
        showCbc(record, fragment);
    if (m_suite && m_kind == ProtectionKind::Aead)
        showAead(record, fragment);
    if (m_suite && m_kind == ProtectionKind::Tls13)
        showTls13(record, fragment);
    return std::nullopt;
}

void OpaqueProtection::showNull(Record &record, ByteView fragment) const
{
    const std::size_t length = fragment.size() - std::min(m_macLength, fragment.size());
    record.plaintext = copyOf(fragment.first(length));
    record.mac = copyOf(fragment.subspan(length));
    record.additionalData = macHeader(record, length, m_sslMac);
}

void OpaqueProtection::showCbc(Record &record, ByteView fragment)
{
    const std::size_t block = m_suite->blockLength;
    const std::size_t before = m_explicitIv ? block : 0;
    const std::size_t after = m_encryptThenMac ? m_macLength : 0;
    if (fragment.size() < before + block + after)
        return;
    const ByteView sealed = fragment.first(fragment.size() - after);
    if (m_explicitIv) {
        record.explicitNonce = rangeOf(recordHeaderLength, block);
        record.iv = copyOf(fragment.first(block));
    } else {
        record.iv = std::exchange(m_lastBlock, copyOf(sealed.last(block)));
    }
    record.ciphertext = rangeOf(recordHeaderLength + before, sealed.size() - before);
    if (m_encryptThenMac) {
        record.tag = rangeOf(recordHeaderLength + sealed.size(), m_macLength);
        record.mac = copyOf(fragment.last(m_macLength));
        record.additionalData = pseudoHeader(record, sealed.size());
    }
}

void OpaqueProtection::showAead(Record &record, ByteView fragment) const
{
    const std::size_t before = m_suite->explicitLength, after = m_suite->tagLength;
    if (fragment.size() < before + after)
        return;
    const std::size_t length = fragment.size() - before - after;
    record.explicitNonce = before > 0 ? rangeOf(recordHeaderLength, before) : Range{};
    record.ciphertext = rangeOf(recordHeaderLength + before, length);
    record.tag = rangeOf(recordHeaderLength + before + length, after);
    record.mac = copyOf(fragment.last(after));
    record.additionalData = pseudoHeader(record, length);
}

void OpaqueProtection::showTls13(Record &record, ByteView fragment) const
{
    const std::size_t after = m_suite->tagLength;
    if (fragment.size() <= after)
        return;
    record.ciphertext = rangeOf(recordHeaderLength, fragment.size() - after);
    record.tag = rangeOf(record.ciphertext.end(), after);
    record.mac = copyOf(fragment.last(after));
    record.additionalData = copyOf(ByteView(record.wire).first(recordHeaderLength));
}

} // namespace hd
