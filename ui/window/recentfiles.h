// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMenu;

namespace hd::ui {

class Settings;

/// The files that were opened or saved last, as a menu: the newest first, and an entry that forgets them all.
class RecentFiles : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype most = 10;

    RecentFiles(QMenu *menu, Settings *settings); ///< both must outlive it

    void note(const QString &path);
    void leaveOut(const QString &path);
    /// Of the newest, or the user's documents.
    QString folder() const;
    void retranslate();

Q_SIGNALS:
    void picked(const QString &path);

private:
    void set(const QStringList &files);

    QMenu *m_menu;
    Settings *m_settings;
};

} // namespace hd::ui
