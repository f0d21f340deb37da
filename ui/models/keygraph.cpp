// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keygraph.h"

#include "trace/formula.h"
#include "trace/operations.h"
#include "trace/provenance.h"

#include <functional>
#include <map>

namespace hd::ui {

/// Whether an input of this role is a value that flows into the result, rather than a parameter of the operation.
static bool flows(const Input &input)
{
    static constexpr std::string_view roles[] = {"secret", "seed", "part", "peer_public", "source", "private_key"};
    return std::find(std::begin(roles), std::end(roles), input.role) != std::end(roles);
}

KeyGraph::KeyGraph(const Trace &trace, std::optional<DerivationId> open)
{
    addNodes(trace);
    addInputs(trace);
    addFields(trace);
    findKeyBlock();
    findLanes();
    rank(open ? nodeOf(*open) : std::nullopt);
}

void KeyGraph::addNodes(const Trace &trace)
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        const std::optional<int> known = find(derivation.name);
        if (!known)
            m_nodes.push_back({derivation.name, derivation.operation, {}, {}, {}, {}, {}, -1, 0, 0, false});
        KeyNode &node = known ? m_nodes[static_cast<std::size_t>(*known)] : m_nodes.back();
        std::optional<DerivationId> &own = derivation.by == Side::Client ? node.client : node.server;
        if (own)
            continue;
        own = DerivationId{i};
        node.size = static_cast<std::uint32_t>(derivation.output.size());
        node.secret |= derivation.secret;
        for (const Input &input : derivation.inputs) {
            if (input.role == "label")
                node.label = input.text;
            if (input.role == "offset")
                node.offset = static_cast<std::uint32_t>(std::strtoul(input.text.c_str(), nullptr, 10));
        }
    }
}

void KeyGraph::addInput(int node, int input)
{
    std::vector<int> &inputs = m_nodes[static_cast<std::size_t>(node)].inputs;
    if (node != input && std::find(inputs.begin(), inputs.end(), input) == inputs.end())
        inputs.push_back(input);
}

void KeyGraph::addInputs(const Trace &trace)
{
    m_hidden.resize(m_nodes.size());
    std::map<std::pair<std::uint32_t, std::string>, int> wire; // nodes of fields
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const int node = *nodeOf(DerivationId{i});
        for (const Input &input : trace.derivations[i].inputs) {
            if (input.role == "ciphertext" && !input.fields.empty())
                setCarrier(node, trace, input.fields.front());
            if (!flows(input))
                continue;
            if (input.derivation) {
                const int from = *nodeOf(*input.derivation);
                if (input.role == "private_key")
                    m_hidden[static_cast<std::size_t>(node)].push_back(from);
                else
                    addInput(node, from);
            }
            for (const FieldRef &field : input.fields) {
                const std::optional<DerivationId> origin = originOf(trace, field);
                const std::optional<FieldIndex> at = trace[field.message].fields.find(field.path);
                if (!origin && (!at || trace[field.message].fields[*at].range.length < 8))
                    continue; // a version number explains itself
                auto [known, isNew] = wire.try_emplace({field.message.index, field.path}, -1);
                if (origin) {
                    known->second = *nodeOf(*origin);
                } else if (isNew) {
                    known->second = static_cast<int>(m_nodes.size());
                    const std::uint32_t size = trace[field.message].fields[*at].range.length;
                    m_nodes.push_back({leafName(field.path), {}, {}, {}, {}, {}, {}, -1, size, 0, false});
                    m_hidden.emplace_back();
                }
                if (!m_nodes[static_cast<std::size_t>(known->second)].field)
                    m_nodes[static_cast<std::size_t>(known->second)].field = field;
                addInput(node, known->second);
            }
        }
    }
}

/// What is encrypted for the peer flows back out of the ciphertext there: it comes from the value, and not the value
/// from it.
void KeyGraph::setCarrier(int node, const Trace &trace, const FieldRef &field)
{
    const std::optional<DerivationId> origin = originOf(trace, field);
    int carrier = origin ? *nodeOf(*origin) : static_cast<int>(m_nodes.size());
    if (!origin) {
        const std::optional<FieldIndex> at = trace[field.message].fields.find(field.path);
        const std::uint32_t size = at ? trace[field.message].fields[*at].range.length : 0;
        m_nodes.push_back({leafName(field.path), {}, {}, {}, {}, {}, {}, -1, size, 0, false});
        m_hidden.emplace_back();
    }
    m_nodes[static_cast<std::size_t>(carrier)].field = field;
    m_nodes[static_cast<std::size_t>(node)].carrier = carrier;
}

static const char *const keyBlockParts[] = {"client_write_MAC_key", "server_write_MAC_key", "client_write_key",
                                            "server_write_key",     "client_write_IV",      "server_write_IV"};

/// Finds the fields that carried values which nobody takes as an input, as verify_data.
void KeyGraph::addFields(const Trace &trace)
{
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const FieldTree &fields = trace.messages[i].fields;
        for (FieldIndex at = 0; at < fields.size(); ++at) {
            if (!fields.isLeaf(at) || fields[at].range.length < 8)
                continue;
            const FieldRef field{MessageId{i}, fields.path(at)};
            const std::optional<DerivationId> origin = originOf(trace, field);
            const std::optional<int> node = origin ? nodeOf(*origin) : std::nullopt;
            if (node && !m_nodes[static_cast<std::size_t>(*node)].field)
                m_nodes[static_cast<std::size_t>(*node)].field = field;
        }
    }
}

void KeyGraph::findKeyBlock()
{
    for (const KeyNode &node : m_nodes)
        if (node.operation == operation::slice && !node.inputs.empty() && m_keyBlock < 0)
            m_keyBlock = node.inputs.front();
    if (m_keyBlock < 0)
        return;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].operation == operation::slice && m_nodes[i].size > 0 && m_nodes[i].inputs.front() == m_keyBlock)
            m_slices.push_back(static_cast<int>(i));
    std::sort(m_slices.begin(), m_slices.end(), [this](int a, int b) { return (*this)[a].offset < (*this)[b].offset; });
    for (const char *part : keyBlockParts) { // RFC 5246 6.3 names six
        const std::optional<int> node = find(part);
        if (!node || (*this)[*node].size == 0)
            m_unused.push_back(part);
    }
}

void KeyGraph::findLanes()
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const KeyNode &node = m_nodes[i];
        if (node.operation != operation::prf || static_cast<int>(i) == m_keyBlock || node.inputs.size() < 2)
            continue;
        for (const int input : node.inputs)
            if ((*this)[input].operation == operation::hash && !node.secret)
                m_lanes.push_back({input, static_cast<int>(i)});
    }
}

void KeyGraph::rank(std::optional<int> open)
{
    int root = m_keyBlock;
    for (std::size_t i = 0; i < m_nodes.size() && m_keyBlock < 0; ++i) // a handshake that ended early: its last secret
        if (m_nodes[i].secret && !m_nodes[i].inputs.empty())
            root = static_cast<int>(i);
    if (root < 0)
        return;

    std::vector<int> depth(m_nodes.size(), -1); // the longest way down to the root
    const auto inputsOf = [&](int node) {
        std::vector<int> inputs = (*this)[node].inputs;
        for (const int hidden : m_hidden[static_cast<std::size_t>(node)])
            if (open == hidden)
                inputs.push_back(hidden);
        return inputs;
    };
    const std::function<void(int, int)> visit = [&](int node, int at) {
        if (at <= depth[static_cast<std::size_t>(node)] || at > static_cast<int>(m_nodes.size()))
            return;
        depth[static_cast<std::size_t>(node)] = at;
        for (const int input : inputsOf(node))
            visit(input, at + 1);
    };
    visit(root, 0);

    const int last = *std::max_element(depth.begin(), depth.end());
    for (int at = last; at >= (m_keyBlock < 0 ? 0 : 1); --at) {
        std::vector<int> row;
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            // what goes into the key block beside the secret is written at its pill
            const bool beside =
                at == 1 && m_keyBlock >= 0 && m_nodes[i].operation != operation::prf && open != static_cast<int>(i);
            if (depth[i] == at && !beside)
                row.push_back(static_cast<int>(i));
        }
        // public values first, as everybody sees them; the secret stands nearest to what made it, on the right
        std::stable_sort(row.begin(), row.end(),
                         [this](int a, int b) { return !(*this)[a].secret && (*this)[b].secret; });
        if (!row.empty())
            m_rows.push_back(std::move(row));
    }
}

std::optional<int> KeyGraph::find(std::string_view name) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].name == name)
            return static_cast<int>(i);
    return std::nullopt;
}

std::optional<int> KeyGraph::nodeOf(DerivationId derivation) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].client == derivation || m_nodes[i].server == derivation)
            return static_cast<int>(i);
    return std::nullopt;
}

std::optional<int> KeyGraph::nodeOf(const FieldRef &field) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].field == field)
            return static_cast<int>(i);
    return std::nullopt;
}

std::optional<Playhead> KeyGraph::reachedAt(const Trace &trace, int node, Side side) const
{
    const KeyNode &at = (*this)[node];
    if (const std::optional<DerivationId> own = at.of(side))
        return positionOf(trace, What::Derivation, own->index);
    if (!at.field)
        return std::nullopt;
    const bool sender = trace[at.field->message].from == side;
    return positionOf(trace, sender ? What::MessageSent : What::MessageReceived, at.field->message.index);
}

std::optional<Playhead> KeyGraph::reachedAt(const Trace &trace, int node) const
{
    const std::optional<Playhead> client = reachedAt(trace, node, Side::Client);
    const std::optional<Playhead> server = reachedAt(trace, node, Side::Server);
    if (client && server)
        return std::min(*client, *server);
    return client ? client : server;
}

/// The bytes of a field as they were on the wire; empty when it is not there.
static ByteView fieldBytes(const Trace &trace, const FieldRef &field)
{
    const Message &message = trace[field.message];
    const std::optional<FieldIndex> at = message.fields.find(field.path);
    return at ? slice(message.bytes, message.fields[*at].range) : ByteView{};
}

KeyValues KeyGraph::values(const Trace &trace, int id) const
{
    const KeyNode &node = (*this)[id];
    KeyValues values;
    if (node.client)
        values.client = trace[*node.client].output;
    if (node.server)
        values.server = trace[*node.server].output;
    if (node.field && !node.client) {
        values.client = fieldBytes(trace, *node.field);
        values.clientReceived = trace[node.field->message].from == Side::Server;
    }
    if (node.field && !node.server) {
        values.server = fieldBytes(trace, *node.field);
        values.serverReceived = trace[node.field->message].from == Side::Client;
    }
    if (!values.client.empty() && !values.server.empty())
        values.agreement =
            equal(values.client, values.server) ? KeyValues::Agreement::Equal : KeyValues::Agreement::Different;
    return values;
}

std::optional<Playhead> firstKeyAt(const Trace &trace)
{
    for (Playhead i = 0; i < trace.events.size(); ++i) {
        if (trace.events[i].what != What::Derivation)
            continue;
        const Derivation &derivation = trace.derivations[trace.events[i].index];
        if (derivation.secret && derivation.operation != operation::entropy)
            return i + 1;
    }
    return std::nullopt;
}

} // namespace hd::ui
