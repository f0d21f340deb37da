// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/alignedlayout.h"

#include "diagram/measures.h"

#include <algorithm>

namespace hd::ui {

namespace {

/// Moves the rows of one layout down to where they are to be, and with each what belongs to it.
class Stretcher
{
public:
    Stretcher(DiagramLayout &layout, const std::vector<qreal> &lines) : m_layout(layout)
    {
        for (std::size_t i = 0; i < layout.rows.size(); ++i) {
            m_ends.push_back(layout.rows[i].area.bottom());
            m_shifts.push_back(lines[i] - layout.rows[i].y);
        }
    }

    void stretch(qreal bottom)
    {
        for (FlightBracket &flight : m_layout.flights) {
            flight.top += shiftOf(flight.top);
            flight.bottom += shiftOf(flight.bottom);
        }
        for (SectionLine &section : m_layout.sections)
            section.y += shiftOf(section.y);
        for (RecordBracket &record : m_layout.records) {
            const qreal top = shiftOf(record.top), end = shiftOf(record.bottom);
            record.top += top;
            record.bottom += end;
            record.hit.adjust(0, top, 0, end);
        }
        for (std::size_t i = 0; i < m_layout.rows.size(); ++i)
            moveRow(m_layout.rows[i], m_shifts[i]);
        const qreal last = bottom - m_layout.lifelineBottom;
        m_layout.endBadges += m_shifts.empty() ? 0 : m_shifts.back();
        m_layout.lifelineBottom += last;
        m_layout.size.rheight() += last;
    }

private:
    /// Of the row that @p y lies in or above.
    qreal shiftOf(qreal y) const
    {
        if (m_shifts.empty())
            return 0;
        const auto row = std::lower_bound(m_ends.begin(), m_ends.end(), y) - m_ends.begin();
        return m_shifts[static_cast<std::size_t>(std::min<std::ptrdiff_t>(row, std::ssize(m_shifts) - 1))];
    }

    static void moveRow(Row &row, qreal shift)
    {
        row.y += shift;
        row.area.translate(0, shift);
        row.hit.translate(0, shift);
        for (Label &label : row.labels)
            label.centre.ry() += shift;
        if (row.note)
            row.note->centre.ry() += shift;
    }

    DiagramLayout &m_layout;
    std::vector<qreal> m_ends, m_shifts; ///< by row
};

} // namespace

std::pair<qreal, qreal> AlignedLayout::bandOf(std::size_t row) const
{
    const qreal above = row == 0 ? top : lines[row - 1] + rowBelow;
    return {above, row + 1 == lines.size() ? height : lines[row] + rowBelow};
}

AlignedLayout alignLayouts(std::array<DiagramLayout, 2> sides, const std::vector<AlignedRow> &rows)
{
    AlignedLayout made;
    std::array<std::vector<qreal>, 2> lines; // of each side's rows
    qreal first = 0;
    for (const DiagramLayout &side : sides)
        if (!side.rows.empty())
            first = std::max(first, side.rows.front().y);
    qreal y = first;
    for (const AlignedRow &row : rows) {
        qreal below = 0; // the line before: as far as the side that wants it farthest
        for (std::size_t side = 0; side < 2; ++side) {
            const std::size_t at = lines[side].size();
            if (!row[side])
                continue;
            below =
                std::max(below, at == 0 ? rowAbove + rowBelow : sides[side].rows[at].y - sides[side].rows[at - 1].y);
        }
        y = made.lines.empty() ? first : y + below;
        made.lines.push_back(y);
        for (std::size_t side = 0; side < 2; ++side)
            if (row[side])
                lines[side].push_back(y);
    }
    qreal foot = 0;
    for (const DiagramLayout &side : sides)
        foot = std::max(foot, side.lifelineBottom - (side.rows.empty() ? side.lifelineTop : side.rows.back().y));
    const qreal bottom = y + foot;
    for (std::size_t side = 0; side < 2; ++side)
        Stretcher(sides[side], lines[side]).stretch(bottom);
    made.top = sides[0].headsArea().bottom();
    made.height = bottom + rowBelow;
    made.sides = std::move(sides);
    return made;
}

} // namespace hd::ui
