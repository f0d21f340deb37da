// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/error.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace hd::ui {

/// What a file is, by how it begins.
enum class FileKind : std::uint8_t { Recording, Scenario };

/// Scenario: also whatever is no file of ours, which is refused when it is read as one.
FileKind kindOf(const QByteArray &beginning);

struct OpenedFile
{
    FileKind kind = FileKind::Recording;
    std::shared_ptr<const Trace> trace;
};

/// A recording is read, a scenario is run. An Error says what is wrong, where, and how to mend it.
Result<OpenedFile> openTraceFile(const QString &path);

/// Writes a recording. Replaces what is there, and leaves it alone when writing fails. With secrets nobody but its
/// owner can read the file.
std::optional<Error> saveRecording(const Trace &trace, const QString &path, bool withSecrets);

/// Whether secrets of @p trace were left out of the recording that it was read from: they cannot be saved again.
bool lacksSecrets(const Trace &trace);

} // namespace hd::ui
