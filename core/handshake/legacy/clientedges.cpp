// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/client.h"

namespace hd::legacy {

/// What the client's way depends on.
struct ClientConditions
{
    static bool resumed(const Client &c) { return c.m_now.resumed; }
    static bool full(const Client &c) { return !c.m_now.resumed; }
    static bool ticketComes(const Client &c) { return c.m_answer.extensions.has<SessionTicket>(); }
    static bool resumedWithTicket(const Client &c) { return resumed(c) && ticketComes(c); }
    static bool fullWithTicket(const Client &c) { return full(c) && ticketComes(c); }
    static bool certified(const Client &c) { return c.m_now.suite->certified(); }
    static bool statusMayCome(const Client &c) { return c.m_answer.extensions.has<StatusRequest>(); }
    static bool keyExchangeMustCome(const Client &c)
    {
        // RFC 2246 D.1: a key of the certificate of more than 512 bits cannot be used for encryption in export suites
        constexpr int exportBits = 512;
        const CipherSuite &suite = *c.m_now.suite;
        return suite.ephemeral() || (suite.exportable() && c.m_serverKey && c.m_serverKey->bits() > exportBits);
    }
    static bool keyExchangeMayCome(const Client &c) { return keyExchangeMustCome(c) || c.m_now.suite->usesPsk(); }
    static bool keyExchangeMayLack(const Client &c) { return !keyExchangeMustCome(c); }
    /// RFC 5246 7.4.4: only a server that is authenticated may ask the client for a certificate.
    static bool mayAskAtOnce(const Client &c) { return certified(c) && keyExchangeMayLack(c); }
    static bool notAsked(const Client &c) { return !c.m_request; }
    static bool hasCertificate(const Client &c) { return c.m_request && c.m_credential; }
    static bool lacksCertificate(const Client &c) { return c.m_request && !c.m_credential; }
    static bool sendsCertificate(const Client &c)
    {
        return c.m_request && (c.m_credential || c.m_now.traits->emptyCertificate);
    }
    static bool saysNoCertificate(const Client &c) { return lacksCertificate(c) && !c.m_now.traits->emptyCertificate; }
    static bool renegotiates(const Client &c) { return c.mayRenegotiate(); }
    static bool renegotiatesNot(const Client &c) { return !c.mayRenegotiate(); }
    static bool isRenegotiating(const Client &c) { return c.renegotiating(); }
};

std::span<const Client::Edge> Client::edges()
{
    using If = ClientConditions;
    using enum State;
    static const Edge table[] = {
        {Start, "", nullptr, &Client::sendHello, WaitServerHello, "RFC 5246 7.4.1.2"},
        {SendClientHello, "", nullptr, &Client::sendHello, WaitServerHello, "RFC 5246 7.4.1.2"},
        {WaitServerHello, "server_hello", nullptr, &Client::onServerHello, AgreedParameters, "RFC 5246 7.4.1.3"},
        {WaitServerHello, "no_renegotiation", If::isRenegotiating, &Client::abandonRenegotiation, Connected,
         "RFC 5246 7.2.2"},

        {AgreedParameters, "", If::resumedWithTicket, nullptr, WaitNewSessionTicket, "RFC 5077 3.1"},
        {AgreedParameters, "", If::resumed, nullptr, WaitChangeCipherSpec, "RFC 5246 7.3"},
        {AgreedParameters, "", If::certified, nullptr, WaitCertificate, "RFC 5246 7.4.2"},
        {AgreedParameters, "", nullptr, nullptr, WaitServerKeyExchange, "RFC 5246 7.4.3"},

        {WaitCertificate, "certificate", If::statusMayCome, &Client::onCertificate, WaitCertificateStatus,
         "RFC 5246 7.4.2"},
        {WaitCertificate, "certificate", nullptr, &Client::onCertificate, WaitServerKeyExchange, "RFC 5246 7.4.2"},
        {WaitCertificateStatus, "certificate_status", nullptr, &Client::onCertificateStatus, WaitServerKeyExchange,
         "RFC 6066 8"},
        {WaitCertificateStatus, "server_key_exchange", If::keyExchangeMayCome, &Client::onServerKeyExchange,
         WaitCertificateRequest, "RFC 6066 8"},
        {WaitCertificateStatus, "certificate_request", If::mayAskAtOnce, &Client::onCertificateRequest,
         WaitServerHelloDone, "RFC 6066 8"},
        {WaitCertificateStatus, "server_hello_done", If::keyExchangeMayLack, &Client::onServerHelloDone,
         SendCertificate, "RFC 6066 8"},

        {WaitServerKeyExchange, "server_key_exchange", If::keyExchangeMayCome, &Client::onServerKeyExchange,
         WaitCertificateRequest, "RFC 5246 7.4.3"},
        {WaitServerKeyExchange, "certificate_request", If::mayAskAtOnce, &Client::onCertificateRequest,
         WaitServerHelloDone, "RFC 5246 7.4.4"},
        {WaitServerKeyExchange, "server_hello_done", If::keyExchangeMayLack, &Client::onServerHelloDone,
         SendCertificate, "RFC 5246 7.4.5"},
        {WaitCertificateRequest, "certificate_request", If::certified, &Client::onCertificateRequest,
         WaitServerHelloDone, "RFC 5246 7.4.4"},
        {WaitCertificateRequest, "server_hello_done", nullptr, &Client::onServerHelloDone, SendCertificate,
         "RFC 5246 7.4.5"},
        {WaitServerHelloDone, "server_hello_done", nullptr, &Client::onServerHelloDone, SendCertificate,
         "RFC 5246 7.4.5"},

        {SendCertificate, "", If::sendsCertificate, &Client::sendCertificate, SendClientKeyExchange, "RFC 5246 7.4.6"},
        {SendCertificate,
         "",
         If::saysNoCertificate,
         &Client::sendNoCertificate,
         SendClientKeyExchange,
         "RFC 6101 5.6.6",
         {"certificate", "client-certificate-alert-instead"}},
        {SendCertificate,
         "",
         nullptr,
         nullptr,
         SendClientKeyExchange,
         "RFC 5246 7.4.6",
         {"certificate", "client-certificate-not-requested"}},
        {SendClientKeyExchange, "", nullptr, &Client::sendKeyExchange, SendCertificateVerify, "RFC 5246 7.4.7"},
        {SendCertificateVerify, "", If::hasCertificate, &Client::sendCertificateVerify, SendChangeCipherSpec,
         "RFC 5246 7.4.8"},
        {SendCertificateVerify,
         "",
         If::lacksCertificate,
         nullptr,
         SendChangeCipherSpec,
         "RFC 5246 7.4.8",
         {"certificate_verify", "certificate-verify-no-certificate"}},
        {SendCertificateVerify,
         "",
         If::notAsked,
         nullptr,
         SendChangeCipherSpec,
         "RFC 5246 7.4.8",
         {"certificate_verify", "certificate-verify-not-requested"}},

        {SendChangeCipherSpec, "", nullptr, &Client::sendChangeCipherSpec, SendFinished, "RFC 5246 7.1"},
        {SendFinished, "", If::resumed, &Client::sendFinished, Connected, "RFC 5246 7.3"},
        {SendFinished, "", If::fullWithTicket, &Client::sendFinished, WaitNewSessionTicket, "RFC 5077 3.1"},
        {SendFinished, "", nullptr, &Client::sendFinished, WaitChangeCipherSpec, "RFC 5246 7.4.9"},
        {WaitNewSessionTicket, "new_session_ticket", nullptr, &Client::onNewSessionTicket, WaitChangeCipherSpec,
         "RFC 5077 3.3"},
        {WaitChangeCipherSpec, "change_cipher_spec", nullptr, &Client::onChangeCipherSpec, WaitFinished,
         "RFC 5246 7.1"},
        {WaitFinished, "finished", If::resumed, &Client::onFinished, SendChangeCipherSpec, "RFC 5246 7.3"},
        {WaitFinished, "finished", If::full, &Client::onFinished, Connected, "RFC 5246 7.4.9"},

        {Connected, "hello_request", If::renegotiates, &Client::beginRenegotiation, SendClientHello,
         "RFC 5246 7.4.1.1"},
        {Connected, "hello_request", If::renegotiatesNot, &Client::refuseRenegotiation, Connected, "RFC 5246 7.4.1.1"},
        {Connected, renegotiateCommand, If::renegotiates, &Client::beginRenegotiation, SendClientHello,
         "RFC 5246 7.4.1.2"},
    };
    return table;
}

std::vector<EdgeFacts> Client::edgeFacts()
{
    using If = ClientConditions;
    static constexpr Condition<Client> conditions[] = {
        {If::isRenegotiating, "is-renegotiating"},
        {If::resumedWithTicket, "resumed-with-ticket"},
        {If::resumed, "resumed"},
        {If::certified, "certified"},
        {If::statusMayCome, "status-may-come"},
        {If::keyExchangeMayCome, "key-exchange-may-come"},
        {If::mayAskAtOnce, "may-ask-at-once"},
        {If::keyExchangeMayLack, "key-exchange-may-lack"},
        {If::sendsCertificate, "sends-certificate"},
        {If::saysNoCertificate, "says-no-certificate"},
        {If::hasCertificate, "has-certificate"},
        {If::lacksCertificate, "lacks-certificate"},
        {If::notAsked, "not-asked"},
        {If::fullWithTicket, "full-with-ticket"},
        {If::full, "full"},
        {If::renegotiates, "renegotiates"},
        {If::renegotiatesNot, "renegotiates-not"},
    };
    return factsOf(edges(), std::span<const Condition<Client>>(conditions));
}

} // namespace hd::legacy
