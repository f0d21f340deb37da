// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The texts for each tool; for reproduction.cpp alone. All throw as Inputs do, and a NotReproducible where the tool
// cannot do it.

#include "analysis/reproduction.h"
#include "formats/inputs.h"

namespace hd::reproducing {

struct Task
{
    const Derivation &derivation;
    const Inputs &inputs;
    std::string formula; ///< in one line
};

Reproduction openSsl(const Task &task);
Reproduction python(const Task &task);
std::string openSslBlock(const ExpansionStep &step);
std::string pythonBlock(const ExpansionStep &step);

/// Characters that mean nothing to a shell or to Python, so that they may stand between quotes.
bool isPlain(std::string_view text);
/// `# text` and an end of line, without what would end the comment.
std::string comment(std::string_view text);
/// "sha256": as Python and openssl both call it.
std::string toolName(crypto::Hash hash);
crypto::Hash hashNamed(std::string_view name);

/// What is hashed by operation::hash and operation::digest.
Bytes hashed(const Inputs &inputs);
/// RFC 5077 4: what a ticket consists of.
struct TicketParts
{
    Bytes cipherKey, macKey;
};
TicketParts ticketKeys(const Inputs &inputs);
constexpr std::size_t ticketNameLength = 16, ticketIvLength = 16, ticketHead = 34, ticketMacLength = 32;

/// Affine arithmetic on a curve or the ladder of RFC 7748, in Python; defines `multiply(k, point)`.
std::string pythonCurve(std::uint16_t group);

} // namespace hd::reproducing
