// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/lineage.h"
#include "trace/timeline.h"

#include <array>
#include <map>

namespace hd::ui {

/// A value on the way to the keys. Both parties have it under one name, each from derivations of its own or from the
/// wire.
struct KeyNode
{
    std::string name;      ///< `master_secret`
    std::string operation; ///< see trace/operations.h; empty for a value that only the wire has shown
    std::string label;     ///< of a PRF; the sender in SSL 3.0's hash
    std::optional<DerivationId> client;
    std::optional<DerivationId> server;
    std::optional<FieldRef> field; ///< holds the value, or what it was encrypted to, on the wire
    std::vector<int> inputs;       ///< nodes, in the order of the formula
    int carrier = -1;              ///< node of what it was encrypted to for the peer, who decrypts it again; or -1
    std::uint32_t size = 0;        ///< in bytes
    std::uint32_t offset = 0;      ///< of a slice, in its source
    bool secret = false;

    std::optional<DerivationId> of(Side side) const { return side == Side::Client ? client : server; }
    /// Either party's, the client's first.
    std::optional<DerivationId> any() const { return client ? client : server; }
};

/// The values of a node as the two parties have them; empty where a party never has it.
struct KeyValues
{
    ByteView client, server;
    bool clientReceived = false; ///< taken from the wire rather than computed
    bool serverReceived = false;
    enum class Agreement : std::uint8_t { OneSided, Equal, Different } agreement = Agreement::OneSided;
};

/// A row below the key block: verify_data and the hash that the PRF makes it from, or a key that an exportable suite
/// makes of a part of the block.
struct KeyLane
{
    int hash = -1; ///< -1: it comes from values that have a place already, and from messages
    int result = -1;
};

/// A secret that branches off one of the three of TLS 1.3, and what is made of it: keys, IVs, the finished key with the
/// value that it authenticates.
struct KeyBranch
{
    int secret = -1;
    std::vector<int> leaves;
};

/// The branches that take in the same transcript hash.
struct KeyBranches
{
    int hash = -1; ///< -1: a hash that is not known
    std::vector<KeyBranch> branches;
};

/// One of the three secrets of TLS 1.3 (RFC 8446 7.1): early, handshake, master.
struct KeyRung
{
    std::vector<int> shares;     ///< what the input is made of
    int input = -1;              ///< psk, shared_secret; -1: zeros
    std::uint32_t inputSize = 0; ///< in bytes
    int secret = -1;
    std::vector<KeyBranches> groups;
    int derived = -1; ///< the salt of the next rung; -1 when it never came so far
};

/// What leads to the keys of one handshake, from what was recorded alone: no suite is known here. Up to TLS 1.2 it is
/// rows, key block and lanes; in TLS 1.3 a ladder.
class KeyGraph
{
public:
    KeyGraph() = default;
    /// @p open a derivation that gets a node even where the graph would leave it out (a private key).
    explicit KeyGraph(const Trace &trace, std::optional<DerivationId> open = {}, std::uint32_t handshake = 0)
        : KeyGraph(trace, Lineage(trace), open, handshake)
    {}
    KeyGraph(const Trace &trace, const Lineage &lineage, std::optional<DerivationId> open, std::uint32_t handshake);

    const std::vector<KeyNode> &nodes() const { return m_nodes; }
    const KeyNode &operator[](int node) const { return m_nodes[static_cast<std::size_t>(node)]; }
    bool empty() const { return m_rows.empty() && m_ladder.empty(); }

    /// From the values that everything begins with down to the last; the key block is not among them.
    const std::vector<std::vector<int>> &rows() const { return m_rows; }
    int keyBlock() const { return m_keyBlock; }                         ///< -1 when there is none
    const std::vector<int> &slices() const { return m_slices; }         ///< of the key block, in its order
    const std::vector<std::string> &unused() const { return m_unused; } ///< slices that this suite has no use for
    const std::vector<KeyLane> &lanes() const { return m_lanes; }
    const std::vector<KeyRung> &ladder() const { return m_ladder; }
    /// What to look at first: the last secret above the key block; in TLS 1.3 the one that the key exchange goes into.
    std::optional<int> mainSecret() const;
    /// What flows into a node; into a slice of a hash that has no place of its own, what flows into the hash.
    const std::vector<int> &sources(int node) const;

    std::optional<int> find(std::string_view name) const;
    std::optional<int> nodeOf(DerivationId derivation) const;
    /// The node whose value went over the wire in this field.
    std::optional<int> nodeOf(const FieldRef &field) const;

    /// When the first party has it.
    std::optional<Playhead> reachedAt(int node) const;
    /// When @p side has it, from its own derivation or from the wire; nothing when it never does.
    std::optional<Playhead> reachedAt(int node, Side side) const
    {
        return m_reached[static_cast<std::size_t>(node)][static_cast<std::size_t>(side)];
    }
    KeyValues values(const Trace &trace, int node) const;

private:
    void addNodes(const Trace &trace, const std::vector<std::uint32_t> &handshakes, std::uint32_t handshake);
    void addTls13Nodes(const Trace &trace, const std::vector<std::uint32_t> &handshakes, std::uint32_t handshake);
    void describeNode(KeyNode &node, const Derivation &derivation) const;
    void addInputs(const Trace &trace, const Lineage &lineage);
    void addInputsOf(const Trace &trace, const Lineage &lineage, int node, const Derivation &derivation);
    int fieldNode(const Trace &trace, const Lineage &lineage, const FieldRef &field);
    void addInput(int node, int input);
    void setCarrier(int node, const Trace &trace, const Lineage &lineage, const FieldRef &field);
    void addFields(const Trace &trace, const Lineage &lineage);
    void findMoments(const Trace &trace);
    void findKeyBlock();
    void findLanes();
    void rank(std::optional<int> open);
    void buildLadder(const Trace &trace);
    void addBranches(KeyRung &rung) const;
    void addLeaves(KeyBranch &branch, int secret) const;
    bool isExpanded(int node) const; ///< by HKDF-Expand-Label
    void findChildren();

    std::vector<KeyNode> m_nodes;
    std::vector<std::vector<int>> m_hidden; ///< inputs that only an open card shows
    std::vector<std::vector<int>> m_rows;
    std::vector<int> m_slices;
    std::vector<std::string> m_unused;
    std::vector<KeyLane> m_lanes;
    int m_keyBlock = -1;
    std::vector<KeyRung> m_ladder;
    std::vector<std::array<std::optional<Playhead>, 2>> m_reached; ///< by node and party
    std::vector<int> m_nodeOf; ///< by derivation, also where several of a name have one value; -1: none
    std::map<std::string, int, std::less<>> m_byName;
    std::vector<std::vector<int>> m_children; ///< TLS 1.3: by node, what it is the secret of
};

/// The first moment at which anybody has a key; nothing when the connection never came so far.
std::optional<Playhead> firstKeyAt(const Trace &trace);

} // namespace hd::ui
