// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where bytes come from and what they go on to affect, in both directions.

#include "trace/trace.h"

namespace hd {

/// The derivation of the sender that made the bytes of this field (its random, its public value, its verify_data).
std::optional<DerivationId> originOf(const Trace &trace, const FieldRef &field);

/// The fields whose bytes this derivation made, as its maker sent them: the inverse of originOf().
std::vector<FieldRef> fieldsOf(const Trace &trace, DerivationId derivation);

/// The derivations and checks that take this field, or a message that holds it, as an input.
struct Uses
{
    std::vector<DerivationId> derivations;
    std::vector<std::uint32_t> checks; ///< indices into Trace::checks
};
Uses usesOf(const Trace &trace, const FieldRef &field);
Uses usesOf(const Trace &trace, DerivationId derivation);

/// The derivation of the other party with the same name in the same handshake; the two must agree where the standard
/// says so.
std::optional<DerivationId> counterpart(const Trace &trace, DerivationId derivation);

} // namespace hd
