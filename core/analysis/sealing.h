// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a record came to be what went over the wire, step by step, written as the RFCs write it.

#include "analysis/recordindex.h"

namespace hd {

/// What is done in which order to what a record carries (RFC 5246 6.2.3, RFC 7366 3, RFC 8446 5.2).
enum class SealingOrder : std::uint8_t {
    Clear,          ///< nothing
    MacOnly,        ///< a MAC, and no cipher
    MacThenEncrypt, ///< stream ciphers, and block ciphers as they were first
    EncryptThenMac,
    Aead,
    InnerTypeAead, ///< TLS 1.3
    Unknown        ///< it is sealed, and nobody who made the trace knew how
};

struct SealingStep
{
    enum class Kind : std::uint8_t {
        Compress,
        InnerPlaintext,
        Pad,
        AdditionalData,
        Mac,
        ExplicitIv, ///< drawn for this record
        FirstIv,    ///< from the key block
        ChainedIv,  ///< the end of the record before
        ExplicitNonce,
        MaskedNonce, ///< IV xor sequence number
        Encrypt,
        EncryptAndTag,
        Frame
    };

    Kind kind = Kind::Frame;
    std::string formula;            ///< `nonce = client_write_IV + nonce_explicit`; never translated
    std::vector<std::string> parts; ///< names of the RecordParts that it makes
    std::vector<DerivationId> keys; ///< that it takes
    std::optional<RecordId> record; ///< ChainedIv: whose end the IV is
    std::string clause;             ///< "RFC 5288 3"
    bool operator==(const SealingStep &) const = default;
};

struct Sealing
{
    SealingOrder order = SealingOrder::Clear;
    std::vector<SealingStep> steps;
};

Sealing sealingOf(const Trace &trace, const RecordFacts &facts, RecordId record);

} // namespace hd
