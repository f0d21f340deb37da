// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is hidden while Session::secretsShown() is off: values that an eavesdropper must not learn, and those from which
// one could be read.

#include "analysis/recordparts.h"

#include <QString>

namespace hd::ui {

/// Stands where a value is hidden.
QString hiddenText();

/// Whether it is made of a secret, or holds one.
bool isSecret(const Trace &trace, const Input &input);
/// Of a nonce what is derived, the nonce that begins with it or is masked by it, and an IV out of the key block.
bool isSecret(const Trace &trace, const RecordPart &part);

} // namespace hd::ui
