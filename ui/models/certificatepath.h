// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

namespace hd::ui {

/// Which value of an X.509 certificate a run of bytes of a message lies in, as the explanations call it:
/// "x509.tbsCertificate.validity.notAfter". Empty for bytes that are not all in one certificate.
QString certificatePath(const Trace &trace, const Selection &selection);

} // namespace hd::ui
