// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <array>

namespace hd::ui {

/// What the bytes of a message on the wire are spent on.
enum class Spent : std::uint8_t { Certificates, Signatures, KeyShares, Protection, Rest };
inline constexpr std::size_t spentCount = 5;

/// Bytes of one message by use; their sum is what its records have on the wire. A record that holds several messages is
/// shared out among them by their length.
using MessageBytes = std::array<double, spentCount>;

MessageBytes bytesOf(const Trace &trace, const Message &message);

} // namespace hd::ui
