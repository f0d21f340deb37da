// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

#include <string_view>

namespace hd {

/// RFC 8446 7.1: HkdfLabel, the info of HKDF-Expand-Label: the length of the output in two bytes, "tls13 " with @p
/// label and @p context, each with its length in one byte before it.
Bytes hkdfLabel(std::string_view label, ByteView context, std::size_t length);

} // namespace hd
