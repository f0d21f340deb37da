// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Computes every value of a trace again, from the inputs that are recorded with it, with core/crypto and core/messages
// and none of the code that made it: no deriver, no record layer, no handshake.

#include "trace/trace.h"

namespace hd {

/// One value that is not what its inputs give.
struct Finding
{
    std::string where;    ///< "derivations[7], the client's master_secret: output"
    std::string expected; ///< what was computed; bytes in hex
    std::string actual;   ///< what is recorded
    bool operator==(const Finding &) const = default;
};

struct Verification
{
    std::vector<Finding> findings; ///< causes come before what follows from them

    /// How many were computed again (and were right, but for those in `findings`).
    std::size_t records = 0, messages = 0, derivations = 0, checks = 0, inputs = 0;
    std::size_t drawn = 0;    ///< random values, which nothing computes; that they are used as drawn is verified
    std::size_t withheld = 0; ///< that lack a secret which was left out of the recording
    /// What could not be computed again for another reason, and the reason.
    std::vector<std::string> notVerified;
};

/// Never throws; a trace that makes no sense has findings.
Verification verify(const Trace &trace);

} // namespace hd
