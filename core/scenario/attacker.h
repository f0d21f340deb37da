// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Somebody on the way who changes what goes by. He has no keys, so that he can change only what is not sealed.

#include "trace/trace.h"

namespace hd {

/// A change to every message of this name.
struct Tampering
{
    enum class Do : std::uint8_t { RemoveExtension, AddExtension };
    std::string message; ///< one of tamperable()
    Do what = Do::RemoveExtension;
    std::uint16_t extension = 0;
    Bytes data = {}; ///< of the extension that is added, after its type and length; it becomes the last
};

/// The messages that have extensions and go by in clear.
std::vector<std::string> tamperable();

/// What arrives of @p records, whole ones of one side. A message that one of @p deeds changes is changed where it
/// begins a record and ends within it; lengths are mended, so that it is well-formed.
Bytes tampered(Bytes records, Side from, const std::vector<Tampering> &deeds);

} // namespace hd
