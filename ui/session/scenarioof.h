// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

namespace hd::ui {

using ScenarioResult = Result<std::shared_ptr<const Scenario>>;

/// The scenario that made @p trace; an Error where none did.
ScenarioResult scenarioOf(const Trace &trace);

template<class T>
std::optional<Error> errorOf(const Result<T> &result)
{
    const Error *error = std::get_if<Error>(&result);
    return error ? std::optional(*error) : std::nullopt;
}

} // namespace hd::ui
