// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hd::ui {

class KeyGraphView;

/// From here on every KeyGraphView shows its nodes to screen readers as buttons. Calling it again does nothing.
void installKeyGraphAccessibility();

/// Tells screen readers that @p node has the focus now.
void notifyCurrentKeyNode(KeyGraphView *view, int node);

} // namespace hd::ui
