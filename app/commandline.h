// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <memory>

namespace hd::app {

/// Runs the command that the arguments name, without a display, and returns the exit status: 0 done, 1 the handshake
/// ended otherwise than expected (or a recording is wrong), 2 usage, 3 a file could not be used. Nothing when the
/// window is wanted; then @p toOpen, if it is set, is the trace that `hellodone open FILE` named.
std::optional<int> runCommandLine(int argc, char **argv, std::shared_ptr<const Trace> *toOpen = nullptr);

} // namespace hd::app
