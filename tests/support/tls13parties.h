// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parties.h"

namespace hd::test {

/// planOf() of a meeting of TLS 1.3.
Connection::Plan tls13PlanOf(const Meeting &meeting);

/// Bytes of early data that a server of these meetings takes.
inline constexpr std::uint32_t earlyDataLimit = 64;

} // namespace hd::test
