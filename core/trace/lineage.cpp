// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lineage.h"

#include "trace/timeline.h"

#include <map>

namespace hd {

namespace {

std::string_view keyOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

bool under(std::string_view path, std::string_view ancestor)
{
    return path.starts_with(ancestor) &&
           (path.size() == ancestor.size() || path[ancestor.size()] == '.' || path[ancestor.size()] == '[');
}

} // namespace

Lineage::Lineage(const Trace &trace)
    : m_trace(trace),
      m_uses(trace.derivations.size()),
      m_messageUses(trace.messages.size()),
      m_fields(trace.derivations.size()),
      m_counterparts(trace.derivations.size()),
      m_states(trace.messages.size()),
      m_events(trace.messages.size()),
      m_preparing(trace.messages.size()),
      m_records(trace.derivations.size())
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        addUses(trace.derivations[i].inputs, i, false);
    for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
        addUses(trace.checks[i].inputs, i, true);
    indexValues();
    indexCounterparts();
    indexRecords();
    indexEvents();
}

void Lineage::addUses(const std::vector<Input> &inputs, std::uint32_t index, bool check)
{
    for (const Input &input : inputs) {
        if (input.derivation) {
            Uses &uses = m_uses[input.derivation->index];
            if (check && (uses.checks.empty() || uses.checks.back() != index))
                uses.checks.push_back(index);
            if (!check && (uses.derivations.empty() || uses.derivations.back().index != index))
                uses.derivations.push_back(DerivationId{index});
        }
        for (const FieldRef &field : input.fields)
            m_messageUses[field.message.index].push_back({index, check, field.path});
        for (const MessageId message : input.messages)
            m_messageUses[message.index].push_back({index, check, {}});
    }
}

void Lineage::indexValues()
{
    for (std::uint32_t i = 0; i < m_trace.derivations.size(); ++i)
        if (const Bytes &output = m_trace.derivations[i].output; output.size() >= tellingLength)
            m_byValue[keyOf(output)].push_back(i);
    for (std::uint32_t m = 0; m < m_trace.messages.size(); ++m) {
        const FieldTree &fields = m_trace.messages[m].fields;
        for (FieldIndex f = 0; f < fields.size(); ++f) {
            if (fields[f].range.length < tellingLength ||
                !m_byValue.contains(keyOf(slice(m_trace.messages[m].bytes, fields[f].range))))
                continue;
            FieldRef field{MessageId{m}, fields.path(f)};
            if (const std::optional<DerivationId> origin = originOf(field))
                m_fields[origin->index].push_back(std::move(field));
        }
    }
}

/// "binder_key" of "binder_key[1]": what a client makes for its second pre-shared key a server may make for its only
/// one.
static std::string withoutNumber(const std::string &name)
{
    const std::size_t from = name.find('['), to = name.find(']');
    return to == std::string::npos ? name : name.substr(0, from) + name.substr(to + 1);
}

void Lineage::indexCounterparts()
{
    const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(m_trace);
    std::map<std::pair<std::uint32_t, std::string>, std::array<std::vector<DerivationId>, 2>> alike;
    for (std::uint32_t i = 0; i < m_trace.derivations.size(); ++i) {
        const Derivation &derivation = m_trace.derivations[i];
        alike[{handshakes[i], withoutNumber(derivation.name)}][derivation.by == Side::Client ? 0 : 1].push_back(
            DerivationId{i});
    }
    for (const auto &[name, sides] : alike)
        pair(sides[0], sides[1]);
}

/// One by one. Where one party has more of a name (a client that offers several pre-shared keys computes for each what
/// its server does for one), what is not equal is not the same value.
void Lineage::pair(const std::vector<DerivationId> &ofClient, const std::vector<DerivationId> &ofServer)
{
    const bool asMany = ofClient.size() == ofServer.size();
    for (std::size_t i = 0; i < ofClient.size(); ++i) {
        const auto fits = [&](DerivationId other) {
            return asMany ? other == ofServer[i]
                          : !m_counterparts[other.index] && m_trace[other].output == m_trace[ofClient[i]].output;
        };
        const auto found = std::find_if(ofServer.begin(), ofServer.end(), fits);
        if (found == ofServer.end())
            continue;
        m_counterparts[ofClient[i].index] = *found;
        m_counterparts[found->index] = ofClient[i];
    }
}

void Lineage::indexRecords()
{
    std::map<std::pair<Side, std::uint32_t>, std::vector<RecordId>> sent;
    for (std::uint32_t i = 0; i < m_trace.records.size(); ++i)
        sent[{m_trace.records[i].from, m_trace.records[i].epoch}].push_back(RecordId{i});
    for (const KeyInstallation &keys : m_trace.keys) {
        const auto found = sent.find({keys.write ? keys.by : peerOf(keys.by), keys.epoch});
        if (found != sent.end())
            for (const DerivationId key : keys.keys)
                m_records[key.index] = found->second;
    }
}

std::optional<DerivationId> Lineage::originOf(const FieldRef &field) const
{
    const Message &message = m_trace[field.message];
    const Field *at = message.field(field.path);
    if (!at || at->range.length < tellingLength)
        return std::nullopt;
    const auto found = m_byValue.find(keyOf(slice(message.bytes, at->range)));
    if (found == m_byValue.end())
        return std::nullopt;
    for (const std::uint32_t i : found->second)
        if (isMadeFor(m_trace.derivations[i], m_trace, field.message))
            return DerivationId{i};
    return std::nullopt;
}

Uses Lineage::usesOf(const FieldRef &field) const
{
    Uses uses;
    for (const MessageUse &use : m_messageUses[field.message.index]) {
        if (!use.path.empty() && !under(use.path, field.path) && !under(field.path, use.path))
            continue;
        if (use.check && (uses.checks.empty() || uses.checks.back() != use.index))
            uses.checks.push_back(use.index);
        if (!use.check && (uses.derivations.empty() || uses.derivations.back().index != use.index))
            uses.derivations.push_back(DerivationId{use.index});
    }
    return uses;
}

} // namespace hd
