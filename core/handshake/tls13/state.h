// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace hd::v13 {

/// The states of both parties in TLS 1.3 (RFC 8446 A). In a `Send` state a party says something, or goes on without it.
enum class State : std::uint8_t {
    Start,
    SendClientHello, ///< the second
    WaitClientHello,
    WaitSecondClientHello,
    SendServerHello,
    WaitServerHello,
    SendEncryptedExtensions,
    WaitEncryptedExtensions,
    SendCertificateRequest,
    WaitCertificateRequest,
    SendCertificate,
    WaitCertificate,
    SendCertificateVerify,
    WaitCertificateVerify,
    SendEndOfEarlyData,
    WaitEndOfEarlyData,
    SendFinished,
    WaitFinished,
    SendNewSessionTicket,
    Connected
};

/// "wait_server_hello"
std::string_view name(State state);

} // namespace hd::v13
