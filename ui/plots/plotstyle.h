// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/customplot.h"

namespace hd::ui {

class Theme;

/// The theme's colours, fonts and zoom for all of a plot: its axes, grids and legend.
void stylePlot(QCustomPlot &plot, const Theme &theme);

/// Words at a place in the plot, in the theme's small print.
void styleText(QCPItemText &text, const Theme &theme, bool strong = false);

/// "12.3 ms", "450 ns": the unit that makes the number readable. @param ns not negative
QString durationText(double ns);

} // namespace hd::ui
