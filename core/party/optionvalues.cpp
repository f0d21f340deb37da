// SPDX-License-Identifier: GPL-3.0-or-later
#include "party/optionvalues.h"

namespace hd::party {

std::vector<std::string> wordsOf(const std::string &list)
{
    std::vector<std::string> words;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t comma = std::min(list.find(',', from), list.size());
        words.push_back(list.substr(from, comma - from));
        from = comma + 1;
    }
    return words;
}

Result<std::chrono::milliseconds> readSeconds(const std::string &text, std::string_view option)
{
    constexpr double most = 86400;
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 0 && seconds <= most))
        return Error{"\"" + text + "\" is no number of seconds", std::string(option), "0 to 86400, such as 10 or 0.5"};
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

} // namespace hd::party
