// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"

namespace hd::ui {

/// From the edge of a value's box to its first byte, after the offset.
inline constexpr qreal valueInset = 36;

/// `#1 client_hello.random`; of a deeper path only its last name.
KeyLink fieldLink(const FieldRef &field);

/// Where the value of @p node comes from: `#4 dh_Ys`. @p brief says `#4` only.
QList<KeyLink> provenance(const KeyGraph &graph, int node, bool brief);

/// The open card of @p node with its top left corner at @p corner.
KeyCard layOutCard(const Trace &trace, const KeyGraph &graph, int node, QPointF corner, qreal width,
                   const KeyGraphOptions &options);

/// Cuts a formula into lines of at most @p width characters, after blanks where it can.
QStringList wrapped(const QString &text, qsizetype width);

/// Places the blocks of the open value between @p left and @p right from @p y on, and moves @p y below them.
void placeBlocks(KeyCard &card, const KeyGraph &graph, qreal left, qreal right, qreal &y,
                 const KeyGraphOptions &options);

/// Places @p links one after the other from @p at on, as far as @p right; of those that do not fit the last says how
/// many they are.
void placeLinks(QList<KeyLink> &links, QPointF at, qreal right, const KeyGraphOptions &options);

} // namespace hd::ui
