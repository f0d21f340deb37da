// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two messages, field by field.

#include "trace/trace.h"

namespace hd {

enum class Difference : std::uint8_t {
    Same,
    Moved,  ///< the same value at another place of its list
    Value,  ///< of the same length
    Length, ///< another value of another length
    OnlyA,
    OnlyB,
    Unknown ///< one of both was withheld
};

/// Why two values differ.
enum class Cause : std::uint8_t {
    None,     ///< they do not
    Drawn,    ///< each run draws it anew: randoms, session IDs, GREASE
    Computed, ///< from values that each run draws anew: public keys, signatures, verify_data, tickets
    Framing,  ///< a length, which says no more than what it stands before
    Chosen    ///< somebody was set up otherwise, or chose otherwise
};
/// Whether two runs of one scenario would differ there, too.
constexpr bool isExpected(Cause cause)
{
    return cause != Cause::Chosen;
}

/// Differing leaves.
struct DifferenceCount
{
    std::uint32_t meaningful = 0, expected = 0;

    bool none() const { return meaningful + expected == 0; }
    void operator+=(const DifferenceCount &more)
    {
        meaningful += more.meaningful;
        expected += more.expected;
    }
    bool operator==(const DifferenceCount &) const = default;
};

struct FieldPair
{
    static constexpr std::uint32_t noParent = UINT32_MAX;

    std::optional<FieldIndex> a, b;
    std::uint32_t parent = noParent; ///< index of a pair
    Difference difference = Difference::Same;
    Cause cause = Cause::None;
    bool leaf = true;      ///< in neither message it has parts
    DifferenceCount count; ///< of the leaves in it, itself included

    bool operator==(const FieldPair &) const = default;
};

/// The fields of two messages in pre-order, the messages themselves first. Fields are paired by their names. The
/// elements of a list are paired by what they are: suites, groups and the like by their values, so that an inserted one
/// makes no other differ; key shares by their groups; certificates in their order where they are not the same.
struct FieldComparison
{
    std::vector<FieldPair> pairs;

    DifferenceCount count() const { return pairs.empty() ? DifferenceCount{} : pairs.front().count; }
    /// The pair that holds this field of A (of B); nothing when there is none.
    std::optional<std::uint32_t> pairOf(bool ofA, FieldIndex field) const;
};

/// Swapping the messages swaps the sides of the pairs and nothing else, but for the order of pairs that were moved.
FieldComparison compareFields(const Message &a, const Message &b);

} // namespace hd
