// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairwise.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace hd::test {

namespace {

using Row = std::vector<std::size_t>;

struct Value
{
    std::size_t axis, index;
    auto operator<=>(const Value &) const = default;
};

/// The pairs that no row has yet.
class Open
{
public:
    explicit Open(const std::vector<std::size_t> &sizes)
    {
        for (std::size_t a = 0; a < sizes.size(); ++a)
            for (std::size_t b = a + 1; b < sizes.size(); ++b)
                for (std::size_t i = 0; i < sizes[a]; ++i)
                    for (std::size_t j = 0; j < sizes[b]; ++j)
                        m_pairs.insert({{a, i}, {b, j}});
    }
    bool empty() const { return m_pairs.empty(); }
    std::pair<Value, Value> first() const { return *m_pairs.begin(); }
    bool has(Value a, Value b) const { return m_pairs.contains(a < b ? std::pair(a, b) : std::pair(b, a)); }
    void close(const Row &row)
    {
        for (std::size_t a = 0; a < row.size(); ++a)
            for (std::size_t b = a + 1; b < row.size(); ++b)
                m_pairs.erase({{a, row[a]}, {b, row[b]}});
    }

private:
    std::set<std::pair<Value, Value>> m_pairs;
};

/// The value of @p axis that meets most of what is open among the values chosen already.
std::size_t best(const Open &open, const std::vector<std::optional<std::size_t>> &chosen, std::size_t axis,
                 std::size_t size)
{
    std::size_t bestIndex = 0, bestCount = 0;
    for (std::size_t index = 0; index < size; ++index) {
        std::size_t count = 0;
        for (std::size_t other = 0; other < chosen.size(); ++other)
            if (chosen[other])
                count += open.has({axis, index}, {other, *chosen[other]});
        if (count > bestCount) {
            bestCount = count;
            bestIndex = index;
        }
    }
    return bestIndex;
}

std::vector<Row> cover(const std::vector<std::size_t> &sizes)
{
    std::vector<Row> rows;
    for (Open open(sizes); !open.empty(); open.close(rows.back())) {
        std::vector<std::optional<std::size_t>> chosen(sizes.size());
        const auto [a, b] = open.first();
        chosen[a.axis] = a.index;
        chosen[b.axis] = b.index;
        for (std::size_t axis = 0; axis < sizes.size(); ++axis)
            if (!chosen[axis])
                chosen[axis] = best(open, chosen, axis, sizes[axis]);
        Row row;
        for (const std::optional<std::size_t> &index : chosen)
            row.push_back(*index);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::vector<Row> pairwise(const std::vector<std::size_t> &sizes, std::size_t turn)
{
    static std::map<std::vector<std::size_t>, std::vector<Row>> known;
    auto found = known.find(sizes);
    if (found == known.end())
        found = known.emplace(sizes, cover(sizes)).first;
    std::vector<Row> rows = found->second;
    for (Row &row : rows)
        for (std::size_t axis = 0; axis < sizes.size(); ++axis)
            row[axis] = (row[axis] + turn * (axis + 1)) % sizes[axis];
    return rows;
}

} // namespace hd::test
