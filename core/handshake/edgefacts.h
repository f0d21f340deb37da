// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The tables of edges that run, as plain data for whoever draws or explains them.

#include "trace/family.h"

#include <span>
#include <string_view>
#include <vector>

namespace hd {

/// An optional message that an edge does without, and the reason's key in reasons.md.
struct Omitted
{
    std::string_view message;
    std::string_view reason;
};

/// One edge of a machine (handshake/machine.h).
struct EdgeFacts
{
    std::string_view from;
    std::string_view on; ///< name of a message, alert or command; empty: taken at once
    bool conditional = false;
    std::string_view condition; ///< its name; "if-" and this is the key of a text in reasons.md
    bool acts = false;          ///< whether something is done on it: a message that it needs is dealt with, or one sent
    std::string_view to;
    std::string_view clause; ///< as for TLS 1.2 or 1.3
    Omitted omits = {};
};

/// Every edge of the machine of @p side in the order in which they are tried.
std::vector<EdgeFacts> edgeFacts(Family family, Side side);

/// A way out of any state, whatever the handshake.
struct EndingFacts
{
    std::string_view on; ///< `alert`: the peer's; empty: by the party itself
    std::string_view to;
    std::string_view clause;
};
namespace ending {
inline constexpr EndingFacts failure{"", "failed", "RFC 5246 7.2.2"};
inline constexpr EndingFacts fatalAlert{"alert", "failed", "RFC 5246 7.2.2"};
inline constexpr EndingFacts closeNotify{"alert", "closed", "RFC 5246 7.2.1"};
inline constexpr EndingFacts all[] = {failure, fatalAlert, closeNotify};
} // namespace ending

} // namespace hd
