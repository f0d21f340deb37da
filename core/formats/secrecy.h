// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a reader without the secrets may see.

#include "trace/trace.h"

#include <string_view>

namespace hd {

/// Knows the secrets of one trace, and tells the values that hold one.
class Secrecy
{
public:
    explicit Secrecy(const Trace &trace);

    /// Whether @p input is a secret, by its role, by where it came from, or because it holds the bytes of one.
    bool isSecret(const Input &input) const;
    /// Whether @p bytes hold all the bytes of a secret.
    bool holdsSecret(ByteView bytes) const;
    /// Whether the nonce of @p record gives away the secret IV: it begins with it, or (RFC 7905 2, RFC 8446 5.3) is it,
    /// combined with the sequence number that everybody knows.
    bool nonceBetraysSecret(const Record &record) const;
    /// The same for bytes that are written in hex somewhere in @p text.
    bool holdsSecret(std::string_view text) const;

private:
    const Trace &m_trace;
    std::vector<ByteView> m_secrets;
    std::vector<std::string> m_hex;
};

} // namespace hd
