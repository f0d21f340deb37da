// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The strokes of the diagram's visual language: one line, head and mark per kind of message.

#include "diagram/messagefacts.h"

#include <QPointF>

class QColor;
class QPainter;

namespace hd::ui {

struct Colors;

/// How far a message has come, and whether it is the one that is inspected.
enum class Emphasis : std::uint8_t { Future, Past, Selected };

QColor colorOf(LineStyle style, const Colors &colors);

/// A horizontal line in the manner of @p style.
void drawLine(QPainter &painter, LineStyle style, Emphasis emphasis, QPointF from, QPointF to, const Colors &colors);

/// The head of an arrow whose tip is at @p tip and that comes from @p direction (+1: from the left). Hollow for the
/// future and for what is absent.
void drawHead(QPainter &painter, QPointF tip, int direction, bool filled, const QColor &color, const QColor &inside);

/// The diamond of change_cipher_spec.
void drawDiamond(QPainter &painter, QPointF centre, qreal half, bool filled, const QColor &color, const QColor &inside);

} // namespace hd::ui
