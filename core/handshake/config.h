// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificates.h"
#include "wire/registry.h"

namespace hd {

enum class Wish : std::uint8_t { Off, On, Require };
enum class ClientAuth : std::uint8_t { None, Request, Require };
/// How a client says that it knows RFC 5746.
enum class RenegotiationSignal : std::uint8_t { Off, Extension, Scsv };

/// A certificate chain, leaf first, as it is sent, and the leaf's private key.
struct Credential
{
    std::string name;
    std::vector<crypto::Certificate> chain;
    crypto::PrivateKey key;
    crypto::PublicKey publicKey;
};

/// What one party offers and accepts. Lists are in order of preference; what is not listed is neither offered nor
/// accepted.
struct PartyConfig
{
    std::vector<Version> versions{tls12};
    std::vector<std::uint16_t> suites;
    std::vector<std::uint16_t> groups;
    std::vector<std::uint16_t> signatures;
    std::vector<std::string> alpn;
    Wish extendedMasterSecret = Wish::On;
    bool encryptThenMac = true;

    std::vector<Credential> credentials;
    std::vector<crypto::Certificate> anchors; ///< what this party trusts
    bool verifyPeer = true;

    // A client's
    std::string serverName; ///< sent as server_name and demanded of the certificate; empty: neither
    RenegotiationSignal renegotiation = RenegotiationSignal::Extension;
    bool sessionTicket = false;
    std::uint32_t minimumDhBits = 1024;

    // A server's
    ClientAuth clientAuth = ClientAuth::None;
    std::uint16_t dhGroup = 256; ///< for clients that name no ffdhe group
    bool assignSessionId = true;

    std::size_t fragmentLimit = 1 << 14;
};

} // namespace hd
