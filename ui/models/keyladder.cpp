// SPDX-License-Identifier: GPL-3.0-or-later
// The key graph of TLS 1.3: three secrets, one below the other, and what branches off them (RFC 8446 7.1).

#include "models/keygraph.h"
#include "trace/operations.h"

#include <array>
#include <tuple>

namespace hd::ui {

/// Of several values of one name, as a client has them that offers several keys or says hello twice, those that both
/// parties have; else the last ones.
static std::pair<std::optional<DerivationId>, std::optional<DerivationId>>
pairOf(const Trace &trace, const std::array<std::vector<DerivationId>, 2> &own)
{
    const auto &[client, server] = own;
    for (auto mine = client.rbegin(); mine != client.rend(); ++mine)
        for (auto theirs = server.rbegin(); theirs != server.rend(); ++theirs)
            if (trace[*mine].output == trace[*theirs].output)
                return {*mine, *theirs};
    const auto last = [](const std::vector<DerivationId> &all) {
        return all.empty() ? std::nullopt : std::optional(all.back());
    };
    return {last(client), last(server)};
}

/// What a client makes of each key that it offers is counted: `early_secret[1]`, `binder[1]_finished_key`.
static std::string uncounted(std::string name)
{
    const std::size_t begin = name.find('['), end = name.find(']');
    if (begin < end && end != std::string::npos)
        name.erase(begin, end + 1 - begin);
    return name;
}

void KeyGraph::addTls13Nodes(const Trace &trace, const std::vector<std::uint32_t> &handshakes, std::uint32_t handshake)
{
    std::vector<std::array<std::vector<DerivationId>, 2>> all; // by node and party
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const Derivation &derivation = trace.derivations[i];
        if (handshakes[i] != handshake)
            continue;
        const std::string name = uncounted(derivation.name);
        const std::optional<int> known = find(name);
        if (!known) {
            m_byName.emplace(name, static_cast<int>(m_nodes.size()));
            m_nodes.push_back({name, derivation.operation, {}, {}, {}, {}, {}, -1, 0, 0, false});
            all.emplace_back();
        }
        all[known ? static_cast<std::size_t>(*known) : all.size() - 1][static_cast<std::size_t>(derivation.by)]
            .push_back({i});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        KeyNode &node = m_nodes[i];
        std::tie(node.client, node.server) = pairOf(trace, all[i]);
        for (const Side side : {Side::Client, Side::Server}) {
            const std::optional<DerivationId> own = node.of(side);
            if (own)
                describeNode(node, trace[*own]);
            for (const DerivationId other : all[i][static_cast<std::size_t>(side)])
                if (trace[other].output == trace[*own].output)
                    m_nodeOf[other.index] = static_cast<int>(i);
        }
    }
}

bool KeyGraph::isExpanded(int node) const
{
    return (*this)[node].operation == operation::hkdfExpandLabel;
}

/// What a secret is expanded to, or is the key of a MAC for.
void KeyGraph::findChildren()
{
    m_children.resize(m_nodes.size());
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        const KeyNode &node = (*this)[i];
        if (!node.inputs.empty() && (isExpanded(i) || node.operation == operation::hmac))
            m_children[static_cast<std::size_t>(node.inputs.front())].push_back(i);
    }
}

/// What is made of @p secret, with all that is made of that in turn; the next generation is a branch of its own.
void KeyGraph::addLeaves(KeyBranch &branch, int secret) const
{
    for (const int child : m_children[static_cast<std::size_t>(secret)]) {
        const KeyNode &node = (*this)[child];
        if (isExpanded(child) && node.label == "traffic upd")
            continue;
        if (!isExpanded(child) && node.inputs.size() > 1)
            branch.leaves.push_back(node.inputs[1]); // the transcript hash that a MAC is made of
        branch.leaves.push_back(child);
        addLeaves(branch, child);
    }
}

void KeyGraph::addBranches(KeyRung &rung) const
{
    const auto groupOf = [&rung](int hash) -> KeyBranches & {
        for (KeyBranches &group : rung.groups)
            if (group.hash == hash)
                return group;
        rung.groups.push_back({hash, {}});
        return rung.groups.back();
    };
    for (const int child : m_children[static_cast<std::size_t>(rung.secret)]) {
        if (!isExpanded(child) || child == rung.derived)
            continue;
        KeyBranches &group = groupOf((*this)[child].inputs.size() > 1 ? (*this)[child].inputs[1] : -1);
        for (int secret = child; secret >= 0;) {
            KeyBranch branch{secret, {}};
            addLeaves(branch, secret);
            group.branches.push_back(std::move(branch));
            int next = -1; // RFC 8446 7.2: after a key_update
            for (const int at : m_children[static_cast<std::size_t>(secret)])
                if (isExpanded(at) && (*this)[at].label == "traffic upd")
                    next = at;
            secret = next;
        }
    }
}

void KeyGraph::buildLadder(const Trace &trace)
{
    findChildren();
    const auto nodeNamed = [this](const std::string &name) { return find(name).value_or(-1); };
    for (const char *name : {"early_secret", "handshake_secret", "master_secret"}) {
        KeyRung rung;
        rung.secret = nodeNamed(name);
        if (rung.secret < 0)
            return;
        rung.derived = nodeNamed(std::string(name) + ".derived");
        for (const Input &input : trace[*(*this)[rung.secret].any()].inputs) {
            if (input.role != "ikm")
                continue;
            rung.input = input.derivation ? nodeOf(*input.derivation).value_or(-1) : -1;
            rung.inputSize = static_cast<std::uint32_t>(input.value.size());
        }
        if (rung.input >= 0)
            rung.shares = (*this)[rung.input].inputs;
        addBranches(rung);
        // the hash of nothing has its place where it is needed first
        if (const int none = nodeNamed("empty_hash"); m_ladder.empty() && none >= 0 && rung.derived >= 0)
            if (std::none_of(rung.groups.begin(), rung.groups.end(),
                             [none](const KeyBranches &group) { return group.hash == none; }))
                rung.groups.insert(rung.groups.begin(), {none, {}});
        m_ladder.push_back(std::move(rung));
    }
}

std::optional<int> KeyGraph::mainSecret() const
{
    if (!m_ladder.empty())
        return m_ladder[std::min<std::size_t>(1, m_ladder.size() - 1)].secret;
    return m_rows.empty() ? std::nullopt : std::optional(m_rows.back().back());
}

} // namespace hd::ui
