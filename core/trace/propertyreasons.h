// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/knowledge.h"

namespace hd {

/// The key of the text that says why @p property is so: "confidentiality.weak-rc4".
/// @param why one of several ways to the same achievement: "rc4"; empty for the plain one.
std::string reasonOf(Property property, Achievement achievement, std::string_view why = {});
/// The reason of an authentication that only a silent peer could tell of.
std::string unseen(Property authentication);

} // namespace hd
