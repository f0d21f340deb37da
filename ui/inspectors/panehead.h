// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFrame;
class QLabel;
class QWidget;

namespace hd::ui {

/// The bar at the top of an inspector: 40 px, with the style sheet's hairline below.
QFrame *makePaneHead(QWidget *parent);

/// A small framed word in it. Always plain text: it may come from a trace.
QLabel *makeChip(QWidget *parent);

} // namespace hd::ui
