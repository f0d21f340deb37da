// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the hellos of both families have in common.

#include "handshake/party.h"

#include <array>

namespace hd {

inline constexpr std::size_t randomLength = 32;

/// RFC 8446 4.1.3: the end of the random of a server that could have spoken a later version: "DOWNGRD", then 1 when it
/// speaks TLS 1.2 and 0 when it speaks TLS 1.1 or below.
using Sentinel = std::array<std::uint8_t, 8>;
inline constexpr Sentinel sentinelOfTls12{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x01};
inline constexpr Sentinel sentinelOfTls11{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x00};
/// Nothing when @p spoken is no worse than it must be.
std::optional<Sentinel> sentinelFor(Version highest, Version spoken);

/// What a client_hello says beside what is the client's own.
struct HelloKind
{
    Version highest = tls12;           ///< that is offered
    Bytes renegotiatedConnection = {}; ///< RFC 5746 3.1
    bool renegotiating = false;
    Bytes ticket = {}; ///< RFC 5077
};
/// The extensions of a client_hello that are about TLS 1.2 and older versions, or about all.
Extensions offeredExtensions(const PartyConfig &config, const HelloKind &kind);

VersionOffer versionsOffered(const ClientHello &hello);
Version highestOf(const std::vector<Version> &versions);
Version lowestOf(const std::vector<Version> &versions);

/// RFC 6066 3. @returns whether a certificate of the server's has the name.
bool requireServerName(Party &server, const Extensions &extensions);
/// RFC 7301 3.2. Empty when nobody asks, or the server has none.
std::string requireAlpn(Party &server, const Extensions &extensions);
/// RFC 7301 3.1: the one that the server answered, and that the client must have offered.
std::string requireAnsweredAlpn(Party &client, std::string_view check, const Extensions &extensions);

/// The names of what is there, in order.
std::vector<std::string> namesOf(const Extensions &extensions);

/// The certificate that vouches for the leaf of @p chain: sent with it, or trusted beforehand; the leaf itself where
/// there is neither.
const crypto::Certificate &issuerOf(const std::vector<crypto::Certificate> &chain,
                                    const std::vector<crypto::Certificate> &anchors);

/// "RSA", "Ed25519": the type of a certificate's key, for people.
std::string keyTypeName(crypto::KeyType type);

} // namespace hd
