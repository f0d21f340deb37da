// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expansion.h"
#include "export/htmldata.h"
#include "models/keygraph.h"
#include "trace/family.h"
#include "trace/formula.h"

namespace hd::ui {

namespace {

/// Beyond, a page would hold more blocks than anybody opens.
constexpr std::size_t mostExpansions = 120;

class KeysWriter
{
public:
    KeysWriter(const HtmlScope &scope, HtmlTexts &texts) : m_scope(scope), m_texts(texts), m_lineage(scope.trace) {}
    Json write();

private:
    Json graphJson(std::uint32_t handshake);
    Json nodeJson(int node);
    Json valueJson(int node, Side side, ByteView value, bool received) const;
    Json wayJson(DerivationId id) const;
    Json inputJson(const Input &input) const;
    Json blocksJson(const KeyNode &node);
    Json stepJson(const ExpansionStep &step) const;
    Json ladderJson() const;

    const HtmlScope &m_scope;
    HtmlTexts &m_texts;
    Lineage m_lineage;
    KeyGraph m_graph;
    std::size_t m_expanded = 0;
};

/// {at, value | withheld, received}: when the party has it, if before the end of the page.
Json KeysWriter::valueJson(int node, Side side, ByteView value, bool received) const
{
    const std::optional<Playhead> at = m_graph.reachedAt(node, side);
    if (!at || *at > m_scope.end())
        return nullptr;
    Json json;
    json["at"] = *at;
    if (received)
        json["received"] = true;
    const bool own = m_graph[node].of(side).has_value();
    if (!m_scope.mayShow(m_graph[node].secret) || (own && value.empty() && m_graph[node].secret))
        json["withheld"] = true;
    else
        json["value"] = bytesJson(value);
    return json;
}

Json KeysWriter::inputJson(const Input &input) const
{
    Json json;
    json["role"] = input.role;
    json["name"] = inputName(m_scope.trace, input);
    if (input.derivation) {
        if (const std::optional<int> node = m_graph.nodeOf(*input.derivation))
            json["node"] = *node;
    }
    for (const FieldRef &field : input.fields)
        json["fields"].push_back({field.message.index, field.path});
    if (!input.messages.empty())
        json["messages"] = {input.messages.front().index, input.messages.back().index};
    const bool told = json.contains("node") || json.contains("fields") || json.contains("messages");
    if (told || !input.text.empty())
        return json;
    if (m_scope.mayShow(m_scope.secrecy.isSecret(input)))
        json["value"] = bytesJson(input.value);
    else
        json["withheld"] = true;
    return json;
}

/// How a party came to it.
Json KeysWriter::wayJson(DerivationId id) const
{
    const Derivation &derivation = m_scope.trace[id];
    Json json;
    json["operation"] = derivation.operation;
    json["formula"] = m_scope.words(formula(m_scope.trace, id));
    json["inputs"] = Json::array();
    for (const Input &input : derivation.inputs)
        json["inputs"].push_back(inputJson(input));
    return json;
}

/// [name, formula, value or null]
Json KeysWriter::stepJson(const ExpansionStep &step) const
{
    Json value = m_scope.mayShow(step.secret) ? bytesJson(step.value) : Json();
    return {step.name, m_scope.words(step.formula), std::move(value)};
}

Json KeysWriter::blocksJson(const KeyNode &node)
{
    if (!node.any() || m_expanded >= mostExpansions)
        return nullptr;
    const std::variant<Expansion, NoExpansion> found = expansionOf(m_scope.trace, *node.any());
    const Expansion *expansion = std::get_if<Expansion>(&found);
    if (!expansion || expansion->rounds() == 0 || !expansion->agrees())
        return nullptr;
    ++m_expanded;
    Json lanes = Json::array();
    for (const ExpansionLane &lane : expansion->lanes) {
        Json steps = Json::array();
        for (const ExpansionStep &given : lane.given)
            steps.push_back(stepJson(given));
        for (const ExpansionRound &round : lane.rounds) {
            if (round.before)
                steps.push_back(stepJson(*round.before));
            steps.push_back(stepJson(round.block));
        }
        lanes.push_back({lane.name, std::move(steps)});
    }
    return {{"join", expansion->join == Expansion::Join::Xor             ? "xor"
                     : expansion->join == Expansion::Join::Concatenation ? "concat"
                                                                         : ""},
            {"lanes", std::move(lanes)}};
}

Json KeysWriter::nodeJson(int index)
{
    const KeyNode &node = m_graph[index];
    const KeyValues values = m_graph.values(m_scope.trace, index);
    const Family family = familyOf(m_scope.trace);
    Json json;
    json["name"] = node.name;
    json["size"] = node.size;
    json["secret"] = node.secret;
    json["explain"] = m_texts.add(
        [&](const Explanations &texts) { return texts.forDerivation(QString::fromStdString(node.name), family); });
    if (node.field)
        json["field"] = {node.field->message.index, node.field->path};
    if (node.carrier >= 0)
        json["carrier"] = node.carrier;
    json["sources"] = m_graph.sources(index);
    json["label"] = node.label;
    json["operation"] = node.operation;
    json["client"] = valueJson(index, Side::Client, values.client, values.clientReceived);
    json["server"] = valueJson(index, Side::Server, values.server, values.serverReceived);
    const bool both = json["client"].is_object() && json["server"].is_object();
    if (both && values.agreement != KeyValues::Agreement::OneSided)
        json["equal"] = values.agreement == KeyValues::Agreement::Equal;
    else
        json["equal"] = nullptr;
    if (json["equal"] == true)
        json["server"].erase("value"); // it is the client's
    Json ways = Json::array();
    for (const Side side : {Side::Client, Side::Server})
        if (const std::optional<DerivationId> made = node.of(side);
            made && !json[side == Side::Client ? "client" : "server"].is_null()) {
            Json way = wayJson(*made);
            if (ways.empty() || ways[0]["way"] != way)
                ways.push_back({{"by", sideJson(side)}, {"way", std::move(way)}});
            else
                ways[0]["by"] = 2; // both
        }
    json["ways"] = std::move(ways);
    if (Json blocks = blocksJson(node); !blocks.is_null())
        json["blocks"] = std::move(blocks);
    return json;
}

Json KeysWriter::ladderJson() const
{
    Json ladder = Json::array();
    for (const KeyRung &rung : m_graph.ladder()) {
        Json groups = Json::array();
        for (const KeyBranches &group : rung.groups) {
            Json branches = Json::array();
            for (const KeyBranch &branch : group.branches)
                branches.push_back({branch.secret, branch.leaves});
            groups.push_back({group.hash, std::move(branches)});
        }
        ladder.push_back({{"shares", rung.shares},
                          {"input", rung.input},
                          {"size", rung.inputSize},
                          {"secret", rung.secret},
                          {"groups", std::move(groups)},
                          {"derived", rung.derived}});
    }
    return ladder;
}

Json KeysWriter::graphJson(std::uint32_t handshake)
{
    m_graph = KeyGraph(m_scope.trace, m_lineage, {}, handshake);
    Json json;
    json["nodes"] = Json::array();
    for (int i = 0; i < static_cast<int>(m_graph.nodes().size()); ++i)
        json["nodes"].push_back(nodeJson(i));
    json["rows"] = m_graph.rows();
    json["block"] = m_graph.keyBlock();
    json["slices"] = m_graph.slices();
    json["unused"] = m_graph.unused();
    json["lanes"] = Json::array();
    for (const KeyLane &lane : m_graph.lanes())
        json["lanes"].push_back({lane.hash, lane.result});
    json["ladder"] = ladderJson();
    json["main"] = m_graph.mainSecret().value_or(-1);
    return json;
}

Json KeysWriter::write()
{
    Json graphs = Json::array();
    const std::size_t count = std::max<std::size_t>(m_scope.events.handshakeStarts().size(), 1);
    for (std::uint32_t handshake = 0; handshake < count; ++handshake)
        graphs.push_back(graphJson(handshake));
    return graphs;
}

} // namespace

Json keysJson(const HtmlScope &scope, HtmlTexts &texts)
{
    return KeysWriter(scope, texts).write();
}

} // namespace hd::ui
