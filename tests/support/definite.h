// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wiretap.h"

namespace hd::test {

/// Why @p connection, whatever was done to it, must not have ended like this; empty when it may: it has come to rest,
/// who noticed something wrong has failed with an alert, two open ends have the same keys, and all that was recorded is
/// text that can be shown. Takes the connection's trace, which goes to @p trace.
std::string indefinite(Connection &connection, Trace *trace = nullptr);

} // namespace hd::test
