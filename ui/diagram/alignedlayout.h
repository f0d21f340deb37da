// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two diagrams side by side, whose rows stand on common lines.

#include "diagram/layout.h"

#include <array>

namespace hd::ui {

/// What stands on one line: a message of the first trace, of the second, or of both.
using AlignedRow = std::array<std::optional<MessageId>, 2>;

struct AlignedLayout
{
    std::array<DiagramLayout, 2> sides;
    std::vector<qreal> lines; ///< y of each row's arrow, ascending
    qreal top = 0;            ///< where the first row begins
    qreal height = 0;         ///< of both

    /// From the end of the row before to the end of the row; the last reaches to the end of the lifelines.
    std::pair<qreal, qreal> bandOf(std::size_t row) const;
};

/// @p sides one row for each message, without omissions, states and a height; @p rows every message of both once, in
/// its order. What belongs to a row of a side moves along with it.
AlignedLayout alignLayouts(std::array<DiagramLayout, 2> sides, const std::vector<AlignedRow> &rows);

} // namespace hd::ui
