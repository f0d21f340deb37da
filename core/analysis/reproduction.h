// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A recorded value computed again by tools that everybody has: text to copy into a terminal or into a file, complete in
// itself, that prints the value in hex.

#include "analysis/expansion.h"

namespace hd {

enum class ReproductionTool : std::uint8_t {
    OpenSsl, ///< a POSIX shell, od and openssl 3.0
    Python,  ///< 3.8, its standard library alone
};

struct Reproduction
{
    std::string text;
    /// A signature cannot be made without the private key; what is printed instead says that it fits.
    bool verifies = false;
};

/// Why there is no such text.
enum class NotReproducible : std::uint8_t {
    Drawn,         ///< at random: nothing leads to it
    KnownBefore,   ///< before the connection began
    Withheld,      ///< the recording leaves a secret out
    RandomPadding, ///< RSAES-PKCS1-v1_5: it is neither recorded nor can it be drawn again
    PrivateKey,    ///< a recording never holds the private key of a certificate
    NoAes,         ///< Python's standard library has none
    NoSignatures,  ///< nor this
    NoMlKem,       ///< OpenSSL 3.0 and Python have none
    BadInput,      ///< the recorded inputs are not such that a value follows
};

/// Never throws; all that the recording says is quoted for the tool, so that nothing of it is executed.
std::variant<Reproduction, NotReproducible> reproductionOf(const Trace &trace, DerivationId id, ReproductionTool tool);

/// The same of a block inside an expansion.
Reproduction reproductionOf(const ExpansionStep &step, ReproductionTool tool);

} // namespace hd
