// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/knowledge.h"

class QPainter;
class QRectF;

namespace hd::ui {

struct Colors;

/// How far a property is, as a circle: open, left half, full, crossed, struck, with an exclamation mark.
inline constexpr int propertyMarkSide = 14;
void paintPropertyMark(QPainter &painter, const QRectF &circle, Achievement achievement, const Colors &colors);

} // namespace hd::ui
