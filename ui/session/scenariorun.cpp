// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/scenarioof.h"
#include "session/session.h"

#include <QRandomGenerator>

namespace hd::ui {

ScenarioResult scenarioOf(const Trace &trace)
{
    if (trace.scenario.empty())
        return Error{"this trace was recorded from a connection", "", "open a scenario to run it again"};
    return parseScenario(trace.scenario, trace.scenarioName + ".json");
}

static Result<std::shared_ptr<const Trace>> runOf(const ScenarioResult &scenario, std::optional<std::uint64_t> seed)
{
    if (const Error *error = std::get_if<Error>(&scenario))
        return *error;
    RunOptions options;
    options.seed = seed;
    return run(*std::get<std::shared_ptr<const Scenario>>(scenario), options);
}

std::optional<Error> Session::runScenario(const QString &name, std::optional<std::uint64_t> seed)
{
    const auto made = runOf(builtinScenario(name.toStdString()), seed);
    if (const Error *error = std::get_if<Error>(&made))
        return *error;
    setTrace(std::get<std::shared_ptr<const Trace>>(made));
    return std::nullopt;
}

std::optional<Error> Session::rerun(bool newSeed)
{
    // 32 bits: short enough to be read out and typed in again.
    const std::uint64_t seed = newSeed ? QRandomGenerator::system()->generate() : m_trace->seed;
    const auto made = runOf(scenarioOf(*m_trace), seed);
    if (const Error *error = std::get_if<Error>(&made))
        return *error;
    setTrace(std::get<std::shared_ptr<const Trace>>(made));
    return std::nullopt;
}

} // namespace hd::ui
