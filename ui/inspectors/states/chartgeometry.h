// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/partystates.h"

#include <QFont>
#include <QPainterPath>
#include <QString>

namespace hd::ui {

class Explanations;

/// A state or an arrow of a chart, by its index in the StateChart.
struct ChartItem
{
    bool edge = false;
    std::uint32_t index = 0;
    bool operator==(const ChartItem &) const = default;
};

/// A PartyStates with a place and words for everything, in px at 1x.
class ChartGeometry
{
public:
    ChartGeometry(const PartyStates &states, const Explanations &texts);

    struct State
    {
        std::uint32_t state = 0;
        QRectF rect;
        QString text;
    };
    struct Edge
    {
        std::uint32_t edge = 0;
        QPainterPath path; ///< up to the tip of the arrow
        QPointF tip;
        QPointF towards; ///< direction of the arrow at its tip, of length 1
        QRectF label;    ///< null: none
        QStringList lines;
    };
    const std::vector<State> &states() const { return m_states; } ///< as one reads them
    const std::vector<Edge> &edges() const { return m_edges; }
    QSizeF size() const { return m_size; }

    /// Each state, followed by the arrows that leave it.
    const std::vector<ChartItem> &items() const { return m_items; }
    /// Room of a state, or of the label or the middle of an arrow.
    QRectF rectOf(const ChartItem &item) const;
    /// What is at or near @p point: an arrow within @p reach of it.
    std::optional<ChartItem> itemAt(QPointF point, qreal reach = 12) const;

    static QFont stateFont(bool strong = false);
    static QFont labelFont();
    static constexpr qreal lineHeight = 15; ///< of a label

private:
    void readItems(const PartyStates &states);

    std::vector<State> m_states;
    std::vector<Edge> m_edges;
    std::vector<ChartItem> m_items;
    QSizeF m_size;
};

} // namespace hd::ui
