// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The horizontal half of the layout: where lifelines, brackets and sizes stand for a given width.

#include <QtGlobal>

namespace hd::ui {

/// Widths of the widest text of each kind, in px.
struct TextWidths
{
    qreal label = 0;
    qreal flight = 0;
    qreal size = 0;         ///< 0 when no sizes are wanted
    qreal flightNumber = 0; ///< 0 when flights must have their names
};

struct Columns
{
    qreal width = 0; ///< at least what was asked for
    qreal client = 0, server = 0;
    qreal bracket = 0;
    qreal sizeRight = 0;
    bool sizes = true;
    bool flightNames = true; ///< in place of mere numbers
};

/// Names are never elided: as @p width shrinks, first the gaps shrink, then the sizes go, then flights may keep only
/// their numbers, then the diagram is wider than asked for and scrolls.
Columns columnsFor(qreal width, const TextWidths &text);

} // namespace hd::ui
