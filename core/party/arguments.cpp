// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/arguments.h"

#include "wire/nearest.h"

#include <algorithm>

namespace hd::party {

static Error unknownOption(std::string_view name, std::span<const Option> options)
{
    std::vector<std::string> names;
    for (const Option &option : options)
        names.emplace_back(option.name);
    return {"there is no option " + std::string(name), {}, suggestion(name, names, "--help lists the options")};
}

Result<Arguments> Arguments::parse(std::span<const std::string_view> words, std::span<const Option> options)
{
    Arguments arguments;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (optionsEnded || !word.starts_with('-') || word == "-") {
            arguments.m_operands.emplace_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
        const std::string_view name = word.substr(0, equals);
        const auto option =
            std::find_if(options.begin(), options.end(), [name](const Option &o) { return o.name == name; });
        if (option == options.end())
            return unknownOption(name, options);
        if (arguments.has(name) && !option->repeatable)
            return Error{std::string(name) + " is given twice", {}, {}};
        if (option->valueName.empty() && equals != std::string_view::npos)
            return Error{std::string(name) + " takes no value", {}, {}};
        std::string value;
        if (equals != std::string_view::npos)
            value = word.substr(equals + 1);
        else if (!option->valueName.empty() && ++i < words.size())
            value = words[i];
        else if (!option->valueName.empty())
            return Error{
                std::string(name) + " wants a value", {}, std::string(name) + " " + std::string(option->valueName)};
        arguments.m_values[std::string(name)].push_back(std::move(value));
    }
    return arguments;
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? std::vector<std::string>{} : found->second;
}

} // namespace hd::party
