// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recordlines.h"

namespace hd::ui {

/// Whether the part has something to say in clear that does not stand on the wire beside it as it is.
static bool isSealed(const RecordPart &part)
{
    return part.name == "content" || part.name == "compressed" || part.name == "inner_type" || part.name == "padding" ||
           (part.name == "MAC" && part.in);
}

RecordLines::RecordLines(const Record &record, std::uint32_t perRow)
    : parts(recordParts(record)), header(static_cast<std::uint32_t>(record.headerLength()))
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const RecordPart &part = parts[i];
        const bool onlyInClear = !part.sent() && part.name == "content";
        if (!part.leaf || (!part.sent() && !onlyInClear))
            continue;
        if (part.sent() && part.wire.offset < header) {
            if (part.wire.offset == 0)
                lines.push_back({static_cast<int>(i), true, {0, header}, {}});
            continue;
        }
        const bool sealed = isSealed(part);
        const auto length = onlyInClear ? static_cast<std::uint32_t>(part.value.size()) : part.wire.length;
        for (std::uint32_t at = 0; at < length; at += perRow) {
            const std::uint32_t count = std::min(perRow, length - at);
            RecordLine line{static_cast<int>(i), at == 0, {}, {}};
            if (part.sent())
                line.wire = {part.wire.offset + at, count};
            if (sealed)
                line.clear = {at, count};
            lines.push_back(line);
        }
    }
}

std::size_t RecordLines::lineOf(std::uint32_t wire) const
{
    const auto line =
        std::find_if(lines.begin(), lines.end(), [wire](const RecordLine &shown) { return shown.wire.contains(wire); });
    return static_cast<std::size_t>(line - lines.begin());
}

Range RecordLines::rangeOf(const RecordLine &line) const
{
    return isHeader(line) ? Range{0, header} : parts[static_cast<std::size_t>(line.part)].wire;
}

} // namespace hd::ui
