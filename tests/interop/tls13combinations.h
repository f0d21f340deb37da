// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everything that TLS 1.3 can be here: the axes of the proof and what they make of the settings of both parties.

#include "combinations.h"

#include <map>

namespace hd::test {

/// A signature of the server's and the credential whose key makes it.
struct Signer
{
    std::uint16_t scheme;
    const char *credential;
};
std::span<const Signer> signers();

/// What a second connection goes on from.
enum class Tls13Again : std::uint8_t { Nothing, TicketDhe, TicketAlone, ExternalDhe, ExternalAlone };
enum class EarlyData : std::uint8_t { None, Accepted, Rejected };
/// Why the client has to say hello twice.
enum class Retry : std::uint8_t { None, Group, Cookie, Both };
/// Who changes keys in the last connection, and whether the other one is asked to.
enum class Update : std::uint8_t { None, Ours, Theirs, OursRequesting, TheirsRequesting, BothRequesting };
enum class Tls13Client : std::uint8_t { NotAsked, AskedNoneGiven, RequiredRsa, RequiredEcdsa, RequiredEd25519 };
enum class Padded : std::uint8_t { Nobody, Us, Them };

struct Tls13Combination
{
    Side ours = Side::Client;
    const CipherSuite *suite = nullptr;
    const NamedGroup *group = nullptr;
    Signer signer{0x0804, "server-rsa"};
    Tls13Client client = Tls13Client::NotAsked;
    Tls13Again again = Tls13Again::Nothing;
    EarlyData early = EarlyData::None; ///< in the second connection
    Retry retry = Retry::None;
    Update update = Update::None;
    Padded padded = Padded::Nobody;
    bool compatible = true; ///< RFC 8446 D.4
    Chunking chunking = Chunking::Whole;
    bool closedByUs = true;

    std::string clientCredential() const; ///< empty when it has none
    bool byTicket() const { return again == Tls13Again::TicketDhe || again == Tls13Again::TicketAlone; }
    bool byExternalKey() const { return again == Tls13Again::ExternalDhe || again == Tls13Again::ExternalAlone; }
    bool pskAlone() const { return again == Tls13Again::TicketAlone || again == Tls13Again::ExternalAlone; }
    bool retriesForGroup() const { return retry == Retry::Group || retry == Retry::Both; }
    bool retriesForCookie() const { return retry == Retry::Cookie || retry == Retry::Both; }
    /// Whether the second connection is retried. Without (EC)DHE no group is asked for; and libssl's SSL_stateless()
    /// finds no binder right after its cookie, and reads no early data.
    bool retriesAgain() const
    {
        return (retriesForGroup() && !pskAlone()) || (retriesForCookie() && ours == Side::Server);
    }
    /// What becomes of the early data: hello_retry_request rejects it (RFC 8446 4.2.10).
    EarlyData earlyOutcome() const;
    std::string text() const;
};

/// So many combinations for a role and suite that any two values of any two of the other axes meet.
std::vector<Tls13Combination> tls13Combinations(Side ours, const CipherSuite &suite, std::size_t turn);

/// The demonstration credentials, and others with keys of every kind that TLS 1.3 signs with.
class Tls13Identities
{
public:
    explicit Tls13Identities(crypto::Context &context, std::int64_t clock = demonstrationClock);

    Pki::Credential find(const std::string &name);
    Credential ours(const std::string &name);
    LibsslCredential theirs(const std::string &name); ///< without the root
    std::vector<crypto::Certificate> anchors() { return m_demonstration.anchors(); }
    Identities &demonstration() { return m_demonstration; }

private:
    void issue(const std::string &name, const char *algorithm, const char *group);

    crypto::Context &m_context;
    std::int64_t m_clock;
    Identities m_demonstration;
    std::map<std::string, Pki::Credential> m_more;
};

/// Both parties' settings for the first connection, which is a full handshake.
Setting settingOf(const Tls13Combination &combination, Tls13Identities &identities);
/// What both have from elsewhere.
PreSharedKey externalKey(const CipherSuite &suite);

} // namespace hd::test
