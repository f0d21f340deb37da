// SPDX-License-Identifier: GPL-3.0-or-later

// A HexView for those who hear it: its parts.

#include "inspectors/hexview.h"

#include "models/valuetext.h"

namespace hd::ui {

void HexView::setParts(std::vector<HexPart> parts)
{
    m_parts = std::move(parts);
}

int HexView::partAt(std::uint32_t offset) const
{
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        if (m_parts[i].range.contains(offset))
            return static_cast<int>(i);
    return -1;
}

QString HexView::itemText(int item) const
{
    const HexPart &part = m_parts[static_cast<std::size_t>(item)];
    const QString place =
        tr("%1, from byte %2, %3").arg(part.name).arg(part.range.offset).arg(byteCountText(part.range.length));
    return part.value.isEmpty() ? place : place + QStringLiteral(": ") + part.value;
}

QRect HexView::itemRect(int item) const
{
    const Range range = m_parts[static_cast<std::size_t>(item)].range;
    const QRectF first = cell(range.offset), last = cell(range.end() - 1);
    return first.top() == last.top()
               ? first.united(last).toAlignedRect()
               : first.united(last)
                     .united(cell(range.offset - range.offset % static_cast<std::uint32_t>(bytesPerRow())))
                     .toAlignedRect();
}

void HexView::activateItem(int item)
{
    const Range range = m_parts[static_cast<std::size_t>(item)].range;
    m_anchor = range.offset;
    moveCursor(range.offset, false);
}

} // namespace hd::ui
