// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace hd {

/// Members keep the order in which they were written.
using Json = nlohmann::ordered_json;

/// @p json as text that people can read and compare: what fits on a line stands on one, and so does what holds nothing
/// but values. Bytes that are no UTF-8 become U+FFFD. Ends with a newline.
std::string layOut(const Json &json);

} // namespace hd
