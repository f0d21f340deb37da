// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/measures.h"

#include "theme/theme.h"

#include <algorithm>
#include <cmath>

namespace hd::ui {

static constexpr qreal badgeHeight = 17;
static constexpr qreal badgePadding = 14;

static std::optional<std::uint32_t> currentState(const Trace &trace, Side side, Playhead playhead)
{
    const auto end = std::min<std::size_t>(playhead, trace.events.size());
    for (std::size_t i = end; i-- > 0;)
        if (trace.events[i].what == What::State && trace.events[i].at == side)
            return trace.events[i].index;
    return std::nullopt;
}

/// Moves the client's @p badge inwards, up to @p mostRight, where it would cover the name of a flight.
static void keepOffFlights(const DiagramLayout &layout, StateBadge &badge, qreal mostRight)
{
    const qreal reach = 9; // of a name above and below its middle
    for (const FlightBracket &flight : layout.flights) {
        const qreal middle = (flight.top + flight.bottom) / 2;
        if (middle + reach > badge.rect.top() && middle - reach < badge.rect.bottom())
            badge.rect.moveLeft(
                std::max(badge.rect.left(), std::min(layout.bracketX - 6, mostRight - badge.rect.width())));
    }
}

/// Moves @p badge outwards where it would cover the name of the row below it.
static void keepOff(const DiagramLayout &layout, StateBadge &badge)
{
    qreal mostRight = layout.serverX;
    const qreal reach = 9; // of a name above and below its middle
    const auto [first, last] = layout.rowsBetween(badge.rect.top(), badge.rect.bottom() + reach);
    for (std::size_t i = first; i < last; ++i) {
        const Label &label = layout.rows[i].labels.front();
        if (label.centre.y() + reach < badge.rect.top() || label.centre.y() - reach > badge.rect.bottom())
            continue;
        const qreal half = label.width / 2 + 4;
        if (badge.side == Side::Client) {
            mostRight = std::min(mostRight, std::floor(label.centre.x() - half));
            badge.rect.moveRight(std::min(badge.rect.right(), mostRight));
        } else {
            badge.rect.moveLeft(std::max(badge.rect.left(), std::ceil(label.centre.x() + half)));
        }
    }
    if (badge.side == Side::Client)
        keepOffFlights(layout, badge, mostRight);
    badge.rect.moveLeft(
        std::clamp(badge.rect.left(), 2.0, std::max(2.0, layout.size.width() - 2 - badge.rect.width())));
}

static void placeCurrent(DiagramLayout &layout, const Trace &trace, qreal top, const DiagramWords &words)
{
    layout.badges.clear();
    for (const Side side : {Side::Client, Side::Server}) {
        const std::optional<std::uint32_t> state = currentState(trace, side, layout.playhead);
        if (!state)
            continue;
        const QString text = words.state(QString::fromStdString(trace.states[*state].state));
        const qreal width = std::ceil(widthOf(noteFont(layout.leastText, QFont::DemiBold), text)) + 2 * badgePadding;
        const QRectF rect(badgeLeft(layout, side, width), top, width, badgeHeight);
        layout.badges.push_back({side, *state, text, rect, layout.playhead, true, isFailed(trace, *state)});
        keepOff(layout, layout.badges.back());
    }
}

void movePlayhead(DiagramLayout &layout, const Trace &trace, Playhead playhead, const DiagramWords &words)
{
    layout.playhead = playhead;
    const Row *lastPast = nullptr;
    bool anyFuture = false;
    for (Row &row : layout.rows) {
        if (row.kind == Row::Kind::Omission)
            continue;
        row.past = playhead >= row.sent;
        if (row.past)
            lastPast = &row;
        anyFuture = anyFuture || !row.past;
    }
    for (FlightBracket &flight : layout.flights)
        flight.past = flight.begins > 0 && playhead >= flight.begins;
    for (SectionLine &section : layout.sections)
        section.past = playhead >= section.begins;

    const bool atEnd = playhead >= trace.events.size() && !anyFuture;
    const qreal start = layout.rows.empty() ? layout.lifelineTop + 14 : layout.rows.front().area.top();
    const qreal under = lastPast ? lastPast->area.bottom() : start;
    layout.playheadY = atEnd ? std::nullopt : std::optional(under);
    layout.presentY = atEnd ? layout.lifelineBottom : under;
    placeCurrent(layout, trace, atEnd ? layout.endBadges : under, words);
}

bool isFailed(const Trace &trace, std::uint32_t state)
{
    return trace.states[state].state == "failed";
}

bool isShown(const DiagramLayout &layout, const StateBadge &badge)
{
    return badge.current || layout.playhead > badge.from;
}

const Row *DiagramLayout::rowOf(MessageId message) const
{
    if (message.index >= messageRows.size() || !messageRows[message.index])
        return nullptr;
    return &rows[*messageRows[message.index]];
}

const Row *DiagramLayout::rowOfOmission(std::uint32_t omission) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [omission](const Row &row) {
        return row.kind == Row::Kind::Omission && row.index == omission;
    });
    return found == rows.end() ? nullptr : &*found;
}

std::pair<std::size_t, std::size_t> DiagramLayout::rowsBetween(qreal top, qreal bottom) const
{
    const auto first =
        std::partition_point(rows.begin(), rows.end(), [top](const Row &row) { return row.area.bottom() < top; });
    const auto last =
        std::partition_point(first, rows.end(), [bottom](const Row &row) { return row.area.top() <= bottom; });
    return {static_cast<std::size_t>(first - rows.begin()), static_cast<std::size_t>(last - rows.begin())};
}

const Row *DiagramLayout::rowAt(QPointF at) const
{
    const auto [first, last] = rowsBetween(at.y() - 60, at.y() + 60);
    for (std::size_t i = first; i < last; ++i)
        if (rows[i].hit.contains(at))
            return &rows[i];
    return nullptr;
}

QRectF DiagramLayout::headsArea() const
{
    return {0, 0, size.width(), heads.empty() ? 0 : heads.front().rect.bottom() + 4};
}

} // namespace hd::ui
