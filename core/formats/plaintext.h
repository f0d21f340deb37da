// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/error.h"

#include <optional>
#include <string_view>

namespace hd {

/// Why @p contents, a whole file, cannot be a recording or a scenario even before it is read as JSON: it is empty, a
/// text in another encoding, or no text at all. Nothing when it may be one.
std::optional<Error> noPlainText(std::string_view contents, std::string_view fileName);

} // namespace hd
