// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/protection.h"

#include "record/protection/aead.h"
#include "record/protection/cbc.h"
#include "record/protection/null.h"
#include "record/protection/opaque.h"
#include "record/protection/stream.h"
#include "record/protection/tls13.h"

namespace hd {

Bytes pseudoHeader(const Record &record, std::size_t length)
{
    Bytes header;
    header.reserve(13);
    appendNumber(header, record.sequence, 8);
    appendNumber(header, static_cast<std::uint64_t>(record.type), 1);
    appendNumber(header, record.version, 2);
    appendNumber(header, length, 2);
    return header;
}

void appendRecordHeader(Bytes &wire, const Record &record, std::size_t length)
{
    appendNumber(wire, static_cast<std::uint64_t>(record.type), 1);
    appendNumber(wire, record.version, 2);
    appendNumber(wire, length, 2);
}

std::unique_ptr<Protection> makeNullProtection()
{
    return std::make_unique<NullProtection>();
}

std::unique_ptr<Protection> makeProtection(crypto::Context &context, const ProtectionPlan &plan,
                                           const DirectionKeys &keys, bool sealing)
{
    switch (plan.suite.mode) {
    case CipherMode::Null:
        return std::make_unique<NullProtection>(context, plan, keys);
    case CipherMode::Stream:
        return std::make_unique<StreamProtection>(context, plan, keys);
    case CipherMode::Cbc:
        return std::make_unique<CbcProtection>(context, plan, keys, sealing);
    case CipherMode::Gcm:
    case CipherMode::Ccm:
    case CipherMode::ChaCha20:
        break;
    }
    return std::make_unique<AeadProtection>(context, plan.suite, keys, sealing);
}

std::unique_ptr<Protection> makeTls13Protection(crypto::Context &context, const CipherSuite &suite,
                                                const DirectionKeys &keys, bool sealing)
{
    return std::make_unique<Tls13Protection>(context, suite, keys, sealing);
}

std::unique_ptr<Protection> makeOpaqueProtection(const ProtectionPlan &plan)
{
    return std::make_unique<OpaqueProtection>(plan);
}

std::unique_ptr<Protection> makeOpaqueProtection(ProtectionKind kind)
{
    return std::make_unique<OpaqueProtection>(kind);
}

} // namespace hd
