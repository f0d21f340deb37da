// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lineage.h"

#include <set>

namespace hd {

/// Visits what is affected, nearest first.
class Lineage::Walk
{
public:
    explicit Walk(const Lineage &lineage)
        : m_lineage(lineage),
          m_trace(lineage.m_trace),
          m_seenDerivations(m_trace.derivations.size()),
          m_seenChecks(m_trace.checks.size()),
          m_seenDecisions(m_trace.decisions.size()),
          m_seenRecords(m_trace.records.size())
    {}

    void from(const FieldRef &field)
    {
        m_seenFields.insert({field.message.index, field.path});
        spread(field, 1);
        run();
    }

    void from(DerivationId derivation)
    {
        m_seenDerivations[derivation.index] = true;
        spread(derivation, 1);
        run();
    }

    std::vector<Consequence> found;

private:
    void run()
    {
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Consequence next = found[i]; // found grows
            if (next.kind == Consequence::Kind::Derivation)
                spread(DerivationId{next.index}, next.steps + 1);
            else if (next.kind == Consequence::Kind::Field)
                spread(next.field, next.steps + 1);
            else if (next.kind == Consequence::Kind::Decision)
                spread(m_trace.decisions[next.index], next.steps + 1);
        }
    }

    void add(Consequence::Kind kind, std::vector<bool> &seen, std::uint32_t index, unsigned steps)
    {
        if (!seen[index])
            found.push_back({kind, index, {}, steps});
        seen[index] = true;
    }

    void addField(const FieldRef &field, unsigned steps)
    {
        if (m_seenFields.insert({field.message.index, field.path}).second)
            found.push_back({Consequence::Kind::Field, 0, field, steps});
    }

    void add(const Uses &uses, unsigned steps)
    {
        for (const DerivationId derivation : uses.derivations)
            add(Consequence::Kind::Derivation, m_seenDerivations, derivation.index, steps);
        for (const std::uint32_t check : uses.checks)
            add(Consequence::Kind::Check, m_seenChecks, check, steps);
    }

    void spread(DerivationId derivation, unsigned steps)
    {
        add(m_lineage.usesOf(derivation), steps);
        for (const FieldRef &field : m_lineage.fieldsOf(derivation))
            addField(field, steps);
        for (const RecordId record : m_lineage.m_records[derivation.index])
            add(Consequence::Kind::Record, m_seenRecords, record.index, steps);
    }

    void spread(const FieldRef &field, unsigned steps)
    {
        add(m_lineage.usesOf(field), steps);
        for (std::uint32_t i = 0; i < m_trace.decisions.size(); ++i)
            if (m_trace.decisions[i].message == field.message && weighs(m_trace.decisions[i], field.path))
                add(Consequence::Kind::Decision, m_seenDecisions, i, steps);
    }

    static bool weighs(const Decision &decision, std::string_view path)
    {
        const std::vector<std::string_view> weighed = fieldsOfDecision(decision.what).weighed;
        return std::any_of(weighed.begin(), weighed.end(), [path](std::string_view list) {
            return path.starts_with(list) || list.starts_with(std::string(path) + '.');
        });
    }

    void spread(const Decision &decision, unsigned steps)
    {
        for (const FieldRef &field : outcomeOf(m_trace, decision))
            addField(field, steps);
    }

    const Lineage &m_lineage;
    const Trace &m_trace;
    std::vector<bool> m_seenDerivations, m_seenChecks, m_seenDecisions, m_seenRecords;
    std::set<std::pair<std::uint32_t, std::string>> m_seenFields;
};

std::vector<Consequence> Lineage::consequencesOf(const FieldRef &field) const
{
    Walk walk(*this);
    walk.from(field);
    return std::move(walk.found);
}

std::vector<Consequence> Lineage::consequencesOf(DerivationId derivation) const
{
    Walk walk(*this);
    walk.from(derivation);
    return std::move(walk.found);
}

} // namespace hd
