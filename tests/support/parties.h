// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Parties for every version and key exchange, with keys as small as the protocol lets them be, so that a test can make
// thousands of connections. Everything is settled: a version, a suite and the options that decide which messages come.

#include "wiretap.h"

namespace hd::test {

/// How a second connection goes on from a first.
enum class Resumption : std::uint8_t { None, SessionId, Ticket };

/// What decides about the messages of a TLS 1.3 handshake.
struct Tls13Options
{
    enum class Psk : std::uint8_t { None, Ticket, TicketAlone, External }; ///< TicketAlone: psk_ke, without (EC)DHE
    enum class Early : std::uint8_t { None, Accepted, Rejected };
    bool groupAsked = false; ///< hello_retry_request for another group
    bool cookieAsked = false;
    Psk psk = Psk::None;
    Early early = Early::None;
    bool keyUpdate = false; ///< the client's, and the server's that it asks for
    bool lateAuth = false;  ///< the server asks for a certificate once the handshake is over
    bool compatible = true; ///< change_cipher_spec, for the sake of those on the way
    bool nistGroup = false; ///< secp256r1 and not x25519

    bool retries() const { return groupAsked || cookieAsked; }
};

struct Meeting
{
    Version version = tls12;
    const CipherSuite *suite = nullptr;
    ClientAuth clientAuth = ClientAuth::None; ///< the client has a certificate when it is asked
    bool extendedMasterSecret = false;
    bool encryptThenMac = false;
    bool tickets = false;
    bool stapling = false; ///< status_request and certificate_status
    bool pskHint = false;
    bool ssl2Hello = false;
    bool deflate = false;
    Resumption resumption = Resumption::None;
    Renegotiation renegotiation = Renegotiation::Off;
    Tls13Options modern{};

    /// "TLS 1.0 DHE_RSA_EXPORT, client certificate"
    std::string title() const;
};

/// The first suite of the registry that @p version can use for this key exchange, encrypted where there is one;
/// null without any. @p name as CipherSuite::keyExchangeName() has it.
const CipherSuite *suiteFor(Version version, std::string_view keyExchange);

/// Every key exchange of the registry, once.
std::vector<std::string_view> keyExchanges();

/// One for each version and key exchange, without any option.
std::vector<Meeting> plainMeetings();
/// One for each version and kind of protection beside plain CBC: streams, AEADs, no encryption, encrypt-then-MAC,
/// DEFLATE.
std::vector<Meeting> protectionMeetings();
/// All of these and the options of the plain ones: client authentication, tickets, stapling, resumption, hints.
std::vector<Meeting> meetings();
/// Those of TLS 1.3: each suite, and each way that the handshake can take.
std::vector<Meeting> tls13Meetings();

/// The parties. With a resumption, the first connection has been made, and the client offers its session.
Connection::Plan planOf(const Meeting &meeting);

/// Runs the handshake and, where it comes to an end, what the meeting has after it in TLS 1.3, and a word from each
/// side.
void meet(Connection &connection, const Meeting &meeting);

/// A certificate of the fixtures with its chain and key, and what the parties trust.
Credential credential(const std::string &name);
std::vector<crypto::Certificate> anchors();

} // namespace hd::test
