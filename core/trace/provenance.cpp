// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/provenance.h"

#include "trace/timeline.h"

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

std::vector<FieldRef> fieldsOf(const Trace &trace, DerivationId derivation)
{
    const Derivation &made = trace[derivation];
    std::vector<FieldRef> fields;
    const std::uint32_t first = made.afterMessage ? made.afterMessage->index + 1 : 0;
    for (std::uint32_t m = first; m < trace.messages.size(); ++m) {
        const Message &message = trace.messages[m];
        if (message.from != made.by)
            continue;
        for (FieldIndex f = 0; f < message.fields.size(); ++f) {
            if (message.fields[f].range.length != made.output.size() ||
                !equal(slice(message.bytes, message.fields[f].range), made.output))
                continue;
            FieldRef field{MessageId{m}, message.fields.path(f)};
            if (originOf(trace, field) == derivation)
                fields.push_back(std::move(field));
        }
    }
    return fields;
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
    const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(trace);
    std::uint32_t before = 0; // of the same name, in the same handshake, by the same party
    const auto alike = [&](std::uint32_t i) {
        return trace.derivations[i].name == own.name && handshakes[i] == handshakes[derivation.index];
    };
    for (std::uint32_t i = 0; i < derivation.index; ++i)
        before += trace.derivations[i].by == own.by && alike(i);
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (trace.derivations[i].by != own.by && alike(i) && before-- == 0)
            return DerivationId{i};
    return std::nullopt;
}

} // namespace hd
