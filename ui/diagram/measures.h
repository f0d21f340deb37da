// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Sizes and fonts that placing and painting must agree on.

#include "diagram/layout.h"

#include <QFont>
#include <QFontMetricsF>
#include <QStringList>

namespace hd::ui {

inline constexpr qreal rowAbove = 26; ///< of an arrow that belongs to its row
inline constexpr qreal rowBelow = 10;
inline constexpr qreal markGap = 8; ///< between a label and the lock or warning sign right of it
inline constexpr qreal markWidth = 12;
inline constexpr qreal noteGap = 10;       ///< between a label and its note
inline constexpr qreal legendSample = 28;  ///< length of a line in the legend
inline constexpr qreal circleRadius = 9.5; ///< of the circle with a message's number
inline constexpr qreal headLength = 12;    ///< of an arrow

// @p least px at least; see LayoutOptions::leastText.
QFont noteFont(int least = 0, int weight = QFont::Normal);   ///< captions, badges, notes
QFont flightFont(int least = 0, int weight = QFont::Normal); ///< the names of flights
QFont sizeFont(int least = 0);
QFont detailFont(int least = 0); ///< what messages say, and when
QFont labelFont(const DiagramLayout &layout, int weight = QFont::Normal);
/// Without hinting, so that a diagram is the same on every machine.
QFontMetricsF metricsOf(QFont font);
qreal widthOf(const QFont &font, const QString &text);

/// What a label needs beyond its text on both sides, so that the text stays centred.
qreal markRoom(LineStyle style);

/// Where a badge of @p width starts: centred on its lifeline, but inside the diagram.
qreal badgeLeft(const DiagramLayout &layout, Side side, qreal width);

/// Whether a party in this state, an index into Trace::states, has given up.
bool isFailed(const Trace &trace, std::uint32_t state);

/// @p text broken into lines of at most @p width, at spaces or between CJK characters.
QStringList wrapped(const QString &text, const QFont &font, qreal width);

/// Fills `legend` and `legendHeight`.
void placeLegend(DiagramLayout &layout, const LayoutOptions &options);

} // namespace hd::ui
