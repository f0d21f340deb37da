// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which elements of two sequences belong together.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace hd {

/// How well element @p a of the first and @p b of the second belong together; 0: not at all, `sameThing` or more: there
/// is no better partner for either.
inline constexpr int sameThing = 100;
using Affinity = std::function<int(std::size_t a, std::size_t b)>;

/// Positions that belong together, ascending in both.
using Pairing = std::vector<std::pair<std::size_t, std::size_t>>;

/// The pairing of @p n and @p m elements with the highest sum of affinities that keeps the order of both. What begins
/// and ends alike is paired at once; of the rest, where it is so long that a whole table would take more than some
/// millions of cells, only pairs near the diagonal are looked at. So time and memory grow with the longer of both.
/// @param firstFirst which of two equally good pairings is taken: swapping the sequences and this gives the same one.
Pairing align(std::size_t n, std::size_t m, const Affinity &affinity, bool firstFirst);

} // namespace hd
