// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The choices of a TLS 1.3 handshake (RFC 8446 4.1.1), as pure functions: group and signature are chosen apart from
// the rest, a PSK and the suite that goes with it one after the other.

#include "handshake/negotiation.h"

#include <functional>

namespace hd::v13 {

/// What is settled before the suite is chosen.
struct SuiteNeed
{
    std::optional<HashName> hash = {};    ///< of the PSK that was taken
    const CipherSuite *retried = nullptr; ///< of hello_retry_request, which stays (RFC 8446 4.1.4)
};
/// The server's first suite of TLS 1.3 that the client offered and that does for @p need.
Choice<const CipherSuite *> chooseSuite(const std::vector<std::uint16_t> &offered, const PartyConfig &server,
                                        const SuiteNeed &need);
/// The hashes of all suites that chooseSuite() could take.
std::vector<HashName> hashesInCommon(const std::vector<std::uint16_t> &offered, const PartyConfig &server,
                                     const CipherSuite *retried);

struct GroupChoice
{
    std::uint16_t group;
    bool shareSent; ///< otherwise the client has to be asked for one (RFC 8446 4.1.4)
};
/// The server's first group with a share that came; without one its first that the client supports.
/// @p obstacle why this libcrypto cannot run a group; empty when it can.
Choice<GroupChoice> chooseGroup(const std::vector<std::uint16_t> &offered, const std::vector<std::uint16_t> &shares,
                                const std::vector<std::uint16_t> &supported,
                                const std::function<std::string(std::uint16_t)> &obstacle);

/// For which of a client's groups it sends a key_share: those that it wants to; without a wish its first that can be
/// run.
Choice<std::vector<std::uint16_t>> chooseShares(const std::vector<std::uint16_t> &groups,
                                                const std::optional<std::vector<std::uint16_t>> &wanted,
                                                const std::function<std::string(std::uint16_t)> &obstacle);

/// Whether a key can make certificate_verify signatures of this scheme: no PKCS #1, no SHA-1, no DSA, and a curve for
/// each hash (RFC 8446 4.2.3).
bool fits(std::uint16_t scheme, const crypto::PublicKey &key);

/// The signer's first scheme that the peer accepts and its key can make.
Choice<std::uint16_t> chooseSignature(const std::vector<std::uint16_t> &accepted, const std::vector<std::uint16_t> &own,
                                      const crypto::PublicKey &key);

/// The first credential with which the party can sign what the peer accepts. @p authorities of certificate_authorities;
/// empty: any.
Choice<const Credential *> chooseCredential(Side side, const std::vector<std::uint16_t> &accepted,
                                            const std::vector<Bytes> &authorities, const PartyConfig &own);

/// What a client offers in pre_shared_key, as the server sees it.
struct PskOffer
{
    std::string name;        ///< for people: "ticket", or the identity
    bool known = false;      ///< whether the server has the key
    bool fromTicket = false; ///< and not from elsewhere
    HashName hash = HashName::Sha256;
    std::string obstacle; ///< a reason's key why it cannot be used whatever the suite; empty: it can
};
/// The first that the server knows and whose hash is among @p hashes: those that the suite may have; nothing: without
/// a PSK. @p clientModes, serverModes no mode in common is an obstacle for all.
Choice<std::size_t> choosePsk(const std::vector<PskOffer> &offers, const std::vector<HashName> &hashes,
                              const std::vector<PskMode> &clientModes, const std::vector<PskMode> &serverModes);

/// RFC 8446 4.2: the extensions that this program recognizes and that may stand in a message of the server's beside
/// server_hello and encrypted_extensions, or in a certificate's entry; by name.
std::vector<std::string> extensionsOf(Place place);

/// "ECDHE", "DHE_PSK": what agrees on the secrets, in the words of the older suites.
std::string keyExchangeName(bool psk, std::uint16_t group);

/// psk_dhe_ke where both have it.
std::optional<PskMode> commonMode(const std::vector<PskMode> &client, const std::vector<PskMode> &server);

} // namespace hd::v13
