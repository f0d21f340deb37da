// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/config.h"
#include "scenario/pki.h"

namespace hd {

/// What a scenario file says of one party: a PartyConfig whose certificates are still names of the demonstration PKI.
struct PartyPlan
{
    PartyConfig config;
    std::vector<std::string> certificates;
    std::vector<std::string> trust;
    StapledStatus ocsp = StapledStatus::None;
    bool timestamps = false;  ///< a server's: whether its certificates are in a log of RFC 6962
    bool sessionCache = true; ///< a server's: whether it remembers sessions by their id
};

} // namespace hd
