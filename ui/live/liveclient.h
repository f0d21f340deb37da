// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

namespace hd::ui {

/// Connects to the first address of a host that answers, and waits for it. The connection is not started yet. An Error
/// when there is no such host or nobody listens there.
Result<std::unique_ptr<LiveConnection>> connectTo(const Address &address, const PartyConfig &config,
                                                  crypto::Context &context, const LiveLimits &limits,
                                                  KeyLogFile *keyLog);

} // namespace hd::ui
