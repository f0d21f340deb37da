// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"

namespace hd::ui {

/// The open card of @p node with its top left corner at @p corner.
KeyCard layOutCard(const Trace &trace, const KeyGraph &graph, int node, QPointF corner, qreal width,
                   const KeyGraphOptions &options);

/// Places @p links one after the other from @p at on, as far as @p right; those that do not fit are left out.
void placeLinks(QList<KeyLink> &links, QPointF at, qreal right, const KeyGraphOptions &options);

} // namespace hd::ui
