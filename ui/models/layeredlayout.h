// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A directed graph in rows, drawn downwards: plain geometry, for whatever unit the sizes are in.

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace hd::ui {

/// What is to be placed. Nodes are in the order in which one wants to read them: an edge to a later one goes down, one
/// to an earlier one goes back up, and then there is a way down from that one to where it came from, or from the first
/// node.
struct LayeredGraph
{
    struct Edge
    {
        int from = 0, to = 0; ///< into `nodes`; the same for a loop
        QSizeF label;         ///< empty: none
    };
    std::vector<QSizeF> nodes;
    std::vector<Edge> edges;
};

struct LayeredMeasures
{
    qreal between = 20; ///< nodes or labels of a row
    qreal lane = 14;    ///< an edge that passes a row, and what is beside it
    qreal gap = 14;     ///< between rows, where edges change their lanes
    qreal margin = 16;
    qreal loop = 22; ///< how far a loop reaches out of its node
};

/// Where everything is. No two nodes or labels overlap, and no edge crosses a node: past a row it keeps to a lane of
/// its own, and only in the gaps between rows does it change it.
struct LayeredLayout
{
    struct Edge
    {
        /// From where it leaves its node to where it arrives, at least two. Every second pair is a straight vertical
        /// part; those between change the lane. A loop has four: the corners that it goes round.
        QList<QPointF> points;
        QRectF label; ///< null: none; it covers its edge
        bool loop = false;
    };
    std::vector<QRectF> nodes;
    std::vector<Edge> edges;
    std::vector<int> rows; ///< by node: which row it is in, from 0
    QSizeF size;
};

LayeredLayout layOut(const LayeredGraph &graph, const LayeredMeasures &measures = {});

} // namespace hd::ui
