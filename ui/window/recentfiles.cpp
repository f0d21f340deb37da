// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/recentfiles.h"

#include "window/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace hd::ui {

RecentFiles::RecentFiles(QMenu *menu, Settings *settings) : m_menu(menu), m_settings(settings)
{
    m_menu->setToolTipsVisible(true);
    retranslate();
}

void RecentFiles::note(const QString &path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    QStringList files = m_settings->recentFiles();
    files.removeAll(file);
    files.prepend(file);
    set(files.mid(0, most));
}

void RecentFiles::leaveOut(const QString &path)
{
    QStringList files = m_settings->recentFiles();
    files.removeAll(path);
    set(files);
}

QString RecentFiles::folder() const
{
    const QStringList files = m_settings->recentFiles();
    const QString last = files.isEmpty() ? QString() : QFileInfo(files.first()).path();
    return !last.isEmpty() && QFileInfo(last).isDir()
               ? last
               : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void RecentFiles::set(const QStringList &files)
{
    m_settings->setRecentFiles(files);
    retranslate();
}

/// "lesson.json – Documents", with nothing that a menu takes for a mnemonic.
static QString textFor(const QString &path)
{
    const QFileInfo file(path);
    QString text = QStringLiteral("%1 – %2").arg(file.fileName(), QFileInfo(file.path()).fileName());
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

void RecentFiles::retranslate()
{
    m_menu->clear();
    const QStringList files = m_settings->recentFiles();
    m_menu->setEnabled(!files.isEmpty());
    for (const QString &path : files) {
        QAction *action = m_menu->addAction(textFor(path), this, [this, path] { Q_EMIT picked(path); });
        action->setToolTip(QDir::toNativeSeparators(path));
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Forget these files"), this, [this] { set({}); });
}

} // namespace hd::ui
