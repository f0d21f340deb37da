// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/layout.h"

#include <QString>

namespace hd::ui {

enum class ExportTheme : std::uint8_t { Light, Dark, Mono };

/// What the picture is put on. Fit: a page of the picture's own size. On all others it is scaled down until it fits,
/// never up beyond its own size; on paper with a margin of 15 mm.
enum class ExportPage : std::uint8_t { Fit, A4, Letter, Wide, Column }; ///< Wide: 16:9, a slide; Column: 85 mm wide

/// What an export shows, as the command line's export options and the window's dialog name it.
struct ExportOptions
{
    ExportTheme theme = ExportTheme::Light;
    ExportPage page = ExportPage::Fit;
    std::uint32_t from = 1;          ///< number of the first message, as people see it
    std::optional<std::uint32_t> to; ///< and of the last; to the end when not given
    Depth depth = Depth::Message;
    bool bytes = true;                       ///< labels: sizes
    bool fields = false;                     ///< labels: below each message, what its main fields say
    bool states = true;                      ///< labels: states of the parties
    bool times = false;                      ///< labels: when each was sent, from the start of the connection
    bool notes = true;                       ///< labels: optional messages that were not sent, and why
    QString language = QStringLiteral("en"); ///< a locale name
    double scale = 2;                        ///< px of a PNG for each px of the diagram, 1 to 4
    bool handout = false;                    ///< PDF: after the diagram a page (or more) for each message
    std::optional<bool> textAsPaths;         ///< SVG: outlines need no fonts; by default only for CJK
    bool withSecrets = false;                ///< formats that can hold values that an eavesdropper must not learn
};

} // namespace hd::ui
