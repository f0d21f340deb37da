// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All the formats in which a trace leaves the program, once: for the command line, the dialog and `list formats`.

#include "export/exportoptions.h"
#include "wire/error.h"

#include <QByteArray>

#include <optional>
#include <span>

namespace hd::ui {

/// Which of the ExportOptions make a difference to a format.
enum ExportUse : std::uint16_t {
    UsesTheme = 1 << 0,
    UsesPage = 1 << 1,
    UsesRange = 1 << 2, ///< from, to and depth
    UsesLabels = 1 << 3,
    UsesLanguage = 1 << 4,
    UsesScale = 1 << 5,
    UsesPaths = 1 << 6,
    UsesSecrets = 1 << 7,
    UsesHandout = 1 << 8,
    UsesDiagram = UsesTheme | UsesPage | UsesRange | UsesLabels | UsesLanguage,
};

struct ExportFormat
{
    const char *ending; ///< of a file's name: "svg"
    const char *name;   ///< English; tr() of the context "ExportFormat": "SVG picture"
    QByteArray (*render)(const Trace &trace, const ExportOptions &options);
    std::uint16_t uses; ///< of ExportUse
    bool draws;         ///< whether render() needs a QGuiApplication
    /// Why it cannot hold what the options ask for; null where it can hold anything.
    std::optional<Error> (*refuse)(const Trace &trace, const ExportOptions &options) = nullptr;

    bool isUsed(ExportUse use) const { return (uses & use) != 0; }
};

/// In the order in which people are offered them.
std::span<const ExportFormat> exportFormats();
/// By the ending of @p path, in any case of letters; null when none has it.
const ExportFormat *exportFormatOf(const QString &path);

} // namespace hd::ui
