// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where the bytes of a field come from. For where they lead to, and for many questions, see trace/lineage.h.

#include "trace/trace.h"

namespace hd {

/// Values shorter than this, in bytes, repeat by chance: what made them cannot be told from them.
inline constexpr std::size_t tellingLength = 8;

/// Whether @p derivation of the sender was there in time to be what a field of @p message holds.
bool isMadeFor(const Derivation &derivation, const Trace &trace, MessageId message);

/// The derivation of the sender that made the bytes of this field (its random, its public value, its verify_data).
std::optional<DerivationId> originOf(const Trace &trace, const FieldRef &field);

} // namespace hd
