// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"

#include <QObject>

#include <functional>

namespace hd::ui {

class Explanations;
class FindBar;
class FindResults;
class Workspace;

/// Searching in the window: what is typed into the bar fills the pane of findings, which opens with the first letter.
class Find : public QObject
{
    Q_OBJECT
public:
    /// @p done is called when somebody has had enough: it gives the focus back.
    Find(FindBar *bar, Workspace *workspace, Session *session, const Explanations *texts, const Theme *theme,
         const Actions *actions, std::function<void()> done);

    FindResults *results(); ///< made when they are first wanted

private:
    void search(const QString &query);
    void move(int direction);
    void leave();

    FindBar *m_bar;
    Workspace *m_workspace;
    Session *m_session;
    const Explanations *m_texts;
    const Theme *m_theme;
    const Actions *m_actions;
    std::function<void()> m_done;
    FindResults *m_results = nullptr;
};

} // namespace hd::ui
