// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace hd::legacy {

/// The states of both parties from SSL 3.0 to TLS 1.2. In a `Send` state a party says something, or goes on without it.
enum class State : std::uint8_t {
    Start,
    SendClientHello,
    WaitClientHello,
    SendServerHello,
    WaitServerHello,
    AgreedParameters, ///< the client knows what kind of handshake this is
    SendCertificate,
    WaitCertificate,
    SendCertificateStatus,
    WaitCertificateStatus,
    SendServerKeyExchange,
    WaitServerKeyExchange,
    SendCertificateRequest,
    WaitCertificateRequest,
    SendServerHelloDone,
    WaitServerHelloDone,
    SendClientKeyExchange,
    WaitClientKeyExchange,
    SendCertificateVerify,
    WaitCertificateVerify,
    SendNewSessionTicket,
    WaitNewSessionTicket,
    SendChangeCipherSpec,
    WaitChangeCipherSpec,
    SendFinished,
    WaitFinished,
    Connected
};

/// "wait_server_hello"
std::string_view name(State state);

} // namespace hd::legacy
