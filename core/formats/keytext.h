// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/textview.h"

namespace hd {

/// What each party derived, with its formula and its value: a ladder, in which what is expanded from a secret stands
/// below it, in TLS 1.3 with the HkdfLabel that went in.
std::string keyText(const Trace &trace, const TextViewOptions &options);

} // namespace hd
