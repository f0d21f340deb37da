// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/alignment.h"

#include <algorithm>

namespace hd {

namespace {

constexpr std::size_t mostCells = std::size_t{1} << 21;
constexpr std::size_t leastReach = 16; ///< of the band, on either side of the diagonal

enum class Way : std::uint8_t { End, Pair, SkipFirst, SkipSecond };

/// The best pairing of what is left from each cell (i, j) on, for the cells near the diagonal from (0, 0) to (n, m).
class Table
{
public:
    Table(std::size_t n, std::size_t m, const Affinity &affinity, bool firstFirst)
        : m_n(n), m_m(m), m_affinity(affinity), m_firstFirst(firstFirst)
    {
        const std::size_t longer = std::max<std::size_t>({n, m, 1});
        const std::size_t reach = std::max(leastReach, mostCells / (2 * longer));
        m_slack = reach * longer;
        for (std::size_t i = 0; i <= n; ++i) {
            m_rows.push_back({first(i), last(i), m_size});
            m_size += m_rows.back().last - m_rows.back().first + 1;
        }
        m_ways.resize(m_size, Way::End);
        fill();
    }

    Pairing pairing() const
    {
        Pairing pairs;
        for (std::size_t i = 0, j = 0; i < m_n || j < m_m;) {
            const Row &row = m_rows[i];
            const Way way = m_ways[row.offset + j - row.first];
            if (way == Way::Pair)
                pairs.emplace_back(i, j);
            i += way != Way::SkipSecond;
            j += way != Way::SkipFirst;
        }
        return pairs;
    }

private:
    struct Row
    {
        std::size_t first, last, offset;
    };

    // |i * m - j * n| is at most m_slack: the same cells when both are swapped.
    std::size_t first(std::size_t i) const
    {
        if (m_n == 0 || i * m_m <= m_slack)
            return 0;
        return std::min(m_m, (i * m_m - m_slack + m_n - 1) / m_n);
    }
    std::size_t last(std::size_t i) const { return m_n == 0 ? m_m : std::min(m_m, (i * m_m + m_slack) / m_n); }

    void fill()
    {
        std::vector<std::int64_t> below; // values of the row after
        for (std::size_t i = m_n + 1; i-- > 0;) {
            const Row &row = m_rows[i];
            std::vector<std::int64_t> values(row.last - row.first + 1, 0);
            for (std::size_t j = row.last + 1; j-- > row.first;)
                values[j - row.first] = best(i, j, values, below);
            below = std::move(values);
        }
    }

    std::int64_t best(std::size_t i, std::size_t j, const std::vector<std::int64_t> &values,
                      const std::vector<std::int64_t> &below)
    {
        constexpr std::int64_t outside = -1;
        const auto under = [&](std::size_t column) {
            const bool inside = i < m_n && column >= m_rows[i + 1].first && column <= m_rows[i + 1].last;
            return inside ? below[column - m_rows[i + 1].first] : outside;
        };
        const Row &row = m_rows[i];
        const std::int64_t skipFirst = under(j);
        const std::int64_t skipSecond = j < row.last ? values[j + 1 - row.first] : outside;
        std::int64_t pair = outside;
        if (i < m_n && j < m_m && under(j + 1) != outside)
            if (const int affinity = m_affinity(i, j); affinity > 0)
                pair = under(j + 1) + affinity;
        Way &way = m_ways[row.offset + j - row.first];
        if (pair != outside && pair >= skipFirst && pair >= skipSecond) {
            way = Way::Pair;
            return pair;
        }
        if (skipFirst == outside && skipSecond == outside)
            return 0; // the end
        const bool first = skipFirst > skipSecond || (skipFirst == skipSecond && m_firstFirst);
        way = first ? Way::SkipFirst : Way::SkipSecond;
        return first ? skipFirst : skipSecond;
    }

    std::size_t m_n, m_m;
    const Affinity &m_affinity;
    bool m_firstFirst;
    std::size_t m_slack = 0;
    std::size_t m_size = 0;
    std::vector<Row> m_rows;
    std::vector<Way> m_ways;
};

} // namespace

Pairing align(std::size_t n, std::size_t m, const Affinity &affinity, bool firstFirst)
{
    std::size_t begin = 0, end = 0;
    while (begin < std::min(n, m) && affinity(begin, begin) >= sameThing)
        ++begin;
    while (begin + end < std::min(n, m) && affinity(n - 1 - end, m - 1 - end) >= sameThing)
        ++end;
    Pairing pairs;
    for (std::size_t i = 0; i < begin; ++i)
        pairs.emplace_back(i, i);
    const Affinity inside = [&](std::size_t i, std::size_t j) { return affinity(begin + i, begin + j); };
    for (const auto &[i, j] : Table(n - begin - end, m - begin - end, inside, firstFirst).pairing())
        pairs.emplace_back(begin + i, begin + j);
    for (std::size_t i = end; i-- > 0;)
        pairs.emplace_back(n - 1 - i, m - 1 - i);
    return pairs;
}

} // namespace hd
