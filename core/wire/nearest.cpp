// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/nearest.h"

#include <algorithm>
#include <numeric>

namespace hd {

/// How many letters must be put in, taken out or changed (Levenshtein).
static std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string nearest(std::string_view word, const std::vector<std::string> &candidates)
{
    std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
    std::string found;
    for (const std::string &candidate : candidates) {
        const std::size_t away = distance(word, candidate);
        if (away < best) {
            best = away;
            found = candidate;
        }
    }
    return found;
}

std::string suggestion(std::string_view word, const std::vector<std::string> &candidates, std::string otherwise)
{
    const std::string near = nearest(word, candidates);
    return near.empty() ? std::move(otherwise) : "did you mean \"" + near + "\"?";
}

} // namespace hd
