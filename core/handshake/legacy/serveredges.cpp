// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/server.h"

namespace hd::legacy {

/// What the server's way depends on.
struct ServerConditions
{
    static bool resumed(const Server &s) { return s.m_now.resumed; }
    static bool full(const Server &s) { return !s.m_now.resumed; }
    static bool certified(const Server &s) { return s.m_now.suite->certified(); }
    static bool anonymous(const Server &s) { return s.m_now.suite->authentication == Authentication::Anonymous; }
    static bool staples(const Server &s) { return s.m_staples; }
    static bool sendsKeyExchange(const Server &s)
    {
        // RFC 2246 D.1: the temporary key is for certificates whose key is longer than an export suite may use
        const CipherSuite &suite = *s.m_now.suite;
        constexpr int exportBits = 512;
        const bool temporaryKey =
            suite.exportable() && suite.usesRsa() && s.m_credential->publicKey.bits() > exportBits;
        return suite.ephemeral() || temporaryKey || (suite.usesPsk() && !s.m_party.config().pskIdentityHint.empty());
    }
    static bool pskWithoutHint(const Server &s) { return s.m_now.suite->usesPsk(); }
    static bool requests(const Server &s)
    {
        return s.m_party.config().clientAuth != ClientAuth::None && s.m_now.suite->certified();
    }
    static bool mayNotRequest(const Server &s) { return !s.m_now.suite->certified(); }
    static bool takesNoCertificate(const Server &s) { return !s.m_now.traits->emptyCertificate; }
    static bool verifies(const Server &s) { return s.m_clientKey.has_value(); }
    static bool verifiesNot(const Server &s) { return !verifies(s); }
    static bool issuesTicket(const Server &s) { return s.m_issuesTicket; }
    static bool renegotiates(const Server &s) { return s.mayRenegotiate(); }
    static bool renegotiatesNot(const Server &s) { return !s.mayRenegotiate(); }
};

std::span<const Server::Edge> Server::edges()
{
    using If = ServerConditions;
    using enum State;
    static const Edge table[] = {
        {Start, "", nullptr, nullptr, WaitClientHello, "RFC 5246 7.3"},
        {WaitClientHello, "client_hello", nullptr, &Server::onClientHello, SendServerHello, "RFC 5246 7.4.1.2"},
        {WaitClientHello, sslV2ClientHelloName, nullptr, &Server::onSslV2ClientHello, SendServerHello, "RFC 5246 E.2"},

        {SendServerHello, "", If::resumed, &Server::sendServerHello, SendChangeCipherSpec, "RFC 5246 7.3"},
        {SendServerHello, "", If::full, &Server::sendServerHello, SendCertificate, "RFC 5246 7.4.1.3"},
        {SendCertificate, "", If::certified, &Server::sendCertificate, SendCertificateStatus, "RFC 5246 7.4.2"},
        {SendCertificate,
         "",
         If::anonymous,
         nullptr,
         SendServerKeyExchange,
         "RFC 5246 7.4.2",
         {"certificate", "certificate-anonymous"}},
        {SendCertificate,
         "",
         nullptr,
         nullptr,
         SendServerKeyExchange,
         "RFC 4279 2",
         {"certificate", "certificate-psk"}},
        {SendCertificateStatus, "", If::staples, &Server::sendCertificateStatus, SendServerKeyExchange, "RFC 6066 8"},
        {SendCertificateStatus, "", nullptr, nullptr, SendServerKeyExchange, "RFC 6066 8"},
        {SendServerKeyExchange, "", If::sendsKeyExchange, &Server::sendKeyExchange, SendCertificateRequest,
         "RFC 5246 7.4.3"},
        {SendServerKeyExchange,
         "",
         If::pskWithoutHint,
         nullptr,
         SendCertificateRequest,
         "RFC 4279 2",
         {"server_key_exchange", "ske-psk-no-hint"}},
        // RFC 5246 7.4.3: "It is not legal to send the ServerKeyExchange message for ... RSA"
        {SendServerKeyExchange,
         "",
         nullptr,
         nullptr,
         SendCertificateRequest,
         "RFC 5246 7.4.3",
         {"server_key_exchange", "ske-rsa-key-transport"}},
        {SendCertificateRequest, "", If::requests, &Server::sendCertificateRequest, SendServerHelloDone,
         "RFC 5246 7.4.4"},
        {SendCertificateRequest,
         "",
         If::mayNotRequest,
         nullptr,
         SendServerHelloDone,
         "RFC 5246 7.4.4",
         {"certificate_request", "certificate-request-not-authenticated"}},
        {SendCertificateRequest,
         "",
         nullptr,
         nullptr,
         SendServerHelloDone,
         "RFC 5246 7.4.4",
         {"certificate_request", "certificate-request-not-wanted"}},
        {SendServerHelloDone, "", If::requests, &Server::sendServerHelloDone, WaitCertificate, "RFC 5246 7.4.5"},
        {SendServerHelloDone, "", nullptr, &Server::sendServerHelloDone, WaitClientKeyExchange, "RFC 5246 7.4.5"},

        {WaitCertificate, "certificate", nullptr, &Server::onCertificate, WaitClientKeyExchange, "RFC 5246 7.4.6"},
        {WaitCertificate, "no_certificate", If::takesNoCertificate, &Server::onNoCertificate, WaitClientKeyExchange,
         "RFC 6101 5.6.6"},
        {WaitClientKeyExchange, "client_key_exchange", If::verifies, &Server::onClientKeyExchange,
         WaitCertificateVerify, "RFC 5246 7.4.7"},
        {WaitClientKeyExchange, "client_key_exchange", If::verifiesNot, &Server::onClientKeyExchange,
         WaitChangeCipherSpec, "RFC 5246 7.4.7"},
        {WaitCertificateVerify, "certificate_verify", nullptr, &Server::onCertificateVerify, WaitChangeCipherSpec,
         "RFC 5246 7.4.8"},
        {WaitChangeCipherSpec, "change_cipher_spec", nullptr, &Server::onChangeCipherSpec, WaitFinished,
         "RFC 5246 7.1"},
        {WaitFinished, "finished", If::resumed, &Server::onFinished, Connected, "RFC 5246 7.3"},
        {WaitFinished, "finished", If::full, &Server::onFinished, SendNewSessionTicket, "RFC 5246 7.4.9"},

        {SendNewSessionTicket, "", If::issuesTicket, &Server::sendNewSessionTicket, SendChangeCipherSpec,
         "RFC 5077 3.3"},
        {SendNewSessionTicket, "", nullptr, nullptr, SendChangeCipherSpec, "RFC 5246 7.3"},
        {SendChangeCipherSpec, "", nullptr, &Server::sendChangeCipherSpec, SendFinished, "RFC 5246 7.1"},
        {SendFinished, "", If::resumed, &Server::sendFinished, WaitChangeCipherSpec, "RFC 5246 7.3"},
        {SendFinished, "", If::full, &Server::sendLastFinished, Connected, "RFC 5246 7.4.9"},

        {Connected, "client_hello", If::renegotiates, &Server::onRenegotiation, SendServerHello, "RFC 5246 7.4.1.2"},
        {Connected, "client_hello", If::renegotiatesNot, &Server::refuseRenegotiation, Connected, "RFC 5246 7.2.2"},
        {Connected, renegotiateCommand, If::renegotiates, &Server::sendHelloRequest, Connected, "RFC 5246 7.4.1.1"},
    };
    return table;
}

std::vector<EdgeFacts> Server::edgeFacts()
{
    using If = ServerConditions;
    static constexpr Condition<Server> conditions[] = {
        {If::resumed, "resumed"},
        {If::full, "full"},
        {If::certified, "certified"},
        {If::anonymous, "anonymous"},
        {If::staples, "staples"},
        {If::sendsKeyExchange, "sends-key-exchange"},
        {If::pskWithoutHint, "psk-without-hint"},
        {If::requests, "requests"},
        {If::mayNotRequest, "may-not-request"},
        {If::takesNoCertificate, "takes-no-certificate"},
        {If::verifies, "verifies"},
        {If::verifiesNot, "verifies-not"},
        {If::issuesTicket, "issues-ticket"},
        {If::renegotiates, "renegotiates"},
        {If::renegotiatesNot, "renegotiates-not"},
    };
    return factsOf(edges(), std::span<const Condition<Server>>(conditions));
}

} // namespace hd::legacy
