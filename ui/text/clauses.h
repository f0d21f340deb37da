// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/explanation.h"
#include "trace/family.h"

#include <optional>

namespace hd::ui {

/// The clauses of a text that is for all versions, as TLS 1.3 has them; what says how older ones differ goes.
std::optional<Explanation> citedIn(Family family, std::optional<Explanation> text);

} // namespace hd::ui
