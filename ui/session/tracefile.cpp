// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tracefile.h"

#include "formats/recording.h"
#include "scenario/scenario.h"

#include <QFile>
#include <QFileInfo>

namespace hd::ui {

static constexpr qint64 largestFile = 64 << 20;

static Result<std::shared_ptr<const Trace>> runText(std::string_view text, const std::string &name)
{
    const Result<std::shared_ptr<const Scenario>> scenario = parseScenario(text, name);
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    return run(*std::get<std::shared_ptr<const Scenario>>(scenario));
}

Result<std::shared_ptr<const Trace>> loadTrace(const QString &path)
{
    const std::string name = path.toStdString();
    if (QFileInfo(path).isDir())
        return Error{"this is a folder", name, "choose a file"};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot be read: " + file.errorString().toStdString(), name, {}};
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return Error{"the file is larger than 64 MiB", name, {}};
    const std::string_view view(text.data(), static_cast<std::size_t>(text.size()));
    if (!looksLikeRecording(view))
        return runText(view, name);
    Result<Trace> trace = readRecording(view, name);
    if (const Error *error = std::get_if<Error>(&trace))
        return *error;
    return std::make_shared<const Trace>(std::get<Trace>(std::move(trace)));
}

} // namespace hd::ui
