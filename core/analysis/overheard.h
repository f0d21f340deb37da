// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The handshakes of a connection as far as somebody can read them who has recorded it.

#include "handshake/ticketstate.h"
#include "trace/family.h"
#include "trace/trace.h"

namespace hd {

/// What one handshake said in clear, or in what has been opened.
struct OverheardHandshake
{
    Family family = Family::UpToTls12;
    Version version = tls12;
    const CipherSuite *suite = nullptr; ///< null: none was agreed on, or nobody knows it
    Bytes clientRandom, serverRandom;
    Bytes transcript; ///< up to what was read last of client_hello ... finished of the server
    std::optional<std::size_t> helloEnd, serverHelloEnd, keyExchangeEnd, serverFinishedEnd; ///< within it
    std::optional<Bytes> firstHello; ///< the client_hello before a hello_retry_request, which is not in `transcript`
    bool extendedMasterSecret = false;
    bool keyExchange = false;      ///< up to TLS 1.2: client_key_exchange came
    bool keyShare = false;         ///< TLS 1.3: the server agreed to (EC)DHE
    bool earlyData = false;        ///< it was offered
    bool temporaryKey = false;     ///< of RSA_EXPORT
    bool protectedRecords = false; ///< whether anything was sent under its keys
    Bytes certificate;             ///< of the server; DER
    Bytes encryptedPreMaster;
    Bytes sessionId;                   ///< of server_hello
    Bytes offeredTicket, issuedTicket; ///< up to TLS 1.2
    std::vector<Bytes> identities;     ///< of pre_shared_key
    std::optional<std::size_t> selectedIdentity;
};

/// @p seen a Trace of core/observe. What is opaque in it is passed over.
std::vector<OverheardHandshake> handshakesIn(const Trace &seen);

} // namespace hd
