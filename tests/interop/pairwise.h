// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace hd::test {

/// What to run when there are more combinations than can be run: rows of one index for each axis, few of them, in which
/// any two values of any two axes meet at least once.
/// @param sizes how many values each axis has; none is 0
/// @param turn other rows for another turn: over many turns more than two values meet
std::vector<std::vector<std::size_t>> pairwise(const std::vector<std::size_t> &sizes, std::size_t turn = 0);

} // namespace hd::test
