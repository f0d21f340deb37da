// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"

namespace hd::ui {

/// The three secrets of TLS 1.3 going down on the left, all that branches off them on the right; an open value below
/// its row.
KeyGraphLayout layOutLadder(const Trace &trace, const KeyGraph &graph, const KeyGraphOptions &options);

} // namespace hd::ui
