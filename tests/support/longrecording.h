// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A recording that is long, as those of real connections are.

#include "builtins.h"

namespace hd::test {

/// A handshake of TLS 1.3, and then @p rounds of four messages: data both ways, a key_update and the one that it asks
/// for.
inline std::shared_ptr<const Trace> longRecording(std::size_t rounds)
{
    Scenario scenario = *std::get<std::shared_ptr<const Scenario>>(builtinScenario("tls13-key-update"));
    scenario.steps.clear();
    for (std::size_t i = 0; i < rounds; ++i) {
        scenario.steps.push_back({Side::Client, Step::Do::Send, "question " + std::to_string(i)});
        scenario.steps.push_back({Side::Client, Step::Do::UpdateKeys, {}, true});
        scenario.steps.push_back({Side::Server, Step::Do::Send, "answer " + std::to_string(i)});
    }
    return std::get<std::shared_ptr<const Trace>>(run(scenario));
}

} // namespace hd::test
