// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Draws a layout. The screen, SVG, PDF and PNG all come through here.

#include "diagram/arrows.h"
#include "diagram/layout.h"

class QPainter;

namespace hd::ui {

/// A message on its way. It is over when all three are 1.
struct Motion
{
    MessageId message;
    qreal label = 0;  ///< from the colour of the future to that of the past
    qreal packet = 0; ///< along the arrow
    qreal pulse = 0;  ///< at the receiver, once the packet is there
};

/// What the layout does not know: what is being inspected, pointed at, and in motion.
struct DiagramMarks
{
    std::optional<MessageId> selected;
    std::optional<MessageId> hovered;
    std::vector<MessageId> linked; ///< what went into the selected value
    std::optional<std::uint32_t> selectedOmission, hoveredOmission;
    std::optional<std::uint32_t> selectedState;
    std::optional<RecordId> selectedRecord;
    std::optional<MessageId> focused;
    std::optional<std::uint32_t> focusedOmission;
    std::optional<Motion> motion;
};

class DiagramPainter
{
public:
    /// All are kept by reference.
    DiagramPainter(QPainter &painter, const DiagramLayout &layout, const Colors &colors, const DiagramMarks &marks);

    /// Everything but the legend that reaches into @p exposed, on the colour of the background.
    void paint(const QRectF &exposed) const;
    void paintHeads() const; ///< with background: to keep them in view above scrolled rows
    void paintLegend(QPointF topLeft) const;

    void paintFrame(const QRectF &exposed) const; ///< tints, lifelines, flights: all that lies below the rows
    void paintRow(const Row &row) const;
    void paintOverlay(const QRectF &exposed) const; ///< records, playhead, states

private:
    bool isSelected(const Row &row) const;
    bool isHovered(const Row &row) const;
    bool isLinked(const Row &row) const;
    bool isFocused(const Row &row) const;
    const Motion *motionOf(const Row &row) const;
    Emphasis emphasisOf(const Row &row) const;

    void paintTint(const Row &row) const;
    void paintLifeline(const PartyHead &head) const;
    void paintFlight(const FlightBracket &flight) const;
    void paintSection(const SectionLine &section) const;
    void paintArrow(const Row &row) const;
    void paintMotion(const Row &row, const Motion &motion) const;
    void paintCircle(const Row &row) const;
    void paintLabel(const Row &row, const Label &label) const;
    void paintAlertLabel(const Row &row, const Label &label, const QFont &font) const;
    void paintMark(const Label &label, qreal left) const;
    void paintRecord(const RecordBracket &record) const;
    void paintBadge(const StateBadge &badge) const;
    void paintSample(const LegendItem &item) const;
    void text(QPointF middle, Qt::Alignment side, const QString &text, const QFont &font, const QColor &color) const;

    QPainter &m_painter;
    const DiagramLayout &m_layout;
    const Colors &m_colors;
    const DiagramMarks &m_marks;
};

} // namespace hd::ui
