// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recordparts.h"

namespace hd::ui {

/// A row of the two panes: at the right some bytes of Record::wire, at the left what they are in clear.
struct RecordLine
{
    int part = 0;      ///< index into RecordLines::parts; of the header its first
    bool first = true; ///< of its part, so that the name stands here
    Range wire;        ///< empty for content before its compression
    Range clear;       ///< within the part's value; empty where there is nothing else in clear than what is sent
};

/// A record cut into rows so that plaintext and ciphertext stand beside each other: each part begins a row of its own
/// in both panes. The three parts of the header share one.
struct RecordLines
{
    RecordLines() = default;
    RecordLines(const Record &record, std::uint32_t perRow);

    std::vector<RecordPart> parts;
    std::vector<RecordLine> lines;
    std::uint32_t header = 0; ///< its length

    bool isHeader(const RecordLine &line) const { return line.wire.length > 0 && line.wire.offset < header; }
    /// The line that shows this byte of Record::wire; the number of lines when there is none.
    std::size_t lineOf(std::uint32_t wire) const;
    /// The whole range of Record::wire of a line's part.
    Range rangeOf(const RecordLine &line) const;
};

} // namespace hd::ui
