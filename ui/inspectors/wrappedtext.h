// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QPainter;
class QRect;

namespace hd::ui {

/// How high @p text is in @p width: broken between words, and within one only where it is wider than the line, as names
/// of the protocol can be.
int wrappedHeight(const QString &text, const QFont &font, int width);
/// Draws it like that from the top left of @p box, with the painter's font and pen.
void drawWrapped(QPainter *painter, const QRect &box, const QString &text);

} // namespace hd::ui
