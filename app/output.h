// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include "export/exportoptions.h"

namespace hd::app {

/// What `-o` and the export options ask for.
struct Output
{
    std::vector<std::string> files;
    ui::ExportOptions options;
    bool force = false;
};

/// The options that readOutput() reads.
std::span<const Option> outputOptions();

/// An Error when an option or the ending of a file is none that there is.
Result<Output> readOutput(const Arguments &arguments);

/// The first file that is there already and must not be replaced, as an Error.
std::optional<Error> findObstacle(const Output &output);

/// Writes a whole file, or leaves what is there alone.
std::optional<Error> writeFile(const QString &name, std::string_view content);

/// Writes a recording, whatever was there before.
std::optional<Error> writeRecordingTo(const QString &name, const Trace &trace, bool withSecrets);

/// Writes every file; the ending says how. Needs no display.
std::optional<Error> write(const Trace &trace, const Output &output);

} // namespace hd::app
