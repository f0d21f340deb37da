// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "child.h"

#include "formats/recording.h"

#include <QTemporaryDir>

namespace hd::test {

/// A folder for one test, and the program in it.
class LiveFolder
{
public:
    QString path() const { return m_folder.path(); }
    QString pathOf(const QString &name) const { return m_folder.filePath(name); }
    QByteArray read(const QString &name) const
    {
        QFile file(pathOf(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Trace recording(const QString &name) const
    {
        const Result<Trace> trace = readRecording(read(name).toStdString(), name.toStdString());
        if (const Error *error = std::get_if<Error>(&trace))
            qFatal("%s", error->text().c_str());
        return std::get<Trace>(trace);
    }
    std::unique_ptr<Child> hellodone(const QStringList &arguments) const
    {
        return std::make_unique<Child>(QStringLiteral(HELLODONE_PROGRAM), arguments, path());
    }
    /// To @p server, which is trusted.
    std::unique_ptr<Child> connectTo(const Served &server, const QString &options = {}) const
    {
        return hellodone(words(QStringLiteral("connect %1 --ca demonstration ").arg(server.address) + options));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace hd::test
