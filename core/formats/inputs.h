// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The recorded inputs of a derivation or check, as whoever computes it again needs them.

#include "crypto/certificates.h"
#include "crypto/primitives.h"
#include "trace/trace.h"

namespace hd {

/// Thrown when something cannot be computed since a secret is withheld.
struct Withheld
{
};

/// Thrown when the inputs are not such that anything follows from them.
struct BadInput
{
    std::string why;
};

/// Thrown when something cannot be computed by anybody who only has the recording.
struct OutOfReach
{
    std::string why;
};

/// The inputs of one derivation or check, by role.
class Inputs
{
public:
    Inputs(const Trace &trace, const std::vector<Input> &inputs) : m_trace(trace), m_inputs(inputs) {}

    bool has(std::string_view role) const;
    /// The bytes of the one input with this role. @throws BadInput, Withheld
    Bytes bytes(std::string_view role) const;
    /// The bytes of all inputs with this role, one after the other; messages count as their bytes.
    Bytes all(std::string_view role) const;
    std::string text(std::string_view role) const;
    std::vector<std::string> texts(std::string_view role) const;
    std::uint64_t number(std::string_view role) const;
    const Input &input(std::string_view role) const;

    // As the registries and libcrypto know them.
    crypto::Hash hash() const;
    std::uint16_t group() const;
    std::uint16_t scheme() const;
    crypto::PublicKey publicKey(crypto::Context &context) const;

private:
    Bytes bytesOf(const Input &input) const;

    const Trace &m_trace;
    const std::vector<Input> &m_inputs;
};

} // namespace hd
