// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party/refusal.h"

#include "handshake/config.h"

namespace hd::party {

/// The word that stands for this program's own certificates in the place of a file.
inline constexpr std::string_view demonstration = "demonstration";

/// Certificates, keys and trust, as the options say, into @p config.
///
/// A server that needs a certificate and is given none makes some that its demonstration CA signs, for @p host and for
/// this machine. A client that is not told whom to trust asks the system.
/// @returns what to tell whoever started it, line by line.
Obtained<std::vector<std::string>> readIdentity(Side side, const Arguments &arguments, const std::string &host,
                                                crypto::Context &context, PartyConfig &config);

/// What a client calls the server, by its @p host or --sni, and demands of its certificate. RFC 6066 3: "Literal IPv4
/// and IPv6 addresses are not permitted in "HostName"."
void nameServer(const Arguments &arguments, const std::string &host, PartyConfig &config);

/// Whether @p host is an address of IPv4 or IPv6 rather than a name.
bool isNumeric(const std::string &host);

/// The demonstration CA's certificate (PEM).
std::string demonstrationCa(crypto::Context &context);

} // namespace hd::party
