// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linked.h"

#include "analysis/recordparts.h"
#include "trace/operations.h"

namespace hd::ui {

namespace {

/// Collects what one selection is linked with.
class Collector
{
public:
    Collector(const Trace &trace, const Lineage &lineage, const RecordIndex &records)
        : m_trace(trace), m_lineage(lineage), m_records(records)
    {}

    void add(const Selection &selection)
    {
        linked.message = selection.message;
        switch (selection.kind) {
        case Selection::Kind::None:
            return;
        case Selection::Kind::Message:
            linked.states = m_lineage.statesAfter(*selection.message);
            return addRecords(*selection.message, {0, UINT32_MAX});
        case Selection::Kind::Field:
            addField({*selection.message, selection.fieldPath.toStdString()});
            return addRecords(*selection.message, selection.bytes);
        case Selection::Kind::Bytes:
            return addRecords(*selection.message, selection.bytes);
        case Selection::Kind::Record:
            return addRecord(RecordId{selection.index}, selection);
        case Selection::Kind::Derivation:
            return addDerivation(DerivationId{selection.index});
        case Selection::Kind::Check:
            linked.checks.push_back(selection.index);
            addRecordOf(selection.index);
            addCertificateOf(m_trace.checks[selection.index]);
            return addFieldsOf(m_trace.checks[selection.index].inputs);
        case Selection::Kind::Decision:
            linked.decisions.push_back(selection.index);
            linked.fields = outcomeOf(m_trace, m_trace.decisions[selection.index]);
            return;
        case Selection::Kind::State:
            return linked.states.push_back(selection.index);
        case Selection::Kind::Omission:
            return linked.omissions.push_back(selection.index);
        }
    }

    Linked linked;

private:
    void addRecords(MessageId message, Range bytes)
    {
        std::uint32_t at = 0; // of the span's first byte in the message
        for (const MessageSpan &span : m_trace[message].spans) {
            const std::uint32_t from = std::max(bytes.offset, at);
            const std::uint64_t to =
                std::min<std::uint64_t>(std::uint64_t{bytes.offset} + bytes.length, at + span.plaintext.length);
            if (from < to) {
                linked.records.push_back(span.record);
                const Range plaintext{span.plaintext.offset + from - at, static_cast<std::uint32_t>(to - from)};
                if (const std::optional<Range> wire = wireOf(m_trace[span.record], plaintext))
                    linked.recordBytes.push_back({span.record, *wire, plaintext});
            } else if (span.plaintext.length == 0) {
                linked.records.push_back(span.record); // of a message that is empty, or that nobody could read
            }
            at += span.plaintext.length;
        }
    }

    void addRecord(RecordId id, const Selection &selection)
    {
        linked.records.push_back(id);
        if (selection.bytes.length > 0)
            linked.recordBytes.push_back({id, selection.bytes, {}});
        const RecordFacts &facts = m_records[id];
        if (facts.verdict)
            linked.checks.push_back(*facts.verdict);
        // What a nonce is made of is the IV itself.
        static const QStringList ivs{QStringLiteral("record.write_iv"), QStringLiteral("record.write_IV"),
                                     QStringLiteral("record.salt")};
        const std::optional<DerivationId> iv = sealingKeys(m_trace, facts).iv;
        if (iv && ivs.contains(selection.fieldPath))
            addPair(*iv);
    }

    /// The certificate that a step of the verification looked at; one past the last sent is a trust anchor.
    void addCertificateOf(const Check &check)
    {
        const auto input = [&](std::string_view role) { return std::ranges::find(check.inputs, role, &Input::role); };
        const auto chain = input("chain"), certificate = input("certificate");
        if (check.operation != operation::chain || chain == check.inputs.end() || certificate == check.inputs.end() ||
            chain->messages.empty() || chain->messages.front().index >= m_trace.messages.size())
            return;
        FieldRef field{chain->messages.front(), "certificate.certificate_list[" + certificate->text + "].certificate"};
        if (m_trace[field.message].field(field.path))
            linked.fields.push_back(std::move(field));
    }

    /// The record that the check accepted or refused.
    void addRecordOf(std::uint32_t check)
    {
        if (!m_trace.checks[check].name.starts_with("record."))
            return;
        for (std::uint32_t i = 0; i < m_records.size(); ++i)
            if (m_records[RecordId{i}].verdict == check)
                linked.records.push_back(RecordId{i});
    }

    /// The records that are sealed with this key, or whose nonces begin with it.
    void addSealed(DerivationId key)
    {
        const std::optional<DerivationId> other = m_lineage.counterpart(key);
        std::vector<bool> sealing(m_trace.keys.size());
        for (std::size_t i = 0; i < sealing.size(); ++i)
            for (const DerivationId id : m_trace.keys[i].keys)
                sealing[i] = sealing[i] || id == key || id == other;
        for (std::uint32_t i = 0; i < m_records.size(); ++i)
            if (const auto keys = m_records[RecordId{i}].keys; keys && sealing[*keys] && m_trace.records[i].epoch > 0)
                linked.records.push_back(RecordId{i});
    }

    /// Whether it is a key that anybody seals or opens records with.
    bool isInstalled(DerivationId key) const
    {
        return std::any_of(m_trace.keys.begin(), m_trace.keys.end(), [&](const KeyInstallation &keys) {
            return std::find(keys.keys.begin(), keys.keys.end(), key) != keys.keys.end();
        });
    }

    void addField(const FieldRef &field)
    {
        linked.fields.push_back(field);
        if (const std::optional<DerivationId> origin = m_lineage.originOf(field))
            return addPair(*origin);
        const Field *at = m_trace[field.message].field(field.path);
        if (const std::optional<std::uint32_t> decision =
                at ? m_lineage.originOf(field.message, at->range).decision : std::nullopt)
            linked.decisions.push_back(*decision);
    }

    void addDerivation(DerivationId derivation)
    {
        addPair(derivation);
        if (isInstalled(derivation))
            addSealed(derivation);
        for (const DerivationId made : linked.derivations)
            for (const FieldRef &field : m_lineage.fieldsOf(made))
                linked.fields.push_back(field);
    }

    void addPair(DerivationId derivation)
    {
        linked.derivations.push_back(derivation);
        if (const std::optional<DerivationId> peers = m_lineage.counterpart(derivation))
            linked.derivations.push_back(*peers);
    }

    void addFieldsOf(const std::vector<Input> &inputs)
    {
        for (const Input &input : inputs)
            linked.fields.insert(linked.fields.end(), input.fields.begin(), input.fields.end());
    }

    const Trace &m_trace;
    const Lineage &m_lineage;
    const RecordIndex &m_records;
};

} // namespace

Linked linksOf(const Trace &trace, const Lineage &lineage, const RecordIndex &records, const Selection &selection)
{
    Collector collector(trace, lineage, records);
    collector.add(selection);
    return std::move(collector.linked);
}

/// The path of the smallest field that holds all of @p bytes; empty when the message is not understood so far.
static std::string pathAround(const FieldTree &fields, Range bytes)
{
    std::optional<FieldIndex> at = fields.leafAt(bytes.offset);
    while (at && fields[*at].range.end() < bytes.end())
        at = fields[*at].parent == noField ? std::nullopt : std::optional(fields[*at].parent);
    return at ? fields.path(*at) : std::string();
}

std::vector<Consequence> consequencesOf(const Trace &trace, const Lineage &lineage, const Selection &selection)
{
    const auto ofField = [&](const std::string &path) {
        return path.empty() ? std::vector<Consequence>() : lineage.consequencesOf(FieldRef{*selection.message, path});
    };
    switch (selection.kind) {
    case Selection::Kind::Message:
        return ofField(pathAround(trace[*selection.message].fields,
                                  {0, static_cast<std::uint32_t>(trace[*selection.message].bytes.size())}));
    case Selection::Kind::Field:
        return ofField(selection.fieldPath.toStdString());
    case Selection::Kind::Bytes:
        return ofField(pathAround(trace[*selection.message].fields, selection.bytes));
    case Selection::Kind::Derivation:
        return lineage.consequencesOf(DerivationId{selection.index});
    default:
        return {};
    }
}

} // namespace hd::ui
