// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The diagram as a list of what happens, from top to bottom, for formats that place things themselves.

#include "export/exportlanguage.h"
#include "export/exportoptions.h"
#include "theme/theme.h"

namespace hd::ui {

struct SequenceStep
{
    enum class Kind : std::uint8_t { States, Flight, Section, Row };
    Kind kind = Kind::Row;
    QString text;                           ///< of a flight or a section
    const Row *row = nullptr;               ///< a message, a flight's messages or an omission
    std::vector<const StateBadge *> states; ///< of both parties, at the same time
};

/// Pointers are into @p layout.
std::vector<SequenceStep> sequenceOf(const DiagramLayout &layout);

/// What every writer of a sequence needs.
class Sequence
{
public:
    Sequence(const Trace &trace, const ExportOptions &options);
    Sequence(const Sequence &) = delete;
    Sequence &operator=(const Sequence &) = delete;

    QString title, subtitle;
    const DiagramWords &words() const { return m_words; }
    const ExportLanguage &language() const { return m_language; }
    const DiagramLayout &layout() const { return m_layout; }
    const Colors &colors() const { return m_colors; }
    std::vector<SequenceStep> steps() const { return sequenceOf(m_layout); }
    /// "4 server_key_exchange", "788 · clear · 20 ms", then what it says, line by line. Of an omission, why it is one.
    QStringList linesOf(const Row &row) const;

private:
    QString protectionOf(const Row &row) const;

    const Trace &m_trace;
    ExportLanguage m_language;
    DiagramWords m_words;
    DiagramLayout m_layout;
    const Colors &m_colors;
};

/// @p color on the background of @p colors, so thin that text on it stays legible.
QColor tintOf(const QColor &color, const Colors &colors);

} // namespace hd::ui
