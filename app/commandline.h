// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <memory>
#include <string>

namespace hd::app {

/// What the window is to show first.
struct ToOpen
{
    std::shared_ptr<const Trace> trace; ///< null: what `file` holds or, without one, what it showed last
    std::string file;                   ///< that it came from, or a capture to list; empty: a built-in scenario
};

/// Runs the command that the arguments name, without a display, and returns the exit status: 0 done, 1 the handshake
/// ended otherwise than expected (or a recording is wrong), 2 usage, 3 a file could not be used. Nothing when the
/// window is wanted; then @p toOpen, if it is set, is what `hellodone open SCENARIO|FILE` named.
std::optional<int> runCommandLine(int argc, char **argv, ToOpen *toOpen = nullptr);

} // namespace hd::app
