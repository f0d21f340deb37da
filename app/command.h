// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/refusal.h"

#include "trace/trace.h"

#include <memory>

namespace hd::app {

using namespace party; // the words of a command line, and what a party can be told by them

enum ExitStatus : int { Done = 0, EndedOtherwise = 1, Usage = 2, Unusable = 3 };

struct Command
{
    std::string_view name;
    std::string_view operands; ///< "SCENARIO|FILE"
    std::string_view summary;
    std::size_t fewest = 0; ///< operands
    std::size_t most = 0;
    std::span<const Option> options; ///< besides --help
    int (*run)(const Arguments &arguments);
    std::string_view details; ///< more for its --help
};

extern const Command runCommand;
extern const Command showCommand;
extern const Command listCommand;
extern const Command compareCommand;
extern const Command verifyCommand;
extern const Command connectCommand;
extern const Command serveCommand;
extern const Command importCommand;

/// Says on stderr what is wrong, where and how to mend it. @returns @p status
int fail(int status, const Error &error);
int fail(const party::Refusal &refusal);

/// Prints to stdout. @returns Done, or Unusable when it cannot be written
int print(std::string_view text);

} // namespace hd::app
