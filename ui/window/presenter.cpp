// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/presenter.h"

#include "window/transportbar.h"
#include "window/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>

namespace hd::ui {

Presenter::Presenter(Parts parts, Session *session, Theme *theme, const Actions *actions)
    : QObject(parts.window), m_parts(std::move(parts)), m_session(session), m_theme(theme), m_actions(actions)
{
    for (QAction *action : actions->whilePresenting()) {
        m_parts.window->addAction(action);
        action->setEnabled(false);
    }
    connect(actions->present, &QAction::toggled, this, &Presenter::set);
    connect(actions->clickerForward, &QAction::triggered, actions->stepForward, &QAction::trigger);
    connect(actions->clickerBack, &QAction::triggered, actions->stepBack, &QAction::trigger);
    connect(actions->tabs, &QActionGroup::triggered, this, [this] {
        if (m_on)
            m_parts.workspace->open(Workspace::Inspectors);
    });
    connect(actions->leavePresenting, &QAction::triggered, actions->present, &QAction::toggle);
}

void Presenter::set(bool on)
{
    if (std::exchange(m_on, on) == on)
        return;
    if (on)
        enter();
    else
        leave();
    m_actions->present->setChecked(on);
}

void Presenter::enter()
{
    m_stateBefore = m_parts.window->windowState();
    m_secretsBefore = m_session->secretsShown();
    m_session->setSecretsShown(false);
    m_hidden.clear();
    for (QWidget *part : m_parts.chrome) {
        if (!part->isHidden())
            m_hidden.push_back(part);
        part->hide();
    }
    m_theme->setPresenting(true);
    m_parts.transport->setSmall(true);
    m_parts.window->setWindowState(m_stateBefore | Qt::WindowFullScreen);
    m_parts.workspace->setPresenting(true);
    takeKeys(true);
    m_parts.stage->setFocus();
}

void Presenter::leave()
{
    takeKeys(false);
    m_parts.window->setWindowState(m_stateBefore);
    m_parts.transport->setSmall(false);
    m_theme->setPresenting(false);
    for (QWidget *part : m_hidden)
        part->show();
    m_parts.workspace->setPresenting(false);
    m_session->setSecretsShown(m_secretsBefore);
}

/// Arrows step wherever the focus is: who presents does not look for it.
void Presenter::takeKeys(bool whole)
{
    for (QAction *action : m_actions->playback()) {
        if (action == m_actions->play) // Space presses the focused button
            continue;
        action->setShortcutContext(whole ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
        if (whole)
            m_parts.window->addAction(action);
        else
            m_parts.window->removeAction(action);
    }
    for (QAction *action : m_actions->whilePresenting())
        action->setEnabled(whole);
}

} // namespace hd::ui
