// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/layeredlayout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hd::ui {

namespace {

/// Something that takes room in a row: a node, the label of an edge, or the lane of an edge that passes.
struct Item
{
    int node = -1; ///< -1: of an edge
    std::size_t row = 0;
    qreal width = 0;
    qreal height = 0;
    qreal x = 0;          ///< of its middle
    bool nextRow = false; ///< of an edge from one row of nodes to the next
    std::vector<std::size_t> above, below;
};

/// Rows 0, 2, 4, ... hold nodes, those between hold labels.
class Placer
{
public:
    Placer(const LayeredGraph &graph, const LayeredMeasures &measures) : m_graph(graph), m_measures(measures) {}

    LayeredLayout place()
    {
        assignRows();
        addNodes();
        for (std::size_t e = 0; e < m_graph.edges.size(); ++e)
            addEdge(e);
        order();
        settle();
        return finished();
    }

private:
    bool isLoop(const LayeredGraph::Edge &edge) const { return edge.from == edge.to; }

    void assignRows();
    void addNodes();
    void addEdge(std::size_t edge);
    std::size_t addItem(std::size_t row, Item item);

    void order();
    void sortRow(std::size_t row, bool byAbove);
    std::size_t crossings() const;

    void settle();
    void settleRow(std::size_t row, bool above, bool below);
    void straighten(std::size_t edge);
    struct Wish
    {
        qreal at = 0, weight = 0;
    };
    Wish wish(const Item &item, bool above, bool below) const;
    qreal between(const Item &left, const Item &right) const; ///< their middles

    LayeredLayout finished();
    std::vector<qreal> rowTops(LayeredLayout &layout) const;
    qreal rowHeight(std::size_t row) const;
    void placeLoop(LayeredLayout &layout, std::size_t edge) const;
    void placeEdge(LayeredLayout &layout, std::size_t edge, const std::vector<qreal> &tops) const;
    qreal port(int node, std::size_t edge, bool below) const;

    const LayeredGraph &m_graph;
    const LayeredMeasures &m_measures;
    std::vector<int> m_rowOf; ///< by node, counting rows of nodes
    std::vector<Item> m_items;
    std::vector<std::vector<std::size_t>> m_rows;  ///< items from left to right
    std::vector<std::vector<std::size_t>> m_lanes; ///< by edge, from top to bottom
    std::vector<qreal> m_loopWidth;                ///< by node
};

void Placer::assignRows()
{
    const std::size_t count = m_graph.nodes.size();
    m_rowOf.assign(count, 0);
    std::vector<bool> entered(count, false);
    for (std::size_t node = 0; node < count; ++node)
        for (const LayeredGraph::Edge &edge : m_graph.edges)
            if (edge.from == static_cast<int>(node) && edge.to > edge.from) {
                const auto to = static_cast<std::size_t>(edge.to);
                m_rowOf[to] = std::max(m_rowOf[to], m_rowOf[node] + 1);
                entered[to] = true;
            }
    // What is only come back to stands right above what follows it.
    for (std::size_t node = 1; node < count; ++node) {
        int next = INT_MAX;
        for (const LayeredGraph::Edge &edge : m_graph.edges)
            if (edge.from == static_cast<int>(node) && edge.to > edge.from)
                next = std::min(next, m_rowOf[static_cast<std::size_t>(edge.to)]);
        if (!entered[node] && next != INT_MAX)
            m_rowOf[node] = std::max(0, next - 1);
    }
}

std::size_t Placer::addItem(std::size_t row, Item item)
{
    item.row = row;
    m_items.push_back(std::move(item));
    if (row >= m_rows.size())
        m_rows.resize(row + 1);
    m_rows[row].push_back(m_items.size() - 1);
    return m_items.size() - 1;
}

void Placer::addNodes()
{
    m_loopWidth.assign(m_graph.nodes.size(), 0);
    std::vector<qreal> heights;
    for (const QSizeF &size : m_graph.nodes)
        heights.push_back(size.height());
    for (const LayeredGraph::Edge &edge : m_graph.edges)
        if (isLoop(edge)) {
            const auto node = static_cast<std::size_t>(edge.from);
            m_loopWidth[node] = m_measures.loop + 4 + edge.label.width();
            heights[node] = std::max(heights[node], edge.label.height());
        }
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        Item item;
        item.node = static_cast<int>(node);
        item.width = m_graph.nodes[node].width() + 2 * m_loopWidth[node]; // so that the node is in its middle
        item.height = heights[node];
        addItem(2 * static_cast<std::size_t>(m_rowOf[node]), std::move(item));
    }
}

/// The item of a node is the one with its number: nodes are added first.
void Placer::addEdge(std::size_t index)
{
    m_lanes.emplace_back();
    const LayeredGraph::Edge &edge = m_graph.edges[index];
    if (isLoop(edge))
        return;
    const bool down = edge.from < edge.to;
    const auto upper = static_cast<std::size_t>(down ? edge.from : edge.to);
    const auto lower = static_cast<std::size_t>(down ? edge.to : edge.from);
    const auto first = 2 * static_cast<std::size_t>(m_rowOf[upper]) + 1;
    const auto last = 2 * static_cast<std::size_t>(m_rowOf[lower]) - 1;
    std::size_t above = upper;
    for (std::size_t row = first; row <= last; ++row) {
        Item item;
        item.width = 2;
        item.nextRow = first == last;
        if (row == (down ? first : last) && !edge.label.isEmpty()) { // where it leaves its node
            item.width = edge.label.width();
            item.height = edge.label.height();
        }
        const std::size_t lane = addItem(row, std::move(item));
        m_items[above].below.push_back(lane);
        m_items[lane].above.push_back(above);
        m_lanes[index].push_back(lane);
        above = lane;
    }
    m_items[above].below.push_back(lower);
    m_items[lower].above.push_back(above);
}

// Order within the rows ----------------------------------------------------------------------------------------------

void Placer::sortRow(std::size_t row, bool byAbove)
{
    std::vector<qreal> place(m_items.size(), 0);
    const std::size_t other = byAbove ? row - 1 : row + 1;
    for (std::size_t i = 0; i < m_rows[other].size(); ++i)
        place[m_rows[other][i]] = static_cast<qreal>(i);
    const auto middle = [&](std::size_t item) {
        const std::vector<std::size_t> &near = byAbove ? m_items[item].above : m_items[item].below;
        if (near.empty())
            return m_items[item].x;
        const qreal sum =
            std::accumulate(near.begin(), near.end(), 0.0, [&](qreal s, std::size_t n) { return s + place[n]; });
        return sum / static_cast<qreal>(near.size());
    };
    for (const std::size_t item : m_rows[row])
        m_items[item].x = middle(item);
    std::stable_sort(m_rows[row].begin(), m_rows[row].end(),
                     [this](std::size_t a, std::size_t b) { return m_items[a].x < m_items[b].x; });
}

std::size_t Placer::crossings() const
{
    std::size_t count = 0;
    std::vector<std::size_t> place(m_items.size(), 0);
    for (const std::vector<std::size_t> &row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            place[row[i]] = i;
    for (const std::vector<std::size_t> &row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            for (std::size_t j = i + 1; j < row.size(); ++j)
                for (const std::size_t a : m_items[row[i]].below)
                    for (const std::size_t b : m_items[row[j]].below)
                        count += place[a] > place[b];
    return count;
}

/// Items go to where their neighbours are, downwards and upwards in turn; the order with the fewest crossings is kept.
void Placer::order()
{
    std::vector<std::vector<std::size_t>> best = m_rows;
    std::size_t fewest = crossings();
    constexpr int rounds = 12;
    for (int round = 0; round < rounds && fewest > 0; ++round) {
        for (std::size_t row = 1; row < m_rows.size(); ++row)
            sortRow(row, true);
        for (std::size_t row = m_rows.size() - 1; row-- > 0 && round % 2 == 0;)
            sortRow(row, false);
        if (const std::size_t now = crossings(); now < fewest) {
            fewest = now;
            best = m_rows;
        }
    }
    m_rows = best;
}

// Places within the rows ---------------------------------------------------------------------------------------------

/// Straight lanes are worth more than nodes in the middle, and steps from row to row more than what goes past.
Placer::Wish Placer::wish(const Item &item, bool above, bool below) const
{
    Wish wish;
    const auto add = [&](const std::vector<std::size_t> &near) {
        for (const std::size_t n : near) {
            const bool lanes = item.node < 0 && m_items[n].node < 0;
            const bool step = item.nextRow || m_items[n].nextRow;
            const qreal weight = lanes ? 8 : step ? 4 : 1;
            wish.at += weight * m_items[n].x;
            wish.weight += weight;
        }
    };
    if (above)
        add(item.above);
    if (below)
        add(item.below);
    if (wish.weight > 0)
        wish.at /= wish.weight;
    else
        wish = {item.x, 1};
    return wish;
}

qreal Placer::between(const Item &left, const Item &right) const
{
    const bool lanes = (left.node < 0 && left.height == 0) || (right.node < 0 && right.height == 0);
    return left.width / 2 + right.width / 2 + (lanes ? m_measures.lane : m_measures.between);
}

/// As near to where each wants to be as their widths and order allow, by least squares: neighbours that would overlap
/// are pooled and share the difference.
void Placer::settleRow(std::size_t row, bool above, bool below)
{
    struct Pool
    {
        qreal sum = 0, weight = 0;
        std::size_t count = 0;
        qreal mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    std::vector<qreal> offsets;
    qreal offset = 0;
    for (std::size_t i = 0; i < m_rows[row].size(); ++i) {
        const Item &item = m_items[m_rows[row][i]];
        if (i > 0)
            offset += between(m_items[m_rows[row][i - 1]], item);
        offsets.push_back(offset);
        const Wish wanted = wish(item, above, below);
        pools.push_back({wanted.weight * (wanted.at - offset), wanted.weight, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::size_t i = 0;
    for (const Pool &pool : pools)
        for (std::size_t k = 0; k < pool.count; ++k, ++i)
            m_items[m_rows[row][i]].x = pool.mean() + offsets[i];
}

/// All lanes of an edge in one line, where its neighbours leave room for one: as near to both ends as there is.
void Placer::straighten(std::size_t edge)
{
    const std::vector<std::size_t> &lanes = m_lanes[edge];
    if (lanes.size() < 2)
        return;
    qreal low = -HUGE_VAL, high = HUGE_VAL;
    for (const std::size_t lane : lanes) {
        const std::vector<std::size_t> &row = m_rows[m_items[lane].row];
        const auto at = std::find(row.begin(), row.end(), lane);
        if (at != row.begin())
            low = std::max(low, m_items[*std::prev(at)].x + between(m_items[*std::prev(at)], m_items[lane]));
        if (std::next(at) != row.end())
            high = std::min(high, m_items[*std::next(at)].x - between(m_items[lane], m_items[*std::next(at)]));
    }
    if (low > high)
        return;
    const qreal ends =
        (m_items[m_items[lanes.front()].above.front()].x + m_items[m_items[lanes.back()].below.front()].x) / 2;
    for (const std::size_t lane : lanes)
        m_items[lane].x = std::clamp(ends, low, high);
}

void Placer::settle()
{
    for (Item &item : m_items)
        item.x = 0;
    constexpr int rounds = 200;
    for (int round = 0; round < rounds; ++round) {
        const bool both = round > 4;
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            settleRow(row, true, both);
        for (std::size_t row = m_rows.size(); row-- > 0;)
            settleRow(row, both, true);
        for (std::size_t edge = 0; edge < m_lanes.size(); ++edge)
            straighten(edge);
    }
}

// The result ---------------------------------------------------------------------------------------------------------

qreal Placer::rowHeight(std::size_t row) const
{
    qreal height = 0;
    for (const std::size_t item : m_rows[row])
        height = std::max(height, m_items[item].height);
    return height;
}

std::vector<qreal> Placer::rowTops(LayeredLayout &layout) const
{
    std::vector<qreal> tops;
    qreal y = m_measures.margin;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        tops.push_back(y);
        y += rowHeight(row) + m_measures.gap;
    }
    layout.size.setHeight(y - m_measures.gap + m_measures.margin);
    return tops;
}

/// Edges leave and enter a node side by side, in the order of where they lead.
qreal Placer::port(int node, std::size_t edge, bool below) const
{
    std::vector<std::pair<qreal, std::size_t>> ends;
    for (std::size_t e = 0; e < m_graph.edges.size(); ++e) {
        const LayeredGraph::Edge &other = m_graph.edges[e];
        const int end = below == (other.from < other.to) ? other.from : other.to;
        if (!isLoop(other) && end == node)
            ends.emplace_back(m_items[below ? m_lanes[e].front() : m_lanes[e].back()].x, e);
    }
    std::sort(ends.begin(), ends.end());
    const auto at = std::find_if(ends.begin(), ends.end(), [edge](const auto &end) { return end.second == edge; });
    const auto count = static_cast<qreal>(ends.size());
    const qreal step = std::min(16.0, m_graph.nodes[static_cast<std::size_t>(node)].width() / (count + 1));
    return m_items[static_cast<std::size_t>(node)].x + step * (static_cast<qreal>(at - ends.begin()) - (count - 1) / 2);
}

void Placer::placeLoop(LayeredLayout &layout, std::size_t edge) const
{
    const QRectF node = layout.nodes[static_cast<std::size_t>(m_graph.edges[edge].from)];
    LayeredLayout::Edge &placed = layout.edges[edge];
    placed.loop = true;
    const qreal reach = node.right() + m_measures.loop;
    const qreal quarter = node.height() / 4;
    placed.points = {QPointF(node.right(), node.top() + quarter), QPointF(reach, node.top() + quarter),
                     QPointF(reach, node.bottom() - quarter), QPointF(node.right(), node.bottom() - quarter)};
    const QSizeF label = m_graph.edges[edge].label;
    if (!label.isEmpty())
        placed.label = {{reach + 4, node.center().y() - label.height() / 2}, label};
}

void Placer::placeEdge(LayeredLayout &layout, std::size_t index, const std::vector<qreal> &tops) const
{
    const LayeredGraph::Edge &edge = m_graph.edges[index];
    LayeredLayout::Edge &placed = layout.edges[index];
    const bool down = edge.from < edge.to;
    const int upper = down ? edge.from : edge.to, lower = down ? edge.to : edge.from;
    const auto upperRow = 2 * static_cast<std::size_t>(m_rowOf[static_cast<std::size_t>(upper)]);
    qreal x = port(upper, index, true);
    placed.points = {{x, layout.nodes[static_cast<std::size_t>(upper)].bottom()},
                     {x, tops[upperRow] + rowHeight(upperRow)}};
    std::size_t row = upperRow;
    for (const std::size_t lane : m_lanes[index]) {
        ++row;
        const Item &item = m_items[lane];
        const qreal height = rowHeight(row);
        placed.points << QPointF(item.x, tops[row]) << QPointF(item.x, tops[row] + height);
        if (item.height > 0)
            placed.label = {item.x - item.width / 2, tops[row] + (height - item.height) / 2, item.width, item.height};
    }
    x = port(lower, index, false);
    placed.points << QPointF(x, tops[row + 1]) << QPointF(x, layout.nodes[static_cast<std::size_t>(lower)].top());
    if (!down)
        std::reverse(placed.points.begin(), placed.points.end());
}

LayeredLayout Placer::finished()
{
    qreal left = 0, right = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const qreal inner = i < m_loopWidth.size() ? m_loopWidth[i] : 0; // what is kept free at its left for symmetry
        left = i == 0 ? m_items[i].x - m_items[i].width / 2 + inner
                      : std::min(left, m_items[i].x - m_items[i].width / 2 + inner);
        right = std::max(right, m_items[i].x + m_items[i].width / 2);
    }
    for (Item &item : m_items)
        item.x = std::round(item.x - left + m_measures.margin);
    LayeredLayout layout;
    layout.size.setWidth(right - left + 2 * m_measures.margin);
    const std::vector<qreal> tops = rowTops(layout);
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        const QSizeF size = m_graph.nodes[node];
        const auto row = 2 * static_cast<std::size_t>(m_rowOf[node]);
        layout.nodes.push_back({m_items[node].x - size.width() / 2, tops[row] + (rowHeight(row) - size.height()) / 2,
                                size.width(), size.height()});
        layout.rows.push_back(m_rowOf[node]);
    }
    layout.edges.resize(m_graph.edges.size());
    for (std::size_t e = 0; e < m_graph.edges.size(); ++e)
        isLoop(m_graph.edges[e]) ? placeLoop(layout, e) : placeEdge(layout, e, tops);
    return layout;
}

} // namespace

LayeredLayout layOut(const LayeredGraph &graph, const LayeredMeasures &measures)
{
    return graph.nodes.empty() ? LayeredLayout() : Placer(graph, measures).place();
}

} // namespace hd::ui
