// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The values that options take: words, numbers, lists of names.

#include "party/choice.h"

#include <algorithm>
#include <chrono>

namespace hd::party {

inline constexpr Choice<bool> switches[] = {{"on", true}, {"off", false}};

/// "a,b,c" as its words; empty ones are kept, so that they can be complained about.
std::vector<std::string> wordsOf(const std::string &list);

/// Seconds, such as 2 or 0.5, up to a day.
Result<std::chrono::milliseconds> readSeconds(const std::string &text, std::string_view option);

/// The codes of a @p list, by the names that the registry and OpenSSL have for its @p rows.
/// @param listed what `hellodone list` calls them
template<class Row>
std::optional<Error> readCodes(const std::string &list, std::string_view option, std::span<const Row> rows,
                               std::string_view what, std::string_view listed, std::vector<std::uint16_t> &to)
{
    std::vector<std::string> known;
    for (const Row &row : rows)
        known.emplace_back(row.name);
    for (const std::string &word : wordsOf(list)) {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row &row) {
            if constexpr (requires { row.openssl; })
                return row.name == word || (!row.openssl.empty() && row.openssl == word);
            else
                return row.name == word;
        });
        if (found != rows.end()) {
            to.push_back(found->code);
            continue;
        }
        return Error{"there is no " + std::string(what) + " \"" + word + "\"", std::string(option),
                     suggestion(word, known, "`hellodone list " + std::string(listed) + "` names them")};
    }
    return std::nullopt;
}

/// Sets @p to when @p option is given. An Error when it is no number from @p least to @p most.
template<class T>
std::optional<Error> readNumber(const Arguments &arguments, std::string_view option, std::uint64_t least,
                                std::uint64_t most, T &to)
{
    const std::optional<std::string> text = arguments.value(option);
    if (!text)
        return std::nullopt;
    const std::optional<std::uint64_t> number = wholeNumber(*text);
    if (!number || *number < least || *number > most)
        return Error{"\"" + *text + "\" is not allowed", std::string(option),
                     std::to_string(least) + " to " + std::to_string(most)};
    to = static_cast<T>(*number);
    return std::nullopt;
}

} // namespace hd::party
