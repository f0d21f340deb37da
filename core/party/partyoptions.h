// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/refusal.h"

#include "handshake/config.h"

namespace hd::party {

/// The options that say what a client or a server offers and accepts.
std::vector<Option> partyOptions(Side side);

/// Everything that they say but certificates and trust, which identity.h reads. What is not said has a modern value
/// that most peers can agree to. What is said is all there is: a suite that is not listed is never used.
Obtained<PartyConfig> readParty(Side side, const Arguments &arguments, crypto::Context &context);

/// The suites, groups and signatures that nothing on the command line names. After the certificates are there.
void completeLists(const Arguments &arguments, PartyConfig &config);

} // namespace hd::party
