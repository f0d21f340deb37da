// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/protection/protection.h"

#include "record/protection/aead.h"
#include "record/protection/cbc.h"
#include "record/protection/null.h"

#include <cassert>

namespace hd {

crypto::Hash hashOf(HashName hash)
{
    switch (hash) {
    case HashName::Sha1:
        return crypto::Hash::Sha1;
    case HashName::Sha256:
        return crypto::Hash::Sha256;
    case HashName::Sha384:
        return crypto::Hash::Sha384;
    case HashName::None:
        break;
    }
    assert(false && "an AEAD suite has no MAC");
    return crypto::Hash::Sha256;
}

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

std::unique_ptr<Protection> makeProtection(crypto::Context &context, const CipherSuite &suite, bool encryptThenMac,
                                           const DirectionKeys &keys, bool sealing)
{
    switch (suite.mode) {
    case CipherMode::Null:
        return std::make_unique<NullProtection>(context, hashOf(suite.mac), keys.macKey);
    case CipherMode::Cbc:
        return std::make_unique<CbcProtection>(context, suite, encryptThenMac, keys, sealing);
    case CipherMode::Gcm:
        return std::make_unique<AeadProtection>(context, suite, keys, sealing);
    }
    return nullptr;
}

} // namespace hd
