// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/provenance.h"

#include <cstdlib>

namespace hd {

std::optional<DerivationId> originOf(const Trace &trace, const FieldRef &field)
{
    const Message &message = trace[field.message];
    const std::optional<FieldIndex> at = message.fields.find(field.path);
    if (!at || message.fields[*at].range.length < 8)
        return std::nullopt; // shorter values repeat by chance
    const ByteView bytes = slice(message.bytes, message.fields[*at].range);
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        const bool earlier = !derivation.afterMessage || *derivation.afterMessage < field.message;
        if (derivation.by == message.from && earlier && equal(derivation.output, bytes))
            return DerivationId{i};
    }
    return std::nullopt;
}

static bool under(std::string_view path, std::string_view ancestor)
{
    return path.starts_with(ancestor) &&
           (path.size() == ancestor.size() || path[ancestor.size()] == '.' || path[ancestor.size()] == '[');
}

template<class Predicate>
static Uses usesWhere(const Trace &trace, Predicate takes)
{
    Uses uses;
    const auto anyTakes = [&takes](const std::vector<Input> &inputs) {
        return std::any_of(inputs.begin(), inputs.end(), takes);
    };
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (anyTakes(trace.derivations[i].inputs))
            uses.derivations.push_back(DerivationId{i});
    for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
        if (anyTakes(trace.checks[i].inputs))
            uses.checks.push_back(i);
    return uses;
}

Uses usesOf(const Trace &trace, const FieldRef &field)
{
    return usesWhere(trace, [&field](const Input &input) {
        const auto holds = [&field](const FieldRef &ref) {
            return ref.message == field.message && (under(ref.path, field.path) || under(field.path, ref.path));
        };
        return std::any_of(input.fields.begin(), input.fields.end(), holds) ||
               std::find(input.messages.begin(), input.messages.end(), field.message) != input.messages.end();
    });
}

Uses usesOf(const Trace &trace, DerivationId derivation)
{
    return usesWhere(trace, [derivation](const Input &input) { return input.derivation == derivation; });
}

std::optional<DerivationId> counterpart(const Trace &trace, DerivationId derivation)
{
    const Derivation &own = trace[derivation];
    std::optional<DerivationId> nearest;
    const auto distance = [derivation](DerivationId id) {
        return std::abs(static_cast<long>(id.index) - static_cast<long>(derivation.index));
    };
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const DerivationId id{i};
        if (trace[id].by != own.by && trace[id].name == own.name && (!nearest || distance(id) < distance(*nearest)))
            nearest = id;
    }
    return nearest;
}

} // namespace hd
