// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace hd::legacy {

/// The states of both parties from SSL 3.0 to TLS 1.2.
enum class State : std::uint8_t {
    Start,
    WaitClientHello,
    SendFlight2,
    WaitServerHello,
    WaitCertificate,
    WaitServerKeyExchange,
    WaitRequestOrDone,
    WaitServerHelloDone,
    SendFlight3,
    WaitClientKeyExchange,
    WaitCertificateVerify,
    WaitChangeCipherSpec,
    WaitFinished,
    SendFlight4,
    Connected
};

/// "wait_server_hello"
std::string_view name(State state);

} // namespace hd::legacy
