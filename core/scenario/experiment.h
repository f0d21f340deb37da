// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What run() does, with something changed about it that no scenario file can say, or something measured beside it.

#include "scenario/onebitoff.h"
#include "scenario/scenario.h"
#include "scenario/workmeter.h"

namespace hd {

struct Experiment
{
    std::optional<std::uint64_t> seed; ///< instead of the scenario's
    /// Only what both say first: the client's first flight, and what the server answers to it at once.
    bool opening = false;
    std::optional<FlippedDraw> flipped; ///< by the client
    WorkClock workClock;                ///< when given, what each event took is measured with it
};

struct Observation
{
    std::shared_ptr<const Trace> trace;
    std::vector<std::uint64_t> work; ///< by event, in the unit of the clock; empty when nothing was measured
};

/// The same scenario and experiment make the same trace, byte for byte; measuring changes nothing in it. An Error is a
/// scenario that cannot be set up.
Result<Observation> runExperiment(const Scenario &scenario, const Experiment &experiment);

} // namespace hd
