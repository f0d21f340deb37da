// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/columns.h"

#include <algorithm>
#include <cmath>

namespace hd::ui {

// The look's two pictures: 600 px and 724 px wide. Between them margins and span grow together; beyond the second only
// the span grows, up to what the eye can still follow, and the rest is left free on both sides.
static constexpr qreal designWidth = 600;
static constexpr qreal wideWidth = 724;
static constexpr qreal widestSpan = 560;
static constexpr qreal halfHead = 60; ///< half of a party's box
static constexpr qreal edge = 4;      ///< least distance of anything from the edge
static constexpr qreal rounding = 1e-6;

struct Margins
{
    qreal left, right;
};

static Margins comfortable(qreal width)
{
    const qreal t = std::clamp((width - designWidth) / (wideWidth - designWidth), 0.0, 1.0);
    return {152 + 32 * t, 92 + 8 * t};
}

static Margins least(const TextWidths &text)
{
    const qreal beforeBracket = 8 + text.flight + 8;
    const qreal bracketToLifeline = 38;
    const qreal lifelineToSize = 34;
    return {std::max(halfHead + edge, beforeBracket + bracketToLifeline),
            text.size > 0 ? std::max(halfHead + edge, lifelineToSize + text.size + 8) : halfHead + edge};
}

Columns columnsFor(qreal width, const TextWidths &text)
{
    const qreal leastSpan = std::max(text.label + 44, 2 * halfHead + 16);
    Margins margins = comfortable(width);
    const Margins tight = least(text);
    margins.left = std::max(margins.left, tight.left);
    margins.right = std::max(margins.right, tight.right);

    Columns columns;
    qreal span = width - margins.left - margins.right;
    if (span < leastSpan) {
        const qreal spare = margins.left - tight.left + margins.right - tight.right;
        const qreal share = spare > 0 ? std::min(1.0, (leastSpan - span) / spare) : 0;
        margins.left -= share * (margins.left - tight.left);
        margins.right -= share * (margins.right - tight.right);
        span = width - margins.left - margins.right;
    }
    if (span < leastSpan - rounding && text.size > 0)
        return columnsFor(width, {text.label, text.flight, 0, text.flightNumber});
    if (span < leastSpan - rounding && text.flightNumber > 0) {
        Columns numbered = columnsFor(width, {text.label, text.flightNumber, 0, 0});
        numbered.flightNames = false;
        return numbered;
    }
    span = std::clamp(span, leastSpan, std::max(widestSpan, leastSpan));
    columns.width = std::max(width, std::ceil(margins.left + span + margins.right - rounding));
    const qreal free = columns.width - margins.left - span - margins.right;
    columns.client = std::round(margins.left + free / 2);
    columns.server = std::round(columns.client + span);
    columns.bracket = columns.client - std::clamp(std::round(margins.left * 74 / 152), 44.0, 78.0);
    columns.bracket = std::max(columns.bracket, std::min(columns.client - 44, free / 2 + 16 + text.flight));
    columns.sizeRight = columns.server + margins.right - std::min(16.0, std::max(8.0, margins.right - 34 - text.size));
    columns.sizes = text.size > 0;
    return columns;
}

} // namespace hd::ui
