// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionvalues.h"

namespace hd::app {

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

} // namespace hd::app
