// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/inputs.h"

namespace hd {

/// What a derivation's inputs give, for the operations that give the same bytes whenever they are computed; nothing for
/// the others. Expansions are built here from hashes and HMACs alone, not with what the deriver calls.
/// @throws BadInput, Withheld, OutOfReach
std::optional<Bytes> computed(crypto::Context &context, std::string_view operation, const Inputs &inputs);

} // namespace hd
