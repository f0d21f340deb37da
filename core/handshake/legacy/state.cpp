// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/state.h"

namespace hd::legacy {

std::string_view name(State state)
{
    switch (state) {
    case State::Start:
        return "start";
    case State::WaitClientHello:
        return "wait_client_hello";
    case State::SendFlight2:
        return "send_flight_2";
    case State::WaitServerHello:
        return "wait_server_hello";
    case State::WaitCertificate:
        return "wait_certificate";
    case State::WaitServerKeyExchange:
        return "wait_server_key_exchange";
    case State::WaitRequestOrDone:
        return "wait_request_or_done";
    case State::WaitServerHelloDone:
        return "wait_server_hello_done";
    case State::SendFlight3:
        return "send_flight_3";
    case State::WaitClientKeyExchange:
        return "wait_client_key_exchange";
    case State::WaitCertificateVerify:
        return "wait_certificate_verify";
    case State::WaitChangeCipherSpec:
        return "wait_change_cipher_spec";
    case State::WaitFinished:
        return "wait_finished";
    case State::SendFlight4:
        return "send_flight_4";
    case State::Connected:
        return "connected";
    }
    return {};
}

} // namespace hd::legacy
