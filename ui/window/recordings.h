// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/autosave.h"
#include "session/session.h"
#include "window/recentfiles.h"

#include <QWidget>

#include <functional>

namespace hd::ui {

class Notice;
class Theme;

/// Opens, saves and looks after what is open, as a file.
///
/// Unsaved is what is gone for good when it is closed: a connection that was recorded live and that no recording holds
/// yet. The run of a scenario is not, whatever its seed: the scenario makes it again, at once and to the byte where it
/// has a seed; nor is what a capture holds; so leaving one of these never asks. What is unsaved is kept in the user's
/// data folder until it is saved or given up (session/autosave.h), and offered again after a crash. A live connection
/// that another one follows in the window is not given up by that: it is asked about when the window closes.
class Recordings : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Session *session;
        Settings *settings;
        const Theme *theme;
        QMenu *recent;                                ///< to fill
        QWidget *window;                              ///< for dialogs
        Notice *offer;                                ///< for what was left behind
        std::function<void(const Error &)> showError; ///< in the window
        std::function<void(const QString &path)> listCapture;
    };
    explicit Recordings(const Parts &parts);

    /// A recording or a scenario; what is wrong with it is said in the window. Asks first when what is open would be
    /// lost. False when that stays open, as it does while the connections of a capture are listed.
    bool open(const QString &path);
    void chooseAndOpen();
    /// Opens @p trace, which came from @p file; from no file when that is empty.
    void show(std::shared_ptr<const Trace> trace, const QString &file = {});
    /// To where it lies, with secrets when it holds them there; asks where it lies nowhere.
    bool save();
    bool saveAs();
    /// Whether something else may be opened. Asks only when what is open would be lost.
    bool mayLeave();
    /// Whether the window may be closed: asks about what is open, then about connections that were open before.
    bool mayClose();

    QString file() const { return m_file; } ///< the recording that holds what is open; empty: none
    bool isUnsaved() const { return m_current != 0; }
    RecentFiles *recent() { return &m_recent; }
    Autosave *autosave() { return &m_autosave; }

    /// Offers what a program that crashed left behind, if anything.
    void offerLeftover();
    void retranslate();

Q_SIGNALS:
    void changed(); ///< file() or isUnsaved()

private:
    /// A connection that no recording holds yet.
    struct Work
    {
        Autosave::Key key;
        std::shared_ptr<const Trace> trace;
    };

    void follow();
    void set(const QString &file, bool unsaved);
    Autosave::Key keyOf(const std::shared_ptr<const Trace> &trace);
    void done(Autosave::Key key);
    void restore();
    void discard();
    QString proposal() const;

    Parts m_parts;
    RecentFiles m_recent;
    Autosave m_autosave;
    std::optional<Autosave::Leftover> m_leftover; ///< that is being offered
    std::shared_ptr<const Trace> m_shown;         ///< that file and mark are of
    std::vector<Work> m_works; ///< what is open, and what was before without having been saved or given up
    Autosave::Key m_current = 0;
    Autosave::Key m_lastKey = 0;
    bool m_givenUp = false; ///< what is open may go when something else comes
    QString m_file;
    bool m_withSecrets = false; ///< whether the file holds them
};

} // namespace hd::ui
