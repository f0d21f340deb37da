// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/state.h"

namespace hd::v13 {

std::string_view name(State state)
{
    switch (state) {
    case State::Start:
        return "start";
    case State::SendClientHello:
        return "send_client_hello";
    case State::WaitClientHello:
        return "wait_client_hello";
    case State::WaitSecondClientHello:
        return "wait_second_client_hello";
    case State::SendServerHello:
        return "send_server_hello";
    case State::WaitServerHello:
        return "wait_server_hello";
    case State::SendEncryptedExtensions:
        return "send_encrypted_extensions";
    case State::WaitEncryptedExtensions:
        return "wait_encrypted_extensions";
    case State::SendCertificateRequest:
        return "send_certificate_request";
    case State::WaitCertificateRequest:
        return "wait_certificate_request";
    case State::SendCertificate:
        return "send_certificate";
    case State::WaitCertificate:
        return "wait_certificate";
    case State::SendCertificateVerify:
        return "send_certificate_verify";
    case State::WaitCertificateVerify:
        return "wait_certificate_verify";
    case State::SendEndOfEarlyData:
        return "send_end_of_early_data";
    case State::WaitEndOfEarlyData:
        return "wait_end_of_early_data";
    case State::SendFinished:
        return "send_finished";
    case State::WaitFinished:
        return "wait_finished";
    case State::SendNewSessionTicket:
        return "send_new_session_ticket";
    case State::Connected:
        return "connected";
    }
    return {};
}

} // namespace hd::v13
