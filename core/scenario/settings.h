// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace hd {

/// A scenario file with changes of the form PATH=VALUE made to it: `client.suites=TLS_A,TLS_B`,
/// `server.client_auth=none`, `seed=7`. Lists are separated by commas; on, off, true and false are for flags. Whether
/// key and value are allowed, the parser says.
Result<std::string> withSettings(std::string_view scenario, const std::vector<std::string> &settings);

} // namespace hd
