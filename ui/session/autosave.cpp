// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/autosave.h"

#include "session/tracefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

namespace hd::ui {

static QString lockOf(const QString &path)
{
    return path + QStringLiteral(".lock");
}

/// The lock of a program that still runs is its own for however long it takes; that of one that ended is free.
static std::shared_ptr<QLockFile> tryLock(const QString &path)
{
    auto lock = std::make_shared<QLockFile>(lockOf(path));
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? lock : nullptr;
}

Autosave::Autosave(const QString &folder, QObject *parent) : QObject(parent), m_folder(folder)
{
    m_writer.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(delayMs);
    connect(&m_soon, &QTimer::timeout, this, &Autosave::write);
}

Autosave::~Autosave()
{
    while (!m_kept.empty())
        forget(m_kept.begin()->first);
}

QString Autosave::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/unsaved");
}

void Autosave::keep(Key key, std::shared_ptr<const Trace> trace)
{
    m_kept[key].next = std::move(trace);
    if (!m_soon.isActive()) // a recording that grows all the time is written all the same
        m_soon.start();
}

void Autosave::flush()
{
    write();
    m_writer.waitForDone();
}

void Autosave::forget(Key key)
{
    const auto found = m_kept.find(key);
    if (found == m_kept.end())
        return;
    m_writer.waitForDone();
    if (!found->second.path.isEmpty())
        QFile::remove(found->second.path);
    m_kept.erase(found);
}

QString Autosave::path(Key key) const
{
    const auto found = m_kept.find(key);
    return found == m_kept.end() ? QString() : found->second.path;
}

/// A name of its own, and its lock.
bool Autosave::claimFile(Kept &kept) const
{
    if (!kept.path.isEmpty())
        return true;
    const QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(m_folder) || !QFile::setPermissions(m_folder, owner))
        return false;
    const QString path =
        m_folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral(".json");
    kept.lock = tryLock(path);
    if (kept.lock)
        kept.path = path;
    return kept.lock != nullptr;
}

void Autosave::write()
{
    m_soon.stop();
    for (auto &[key, kept] : m_kept) {
        const std::shared_ptr<const Trace> trace = std::exchange(kept.next, nullptr);
        if (!trace)
            continue;
        if (!claimFile(kept)) {
            Q_EMIT failed({"what is not saved cannot be kept here for a crash", m_folder.toStdString(), {}});
            continue;
        }
        m_writer.start([this, trace, path = kept.path] {
            if (const std::optional<Error> error = saveRecording(*trace, path, true))
                QMetaObject::invokeMethod(
                    this, [this, error = *error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
        });
    }
}

std::optional<Autosave::Leftover> Autosave::findLeftover() const
{
    const QDir folder(m_folder);
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Time))
        if (auto lock = tryLock(file.filePath()))
            return Leftover{file.filePath(), std::move(lock)};
    return std::nullopt;
}

void Autosave::adopt(Key key, const Leftover &leftover)
{
    forget(key);
    m_kept[key] = {leftover.path, leftover.lock, nullptr};
}

void Autosave::discard(const Leftover &leftover)
{
    QFile::remove(leftover.path);
    leftover.lock->unlock();
}

} // namespace hd::ui
