// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"

#include <QObject>

#include <vector>

class QMainWindow;

namespace hd::ui {

class TransportBar;
class Workspace;

/// The window on a projector: full screen, the diagram and the explanation in larger type, a low transport bar, and the
/// keys of a clicker. Secrets are masked until somebody shows them.
class Presenter : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        QMainWindow *window;
        Workspace *workspace;
        TransportBar *transport;
        std::vector<QWidget *> chrome; ///< hidden meanwhile
        QWidget *stage;                ///< has the focus
    };
    /// Obeys `present` and what ends it.
    Presenter(Parts parts, Session *session, Theme *theme, const Actions *actions);

    bool isOn() const { return m_on; }
    void set(bool on);

private:
    void enter();
    void leave();
    void takeKeys(bool whole);

    Parts m_parts;
    Session *m_session;
    Theme *m_theme;
    const Actions *m_actions;
    std::vector<QWidget *> m_hidden; ///< those that were shown before
    Qt::WindowStates m_stateBefore;
    bool m_secretsBefore = true;
    bool m_on = false;
};

} // namespace hd::ui
