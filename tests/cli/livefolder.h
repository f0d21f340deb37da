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

/// A test whose functions each work in a folder of their own.
class LiveTest
{
protected:
    void renewFolder() { m_folder = std::make_unique<LiveFolder>(); }
    QString folder() const { return m_folder->path(); }
    QString pathOf(const QString &name) const { return m_folder->pathOf(name); }
    QByteArray read(const QString &name) const { return m_folder->read(name); }
    Trace recording(const QString &name) const { return m_folder->recording(name); }
    std::unique_ptr<Child> hellodone(const QStringList &arguments) const { return m_folder->hellodone(arguments); }
    std::unique_ptr<Child> connectTo(const Served &server, const QString &options = {}) const
    {
        return m_folder->connectTo(server, options);
    }

private:
    std::unique_ptr<LiveFolder> m_folder;
};

} // namespace hd::test
