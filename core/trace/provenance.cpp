// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/provenance.h"

namespace hd {

bool isMadeFor(const Derivation &derivation, const Trace &trace, MessageId message)
{
    return derivation.by == trace[message].from && (!derivation.afterMessage || *derivation.afterMessage < message);
}

std::optional<DerivationId> originOf(const Trace &trace, const FieldRef &field)
{
    const Message &message = trace[field.message];
    const Field *at = message.field(field.path);
    if (!at || at->range.length < tellingLength)
        return std::nullopt;
    const ByteView bytes = slice(message.bytes, at->range);
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (isMadeFor(trace.derivations[i], trace, field.message) && equal(trace.derivations[i].output, bytes))
            return DerivationId{i};
    return std::nullopt;
}

} // namespace hd
