// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Some servers listen on every interface. A test that starts one runs in a network namespace of its own, in which there
// is nothing but loopback.

#include <string>

namespace hd::test {

/// For main(): runs this very program once more inside such a namespace, and there the tests.
/// @returns the exit code of either
int runOnLoopback(int argc, char **argv, int (*tests)(int argc, char **argv));

/// Why tests that need @p programs, with commas between them, must be skipped: there is more than loopback here, or one
/// of them is missing. Empty: they can run.
std::string whyNotHere(const std::string &programs);

} // namespace hd::test
