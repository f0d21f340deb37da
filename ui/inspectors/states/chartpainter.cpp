// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/chartpainter.h"

#include <QPainter>

namespace hd::ui {

void ChartPainter::paint() const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    // What was taken lies over what was not, where they cross.
    for (const bool taken : {false, true})
        for (const ChartGeometry::Edge &edge : m_geometry.edges())
            if (m_marks.taken.contains(edge.edge) == taken)
                paintEdge(edge);
    for (const ChartGeometry::Edge &edge : m_geometry.edges())
        paintLabel(edge);
    for (const ChartGeometry::State &state : m_geometry.states())
        paintState(state);
    if (m_marks.focused)
        paintRing(m_geometry.rectOf(*m_marks.focused));
}

void ChartPainter::paintEdge(const ChartGeometry::Edge &edge) const
{
    const ChartItem item{true, edge.edge};
    const bool taken = m_marks.taken.contains(edge.edge);
    const bool selected = m_marks.selectedEdges.contains(edge.edge) || m_marks.shown == item;
    const QColor color = selected                  ? m_colors.accent
                         : m_marks.hovered == item ? m_colors.text1
                         : taken                   ? m_colors.text1
                                                   : m_colors.controlEdge;
    const qreal width = (taken ? 2.5 : m_marks.hovered == item || selected ? 1.75 : 1) * m_colors.stroke;
    m_painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(edge.path);

    const qreal length = taken ? 9 : 7, half = taken ? 5 : 3.5;
    const QPointF along = edge.towards, across(-along.y(), along.x());
    const QPointF back = edge.tip - length * along;
    const QPolygonF head{edge.tip, back + half * across, back - half * across};
    m_painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    m_painter.setBrush(taken ? color : m_colors.base);
    m_painter.drawPolygon(head);
}

void ChartPainter::paintLabel(const ChartGeometry::Edge &edge) const
{
    if (edge.lines.isEmpty())
        return;
    const ChartItem item{true, edge.edge};
    const bool selected = m_marks.selectedEdges.contains(edge.edge) || m_marks.shown == item;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(selected ? m_colors.selected : m_marks.hovered == item ? m_colors.linked : m_colors.base);
    m_painter.drawRoundedRect(edge.label, 4, 4);
    m_painter.setFont(ChartGeometry::labelFont());
    m_painter.setPen(m_marks.taken.contains(edge.edge) || selected ? m_colors.text1 : m_colors.text3);
    QRectF line(edge.label.topLeft(), QSizeF(edge.label.width(), ChartGeometry::lineHeight));
    for (const QString &text : edge.lines) {
        m_painter.drawText(line, Qt::AlignCenter, text);
        line.translate(0, ChartGeometry::lineHeight);
    }
}

void ChartPainter::paintState(const ChartGeometry::State &state) const
{
    const ChartItem item{false, state.state};
    const bool current = m_marks.current == state.state;
    const bool visited = m_marks.visited.contains(state.state);
    const bool selected = m_marks.selectedStates.contains(state.state) || m_marks.shown == item;
    QColor fill = selected ? m_colors.selected : m_marks.hovered == item ? m_colors.linked : m_colors.base;
    QColor text = visited || selected ? m_colors.text1 : m_colors.text2;
    if (current) {
        fill = m_marks.failed ? m_colors.alert : m_colors.accentFill;
        text = m_colors.onAccent;
    }
    const QColor edge = current && !selected ? fill
                        : selected           ? m_colors.accent
                        : visited            ? m_colors.text1
                                             : m_colors.controlEdge;
    const qreal width = (selected || visited ? 2 : 1) * m_colors.stroke;
    m_painter.setPen(QPen(edge, width));
    m_painter.setBrush(fill);
    const qreal in = width / 2;
    const QRectF rect = state.rect.adjusted(in, in, -in, -in);
    m_painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    if (current && selected) { // the tint is no sign on a filled state: a second line is
        m_painter.setBrush(Qt::NoBrush);
        const QRectF outer = state.rect.adjusted(-2, -2, 2, 2);
        m_painter.drawRoundedRect(outer, outer.height() / 2, outer.height() / 2);
    }
    m_painter.setFont(ChartGeometry::stateFont(current || selected));
    m_painter.setPen(text);
    m_painter.drawText(state.rect, Qt::AlignCenter, state.text);
}

void ChartPainter::paintRing(const QRectF &rect) const
{
    m_painter.setPen(QPen(m_colors.accent, 2));
    m_painter.setBrush(Qt::NoBrush);
    const QRectF ring = rect.adjusted(-4, -4, 4, 4);
    m_painter.drawRoundedRect(ring, 8, 8);
}

} // namespace hd::ui
