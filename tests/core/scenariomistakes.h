// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace hd::test {

/// A small scenario without a mistake, a key a line.
const std::string &plainScenario();
/// plainScenario() with the first @p from replaced.
std::string with(const std::string &from, const std::string &to);

/// A mistake of each kind, and what is said about it.
struct Mistake
{
    const char *name;
    std::string text;
    std::string where; ///< after "demo.json:"
    std::string what;  ///< is in it
    std::string fix;   ///< is in it
};

const std::vector<Mistake> &mistakes();

} // namespace hd::test
