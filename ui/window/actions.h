// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/player.h"
#include "theme/theme.h"

#include <QIcon>
#include <QKeySequence>
#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QWidget;

namespace hd::ui {

/// Everything that the window can be told to do, each once: menus, toolbar, transport bar and shortcuts share them.
class Actions : public QObject
{
    Q_OBJECT
public:
    Actions(Session *session, Player *player, Theme *theme, QObject *parent = nullptr);

    // Playback: they act on session and player by themselves.
    QAction *toStart = nullptr;
    QAction *flightBack = nullptr;
    QAction *stepBack = nullptr;
    QAction *play = nullptr;
    QAction *stepForward = nullptr;
    QAction *flightForward = nullptr;
    QAction *toEnd = nullptr;
    QAction *operationBack = nullptr;
    QAction *operationForward = nullptr;
    QActionGroup *granularities = nullptr; ///< data: int(Granularity)
    QActionGroup *speeds = nullptr;        ///< data: double
    QAction *reducedMotion = nullptr;      ///< checkable

    // Zoom acts on the theme by itself; the window remembers it.
    QAction *zoomIn = nullptr;
    QAction *zoomOut = nullptr;
    QAction *zoomReset = nullptr;

    QAction *find = nullptr;
    QAction *findNext = nullptr;
    QAction *findPrevious = nullptr;
    QAction *findings = nullptr; ///< checkable: the pane of what was found
    QAction *present = nullptr;  ///< checkable
    QAction *clickerForward = nullptr;
    QAction *clickerBack = nullptr;
    QAction *leavePresenting = nullptr;
    QActionGroup *panes = nullptr;   ///< any number; data: a pane of the workspace
    QAction *arrangePanes = nullptr; ///< checkable: they can be moved
    QAction *resetLayout = nullptr;
    QAction *selectionBack = nullptr;
    QAction *selectionForward = nullptr;
    QAction *rerunNewSeed = nullptr;
    QAction *rerunSameSeed = nullptr;
    QAction *open = nullptr;
    QAction *compare = nullptr;
    QAction *save = nullptr;
    QAction *saveAs = nullptr;
    QAction *print = nullptr;
    QAction *copyDiagram = nullptr;
    QAction *exportDiagram = nullptr;
    QAction *connectLive = nullptr;
    QAction *serveLive = nullptr;
    QAction *quit = nullptr;
    QAction *nextPane = nullptr;
    QAction *previousPane = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
    QActionGroup *tabs = nullptr;        ///< data: index
    QActionGroup *scenarios = nullptr;   ///< data: name; its actions are made by the window
    QAction *messageList = nullptr;      ///< checkable: the diagram as a list
    QAction *omissions = nullptr;        ///< checkable: rows for messages that are not sent
    QActionGroup *appearances = nullptr; ///< data: int(Appearance)
    QActionGroup *languages = nullptr;   ///< data: code, empty for the system's

    /// Those whose keys belong to the diagram and the transport bar; trees and lists keep theirs.
    std::vector<QAction *> playback() const;
    std::vector<QAction *> whilePresenting() const { return {clickerForward, clickerBack, leavePresenting}; }
    void setPlaying(bool playing);
    void retranslate();

private:
    void makePlayback(const Theme *theme);
    void connectPlayback(Session *session, Player *player);
    void makeOthers(const Theme *theme);
    void makeChoices();
    void updateEnabled(const Session &session);
    QAction *add(const QKeySequence &key = {}, const QIcon &icon = {});
    QAction *addTo(QActionGroup *group, const QVariant &data);
    void retranslatePlayback();
    void retranslateChoices();

    void connectZoom();

    Theme *m_theme;
    bool m_playing = false;
};

} // namespace hd::ui
