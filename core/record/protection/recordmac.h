// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/protection/protection.h"

namespace hd {

/// What the MAC covers before a fragment of @p length bytes.
Bytes macHeader(const Record &record, std::size_t length, bool sslMac);

/// The MAC of a record: HMAC (RFC 5246 6.2.3.1) or, in SSL 3.0, that version's own (RFC 6101 5.2.3.1).
class RecordMac
{
public:
    RecordMac(crypto::Context &context, const ProtectionPlan &plan, ByteView key);

    std::size_t length() const { return m_length; }
    /// Sets record.additionalData for a fragment of @p length bytes, and returns the MAC over it and @p parts.
    Bytes over(Record &record, std::size_t length, std::initializer_list<ByteView> parts);

private:
    crypto::Context &m_context;
    crypto::Hash m_hash;
    std::size_t m_length;
    Bytes m_sslKey;                     ///< SSL 3.0
    std::optional<crypto::Hmac> m_hmac; ///< TLS
};

/// Where nothing is padded: @p content is what was sealed, followed by its MAC. Fills record.plaintext and record.mac.
std::optional<OpenFailure> openMac(Record &record, RecordMac &mac, Bytes content);

} // namespace hd
