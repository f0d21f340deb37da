// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The choices of a handshake, as pure functions: what was offered and supported goes in; the choice comes out with the
// whole table that explains it.

#include "handshake/config.h"
#include "trace/trace.h"

namespace hd {

template<class T>
struct Choice
{
    std::optional<T> chosen;
    Decision decision;
};

/// What a client says of the versions that it speaks.
struct VersionOffer
{
    Version highest = tls12;                            ///< client_version
    std::optional<std::vector<Version>> supported = {}; ///< supported_versions
};
/// RFC 5246 E.1: the lower of the client's highest and the server's highest, if the server supports it; with
/// supported_versions the server's highest that is in it (RFC 8446 4.2.1).
Choice<Version> chooseVersion(const VersionOffer &offer, const std::vector<Version> &supported);

/// What a signer may use: from TLS 1.2 on its own first scheme that the peer accepts and its key can make (RFC
/// 5246 7.4.1.4.1), before the one form that its key has (RFC 4346 7.4.3).
Choice<std::uint16_t> chooseSignature(const VersionTraits &traits, const std::vector<std::uint16_t> &accepted,
                                      const std::vector<std::uint16_t> &own, const crypto::PublicKey &key);
/// The one form of a signature with this key before TLS 1.2.
std::uint16_t signatureOf(crypto::KeyType key);

/// What the client said that bears on the choice of suite and group.
struct ClientOffer
{
    std::vector<std::uint16_t> suites;
    std::optional<std::vector<std::uint16_t>> groups = {}; ///< nothing when supported_groups was not sent
    std::vector<std::uint16_t> signatures = {};
    Version version = tls12; ///< that is spoken
};

struct SuiteChoice
{
    const CipherSuite *suite;
    const Credential *credential; ///< null where the suite does without a certificate
};
/// The server's first suite that the client offered and that version, certificate, groups, signatures and keys make
/// possible.
Choice<SuiteChoice> chooseSuite(const ClientOffer &offer, const PartyConfig &server);
/// The reason of a suite that is common but weaker than the server's minimum.
inline constexpr std::string_view tooWeak = "too-weak";

/// The group of the chosen suite's (EC)DHE. 0: the server's own DH parameters.
Choice<std::uint16_t> chooseGroup(const ClientOffer &offer, const PartyConfig &server, const CipherSuite &suite);

/// null (0), or DEFLATE (1, RFC 3749) where both want it.
Choice<std::uint8_t> chooseCompression(const std::vector<std::uint8_t> &offered, bool deflate);

Choice<std::string> chooseAlpn(const std::vector<std::string> &offered, const std::vector<std::string> &supported);

/// A client's certificate for a request: type, signature and issuer must fit.
struct CertificateWish
{
    std::vector<std::uint8_t> types;
    std::vector<std::uint16_t> signatures;
    std::vector<Bytes> authorities;
};
Choice<const Credential *> chooseClientCertificate(const VersionTraits &traits, const CertificateWish &wish,
                                                   const PartyConfig &client);
/// The ClientCertificateType of a key (RFC 5246 7.4.4, RFC 8422 5.5).
std::uint8_t certificateTypeOf(crypto::KeyType key);

/// What speaks for taking up a session again.
struct ResumptionOffer
{
    const SessionState *byTicket = nullptr; ///< that the ticket holds
    bool ticketSent = false;
    const SessionState *byId = nullptr; ///< that the server remembers
    bool idSent = false;
    Version version = tls12; ///< that this handshake speaks
    std::vector<std::uint16_t> suites;
    std::vector<std::uint8_t> compressionMethods;
    bool extendedMasterSecret = false; ///< whether this handshake would use it
    std::string serverName;
    std::int64_t now = 0; ///< unix time
};
Choice<const SessionState *> chooseSession(const ResumptionOffer &offer, const PartyConfig &server);

} // namespace hd
