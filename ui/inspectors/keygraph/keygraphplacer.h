// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a KeyGraphLayout is filled: rows and their lines in keygraphlayout.cpp, what stands beside and below them in
// keygraphparts.cpp. For these two files alone.

#include "inspectors/keygraph/keygraphlayout.h"
#include "trace/operations.h"

#include <map>
#include <set>

namespace hd::ui::placing {

inline constexpr qreal margin = 24;
inline constexpr qreal top = 12;
inline constexpr qreal valueHeight = 72;
inline constexpr qreal smallHeight = 48;
inline constexpr qreal pillHeight = 28;
inline constexpr qreal pillDrop = 26;   ///< above and below a pill between two rows
inline constexpr qreal busDrop = 12;    ///< from a row to the line that gathers it
inline constexpr qreal carrierGap = 72; ///< below the row of a carrier: two lines and their words

/// How a value is made, in a few signs: `PRF · "master secret"`, `MD5[0..7]`.
QString pillText(const KeyGraph &graph, int node);

/// Fills a KeyGraphLayout from top to bottom; m_y is where the next thing goes.
class Placer
{
public:
    Placer(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options)
        : m_trace(trace), m_graph(graph), m_options(options), m_right(options.width - margin)
    {}

    KeyGraphLayout place();

private:
    bool isOpen(int node) const { return m_options.open == node; }
    qreal width() const { return m_right - margin; }
    /// Whether it is expanded from a secret, which a pill between two rows shows.
    bool isExpanded(int node) const
    {
        return m_graph[node].operation == operation::prf || m_graph[node].operation == operation::sslLadder;
    }

    // Columns: a row's nodes share the width; nodes further up stand above what they flow into.
    std::map<int, QRectF> columnsOf(std::size_t row) const;
    /// A name and its size are never cut.
    qreal smallWidth(int node) const;
    void placeGroup(std::map<int, QRectF> &columns, const QRectF &below, const std::vector<int> &group) const;
    bool flows(int from, int to) const;
    bool isHiddenInput(int from, int to) const;

    void addBox(int node, KeyBox::Shape shape, const QRectF &rect);
    void addCard(int node, qreal y);

    /// A node of @p row that has a carrier.
    std::optional<int> carriedIn(std::size_t row) const;
    void placeCarrier(int carrier);
    void startWithCarrier(int carrier);
    /// To and fro between the carrier and the left side of its secret.
    void connectCarrier(std::size_t row);

    void placeRow(std::size_t row);

    // Edges are begun when their target is known and end where it stands.
    void connectTo(const std::vector<int> &from, const std::vector<int> &to);
    std::size_t indexOfRow(const std::vector<int> &row) const;
    void addEdge(int source, int node, qreal bus, QPointF end, bool toPill);
    void finishEdges();

    /// Returns the middle of its upper edge.
    QPointF addPill(int node, const std::vector<int> &above, QPointF at);

    void placeKeyBlock();
    void placeSlices();
    /// A card below its box, which stays.
    void hangCard(int node);
    void placeLane(const KeyLane &lane);
    void addLanePill(const KeyLane &lane, const QRectF &rect, qreal right);

    const Trace &m_trace;
    const KeyGraph &m_graph;
    const KeyGraphOptions &m_options;
    qreal m_right;
    qreal m_y = top;
    qreal m_rowTop = 0;   ///< of the last row
    qreal m_labelTop = 0; ///< of the formulas between the last two rows
    KeyGraphLayout m_layout;
    std::map<int, QPointF> m_exits, m_entries;
    std::map<int, qreal> m_detours; ///< from nodes whose row has a card below it: the height of the way out
    std::set<int> m_joined;         ///< nodes that an edge leads to already
    std::vector<KeyEdge> m_open;
    std::vector<int> m_order; ///< of the public inputs of the PRF before
};

} // namespace hd::ui::placing
