// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/arguments.h"

#include "handshake/config.h"

namespace hd::party {

/// What a party can be told of TLS 1.3 alone.
std::span<const Option> tls13Options(Side side);

/// Groups that are named are in @p config already.
std::optional<Error> readTls13(Side side, const Arguments &arguments, PartyConfig &config);

} // namespace hd::party
