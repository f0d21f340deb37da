// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/registry.h"

namespace hd {

/// One part of what a hybrid group exchanges: a curve's public value, or what ML-KEM exchanges (FIPS 203).
struct HybridPart
{
    std::string_view name;         ///< as a field: "x25519", "mlkem768_encapsulation_key", "mlkem768_ciphertext"
    std::size_t length;            ///< bytes
    std::uint16_t curve = 0;       ///< of a curve: its number as a group of its own; 0: ML-KEM
    std::string_view parameters{}; ///< of ML-KEM: "ML-KEM-768", also libcrypto's name
};

/// The parts of a hybrid group's key_exchange, and of its shared secret, in the order in which they are concatenated
/// (draft-ietf-tls-ecdhe-mlkem 4: ML-KEM first in X25519MLKEM768, the curve first in the two with curves of NIST's).
/// @p ciphertext: of a server's, which answers with a ciphertext; otherwise of a client's, which sends an
/// encapsulation key. Empty for any other group.
std::vector<HybridPart> hybridParts(std::uint16_t group, bool ciphertext);

} // namespace hd
