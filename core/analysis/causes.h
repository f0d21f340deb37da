// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which values of a message each run makes anew.

#include "analysis/fieldcomparison.h"

namespace hd {

/// Why the leaf @p field would differ in another run of the same: Drawn, Computed or Framing; Chosen when it would not.
Cause causeOf(const Message &message, FieldIndex field);

/// RFC 8701: a code point that stands for none.
bool isGrease(const Field &field);

/// Whether @p random tells that a server that knows TLS 1.3 (or 1.2) was talked out of it (RFC 8446 4.1.3).
bool endsInSentinel(ByteView random);

} // namespace hd
