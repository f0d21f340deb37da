// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/config.h"

namespace hd {

/// What a scenario file says of one party: a PartyConfig whose certificates are still names of the demonstration PKI.
struct PartyPlan
{
    PartyConfig config;
    std::vector<std::string> certificates;
    std::vector<std::string> trust;
};

} // namespace hd
