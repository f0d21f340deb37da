// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrecy.h"

#include <algorithm>

namespace hd::ui {

static constexpr std::size_t shortest = 4; ///< the salt of an AEAD cipher, the shortest secret (RFC 5288 3)

/// Whether the output of a secret derivation lies in @p value.
static bool holdsSecret(const Trace &trace, const Bytes &value)
{
    return std::ranges::any_of(trace.derivations, [&value](const Derivation &derivation) {
        return derivation.secret && derivation.output.size() >= shortest && derivation.output.size() <= value.size() &&
               !std::ranges::search(value, derivation.output).empty();
    });
}

QString hiddenText()
{
    return QStringLiteral("•• •• •• ••");
}

bool isSecret(const Trace &trace, const Input &input)
{
    if (input.derivation)
        return trace[*input.derivation].secret;
    return input.fields.empty() && input.messages.empty() && holdsSecret(trace, input.value);
}

bool isSecret(const Trace &trace, const RecordPart &part)
{
    if (part.name == "salt" || part.name == "write_IV" || part.name == "write_iv" || part.name == "nonce")
        return true;
    return part.name == "IV" && !part.sent() && holdsSecret(trace, part.value);
}

} // namespace hd::ui
