// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fieldcomparison.h"

#include "analysis/alignment.h"
#include "analysis/causes.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace hd {

namespace {

/// A field tree that knows the children of each of its fields.
class Tree
{
public:
    explicit Tree(const Message &message)
        : m_message(message), m_first(message.fields.size(), noField), m_next(message.fields.size(), noField)
    {
        std::vector<FieldIndex> last(message.fields.size(), noField);
        for (FieldIndex i = 0; i < message.fields.size(); ++i) {
            const FieldIndex parent = message.fields[i].parent;
            if (parent >= i)
                continue;
            (last[parent] == noField ? m_first[parent] : m_next[last[parent]]) = i;
            last[parent] = i;
        }
    }

    std::vector<FieldIndex> children(std::optional<FieldIndex> of) const
    {
        std::vector<FieldIndex> found;
        for (FieldIndex i = of ? m_first[*of] : noField; i != noField; i = m_next[i])
            found.push_back(i);
        return found;
    }
    bool isLeaf(FieldIndex field) const { return m_first[field] == noField; }
    const Field &operator[](FieldIndex field) const { return m_message.fields[field]; }
    ByteView bytes(FieldIndex field) const
    {
        const Range range = m_message.fields[field].range;
        const bool inside = range.end() >= range.offset && range.end() <= m_message.bytes.size();
        return inside ? slice(m_message.bytes, range) : ByteView{};
    }
    bool isElement(FieldIndex field) const { return m_message.fields[field].name.starts_with('['); }
    /// An element of a list that is made of parts, such as a certificate; an algorithm is one value for all its parts.
    bool isStructure(FieldIndex field) const { return !isLeaf(field) && m_message.fields[field].meaning.empty(); }
    const Message &message() const { return m_message; }

private:
    const Message &m_message;
    std::vector<FieldIndex> m_first, m_next;
};

/// What a field is recognised by among its siblings.
struct Mark
{
    std::string_view name; ///< empty for an element of a list
    ByteView bytes;        ///< of an element
    ByteView head;         ///< of an element that is a structure: its first part, such as the group of a key share
    bool structure = false;

    bool is(const Mark &other) const { return name == other.name && equal(bytes, other.bytes); }
};

Mark markOf(const Tree &tree, FieldIndex field)
{
    Mark mark;
    if (isGrease(tree[field]))
        mark.name = "GREASE";
    else if (!tree.isElement(field))
        mark.name = tree[field].name;
    else {
        mark.bytes = tree.bytes(field);
        mark.structure = tree.isStructure(field);
        if (mark.structure)
            mark.head = tree.bytes(tree.children(field).front());
    }
    return mark;
}

int affinityOf(const Mark &a, const Mark &b)
{
    if (a.is(b))
        return sameThing;
    if (a.name != b.name || !a.structure || !b.structure)
        return 0;
    return equal(a.head, b.head) ? 5 : 3;
}

bool comesFirst(const std::vector<Mark> &a, const std::vector<Mark> &b)
{
    const auto less = [](const Mark &x, const Mark &y) {
        return x.name != y.name ? x.name < y.name : std::ranges::lexicographical_compare(x.bytes, y.bytes);
    };
    return std::ranges::lexicographical_compare(a, b, less);
}

class Comparer
{
public:
    Comparer(const Message &a, const Message &b) : m_a(a), m_b(b) {}
    FieldComparison compare();

private:
    void addChildren(std::uint32_t parent);
    void add(std::optional<FieldIndex> a, std::optional<FieldIndex> b, std::uint32_t parent, bool moved = false);
    Difference differenceOf(const FieldPair &pair, bool moved) const;
    void judge(FieldPair &pair) const;
    void sumUp();

    Tree m_a, m_b;
    FieldComparison m_made;
};

Difference Comparer::differenceOf(const FieldPair &pair, bool moved) const
{
    if (!pair.b)
        return Difference::OnlyA;
    if (!pair.a)
        return Difference::OnlyB;
    const ByteView a = m_a.bytes(*pair.a), b = m_b.bytes(*pair.b);
    if (equal(a, b))
        return moved ? Difference::Moved : Difference::Same;
    return a.size() == b.size() ? Difference::Value : Difference::Length;
}

/// Counts a leaf, and what only one message has as one, whatever is in it.
void Comparer::judge(FieldPair &pair) const
{
    const bool oneSided = !pair.a || !pair.b;
    const bool within =
        pair.parent != FieldPair::noParent && (!m_made.pairs[pair.parent].a || !m_made.pairs[pair.parent].b);
    if (pair.difference == Difference::Same || within || !(pair.leaf || oneSided))
        return;
    const auto causeIn = [](const Tree &tree, std::optional<FieldIndex> field) {
        return field ? causeOf(tree.message(), *field) : Cause::None;
    };
    pair.cause = std::max(causeIn(m_a, pair.a), causeIn(m_b, pair.b));
    const auto empty = [](const Tree &tree, FieldIndex field) { return tree[field].range.length == 0; };
    // What only one has was not drawn anew: somebody chose to send it.
    const bool chosen = oneSided || empty(m_a, *pair.a) != empty(m_b, *pair.b) ||
                        endsInSentinel(m_a.bytes(*pair.a)) != endsInSentinel(m_b.bytes(*pair.b)) ||
                        pair.difference == Difference::Moved;
    if (chosen && pair.cause != Cause::Framing)
        pair.cause = Cause::Chosen;
    ++(isExpected(pair.cause) ? pair.count.expected : pair.count.meaningful);
}

void Comparer::add(std::optional<FieldIndex> a, std::optional<FieldIndex> b, std::uint32_t parent, bool moved)
{
    FieldPair pair;
    pair.a = a;
    pair.b = b;
    pair.parent = parent;
    pair.leaf = (!a || m_a.isLeaf(*a)) && (!b || m_b.isLeaf(*b));
    pair.difference = differenceOf(pair, moved);
    if (pair.difference == Difference::Moved && !pair.leaf) { // its parts are the same
        pair.cause = Cause::Chosen;
        pair.count.meaningful = 1;
    }
    judge(pair);
    m_made.pairs.push_back(pair);
}

void Comparer::addChildren(std::uint32_t parent)
{
    const std::vector<FieldIndex> a = m_a.children(m_made.pairs[parent].a), b = m_b.children(m_made.pairs[parent].b);
    std::vector<Mark> marksA, marksB;
    for (const FieldIndex field : a)
        marksA.push_back(markOf(m_a, field));
    for (const FieldIndex field : b)
        marksB.push_back(markOf(m_b, field));
    const Pairing pairs = align(
        a.size(), b.size(), [&](std::size_t i, std::size_t j) { return affinityOf(marksA[i], marksB[j]); },
        !comesFirst(marksB, marksA));

    // What is left over and is in both was moved.
    std::vector<std::optional<std::size_t>> ofA(a.size()), ofB(b.size());
    for (const auto &[i, j] : pairs) {
        ofA[i] = j;
        ofB[j] = i;
    }
    const auto key = [](const Mark &mark) {
        return std::pair(mark.name,
                         std::string_view(reinterpret_cast<const char *>(mark.bytes.data()), mark.bytes.size()));
    };
    std::multimap<std::pair<std::string_view, std::string_view>, std::size_t> left;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!ofA[i])
            left.emplace(key(marksA[i]), i);
    std::vector<bool> moved(a.size());
    for (std::size_t j = 0; j < b.size(); ++j)
        if (const auto found = left.find(key(marksB[j])); !ofB[j] && found != left.end()) {
            ofA[found->second] = j;
            ofB[j] = found->second;
            moved[found->second] = true;
            left.erase(found);
        }

    std::size_t nextB = 0;
    const auto onlyInB = [&](std::size_t until) {
        for (; nextB < until; ++nextB)
            if (!ofB[nextB])
                add({}, b[nextB], parent);
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (ofA[i] && !moved[i])
            onlyInB(*ofA[i]);
        add(a[i], ofA[i] ? std::optional(b[*ofA[i]]) : std::nullopt, parent, moved[i]);
    }
    onlyInB(b.size());
}

/// Every group differs as much as what is in it.
void Comparer::sumUp()
{
    std::vector<FieldPair> &pairs = m_made.pairs;
    for (std::size_t i = pairs.size(); i-- > 1;)
        pairs[pairs[i].parent].count += pairs[i].count;
    FieldPair &whole = pairs.front();
    if (whole.count.none() && whole.difference != Difference::Same) { // in bytes that no field holds
        whole.cause = Cause::Chosen;
        whole.count.meaningful = 1;
    }
    for (FieldPair &pair : pairs)
        if (!pair.leaf && !pair.count.none())
            pair.cause = pair.count.meaningful > 0 ? Cause::Chosen : Cause::Computed;
}

FieldComparison Comparer::compare()
{
    const auto root = [](const Tree &tree) {
        return tree.message().fields.empty() ? std::nullopt : std::optional<FieldIndex>(0);
    };
    add(root(m_a), root(m_b), FieldPair::noParent);
    if (!root(m_a) && !root(m_b)) { // nobody could read it
        FieldPair &whole = m_made.pairs.front();
        whole.count = {};
        whole.difference = equal(m_a.message().bytes, m_b.message().bytes) ? Difference::Same : Difference::Value;
        sumUp();
        return std::move(m_made);
    }
    // Depth first, without a call for each level: how deep a tree is, a file says.
    std::vector<FieldPair> ordered;
    std::vector<std::pair<FieldPair, std::uint32_t>> open{{m_made.pairs.front(), FieldPair::noParent}};
    while (!open.empty()) {
        const auto [pair, parent] = open.back();
        open.pop_back();
        const auto place = static_cast<std::uint32_t>(ordered.size());
        ordered.push_back(pair);
        ordered.back().parent = parent;
        if (pair.leaf || pair.difference == Difference::Moved)
            continue;
        m_made.pairs.assign(1, pair);
        addChildren(0);
        for (std::size_t i = m_made.pairs.size(); i-- > 1;)
            open.emplace_back(m_made.pairs[i], place);
    }
    m_made.pairs = std::move(ordered);
    sumUp();
    return std::move(m_made);
}

} // namespace

std::optional<std::uint32_t> FieldComparison::pairOf(bool ofA, FieldIndex field) const
{
    for (std::uint32_t i = 0; i < pairs.size(); ++i)
        if ((ofA ? pairs[i].a : pairs[i].b) == field)
            return i;
    return std::nullopt;
}

FieldComparison compareFields(const Message &a, const Message &b)
{
    return Comparer(a, b).compare();
}

} // namespace hd
