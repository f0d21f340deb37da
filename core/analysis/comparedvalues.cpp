// SPDX-License-Identifier: GPL-3.0-or-later

// The values behind the messages of two traces.

#include "analysis/alignment.h"
#include "analysis/comparison.h"
#include "trace/timeline.h"

#include <map>
#include <set>
#include <tuple>

namespace hd {

namespace {

using Key = std::tuple<std::uint32_t, Side, std::string_view, std::uint32_t>; ///< handshake, party, name, which of them

std::vector<Key> keysOf(const Trace &trace)
{
    const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(trace);
    std::map<Key, std::uint32_t> seen;
    std::vector<Key> keys;
    for (std::size_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        Key key{handshakes[i], derivation.by, derivation.name, 0};
        std::get<3>(key) = seen[key]++;
        keys.push_back(key);
    }
    return keys;
}

/// Bytes in which messages are told apart: each content once.
class Contents
{
public:
    const Bytes *of(const Trace &trace, MessageId message)
    {
        return message.index < trace.messages.size() ? &*m_all.insert(trace[message].bytes).first : nullptr;
    }

private:
    std::set<Bytes> m_all;
};

/// By message of a trace, the same address for the same bytes.
std::vector<const Bytes *> contentsOf(const Trace &trace, Contents &contents)
{
    std::vector<const Bytes *> made;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        made.push_back(contents.of(trace, {i}));
    return made;
}

class Values
{
public:
    Values(const Trace &a, const Trace &b)
        : m_a(a), m_b(b), m_contentsA(contentsOf(a, m_contents)), m_contentsB(contentsOf(b, m_contents))
    {}

    std::vector<ValuePair> compare();

private:
    Difference differenceOf(const Derivation &a, const Derivation &b) const;
    bool sameInput(const Input &a, const Input &b) const;
    std::vector<std::string> differingInputs(const Derivation &a, const Derivation &b) const;
    void judge(ValuePair &pair) const;
    void markRepeated(std::vector<ValuePair> &pairs) const;

    const Trace &m_a, &m_b;
    Contents m_contents;
    std::vector<const Bytes *> m_contentsA, m_contentsB;
};

/// A recording without its secrets has no value there.
bool isWithheld(const Derivation &derivation)
{
    return derivation.secret && derivation.output.empty();
}

Difference Values::differenceOf(const Derivation &a, const Derivation &b) const
{
    if (isWithheld(a) || isWithheld(b))
        return Difference::Unknown;
    if (a.output == b.output)
        return Difference::Same;
    return a.output.size() == b.output.size() ? Difference::Value : Difference::Length;
}

bool Values::sameInput(const Input &a, const Input &b) const
{
    if (a.text != b.text || a.messages.size() != b.messages.size())
        return false;
    for (std::size_t i = 0; i < a.messages.size(); ++i) {
        const std::size_t inA = a.messages[i].index, inB = b.messages[i].index;
        if (inA >= m_contentsA.size() || inB >= m_contentsB.size() || m_contentsA[inA] != m_contentsB[inB])
            return false;
    }
    return a.value == b.value;
}

std::vector<std::string> Values::differingInputs(const Derivation &a, const Derivation &b) const
{
    std::vector<std::string> roles;
    const auto add = [&roles](const std::string &role) {
        if (roles.empty() || roles.back() != role)
            roles.push_back(role);
    };
    for (std::size_t i = 0; i < std::max(a.inputs.size(), b.inputs.size()); ++i) {
        const Input *inA = i < a.inputs.size() ? &a.inputs[i] : nullptr;
        const Input *inB = i < b.inputs.size() ? &b.inputs[i] : nullptr;
        if (inA && inB && inA->role == inB->role && sameInput(*inA, *inB))
            continue;
        if (inA)
            add(inA->role);
        if (inB)
            add(inB->role);
    }
    return roles;
}

void Values::judge(ValuePair &pair) const
{
    if (!pair.a || !pair.b) {
        pair.difference = pair.a ? Difference::OnlyA : Difference::OnlyB;
        return;
    }
    const Derivation &a = m_a[*pair.a], &b = m_b[*pair.b];
    pair.difference = differenceOf(a, b);
    pair.sameOperation = a.operation == b.operation;
    pair.inputs = differingInputs(a, b);
}

/// Of what both parties have alike, the row of the party that had it first is enough.
void Values::markRepeated(std::vector<ValuePair> &pairs) const
{
    const auto output = [](const Trace &trace, std::optional<DerivationId> id) {
        return id ? &trace[*id].output : nullptr;
    };
    const auto same = [](const Bytes *x, const Bytes *y) { return x && y ? *x == *y : x == y; };
    std::map<std::tuple<std::uint32_t, std::string_view>, std::vector<const ValuePair *>> seen;
    for (ValuePair &pair : pairs) {
        const Derivation &any = pair.a ? m_a[*pair.a] : m_b[*pair.b];
        std::vector<const ValuePair *> &before = seen[{pair.handshake, any.name}];
        for (const ValuePair *other : before)
            if (same(output(m_a, other->a), output(m_a, pair.a)) && same(output(m_b, other->b), output(m_b, pair.b)) &&
                other->difference == pair.difference)
                pair.repeated = true;
        if (!pair.repeated && before.size() < 8)
            before.push_back(&pair);
    }
}

std::vector<ValuePair> Values::compare()
{
    const std::vector<Key> keysA = keysOf(m_a), keysB = keysOf(m_b);
    std::map<Key, std::uint32_t> inA;
    for (std::uint32_t i = 0; i < keysA.size(); ++i)
        inA.emplace(keysA[i], i);
    std::vector<std::optional<std::uint32_t>> partner(keysA.size());
    // What only B has comes after what it follows there.
    std::vector<std::vector<std::uint32_t>> after(keysA.size() + 1);
    std::size_t follows = 0;
    for (std::uint32_t i = 0; i < keysB.size(); ++i) {
        if (const auto found = inA.find(keysB[i]); found != inA.end()) {
            partner[found->second] = i;
            follows = found->second + 1;
        } else {
            after[follows].push_back(i);
        }
    }
    std::vector<ValuePair> pairs;
    const auto add = [&](std::optional<std::uint32_t> ofA, std::optional<std::uint32_t> ofB) {
        ValuePair pair;
        if (ofA)
            pair.a = DerivationId{*ofA};
        if (ofB)
            pair.b = DerivationId{*ofB};
        pair.handshake = std::get<0>(ofA ? keysA[*ofA] : keysB[*ofB]);
        judge(pair);
        pairs.push_back(std::move(pair));
    };
    for (std::uint32_t i = 0; i <= keysA.size(); ++i) {
        for (const std::uint32_t only : after[i])
            add({}, only);
        if (i < keysA.size())
            add(i, partner[i]);
    }
    markRepeated(pairs);
    return pairs;
}

} // namespace

std::vector<ValuePair> compareValues(const Trace &a, const Trace &b)
{
    return Values(a, b).compare();
}

} // namespace hd
