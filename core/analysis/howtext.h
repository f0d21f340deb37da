// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/reproduction.h"

namespace hd {

/// How a value came about, in English: its formula, every block of its expansion, the value itself, and the commands
/// that compute it again. Secrets are in it.
std::string howText(const Trace &trace, DerivationId id);

/// Why there is no command: "it was drawn at random: nothing leads to it".
std::string reasonText(NotReproducible why);

} // namespace hd
