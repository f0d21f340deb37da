// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/workspace.h"

class QMenu;

namespace hd::ui {

/// Keeps @p menu filled with the places that @p pane can go to: an edge of the diagram, over another pane as its tab, a
/// window of its own. What the mouse does by dragging, for the keyboard.
void offerMoves(QMenu *menu, Workspace *workspace, Workspace::Pane pane);

/// Keeps @p menu filled with such a menu for each pane that is open.
void offerMovesOfAll(QMenu *menu, Workspace *workspace);

} // namespace hd::ui
