// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everything that TLS 1.2 can be here: the axes of the proof and what they make of the settings of both parties.

#include "meeting.h"
#include "scenario/pki.h"

namespace hd::test {

inline constexpr std::int64_t demonstrationClock = 1768478400; ///< 2026-01-15 12:00 UTC
inline constexpr const char *serverHost = "server.hellodone.test";

enum class ClientCertificate : std::uint8_t { NotAsked, AskedNoneGiven, AskedRsa, RequiredRsa, RequiredEcdsa };
/// Who wants an extension: it is agreed on when both do.
enum class Wanted : std::uint8_t { ByBoth, ByUsAlone, ByThemAlone };

struct Combination
{
    Side ours = Side::Client;
    const CipherSuite *suite = nullptr;
    const NamedGroup *group = nullptr; ///< of the ephemeral key exchange; null for RSA
    std::string certificate;           ///< the server's
    ClientCertificate clientCertificate = ClientCertificate::NotAsked;
    Wanted extendedMasterSecret = Wanted::ByBoth;
    Wanted encryptThenMac = Wanted::ByBoth;

    bool hasClientCertificate() const { return clientCertificate >= ClientCertificate::AskedRsa; }
    std::string clientCredential() const; ///< of the demonstration PKI; empty when it has none
    std::string text() const;
};

/// The groups that @p suite can be run with here; one null for RSA key transport.
std::vector<const NamedGroup *> groupsOf(const CipherSuite &suite);

/// Every combination of certificates and extensions for a role, suite and group.
std::vector<Combination> combinationsOf(Side ours, const CipherSuite &suite, const NamedGroup *group);

/// Demonstration credentials for either kind of party.
class Identities
{
public:
    explicit Identities(crypto::Context &context) : m_context(context), m_pki(context, demonstrationClock) {}

    Pki::Credential find(const std::string &name);
    Credential ours(const std::string &name);
    LibsslCredential theirs(const std::string &name); ///< without the root, which a sender may leave out
    crypto::Certificate anchor(const std::string &name) { return find(name).chain.front(); }
    std::vector<crypto::Certificate> anchors(); ///< the roots of everything but what is unrelated

private:
    crypto::Context &m_context;
    Pki m_pki;
};

/// Both parties' settings for @p combination.
Setting settingOf(const Combination &combination, Identities &identities);

/// All signature schemes that RSA and ECDSA keys can make.
std::vector<std::uint16_t> everySignature();

} // namespace hd::test
