// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/error.h"

#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>

namespace hd::ui {

/// Keeps recordings that are not saved yet where a crash cannot reach them, and finds what a program that crashed left
/// behind.
///
/// What is kept can only be restored as it was when it is complete, so it holds the secrets: in a file that nobody but
/// its owner can read, in the user's own data folder, and only as long as it has to be there. It is deleted when the
/// recording is saved or given up and when the program ends as it should. Beside it lies a lock that names the running
/// program, so that of several programs none takes what another still works on.
class Autosave : public QObject
{
    Q_OBJECT
public:
    using Key = std::uint32_t; ///< of one recording, as the caller counts them

    explicit Autosave(const QString &folder, QObject *parent = nullptr);
    ~Autosave() override; ///< the clean end: forgets everything

    /// Of the user, under QStandardPaths::AppDataLocation.
    static QString usualFolder();

    /// Writes @p trace soon, in another thread; of several in a row under one key the last.
    void keep(Key key, std::shared_ptr<const Trace> trace);
    void flush(); ///< writes at once what is to be written soon, and waits for it
    void forget(Key key);
    QString path(Key key) const; ///< of the file; empty when none was written

    /// What a program left that is no longer there, the newest first. No other can take it as long as it is held here.
    struct Leftover
    {
        QString path;
        std::shared_ptr<QLockFile> lock;
    };
    std::optional<Leftover> findLeftover() const;
    /// Makes what was left the file that is kept under @p key: nothing of it is lost before the next is written.
    void adopt(Key key, const Leftover &leftover);
    static void discard(const Leftover &leftover);

    static constexpr int delayMs = 2000;

Q_SIGNALS:
    void failed(const hd::Error &error); ///< it could not be written

private:
    struct Kept
    {
        QString path;
        std::shared_ptr<QLockFile> lock;
        std::shared_ptr<const Trace> next; ///< to be written
    };

    void write();
    bool claimFile(Kept &kept) const;

    QString m_folder;
    std::map<Key, Kept> m_kept;
    QTimer m_soon;
    QThreadPool m_writer; ///< one thread: files are written in the order in which they were kept
};

} // namespace hd::ui
