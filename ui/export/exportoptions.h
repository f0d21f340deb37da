// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/layout.h"

#include <QString>

namespace hd::ui {

enum class ExportTheme : std::uint8_t { Light, Dark, Mono };

/// What an export shows, as the command line's export options and the window's dialog name it.
struct ExportOptions
{
    ExportTheme theme = ExportTheme::Light;
    std::uint32_t from = 1;          ///< number of the first message, as people see it
    std::optional<std::uint32_t> to; ///< and of the last; to the end when not given
    Depth depth = Depth::Message;
    bool bytes = true;                       ///< labels: sizes
    bool states = true;                      ///< labels: states of the parties
    bool notes = true;                       ///< labels: optional messages that were not sent, and why
    QString language = QStringLiteral("en"); ///< a locale name
    double scale = 2;                        ///< px of a PNG for each px of the diagram, 1 to 4
    std::optional<bool> textAsPaths;         ///< SVG: outlines need no fonts; by default only for CJK
    bool withSecrets = false;                ///< Markdown, recording: values that an eavesdropper must not learn
};

} // namespace hd::ui
