// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the table of a Decision comes about.

#include "handshake/negotiation.h"

namespace hd {

template<class T>
bool holds(const std::vector<T> &list, const T &value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// "0x1234" where there is no name.
std::string orNumber(const std::string &name, std::uint32_t code);

Decision decisionAbout(std::string what, std::string rule, std::string clause);

/// One row for each of @p order and then of those that are not there; offered and supported is usable.
Decision tableOf(Decision decision, const std::vector<std::uint16_t> &offered,
                 const std::vector<std::uint16_t> &supported, const std::vector<std::uint16_t> &order, Meaning name);

/// Marks the first usable row as chosen; without one the rule says that there is none.
std::optional<std::uint32_t> chooseFirst(Decision &decision);

template<class T>
std::optional<T> narrowed(std::optional<std::uint32_t> code)
{
    if (!code)
        return std::nullopt;
    return static_cast<T>(*code);
}

} // namespace hd
