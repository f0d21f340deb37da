// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/primitives.h"
#include "trace/trace.h"
#include "wire/versions.h"

namespace hd {

/// type, version, length (RFC 5246 6.2.1).
inline constexpr std::size_t recordHeaderLength = 5;

/// Why a record could not be opened.
struct OpenFailure
{
    Alert alert = Alert::BadRecordMac;
    std::string expected; ///< for people
    std::string actual;
    std::string_view check{}; ///< the name of the check where it is not Protection::checkName()
};

/// How the records of one epoch and direction are protected (RFC 5246 6.2.3). It knows nothing of sequence numbers but
/// what the Record says.
class Protection
{
public:
    virtual ~Protection() = default;
    virtual ProtectionKind kind() const = 0;
    /// The name of the check that open() makes; empty when it makes none.
    virtual std::string_view checkName() const = 0;
    /// Whether open() finds the plaintext; for somebody without the keys it does not.
    virtual bool readable() const { return true; }

    /// Whether the IV of a record is the end of the record before it (RFC 2246 6.2.3.2), so that whoever chooses what
    /// is sent next knows it.
    virtual bool chained() const { return false; }

    /// Seals contentOf(record): fills wire and everything that says how. type, version, epoch and sequence are set.
    virtual void seal(Record &record, Entropy &entropy) = 0;
    /// Opens record.wire: fills plaintext (where compression is in use with what is to be decompressed) and everything
    /// that says how.
    virtual std::optional<OpenFailure> open(Record &record) = 0;
};

/// The keys of one direction, as key_block holds them (RFC 5246 6.3).
struct DirectionKeys
{
    ByteView macKey;
    ByteView key;
    ByteView iv; ///< the implicit part of an AEAD's nonce; before TLS 1.1 the IV of the first record of a block cipher
};

/// The protection before any key.
std::unique_ptr<Protection> makeNullProtection();
/// What beside the keys decides how records are protected.
struct ProtectionPlan
{
    const CipherSuite &suite;
    const VersionTraits &traits;
    bool encryptThenMac = false;
};
/// @param sealing for write keys; otherwise for read keys.
std::unique_ptr<Protection> makeProtection(crypto::Context &context, const ProtectionPlan &plan,
                                           const DirectionKeys &keys, bool sealing);

/// RFC 8446 5.2; keys.macKey is not used.
std::unique_ptr<Protection> makeTls13Protection(crypto::Context &context, const CipherSuite &suite,
                                                const DirectionKeys &keys, bool sealing);

/// How records of a plan look to somebody without the keys; with @p kind alone where the rest is not known either.
std::unique_ptr<Protection> makeOpaqueProtection(const ProtectionPlan &plan);
std::unique_ptr<Protection> makeOpaqueProtection(ProtectionKind kind);

/// What is sealed: TLSCompressed.fragment.
inline const Bytes &contentOf(const Record &record)
{
    return record.compressed ? *record.compressed : record.plaintext;
}

/// seq_num, type, version, length: what the MAC covers before the data (RFC 5246 6.2.3.1) and an AEAD's additional
/// data.
Bytes pseudoHeader(const Record &record, std::size_t length);
/// Appends the five-byte header for a fragment of @p length bytes.
void appendRecordHeader(Bytes &wire, const Record &record, std::size_t length);

} // namespace hd
