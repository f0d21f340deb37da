// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/state.h"

namespace hd::legacy {

std::string_view name(State state)
{
    switch (state) {
    case State::Start:
        return "start";
    case State::SendClientHello:
        return "send_client_hello";
    case State::WaitClientHello:
        return "wait_client_hello";
    case State::SendServerHello:
        return "send_server_hello";
    case State::WaitServerHello:
        return "wait_server_hello";
    case State::AgreedParameters:
        return "agreed_parameters";
    case State::SendCertificate:
        return "send_certificate";
    case State::WaitCertificate:
        return "wait_certificate";
    case State::SendCertificateStatus:
        return "send_certificate_status";
    case State::WaitCertificateStatus:
        return "wait_certificate_status";
    case State::SendServerKeyExchange:
        return "send_server_key_exchange";
    case State::WaitServerKeyExchange:
        return "wait_server_key_exchange";
    case State::SendCertificateRequest:
        return "send_certificate_request";
    case State::WaitCertificateRequest:
        return "wait_certificate_request";
    case State::SendServerHelloDone:
        return "send_server_hello_done";
    case State::WaitServerHelloDone:
        return "wait_server_hello_done";
    case State::SendClientKeyExchange:
        return "send_client_key_exchange";
    case State::WaitClientKeyExchange:
        return "wait_client_key_exchange";
    case State::SendCertificateVerify:
        return "send_certificate_verify";
    case State::WaitCertificateVerify:
        return "wait_certificate_verify";
    case State::SendNewSessionTicket:
        return "send_new_session_ticket";
    case State::WaitNewSessionTicket:
        return "wait_new_session_ticket";
    case State::SendChangeCipherSpec:
        return "send_change_cipher_spec";
    case State::WaitChangeCipherSpec:
        return "wait_change_cipher_spec";
    case State::SendFinished:
        return "send_finished";
    case State::WaitFinished:
        return "wait_finished";
    case State::Connected:
        return "connected";
    }
    return {};
}

} // namespace hd::legacy
