// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/menus.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace hd::ui {

Menus::Menus(QMenuBar *bar, const Actions *actions)
    : QObject(bar),
      m_bar(bar),
      m_file(addMenu()),
      m_edit(addMenu()),
      m_view(addMenu()),
      m_playback(addMenu()),
      m_scenario(addMenu()),
      m_help(addMenu())
{
    m_file->addAction(actions->open);
    m_recent = addMenu(m_file);
    m_file->addAction(actions->compare);
    m_file->addActions({actions->save, actions->saveAs});
    m_file->addSeparator();
    m_file->addActions({actions->exportDiagram, actions->print});
    m_file->addSeparator();
    m_file->addActions({actions->connectLive, actions->serveLive});
    m_file->addSeparator();
    m_file->addAction(actions->quit);
    m_edit->addActions({actions->find, actions->findNext, actions->findPrevious});
    m_edit->addSeparator();
    m_edit->addAction(actions->copyDiagram);
    m_edit->addSeparator();
    m_edit->addActions({actions->selectionBack, actions->selectionForward});
    fillView(actions);
    fillPlayback(actions);
    m_scenario->addActions(actions->scenarios->actions());
    m_scenario->addSeparator();
    m_scenario->addActions({actions->rerunNewSeed, actions->rerunSameSeed});
    m_help->addActions({actions->shortcuts, actions->about});
    retranslate();
}

QMenu *Menus::addMenu(QMenu *parent)
{
    return parent ? parent->addMenu(QString()) : m_bar->addMenu(QString());
}

void Menus::fillView(const Actions *actions)
{
    m_view->addActions(actions->tabs->actions());
    m_view->addActions({actions->nextPane, actions->previousPane});
    m_view->addSeparator();
    m_view->addAction(actions->present);
    m_panes = addMenu(m_view);
    m_panes->addActions(actions->panes->actions());
    m_panes->addActions({actions->messageList, actions->findings});
    m_panes->addSeparator();
    m_movePanes = addMenu(m_panes);
    m_panes->addActions({actions->arrangePanes, actions->resetLayout});
    m_zoom = addMenu(m_view);
    m_zoom->addActions({actions->zoomIn, actions->zoomOut, actions->zoomReset});
    m_appearance = addMenu(m_view);
    m_appearance->addActions(actions->appearances->actions());
    m_language = addMenu(m_view);
    m_language->addActions(actions->languages->actions());
    m_view->addActions({actions->omissions, actions->reducedMotion});
}

void Menus::fillPlayback(const Actions *actions)
{
    m_playback->addActions({actions->play, actions->stepForward, actions->stepBack});
    m_playback->addSeparator();
    m_playback->addActions({actions->flightForward, actions->flightBack});
    m_playback->addActions({actions->operationForward, actions->operationBack});
    m_playback->addActions({actions->toStart, actions->toEnd});
    m_playback->addSeparator();
    m_granularity = addMenu(m_playback);
    m_granularity->addActions(actions->granularities->actions());
    m_speed = addMenu(m_playback);
    m_speed->addActions(actions->speeds->actions());
}

void Menus::retranslate()
{
    m_file->setTitle(tr("File"));
    m_recent->setTitle(tr("Recent files"));
    m_edit->setTitle(tr("Edit"));
    m_view->setTitle(tr("View"));
    m_panes->setTitle(tr("Panes"));
    m_movePanes->setTitle(tr("Move"));
    m_zoom->setTitle(tr("Zoom"));
    m_appearance->setTitle(tr("Appearance"));
    m_language->setTitle(tr("Language"));
    m_playback->setTitle(tr("Playback"));
    m_granularity->setTitle(tr("Step by"));
    m_speed->setTitle(tr("Speed"));
    m_scenario->setTitle(tr("Scenario"));
    m_help->setTitle(tr("Help"));
}

} // namespace hd::ui
