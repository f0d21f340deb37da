// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Some servers listen on every interface. A test that starts one runs in a network namespace of its own, in which there
// is nothing but loopback.

namespace hd::test {

/// For main(): runs this very program once more inside such a namespace, and there the tests.
/// @returns the exit code of either
int runOnLoopback(int argc, char **argv, int (*tests)(int argc, char **argv));

/// Whether there is nothing but loopback; otherwise the tests must be skipped.
bool onLoopbackAlone();

} // namespace hd::test
