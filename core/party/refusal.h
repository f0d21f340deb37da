// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/arguments.h"

#include <variant>

namespace hd::party {

/// What is at fault when options cannot be followed: their words, or a file that they name.
enum class Fault : std::uint8_t { Words, File };

struct Refusal
{
    Fault fault = Fault::Words;
    Error error;
};

template<class T>
using Obtained = std::variant<T, Refusal>;

/// A whole file; an Error when it cannot be read or is larger than anything that is read here.
Result<std::string> readFile(const std::string &name);

} // namespace hd::party
