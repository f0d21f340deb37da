// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"
#include "theme/theme.h"

#include <QCoreApplication>

class QPainter;

namespace hd::ui {

/// What the painter needs to know beside the geometry.
struct KeyGraphState
{
    Playhead playhead = 0;
    bool secretsShown = true;
    std::optional<int> current; ///< has the focus ring
    std::optional<int> step;    ///< of the open value: has the ring instead of it
    std::optional<int> hovered;
    QString gapReason;
    std::vector<bool> selected; ///< by node: what the selection is
    std::vector<bool> affected; ///< by node: what it goes on to affect

    bool isSelected(int node) const { return holds(selected, node); }
    bool isAffected(int node) const { return holds(affected, node); }

private:
    static bool holds(const std::vector<bool> &nodes, int node)
    {
        return node >= 0 && static_cast<std::size_t>(node) < nodes.size() && nodes[static_cast<std::size_t>(node)];
    }
};

/// Draws a KeyGraphLayout. Values that the playhead has not reached are outlines.
class KeyGraphPainter
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::KeyGraphPainter)
public:
    KeyGraphPainter(QPainter &painter, const Trace &trace, const KeyGraph &graph, const KeyGraphLayout &layout,
                    const Colors &colors, const KeyGraphState &state);

    void paint() const;

    static QFont font(KeyText text);
    static QString byteCount(std::uint32_t size); ///< "48 B"

private:
    void paintEdge(const KeyEdge &edge) const;
    void paintPill(const KeyPill &pill) const;
    void paintBox(const KeyBox &box) const;
    void paintValueBox(const KeyBox &box, const QColor &text) const;
    void paintSlice(const KeyBox &box, const QColor &text) const;
    void paintGap(const KeyGap &gap) const;
    void paintHeading(const KeyHeading &heading) const;
    void paintCard(const KeyCard &card) const;
    void paintFormulas(const KeyCard &card) const;
    void paintBytes(const KeyCard &card) const;
    void paintInputs(const KeyCard &card) const;
    void paintValues(const KeyCard &card) const;
    void paintHex(const KeyCard &card, const QRectF &box, ByteView value) const;
    void paintMark(const KeyCard &card) const;
    void paintCopy(const KeyCard &card) const;
    void paintBlocks(const KeyCard &card) const;
    void paintStep(const KeyCard &card, const KeyCardStep &placed, const ExpansionStep &step) const;
    void paintStepBytes(const KeyCardStep &placed, const ExpansionStep &step, QRectF row) const;
    void paintPieces(const KeyCard &card) const;
    void paintArrow(QPointF from, QPointF to, const QColor &color) const;
    void paintFrom(const QPointF &at, const QList<KeyLink> &links) const;
    void paintFocus(const QRectF &rect, qreal radius) const;
    void write(const QRectF &box, int flags, const QString &text, KeyText style, const QColor &color) const;

    bool reached(int node) const;
    QString sizeOf(int node) const; ///< empty where nobody knows it
    bool hidden(int node) const { return m_graph[node].secret && !m_state.secretsShown; }
    QString valueText(int node, std::size_t bytes) const;
    QString computes(const KeyCard &card, Side side) const;

    QPainter &m_painter;
    const Trace &m_trace;
    const KeyGraph &m_graph;
    const KeyGraphLayout &m_layout;
    const Colors &m_colors;
    const KeyGraphState &m_state;
};

} // namespace hd::ui
