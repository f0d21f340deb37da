// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What third parties can do at a moment, computed from what was recorded up to then and from nothing else.

#include "trace/knowledge.h"

namespace hd {

/// The eavesdropper has every byte that passed, and nothing else. The attacker stands in between, too: he can change,
/// drop and make up what passes, and speak to each party as if he were the other. Neither has a key.
enum class Adversary : std::uint8_t { Eavesdropper, Attacker };

/// How far each property holds against him, in the order of Property:
/// - Confidentiality: whether he can read what is said from here on.
/// - Integrity: whether he can change it unnoticed. Where he did change something (in a Trace, a message that arrived
/// and
///   that nobody sent), also what came of it: Failed is a change that was noticed, and ended the connection, or one
///   that went through, as the reason says.
/// - Server (client) authentication: whether he can take the server's (client's) place.
/// - Forward secrecy: whether he can read later what he records now, once he gets a long-term key.
/// Never is what he does not try (who only listens changes nothing), or what nothing keeps him from.
std::vector<PropertyState> propertiesAgainst(const Trace &trace, Adversary adversary, Playhead at);

/// Every reason that propertiesAgainst() can give, and propertiesAt() cannot.
std::vector<std::string> adversaryReasons();

/// The messages that arrived as nobody sent them, with the position at which they appear, ascending.
std::vector<std::pair<MessageId, Playhead>> changesOnTheWay(const Trace &trace);

} // namespace hd
