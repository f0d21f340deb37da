// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source.h"

#include "handshake/config.h"

namespace hd::app {

/// The word that stands for this program's own certificates in the place of a file.
inline constexpr std::string_view demonstration = "demonstration";

/// Certificates, keys and trust, as the options say, into @p config.
///
/// A server that needs a certificate and is given none makes some that its demonstration CA signs, for @p host and for
/// this machine. A client that is not told whom to trust asks the system.
/// @returns what to tell whoever started it, line by line.
Obtained<std::vector<std::string>> readIdentity(Side side, const Arguments &arguments, const std::string &host,
                                                crypto::Context &context, PartyConfig &config);

/// The demonstration CA's certificate (PEM).
std::string demonstrationCa(crypto::Context &context);

} // namespace hd::app
