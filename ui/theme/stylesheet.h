// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

namespace hd::ui {

/// The few rules that a palette cannot say: flat tabs, hairlines, edges of controls, chips, header sections. A QLabel
/// with the property `chip` is a chip; a QToolButton with `edged` has an edge, with `primary` the accent's fill.
QString styleSheetFor(const Colors &colors);

} // namespace hd::ui
