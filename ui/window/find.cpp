// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/find.h"

#include "window/findbar.h"
#include "window/findresults.h"
#include "window/workspace.h"

#include <QAction>
#include <QDockWidget>

namespace hd::ui {

Find::Find(FindBar *bar, Workspace *workspace, Session *session, const Explanations *texts, const Theme *theme,
           const Actions *actions, std::function<void()> done)
    : QObject(bar),
      m_bar(bar),
      m_workspace(workspace),
      m_session(session),
      m_texts(texts),
      m_theme(theme),
      m_actions(actions),
      m_done(std::move(done))
{
    connect(actions->find, &QAction::triggered, bar, [bar] {
        bar->setFocus(Qt::ShortcutFocusReason);
        bar->selectAll();
    });
    connect(actions->findNext, &QAction::triggered, this, [this] { move(+1); });
    connect(actions->findPrevious, &QAction::triggered, this, [this] { move(-1); });
    connect(actions->findings, &QAction::toggled, this, [this](bool shown) {
        if (shown)
            results();
    });
    connect(bar, &QLineEdit::textChanged, this, &Find::search);
    connect(bar, &FindBar::moved, this, &Find::move);
    connect(bar, &FindBar::listWanted, this, [this] {
        if (!m_bar->text().isEmpty())
            results()->takeFocus();
    });
    connect(bar, &FindBar::left, this, &Find::leave);
}

FindResults *Find::results()
{
    if (m_results)
        return m_results;
    m_results = new FindResults(m_session, m_texts, m_theme);
    m_workspace->addPane(Workspace::Results, m_results, m_actions->findings);
    m_workspace->pane(Workspace::Results)->setWindowTitle(m_actions->findings->text());
    connect(m_results, &FindResults::placeChanged, m_bar, [this] { m_bar->setCount(m_results->place()); });
    connect(m_results, &FindResults::left, this, &Find::leave);
    return m_results;
}

void Find::search(const QString &query)
{
    if (!query.isEmpty()) {
        results();
        m_workspace->open(Workspace::Results);
    }
    if (m_results)
        m_results->model()->setQuery(query);
}

void Find::move(int direction)
{
    if (m_bar->text().isEmpty())
        m_actions->find->trigger();
    else
        results()->move(direction);
}

void Find::leave()
{
    m_bar->clear();
    if (m_results)
        m_workspace->pane(Workspace::Results)->hide();
    m_done();
}

} // namespace hd::ui
