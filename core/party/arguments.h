// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/error.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace hd::party {

/// `--seed N`, `--force`, `-o FILE`.
struct Option
{
    std::string_view name;      ///< with its dashes
    std::string_view valueName; ///< "N"; empty for a switch
    std::string_view help;
    bool repeatable = false;
};

/// What a command was given.
class Arguments
{
public:
    /// Options may stand anywhere, and take their value as `--seed 7` or `--seed=7`; `--` ends them.
    static Result<Arguments> parse(std::span<const std::string_view> words, std::span<const Option> options);

    const std::vector<std::string> &operands() const { return m_operands; }
    bool has(std::string_view option) const { return m_values.contains(option); }
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;

private:
    std::vector<std::string> m_operands;
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
};

} // namespace hd::party
