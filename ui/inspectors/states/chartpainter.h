// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/states/chartgeometry.h"
#include "theme/theme.h"

#include <set>

class QPainter;

namespace hd::ui {

/// What the painter needs to know beside the places.
struct ChartMarks
{
    std::optional<std::uint32_t> current; ///< the state that the party is in
    bool failed = false;                  ///< and that is where it gave up
    std::set<std::uint32_t> visited;      ///< states
    std::set<std::uint32_t> taken;        ///< arrows
    std::set<std::uint32_t> selectedStates, selectedEdges;
    std::optional<ChartItem> shown;   ///< what the text beside the chart is about
    std::optional<ChartItem> focused; ///< has the focus ring
    std::optional<ChartItem> hovered;
};

/// The current state is filled, the way taken thick, everything else thin.
class ChartPainter
{
public:
    ChartPainter(QPainter &painter, const ChartGeometry &geometry, const Colors &colors, const ChartMarks &marks)
        : m_painter(painter), m_geometry(geometry), m_colors(colors), m_marks(marks)
    {}

    void paint() const;

private:
    void paintEdge(const ChartGeometry::Edge &edge) const;
    void paintLabel(const ChartGeometry::Edge &edge) const;
    void paintState(const ChartGeometry::State &state) const;
    void paintRing(const QRectF &rect) const;

    QPainter &m_painter;
    const ChartGeometry &m_geometry;
    const Colors &m_colors;
    const ChartMarks &m_marks;
};

} // namespace hd::ui
