// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

namespace hd::crypto {

/// RFC 6125 6.4: whether the DNS name @p presented (of a certificate) stands for @p reference. Case does not matter;
/// `*` is allowed as the whole leftmost label, stands for exactly one label, and needs two more to its right.
bool matchesDnsName(std::string_view presented, std::string_view reference);

/// Four or sixteen bytes; nothing when @p text is no IP address.
std::optional<Bytes> ipAddress(const std::string &text);

/// "192.0.2.1"; IPv6 in full, "2001:0db8:0000:0000:0000:0000:0000:0001"
std::string ipText(ByteView address);

} // namespace hd::crypto
