// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keygraph.h"

#include "trace/family.h"
#include "trace/formula.h"
#include "trace/operations.h"

#include <functional>

namespace hd::ui {

/// Whether an input of this role is a value that flows into the result, rather than a parameter of the operation.
static bool flows(const Input &input, bool tls13)
{
    static constexpr std::string_view roles[] = {"secret",      "seed",   "part",       "ticket",
                                                 "peer_public", "source", "private_key"};
    static constexpr std::string_view tls13Roles[] = {"salt", "ikm", "key", "context", "content", "message_hash"};
    const auto holds = [&input](const auto &list) {
        return std::find(std::begin(list), std::end(list), input.role) != std::end(list);
    };
    return holds(roles) || (tls13 && holds(tls13Roles));
}

KeyGraph::KeyGraph(const Trace &trace, const Lineage &lineage, std::optional<DerivationId> open,
                   std::uint32_t handshake)
{
    const bool tls13 = familyOf(trace) == Family::Tls13;
    m_nodeOf.assign(trace.derivations.size(), -1);
    if (tls13)
        addTls13Nodes(trace, handshakesOfDerivations(trace), handshake);
    else
        addNodes(trace, handshakesOfDerivations(trace), handshake);
    addInputs(trace, lineage);
    addFields(trace, lineage);
    findMoments(trace);
    if (tls13) {
        buildLadder(trace);
        return;
    }
    findKeyBlock();
    findLanes();
    rank(open ? nodeOf(*open) : std::nullopt);
}

void KeyGraph::addNodes(const Trace &trace, const std::vector<std::uint32_t> &handshakes, std::uint32_t handshake)
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        if (handshakes[i] != handshake)
            continue;
        const std::optional<int> known = find(derivation.name);
        if (!known) {
            m_byName.emplace(derivation.name, static_cast<int>(m_nodes.size()));
            m_nodes.push_back({derivation.name, derivation.operation, {}, {}, {}, {}, {}, -1, 0, 0, false});
        }
        KeyNode &node = known ? m_nodes[static_cast<std::size_t>(*known)] : m_nodes.back();
        std::optional<DerivationId> &own = derivation.by == Side::Client ? node.client : node.server;
        if (own)
            continue;
        own = DerivationId{i};
        m_nodeOf[i] = known.value_or(static_cast<int>(m_nodes.size()) - 1);
        describeNode(node, derivation);
    }
}

void KeyGraph::describeNode(KeyNode &node, const Derivation &derivation) const
{
    node.size = static_cast<std::uint32_t>(derivation.output.size());
    node.secret |= derivation.secret;
    for (const Input &input : derivation.inputs) {
        if (input.role == "label" || input.role == "sender")
            node.label = input.text;
        if (input.role == "length" && derivation.output.empty()) // withheld, but how long it is is known
            node.size = static_cast<std::uint32_t>(std::strtoul(input.text.c_str(), nullptr, 10));
        if (input.role == "offset")
            node.offset = static_cast<std::uint32_t>(std::strtoul(input.text.c_str(), nullptr, 10));
    }
}

void KeyGraph::addInput(int node, int input)
{
    std::vector<int> &inputs = m_nodes[static_cast<std::size_t>(node)].inputs;
    if (node != input && std::find(inputs.begin(), inputs.end(), input) == inputs.end())
        inputs.push_back(input);
}

void KeyGraph::addInputs(const Trace &trace, const Lineage &lineage)
{
    m_hidden.resize(m_nodes.size());
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (const std::optional<int> node = nodeOf(DerivationId{i})) // one of its name stands for those after it
            addInputsOf(trace, lineage, *node, trace.derivations[i]);
}

void KeyGraph::addInputsOf(const Trace &trace, const Lineage &lineage, int node, const Derivation &derivation)
{
    for (const Input &input : derivation.inputs) {
        if (input.role == "ciphertext" && !input.fields.empty())
            setCarrier(node, trace, lineage, input.fields.front());
        if (!flows(input, familyOf(trace) == Family::Tls13))
            continue;
        const std::optional<int> from = input.derivation ? nodeOf(*input.derivation) : std::nullopt;
        if (from && input.role == "private_key")
            m_hidden[static_cast<std::size_t>(node)].push_back(*from);
        else if (from)
            addInput(node, *from);
        for (const FieldRef &field : input.fields)
            if (const int carried = fieldNode(trace, lineage, field); carried >= 0)
                addInput(node, carried);
    }
}

/// The value that a field carries: that of the derivation that made it, or one that only the wire has shown. -1 for a
/// few bytes, which explain themselves.
int KeyGraph::fieldNode(const Trace &trace, const Lineage &lineage, const FieldRef &field)
{
    const std::optional<DerivationId> origin = lineage.originOf(field);
    std::optional<int> known = origin ? nodeOf(*origin) : nodeOf(field);
    const Field *at = trace[field.message].field(field.path);
    if (!known && (!at || at->range.length < 8))
        return -1;
    if (!known) {
        known = static_cast<int>(m_nodes.size());
        m_nodes.push_back({leafName(field.path), {}, {}, {}, {}, {}, {}, -1, at->range.length, 0, false});
        m_hidden.emplace_back();
    }
    if (!(*this)[*known].field)
        m_nodes[static_cast<std::size_t>(*known)].field = field;
    return *known;
}

/// What is encrypted for the peer flows back out of the ciphertext there: it comes from the value, and not the value
/// from it.
void KeyGraph::setCarrier(int node, const Trace &trace, const Lineage &lineage, const FieldRef &field)
{
    const std::optional<DerivationId> origin = lineage.originOf(field);
    const std::optional<int> known = origin ? nodeOf(*origin) : std::nullopt;
    const int carrier = known.value_or(static_cast<int>(m_nodes.size()));
    if (!known) {
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
void KeyGraph::addFields(const Trace &trace, const Lineage &lineage)
{
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const FieldTree &fields = trace.messages[i].fields;
        for (FieldIndex at = 0; at < fields.size(); ++at) {
            if (!fields.isLeaf(at) || fields[at].range.length < 8)
                continue;
            const FieldRef field{MessageId{i}, fields.path(at)};
            const std::optional<DerivationId> origin = lineage.originOf(field);
            const std::optional<int> node = origin ? nodeOf(*origin) : std::nullopt;
            if (node && !m_nodes[static_cast<std::size_t>(*node)].field)
                m_nodes[static_cast<std::size_t>(*node)].field = field;
        }
    }
}

void KeyGraph::findKeyBlock()
{
    m_keyBlock = find("key_block").value_or(-1);
    if (m_keyBlock < 0)
        return;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].operation == operation::slice && m_nodes[i].size > 0 && !m_nodes[i].inputs.empty() &&
            m_nodes[i].inputs.front() == m_keyBlock)
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
    const auto isSlice = [this](int node) {
        return std::find(m_slices.begin(), m_slices.end(), node) != m_slices.end();
    };
    std::vector<KeyLane> finished;
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        const KeyNode &node = (*this)[i];
        if (i == m_keyBlock || isSlice(i))
            continue;
        if (node.operation == operation::sslHash && !node.label.empty())
            finished.push_back({-1, i});
        for (const int input : node.inputs)
            if (node.operation == operation::prf && (*this)[input].operation == operation::hash && !node.secret)
                finished.push_back({input, i});
        // RFC 2246 6.3.1, RFC 6101 6.2.2.1: whole keys, made of the parts of the block, and IVs
        const bool exported = node.name.starts_with("final_") || node.name.ends_with("_write_IV");
        if (m_keyBlock >= 0 && ((exported && !node.name.ends_with("_hash")) || node.name == "iv_block"))
            m_lanes.push_back({-1, i});
    }
    m_lanes.insert(m_lanes.end(), finished.begin(), finished.end());
}

const std::vector<int> &KeyGraph::sources(int node) const
{
    const KeyNode &at = (*this)[node];
    const bool ofHash = at.operation == operation::slice && !at.inputs.empty() &&
                        (*this)[at.inputs.front()].operation == operation::digest;
    return ofHash ? (*this)[at.inputs.front()].inputs : at.inputs;
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
            const bool beside = at == 1 && m_keyBlock >= 0 && !m_nodes[i].secret && open != static_cast<int>(i);
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
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? std::nullopt : std::optional(found->second);
}

std::optional<int> KeyGraph::nodeOf(DerivationId derivation) const
{
    if (derivation.index >= m_nodeOf.size() || m_nodeOf[derivation.index] < 0)
        return std::nullopt;
    return m_nodeOf[derivation.index];
}

std::optional<int> KeyGraph::nodeOf(const FieldRef &field) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].field == field)
            return static_cast<int>(i);
    return std::nullopt;
}

/// All at once, since there may be many events.
void KeyGraph::findMoments(const Trace &trace)
{
    using Moments = std::vector<std::optional<Playhead>>;
    Moments made(trace.derivations.size()), sent(trace.messages.size()), received(trace.messages.size());
    for (Playhead i = 0; i < static_cast<Playhead>(trace.events.size()); ++i) {
        const Event &event = trace.events[i];
        Moments *moments = event.what == What::Derivation        ? &made
                           : event.what == What::MessageSent     ? &sent
                           : event.what == What::MessageReceived ? &received
                                                                 : nullptr;
        if (moments && !(*moments)[event.index])
            (*moments)[event.index] = i + 1;
    }
    m_reached.resize(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        for (const Side side : {Side::Client, Side::Server}) {
            std::optional<Playhead> &moment = m_reached[i][static_cast<std::size_t>(side)];
            if (const std::optional<DerivationId> own = m_nodes[i].of(side))
                moment = made[own->index];
            else if (const std::optional<FieldRef> &field = m_nodes[i].field)
                moment = (trace[field->message].from == side ? sent : received)[field->message.index];
        }
}

std::optional<Playhead> KeyGraph::reachedAt(int node) const
{
    const std::optional<Playhead> client = reachedAt(node, Side::Client);
    const std::optional<Playhead> server = reachedAt(node, Side::Server);
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
