// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panemoves.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMenu>

namespace hd::ui {

namespace {

/// The context of the translations below.
struct PaneMoves
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::PaneMoves)
};

void fill(QMenu *menu, Workspace *workspace, Workspace::Pane pane)
{
    menu->clear();
    const QDockWidget *own = workspace->pane(pane);
    const std::pair<Qt::DockWidgetArea, QString> areas[] = {
        {Qt::LeftDockWidgetArea, PaneMoves::tr("To the left")},
        {Qt::RightDockWidgetArea, PaneMoves::tr("To the right")},
        {Qt::TopDockWidgetArea, PaneMoves::tr("To the top")},
        {Qt::BottomDockWidgetArea, PaneMoves::tr("To the bottom")},
    };
    for (const auto &[area, text] : areas) {
        QAction *move = menu->addAction(text, workspace, [workspace, pane, to = area] { workspace->moveTo(pane, to); });
        move->setCheckable(true);
        move->setChecked(!own->isFloating() && workspace->dockWidgetArea(workspace->pane(pane)) == area);
    }
    menu->addSeparator();
    for (std::size_t i = 0; i < Workspace::paneCount; ++i) {
        const auto other = static_cast<Workspace::Pane>(i);
        const QDockWidget *dock = workspace->pane(other);
        if (other == pane || !dock || dock->isHidden() || dock->isFloating())
            continue;
        menu->addAction(PaneMoves::tr("As a tab over %1").arg(dock->windowTitle()), workspace,
                        [workspace, pane, other] { workspace->tabOver(pane, other); });
    }
    menu->addSeparator();
    menu->addAction(own->isFloating() ? PaneMoves::tr("Back into the window") : PaneMoves::tr("As a window of its own"),
                    workspace, [workspace, pane, to = !own->isFloating()] { workspace->setFloating(pane, to); });
}

} // namespace

void offerMoves(QMenu *menu, Workspace *workspace, Workspace::Pane pane)
{
    QObject::connect(menu, &QMenu::aboutToShow, workspace, [menu, workspace, pane] { fill(menu, workspace, pane); });
}

void offerMovesOfAll(QMenu *menu, Workspace *workspace)
{
    QObject::connect(menu, &QMenu::aboutToShow, workspace, [menu, workspace] {
        menu->clear();
        for (std::size_t i = 0; i < Workspace::paneCount; ++i) {
            const auto pane = static_cast<Workspace::Pane>(i);
            if (!workspace->pane(pane) || workspace->pane(pane)->isHidden())
                continue;
            QMenu *own = menu->addMenu(workspace->pane(pane)->windowTitle());
            offerMoves(own, workspace, pane);
        }
    });
}

} // namespace hd::ui
