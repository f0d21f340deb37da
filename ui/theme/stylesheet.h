// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

namespace hd::ui {

/// The few rules that a palette cannot say: flat tabs, hairlines, edges of controls, chips, header sections. A QLabel
/// with the property `chip` is a chip; a QToolButton with `edged` has an edge, with `primary` the accent's fill.
/// Lengths are those of the design times @p zoom.
QString styleSheetFor(const Colors &colors, double zoom = 1);

/// Every length of @p sheet, as "12px", times @p zoom; a line stays at least 1 px wide.
QString zoomed(QString sheet, double zoom);

} // namespace hd::ui
