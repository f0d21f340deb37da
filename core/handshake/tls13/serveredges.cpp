// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/server.h"

namespace hd::v13 {

/// What the server's way depends on.
struct ServerConditions
{
    static bool retries(const Server &s) { return s.m_retries; }
    static bool pskTaken(const Server &s) { return s.m_psk.has_value(); }
    static bool requests(const Server &s) { return s.m_party.config().clientAuth != ClientAuth::None; }
    static bool takesEarlyData(const Server &s) { return s.m_earlyAccepted; }
    static bool certificateComes(const Server &s) { return s.m_requestPending; }
    static bool verifies(const Server &s) { return s.m_clientKey.has_value(); }
    static bool verifiesNot(const Server &s) { return !verifies(s); }
    static bool issuesTickets(const Server &s)
    {
        const PartyConfig &config = s.m_party.config();
        // RFC 8446 4.2.9: a client that can use none says so by its modes
        return !s.m_established && config.tickets && config.sessions && config.tls13.tickets > 0 &&
               s.m_hello.extensions.has<PskKeyExchangeModes>();
    }
    static bool mayAskLate(const Server &s)
    {
        return s.m_hello.extensions.has<PostHandshakeAuth>() && !s.m_requestPending;
    }
};

std::span<const Server::Edge> Server::edges()
{
    using If = ServerConditions;
    using enum State;
    static const Edge table[] = {
        {Start, "", nullptr, nullptr, WaitClientHello, "RFC 8446 A.2"},
        {WaitClientHello, "client_hello", nullptr, &Server::onClientHello, SendServerHello, "RFC 8446 4.1.2"},
        {SendServerHello, "", If::retries, &Server::sendHelloRetryRequest, WaitSecondClientHello, "RFC 8446 4.1.4"},
        {WaitSecondClientHello, "client_hello", nullptr, &Server::onSecondClientHello, SendServerHello,
         "RFC 8446 4.1.2"},
        {SendServerHello, "", nullptr, &Server::sendServerHello, SendEncryptedExtensions, "RFC 8446 4.1.3"},
        {SendEncryptedExtensions, "", nullptr, &Server::sendEncryptedExtensions, SendCertificateRequest,
         "RFC 8446 4.3.1"},

        {SendCertificateRequest,
         "",
         If::pskTaken,
         nullptr,
         SendCertificate,
         "RFC 8446 4.3.2",
         {"certificate_request", "certificate-request-psk"}},
        {SendCertificateRequest, "", If::requests, &Server::sendCertificateRequest, SendCertificate, "RFC 8446 4.3.2"},
        {SendCertificateRequest,
         "",
         nullptr,
         nullptr,
         SendCertificate,
         "RFC 8446 4.3.2",
         {"certificate_request", "certificate-request-not-wanted"}},
        {SendCertificate,
         "",
         If::pskTaken,
         nullptr,
         SendFinished,
         "RFC 8446 2.2",
         {"certificate", "certificate-psk-tls13"}},
        {SendCertificate, "", nullptr, &Server::sendCertificate, SendCertificateVerify, "RFC 8446 4.4.2"},
        {SendCertificateVerify, "", nullptr, &Server::sendCertificateVerify, SendFinished, "RFC 8446 4.4.3"},
        {SendFinished, "", If::takesEarlyData, &Server::sendFinished, WaitEndOfEarlyData, "RFC 8446 4.4.4"},
        {SendFinished, "", If::certificateComes, &Server::sendFinished, WaitCertificate, "RFC 8446 4.4.4"},
        {SendFinished, "", nullptr, &Server::sendFinished, WaitFinished, "RFC 8446 4.4.4"},

        {WaitEndOfEarlyData, "end_of_early_data", nullptr, &Server::onEndOfEarlyData, WaitFinished, "RFC 8446 4.5"},
        {WaitCertificate, "certificate", nullptr, &Server::onCertificate, WaitCertificateVerify, "RFC 8446 4.4.2"},
        {WaitCertificateVerify, "certificate_verify", If::verifies, &Server::onCertificateVerify, WaitFinished,
         "RFC 8446 4.4.3"},
        // RFC 8446 4.4.3: no certificate, no certificate_verify
        {WaitCertificateVerify, "finished", If::verifiesNot, &Server::onFinished, SendNewSessionTicket,
         "RFC 8446 4.4.4"},
        {WaitFinished, "finished", nullptr, &Server::onFinished, SendNewSessionTicket, "RFC 8446 4.4.4"},
        {SendNewSessionTicket, "", If::issuesTickets, &Server::sendNewSessionTickets, Connected, "RFC 8446 4.6.1"},
        {SendNewSessionTicket, "", nullptr, nullptr, Connected, "RFC 8446 4.6.1"},

        {Connected, "key_update", nullptr, &Server::onLateKeyUpdate, Connected, "RFC 8446 4.6.3"},
        {Connected, updateKeysCommand, nullptr, &Server::sendUpdate, Connected, "RFC 8446 4.6.3"},
        {Connected, requestCertificateCommand, If::mayAskLate, &Server::sendLateCertificateRequest, Connected,
         "RFC 8446 4.6.2"},
        {Connected, "certificate", If::certificateComes, &Server::onCertificate, WaitCertificateVerify,
         "RFC 8446 4.6.2"},
    };
    return table;
}

std::vector<EdgeFacts> Server::edgeFacts()
{
    using If = ServerConditions;
    static constexpr Condition<Server> conditions[] = {
        {If::retries, "retries"},
        {If::pskTaken, "psk-taken"},
        {If::requests, "requests"},
        {If::takesEarlyData, "takes-early-data"},
        {If::certificateComes, "certificate-comes"},
        {If::verifies, "verifies"},
        {If::verifiesNot, "verifies-not"},
        {If::issuesTickets, "issues-tickets"},
        {If::mayAskLate, "may-ask-late"},
    };
    return factsOf(edges(), std::span<const Condition<Server>>(conditions));
}

} // namespace hd::v13
