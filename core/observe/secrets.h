// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

#include <functional>
#include <optional>
#include <string_view>

namespace hd {

/// The secret with this label (trace/secretlabels.h) of the handshake with this client random, as a key log tells it;
/// nothing when it is not known.
using Secrets = std::function<std::optional<Bytes>(std::string_view label, ByteView clientRandom)>;

} // namespace hd
