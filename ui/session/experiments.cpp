// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/experiments.h"

#include "session/scenarioof.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace hd::ui {

using ScenarioPtr = std::shared_ptr<const Scenario>;

std::uint64_t threadTimeNs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::uint64_t(now.tv_sec) * 1'000'000'000 + std::uint64_t(now.tv_nsec);
}

Quartiles quartilesOf(std::vector<double> samples)
{
    std::ranges::sort(samples);
    const auto at = [&](double share) {
        const double position = share * double(samples.size() - 1);
        const auto below = static_cast<std::size_t>(position);
        const std::size_t above = std::min(below + 1, samples.size() - 1);
        return std::lerp(samples[below], samples[above], position - double(below));
    };
    return {at(0.25), at(0.5), at(0.75)};
}

std::vector<double> WorkTimes::medians() const
{
    std::vector<double> medians;
    for (const std::vector<double> &samples : byEvent)
        medians.push_back(quartilesOf(samples).median);
    return medians;
}

/// Whether both tell of the same deeds in the same order, whatever the clock says.
static bool sameCourse(const Trace &one, const Trace &other)
{
    return std::ranges::equal(one.events, other.events, [](const Event &a, const Event &b) {
        return a.at == b.at && a.what == b.what && a.index == b.index;
    });
}

Finding<WorkTimes> measureWork(std::shared_ptr<const Trace> trace, int runs, const WorkClock &clock,
                               const Report &report)
{
    const ScenarioResult scenario = scenarioOf(*trace);
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    Experiment experiment;
    experiment.seed = trace->seed;
    experiment.workClock = clock;
    WorkTimes times{trace, runs, std::vector<std::vector<double>>(trace->events.size())};
    for (int run = -1; run < runs; ++run) {
        const Result<Observation> made = runExperiment(*std::get<ScenarioPtr>(scenario), experiment);
        if (const Error *error = std::get_if<Error>(&made))
            return *error;
        const Observation &observation = std::get<Observation>(made);
        if (!sameCourse(*trace, *observation.trace))
            return Error{"this recording is not what its scenario does today", trace->scenarioName,
                         "run the scenario again"};
        for (std::size_t i = 0; run >= 0 && i < times.byEvent.size(); ++i)
            times.byEvent[i].push_back(double(observation.work[i]));
        if (!report(run + 1, runs))
            return std::nullopt;
    }
    return times;
}

static ScenarioCost costOf(const std::string &name)
{
    ScenarioCost cost;
    cost.name = name;
    const ScenarioResult scenario = builtinScenario(name);
    if ((cost.error = errorOf(scenario)))
        return cost;
    cost.title = std::get<ScenarioPtr>(scenario)->info.title;
    const Result<Observation> made = runExperiment(*std::get<ScenarioPtr>(scenario), {});
    if ((cost.error = errorOf(made)))
        return cost;
    const Trace &trace = *std::get<Observation>(made).trace;
    cost.version = trace.negotiated.version;
    cost.bytes = handshakeBytes(trace);
    cost.roundTrips = roundTripsToFirstByte(trace);
    return cost;
}

Finding<std::vector<ScenarioCost>> compareScenarios(const std::vector<std::string> &names, const Report &report)
{
    std::vector<ScenarioCost> costs;
    for (const std::string &name : names) {
        costs.push_back(costOf(name));
        if (!report(static_cast<int>(costs.size()), static_cast<int>(names.size())))
            return std::nullopt;
    }
    return costs;
}

} // namespace hd::ui
