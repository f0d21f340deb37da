// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What has been achieved at a moment, computed from what was recorded up to then and from nothing else.

#include "trace/timeline.h"

namespace hd {

enum class Property : std::uint8_t {
    Confidentiality,
    Integrity,
    ServerAuthentication,
    ClientAuthentication,
    ForwardSecrecy
};
inline constexpr std::size_t propertyCount = 5;

/// NotYet: nothing speaks for it. Pending: begun, but an active attacker could still undo it. Established: proven.
/// Weak: as far as it will get, and not far enough: there is a known way around it, which the reason names. Failed: its
/// check failed, or the connection failed before it was proven. Never: this handshake does not aim at it.
enum class Achievement : std::uint8_t { NotYet, Pending, Established, Failed, Never, Weak };

struct PropertyState
{
    Property property = Property::Confidentiality;
    Achievement achievement = Achievement::NotYet;
    std::string reason;             ///< key of a text in reasons.md: "confidentiality.weak-rc4"
    std::optional<Playhead> since;  ///< the position at which it became so
    std::optional<MessageId> proof; ///< the message whose processing made it so
    bool operator==(const PropertyState &) const = default;
};

/// The five properties as @p viewpoint sees them at @p at, in the order of Property. Whether a party is authenticated
/// is decided by the party that relies on it, so both views agree on that while the connection lives. When that party
/// is a live peer, who tells nothing, it stays NotYet for the reason "unseen".
std::vector<PropertyState> propertiesAt(const Trace &trace, Side viewpoint, Playhead at);

/// Every reason that propertiesAt() can give.
std::vector<std::string> propertyReasons();

/// For a strip of one row: the weaker of the two viewpoints for each property; with a live peer our own.
std::vector<PropertyState> propertiesAt(const Trace &trace, Playhead at);

} // namespace hd
