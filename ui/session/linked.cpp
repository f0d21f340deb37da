// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/linked.h"

#include "trace/provenance.h"

namespace hd::ui {

namespace {

/// Collects what one selection is linked with.
class Collector
{
public:
    explicit Collector(const Trace &trace) : m_trace(trace) {}

    void add(const Selection &selection)
    {
        linked.message = selection.message;
        switch (selection.kind) {
        case Selection::Kind::None:
            return;
        case Selection::Kind::Message:
            return addRecords(*selection.message, {0, UINT32_MAX});
        case Selection::Kind::Field:
            addField({*selection.message, selection.fieldPath.toStdString()});
            return addRecords(*selection.message, selection.bytes);
        case Selection::Kind::Bytes:
            return addRecords(*selection.message, selection.bytes);
        case Selection::Kind::Record:
            return linked.records.push_back(RecordId{selection.index});
        case Selection::Kind::Derivation:
            return addDerivation(DerivationId{selection.index});
        case Selection::Kind::Check:
            linked.checks.push_back(selection.index);
            return addFieldsOf(m_trace.checks[selection.index].inputs);
        case Selection::Kind::Decision:
            return linked.decisions.push_back(selection.index);
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
            if (bytes.offset < at + span.plaintext.length && at < std::uint64_t{bytes.offset} + bytes.length)
                linked.records.push_back(span.record);
            at += span.plaintext.length;
        }
    }

    void addField(const FieldRef &field)
    {
        linked.fields.push_back(field);
        if (const std::optional<DerivationId> origin = originOf(m_trace, field))
            addPair(*origin);
    }

    void addDerivation(DerivationId derivation)
    {
        addPair(derivation);
        for (const DerivationId made : linked.derivations)
            for (const FieldRef &field : fieldsOf(m_trace, made))
                linked.fields.push_back(field);
    }

    void addPair(DerivationId derivation)
    {
        linked.derivations.push_back(derivation);
        if (const std::optional<DerivationId> peers = counterpart(m_trace, derivation))
            linked.derivations.push_back(*peers);
    }

    void addFieldsOf(const std::vector<Input> &inputs)
    {
        for (const Input &input : inputs)
            linked.fields.insert(linked.fields.end(), input.fields.begin(), input.fields.end());
    }

    const Trace &m_trace;
};

} // namespace

Linked linksOf(const Trace &trace, const Selection &selection)
{
    Collector collector(trace);
    collector.add(selection);
    return std::move(collector.linked);
}

} // namespace hd::ui
