// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Real handshakes, from which the first inputs are made.

#include "parties.h"

namespace hd::fuzz {

/// What a meeting came to, with a word from each side at the end.
struct Handshake
{
    test::Meeting meeting;
    Trace trace;
};

/// One for each version, key exchange and option that this build can run; the same ones every time.
std::vector<Handshake> handshakes();

/// The same without running them.
const std::vector<test::Meeting> &kinds();
/// Parties of a kind, ready to meet; nothing that happens to them shows in the next ones.
test::Connection::Plan freshPlan(std::size_t kind);

} // namespace hd::fuzz
