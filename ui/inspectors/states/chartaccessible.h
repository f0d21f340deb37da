// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hd::ui {

class ChartView;
struct ChartItem;

/// From here on every ChartView shows its states and arrows to screen readers as buttons. Calling it again does
/// nothing.
void installChartAccessibility();

/// Tells screen readers that @p item has the focus now.
void notifyCurrentChartItem(ChartView *view, const ChartItem &item);

} // namespace hd::ui
