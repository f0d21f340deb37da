// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/arguments.h"
#include "wire/nearest.h"

#include <charconv>
#include <cstdint>

namespace hd::party {

/// One of the words that an option takes.
template<class T>
struct Choice
{
    std::string_view word;
    T value;
};

/// Sets @p value when @p option is given. An Error when its word is none of @p choices.
template<class T, std::size_t count>
std::optional<Error> choose(const Arguments &arguments, std::string_view option, const Choice<T> (&choices)[count],
                            T &value)
{
    const std::optional<std::string> word = arguments.value(option);
    if (!word)
        return std::nullopt;
    std::vector<std::string> words;
    std::string all;
    for (const Choice<T> &choice : choices) {
        if (choice.word == *word) {
            value = choice.value;
            return std::nullopt;
        }
        words.emplace_back(choice.word);
        all += (all.empty() ? "" : ", ") + words.back();
    }
    return Error{"\"" + *word + "\" is none of " + all, std::string(option), suggestion(*word, words, {})};
}

/// Digits and nothing else.
inline std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace hd::party
