// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The properties of a connection, looked up once for quick questions.

#include "trace/adversary.h"

#include <array>
#include <optional>

namespace hd {

/// Answers as propertiesAt() and propertiesAgainst() do. Those read all events up to the playhead; but the properties
/// change at few of them. This reads the events once to find where they may change, and works out the properties of
/// each stretch between two such moments when it is first asked about.
class PropertyTimeline
{
public:
    /// @p trace must outlive it.
    explicit PropertyTimeline(const Trace &trace);

    const std::vector<PropertyState> &at(Playhead at) const; ///< of the strip: the weaker of the two viewpoints
    const std::vector<PropertyState> &of(Side viewpoint, Playhead at) const;
    const std::vector<PropertyState> &against(Adversary adversary, Playhead at) const;

private:
    static constexpr std::size_t viewerCount = 5; ///< the strip, two parties, two adversaries

    struct Stretch
    {
        Playhead from = 0;
        std::array<std::optional<std::vector<PropertyState>>, viewerCount> states; ///< those asked about so far
    };
    Stretch &stretchAt(Playhead at) const;

    const Trace &m_trace;
    mutable std::vector<Stretch> m_stretches; ///< ascending, from 0
};

} // namespace hd
