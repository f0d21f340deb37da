// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

namespace hd::ui {

/// A page of HTML about the handshake that @p trace holds so far: what was agreed, what the client offered, and every
/// message. It has no script, loads nothing and says no secret.
std::string handshakePage(const Trace &trace);

} // namespace hd::ui
