// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hd {

/// The one of @p candidates that @p word was probably meant to be; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string> &candidates);

/// `did you mean "classic"?` or, when nothing is near, @p otherwise.
std::string suggestion(std::string_view word, const std::vector<std::string> &candidates, std::string otherwise);

} // namespace hd
