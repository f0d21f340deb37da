// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Traces of the built-in scenarios, each run once for the whole test program.

#include "scenario/scenario.h"

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace hd::test {

/// @throws std::runtime_error when the scenario cannot be set up, which fails the test.
inline std::shared_ptr<const Trace> traceOf(const std::string &name)
{
    static std::map<std::string, std::shared_ptr<const Trace>> known;
    std::shared_ptr<const Trace> &trace = known[name];
    if (!trace) {
        const auto scenario = builtinScenario(name);
        if (const auto *error = std::get_if<Error>(&scenario))
            throw std::runtime_error(error->text());
        const auto result = run(*std::get<std::shared_ptr<const Scenario>>(scenario));
        if (const auto *error = std::get_if<Error>(&result))
            throw std::runtime_error(error->text());
        trace = std::get<std::shared_ptr<const Trace>>(result);
    }
    return trace;
}

inline std::vector<std::string> scenarioNames()
{
    std::vector<std::string> names;
    for (const ScenarioInfo &info : builtinScenarios())
        names.push_back(info.name);
    return names;
}

/// The first derivation of this name and side; it must exist.
inline DerivationId derivationOf(const Trace &trace, Side side, std::string_view name)
{
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        if (trace.derivations[i].by == side && trace.derivations[i].name == name)
            return DerivationId{i};
    throw std::runtime_error("no derivation " + std::string(name));
}

/// The first message of this name; it must exist.
inline MessageId messageNamed(const Trace &trace, std::string_view name)
{
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        if (trace.messages[i].name == name)
            return MessageId{i};
    throw std::runtime_error("no message " + std::string(name));
}

} // namespace hd::test
