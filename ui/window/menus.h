// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"

#include <QObject>

#include <array>

class QMenu;
class QMenuBar;

namespace hd::ui {

/// The menu bar over the actions.
class Menus : public QObject
{
    Q_OBJECT
public:
    Menus(QMenuBar *bar, const Actions *actions);

    QMenu *movePanes() const { return m_movePanes; } ///< for its owner to fill
    QMenu *recent() const { return m_recent; }       ///< to be filled
    void retranslate();

private:
    QMenu *addMenu(QMenu *parent = nullptr);
    void fillView(const Actions *actions);
    void fillPlayback(const Actions *actions);

    QMenuBar *m_bar;
    QMenu *m_file;
    QMenu *m_recent = nullptr;
    QMenu *m_edit;
    QMenu *m_view;
    QMenu *m_panes = nullptr;
    QMenu *m_movePanes = nullptr;
    QMenu *m_zoom = nullptr;
    QMenu *m_appearance = nullptr;
    QMenu *m_language = nullptr;
    QMenu *m_playback;
    QMenu *m_granularity = nullptr;
    QMenu *m_speed = nullptr;
    QMenu *m_scenario;
    QMenu *m_help;
};

} // namespace hd::ui
