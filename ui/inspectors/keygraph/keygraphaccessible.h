// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hd::ui {

class KeyGraphView;

/// From here on every KeyGraphView shows its nodes to screen readers as buttons, and blocks as texts. Calling it again
/// does nothing.
void installKeyGraphAccessibility();

/// Tells screen readers that child @p child has the focus now: nodes in their order, then the blocks of the open value.
void notifyCurrentKeyNode(KeyGraphView *view, int child);

} // namespace hd::ui
