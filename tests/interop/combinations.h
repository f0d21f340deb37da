// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everything that SSL 3.0 to TLS 1.2 can be here: the axes of the proof and what they make of the settings of both
// parties.

#include "meeting.h"
#include "scenario/pki.h"

namespace hd::test {

inline constexpr std::int64_t demonstrationClock = 1768478400; ///< 2026-01-15 12:00 UTC
inline constexpr const char *serverHost = "server.hellodone.test";

enum class ClientCertificate : std::uint8_t {
    NotAsked,
    AskedNoneGiven,
    AskedRsa,
    RequiredRsa,
    RequiredEcdsa,
    RequiredDsa
};
/// Who wants an extension: it is agreed on when both do.
enum class Wanted : std::uint8_t { ByBoth, ByUsAlone, ByThemAlone };
/// What a second connection goes on from.
enum class Resumption : std::uint8_t { None, SessionId, Ticket };
/// Who begins a second handshake in the last connection.
enum class Again : std::uint8_t { Nobody, Us, Them };

/// What else happens in TLS 1.3, one thing at a time.
enum class Extra : std::uint8_t {
    Nothing,
    RetryForGroup,
    RetryForCookie,
    UpdateByUs,
    UpdateByThem,
    EarlyData, ///< in the second connection
    LateAuthentication,
    SmallRecords, ///< record_size_limit of both
    ExternalKey   ///< beside (EC)DHE
};

struct Combination
{
    Side ours = Side::Client;
    const CipherSuite *suite = nullptr;
    const NamedGroup *group = nullptr; ///< of the ephemeral key exchange; null without one
    std::string certificate;           ///< the server's; empty without one
    ClientCertificate clientCertificate = ClientCertificate::NotAsked;
    Wanted extendedMasterSecret = Wanted::ByBoth;
    Wanted encryptThenMac = Wanted::ByBoth;
    Version version = tls12;
    Resumption resumption = Resumption::None;
    Again again = Again::Nobody;
    bool identityHint = false; ///< RFC 4279 2: with it there is a server_key_exchange
    Chunking chunking = Chunking::Whole;
    bool closedByUs = true;
    Extra extra = Extra::Nothing;

    /// Whether our server asks for secp384r1, where the client begins with x25519: with a cookie too, since GnuTLS
    /// takes no hello_retry_request without a group, from openssl neither.
    bool asksForGroup() const
    {
        return ours == Side::Server && (extra == Extra::RetryForGroup || extra == Extra::RetryForCookie);
    }
    bool byKey() const { return suite->usesPsk() || extra == Extra::ExternalKey; }
    bool certified() const { return suite->certified() || (version == tls13 && extra != Extra::ExternalKey); }
    bool hasClientCertificate() const { return clientCertificate >= ClientCertificate::AskedRsa; }
    std::string clientCredential() const; ///< of the demonstration PKI; empty when it has none
    std::string text() const;
};

/// The groups that @p suite can be run with here; one null without an ephemeral key exchange. The largest finite fields
/// add nothing but seconds; those are met once each elsewhere.
std::vector<const NamedGroup *> groupsOf(const CipherSuite &suite);

/// Those of TLS 1.3, but for the largest finite fields.
std::vector<const NamedGroup *> tls13Groups();

/// So many combinations for a role, version and suite that any two values of any two of the other axes meet.
/// @param turn others of them for another turn
std::vector<Combination> combinationsOf(Side ours, Version version, const CipherSuite &suite, std::size_t turn);

/// What programs are asked for in TLS 1.3: every group, every kind of client authentication, resumption and every
/// Extra, with suites of @p suites in turn.
std::vector<Combination> tls13Flows(Side ours, const std::vector<const CipherSuite *> &suites);

/// The plainest combination.
Combination plain(Side ours, Version version, const CipherSuite &suite);

/// Demonstration credentials for either kind of party, good around @p clock.
class Identities
{
public:
    explicit Identities(crypto::Context &context, std::int64_t clock = demonstrationClock)
        : m_context(context), m_pki(context, clock)
    {}

    Pki::Credential find(const std::string &name);
    Credential ours(const std::string &name);
    LibsslCredential theirs(const std::string &name); ///< without the root, which a sender may leave out
    crypto::Certificate anchor(const std::string &name) { return find(name).chain.front(); }
    std::vector<crypto::Certificate> anchors(); ///< the roots of everything but what is unrelated

private:
    crypto::Context &m_context;
    Pki m_pki;
};

/// Our settings for @p combination, whoever the peer is.
PartyConfig configOf(const Combination &combination, Identities &identities);
/// Both parties' settings.
Setting settingOf(const Combination &combination, Identities &identities);

/// What both know for the suites that need it.
PreSharedKey sharedKey();

/// All signature schemes that the keys of the demonstration PKI can make.
std::vector<std::uint16_t> everySignature();

} // namespace hd::test
