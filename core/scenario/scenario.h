// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A scenario: two parties, a seed, a clock, what they say to each other afterwards, and how it should end. A data file
// (JSON, resources/scenarios/, or a user's own) that runner.h turns into a Trace.

#include "trace/trace.h"
#include "wire/error.h"

#include <memory>

namespace hd {

/// What a list of scenarios shows.
struct ScenarioInfo
{
    std::string name; ///< "classic": the file's name without its ending
    LocalText title;
    LocalText subtitle; ///< "TLS 1.2 DHE_RSA · mutual"
    LocalText description;
    LocalText group; ///< heading in lists: "Classic", "Failures"
    unsigned order = 0;
};

struct Scenario;

/// The built-in ones in the order of their number.
const std::vector<ScenarioInfo> &builtinScenarios();

/// The file of a built-in scenario.
Result<std::shared_ptr<const Scenario>> builtinScenario(std::string_view name);

/// @param text JSON. @param fileName for errors: every error says file, line, key and what is allowed.
Result<std::shared_ptr<const Scenario>> parseScenario(std::string_view text, std::string_view fileName);

struct RunOptions
{
    std::optional<std::uint64_t> seed; ///< instead of the scenario's; the same seed gives the same bytes
    std::vector<std::string> set;      ///< "client.suites=TLS_RSA_WITH_AES_128_CBC_SHA": PATH=VALUE over the file
};

/// Runs both parties against each other in memory, and records all of it. A handshake that fails is a result; an Error
/// is a scenario that cannot be set up.
Result<std::shared_ptr<const Trace>> run(const Scenario &scenario, const RunOptions &options = {});

} // namespace hd
