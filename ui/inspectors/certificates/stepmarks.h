// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chainmodel.h"
#include "theme/theme.h"

class QPainter;

namespace hd::ui {

/// How a step went, as a shape in @p box: a tick or a cross in a filled circle, a bar in an open one for what is not
/// checked, an open one alone for what is still to come.
void paintStepMark(QPainter *painter, const Colors &colors, StepMark mark, const QRectF &box);
QColor stepMarkColor(const Colors &colors, StepMark mark);

} // namespace hd::ui
