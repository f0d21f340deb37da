// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificates.h"
#include "handshake/sessions.h"
#include "messages/extensions/extensions.h"

#include <functional>

namespace hd {

enum class Wish : std::uint8_t { Off, On, Require };
enum class ClientAuth : std::uint8_t { None, Request, Require };
/// How a client says that it knows RFC 5746.
enum class RenegotiationSignal : std::uint8_t { Off, Info, Scsv };
/// Which handshakes within a connection a party takes part in: none, those that RFC 5746 secures, or also the old form.
enum class Renegotiation : std::uint8_t { Off, Secure, Insecure };
/// What a server does about a server_name that none of its certificates has (RFC 6066 3).
enum class UnknownName : std::uint8_t { Ignore, Warn, Refuse };

/// A certificate chain, leaf first, as it is sent, and the leaf's private key.
struct Credential
{
    std::string name;
    std::vector<crypto::Certificate> chain;
    crypto::PrivateKey key;
    crypto::PublicKey publicKey;
    Bytes ocspResponse = {};            ///< DER, to be stapled; empty: none
    std::vector<Bytes> timestamps = {}; ///< RFC 6962: SerializedSCTs, sent to who asks
};

/// RFC 4279 2; RFC 8446 4.2.11.
struct PreSharedKey
{
    std::string identity;
    Bytes key;
    HashName hash = HashName::Sha256; ///< in TLS 1.3: of the suites that it can be used with
};

/// What TLS 1.3 has beside what all versions have (RFC 8446).
struct Tls13Config
{
    std::vector<PskMode> pskModes{PskMode::DheKe}; ///< that are offered, or accepted
    /// RFC 8446 D.4: a session id of the client's and change_cipher_spec, so that it looks like TLS 1.2 on the way.
    bool middleboxCompatibility = true;
    std::size_t paddingBlock = 0;        ///< what is sealed is filled up to a multiple of this; 0: not
    bool certificateAuthorities = false; ///< says whom it trusts, in client_hello or certificate_request

    // A client's
    /// The groups with a key_share in the first client_hello; nothing: the first of its groups. None is allowed: then
    /// the server has to ask.
    std::optional<std::vector<std::uint16_t>> keyShares;
    Bytes earlyData;     ///< sent with the first flight, where the session allows it
    bool grease = false; ///< RFC 8701
    bool postHandshakeAuth = false;

    // A server's
    bool cookie = false;            ///< asks every client to say hello twice
    unsigned tickets = 1;           ///< sent after a handshake, where PartyConfig::tickets is set
    std::uint32_t maxEarlyData = 0; ///< bytes that it takes before the handshake is over; 0: it takes none
    bool antiReplay = false;        ///< RFC 8446 8.1: a ticket is good for early data once
};

/// What is done to the extensions of a message before it is encoded: their order, or others beside those that the party
/// speaks. @p message is "client_hello", "server_hello", ... A client_hello comes by more than once.
using ExtensionArranger = std::function<void(std::string_view message, Extensions &extensions)>;

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
    bool deflate = false; ///< RFC 3749
    Renegotiation renegotiation = Renegotiation::Off;
    std::vector<PreSharedKey> psks; ///< a client uses the first; in TLS 1.3 it offers all
    Tls13Config tls13;

    std::vector<Credential> credentials;
    std::vector<crypto::Certificate> anchors; ///< what this party trusts
    bool verifyPeer = true;

    // A client's
    std::string serverName; ///< sent as server_name and demanded of the certificate; empty: neither
    /// Demanded of the certificate where it is not serverName: an IP address, which server_name must not hold (RFC 6066
    /// 3), or the name of a server that is not to be told by it.
    std::string certificateName;
    RenegotiationSignal renegotiationSignal = RenegotiationSignal::Info;
    bool sessionTicket = false;
    bool statusRequest = false; ///< asks for a stapled OCSP response
    bool timestamps = false;    ///< RFC 6962: asks for SCTs
    std::uint32_t minimumDhBits = 1024;
    std::optional<SessionState> session; ///< offered for resumption
    bool fallbackScsv = false;           ///< RFC 7507: says that this is a second try with a lower version
    bool ssl2Hello = false;              ///< RFC 5246 E.2: the hello in SSL 2.0's format
    std::uint16_t maxFragmentLength = 0; ///< RFC 6066 4: 512, 1024, 2048 or 4096; 0: not asked for

    // A server's
    ClientAuth clientAuth = ClientAuth::None;
    std::uint16_t dhGroup = 256;                      ///< for clients that name no ffdhe group
    std::optional<crypto::DhParameters> dhParameters; ///< of its own, instead of any group
    bool assignSessionId = true;
    std::string pskIdentityHint;
    std::vector<std::string> allowedClients; ///< common names of those that may come in; empty: all that are trusted
    UnknownName unknownName = UnknownName::Ignore;
    std::uint32_t minimumSecurityBits = 0;          ///< weaker suites lead to insufficient_security
    std::optional<crypto::PrivateKey> exportRsaKey; ///< of 512 bits, for RSA_EXPORT (RFC 2246 D.1)
    SessionStore *sessions = nullptr;               ///< borrowed; without one nothing is resumed
    bool tickets = false;                           ///< RFC 5077
    std::uint32_t ticketLifetime = 7200;            ///< seconds

    ExtensionArranger arrangeExtensions; ///< so that it looks like another implementation; empty: nothing is changed

    std::size_t fragmentLimit = 1 << 14; ///< the most plaintext that it puts in a record
    std::uint16_t recordSizeLimit = 0;   ///< RFC 8449: the most that it takes, 64 to 16385; 0: not said
    bool splitRecords = false;           ///< 1/n-1: the first byte of data in a record of its own (CBC to TLS 1.0)
};

} // namespace hd
