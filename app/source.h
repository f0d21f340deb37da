// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include "scenario/scenario.h"

namespace hd::app {

/// Why there is no trace, and the exit status that goes with it.
struct Refusal
{
    int status = Unusable;
    Error error;
};

template<class T>
using Obtained = std::variant<T, Refusal>;

bool isBuiltin(const std::string &name); ///< whether it is that of a built-in scenario

/// Runs the scenario of a built-in name or a file.
Obtained<std::shared_ptr<const Trace>> runScenario(const std::string &nameOrFile, const RunOptions &options);

/// Whether it is a file that begins as a capture does.
bool isCapture(const std::string &nameOrFile);

/// A recording is read, a scenario is run, and of a capture with one connection that is decoded.
Obtained<std::shared_ptr<const Trace>> obtainTrace(const std::string &nameOrFile, const RunOptions &options = {});

} // namespace hd::app
