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

/// RFC 5246 E.1: the lower of the client's highest and the server's highest, if the server supports it.
Choice<Version> chooseVersion(Version clientHighest, const std::vector<Version> &supported);

/// RFC 5246 7.4.1.4.1: what a signer may use: its own first scheme that the peer accepts and its key can make.
Choice<std::uint16_t> chooseSignature(const std::vector<std::uint16_t> &accepted, const std::vector<std::uint16_t> &own,
                                      const crypto::PublicKey &key);

/// What the client said that bears on the choice of suite and group.
struct ClientOffer
{
    std::vector<std::uint16_t> suites;
    std::optional<std::vector<std::uint16_t>> groups; ///< nothing when supported_groups was not sent
    std::vector<std::uint16_t> signatures;
};

struct SuiteChoice
{
    const CipherSuite *suite;
    const Credential *credential;
};
/// The server's first suite that the client offered and that certificate, groups and signatures make possible.
Choice<SuiteChoice> chooseSuite(const ClientOffer &offer, const PartyConfig &server);

/// The group of the chosen suite's (EC)DHE.
Choice<std::uint16_t> chooseGroup(const ClientOffer &offer, const PartyConfig &server, const CipherSuite &suite);

/// Only null (0) is supported (RFC 3749 is shown, not used).
Choice<std::uint8_t> chooseCompression(const std::vector<std::uint8_t> &offered);

Choice<std::string> chooseAlpn(const std::vector<std::string> &offered, const std::vector<std::string> &supported);

/// A client's certificate for a request: type, signature and issuer must fit.
struct CertificateWish
{
    std::vector<std::uint8_t> types;
    std::vector<std::uint16_t> signatures;
    std::vector<Bytes> authorities;
};
Choice<const Credential *> chooseClientCertificate(const CertificateWish &wish, const PartyConfig &client);

} // namespace hd
