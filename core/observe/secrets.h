// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"

#include <functional>
#include <optional>
#include <string_view>

namespace hd {

/// What somebody knows who reads along: what a key log tells, and servers' private keys.
class Secrets
{
public:
    /// The secret with this label (trace/secretlabels.h) of the handshake with this client random; nothing when it is
    /// not known.
    using Lookup = std::function<std::optional<Bytes>(std::string_view label, ByteView clientRandom)>;

    Secrets() = default;
    template<class F>
    requires std::is_invocable_r_v<std::optional<Bytes>, F, std::string_view, ByteView> Secrets(F lookup)
        : m_lookup(std::move(lookup))
    {}

    std::optional<Bytes> operator()(std::string_view label, ByteView clientRandom) const
    {
        return m_lookup ? m_lookup(label, clientRandom) : std::nullopt;
    }

    /// Keys that open an RSA key exchange, where the server's certificate has their public half. What a key log says
    /// comes first.
    std::vector<crypto::PrivateKey> serverKeys;

private:
    Lookup m_lookup;
};

} // namespace hd
