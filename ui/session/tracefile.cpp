// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tracefile.h"

#include "formats/plaintext.h"
#include "formats/recording.h"
#include "scenario/scenario.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace hd::ui {

static constexpr qint64 largestFile = 64 << 20;

static std::string_view viewOf(const QByteArray &text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

FileKind kindOf(const QByteArray &beginning)
{
    return looksLikeRecording(viewOf(beginning)) ? FileKind::Recording : FileKind::Scenario;
}

static Result<std::shared_ptr<const Trace>> runText(std::string_view text, const std::string &name)
{
    const Result<std::shared_ptr<const Scenario>> scenario = parseScenario(text, name);
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    return run(*std::get<std::shared_ptr<const Scenario>>(scenario));
}

static Result<std::shared_ptr<const Trace>> readText(std::string_view text, const std::string &name)
{
    Result<Trace> trace = readRecording(text, name);
    if (const Error *error = std::get_if<Error>(&trace))
        return *error;
    return std::make_shared<const Trace>(std::get<Trace>(std::move(trace)));
}

Result<OpenedFile> openTraceFile(const QString &path)
{
    const std::string name = path.toStdString();
    if (QFileInfo(path).isDir())
        return Error{"this is a folder", name, "choose a file"};
    if (!QFileInfo::exists(path))
        return Error{"there is no such file", name, "it may have been moved, renamed or deleted"};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot be read: " + file.errorString().toStdString(), name, {}};
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return Error{"the file is larger than 64 MiB", name, {}};
    if (std::optional<Error> error = noPlainText(viewOf(text), name))
        return std::move(*error);
    const FileKind kind = kindOf(text);
    Result<std::shared_ptr<const Trace>> trace =
        kind == FileKind::Recording ? readText(viewOf(text), name) : runText(viewOf(text), name);
    if (Error *error = std::get_if<Error>(&trace))
        return std::move(*error);
    return OpenedFile{kind, std::get<std::shared_ptr<const Trace>>(std::move(trace))};
}

std::optional<Error> saveRecording(const Trace &trace, const QString &path, bool withSecrets)
{
    const std::string text = writeRecording(trace, {.withSecrets = withSecrets});
    const auto size = static_cast<qint64>(text.size());
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         (!withSecrets || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) &&
                         file.write(text.data(), size) == size && file.commit();
    if (!written)
        return Error{"cannot be written: " + file.errorString().toStdString(), path.toStdString(), {}};
    return std::nullopt;
}

bool lacksSecrets(const Trace &trace)
{
    return std::any_of(trace.derivations.begin(), trace.derivations.end(), isWithheld);
}

} // namespace hd::ui
