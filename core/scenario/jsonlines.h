// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace hd {

/// The line (from 1) on which the value at @p path (`client.suites[1]`) stands in well-formed JSON; that of the nearest
/// enclosing value when there is none at @p path. For an unknown key, give the path with the key.
unsigned lineOfPath(std::string_view json, std::string_view path);

/// The line on which the byte at @p offset stands.
unsigned lineOfOffset(std::string_view json, std::size_t offset);

} // namespace hd
