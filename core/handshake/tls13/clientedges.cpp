// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/client.h"

namespace hd::v13 {

/// What the client's way depends on.
struct ClientConditions
{
    static bool firstTime(const Client &c) { return !c.m_retried; }
    static bool pskTaken(const Client &c) { return c.m_psk.has_value(); }
    static bool endsEarlyData(const Client &c) { return c.m_earlyAccepted && !c.m_established; }
    static bool notAsked(const Client &c) { return !c.m_request; }
    static bool hasCertificate(const Client &c) { return c.m_request && c.m_credential; }
    static bool lacksCertificate(const Client &c) { return c.m_request && !c.m_credential; }
    static bool allowsLateRequests(const Client &c) { return c.m_party.config().tls13.postHandshakeAuth; }
};

std::span<const Client::Edge> Client::edges()
{
    using If = ClientConditions;
    using enum State;
    static const Edge table[] = {
        {Start, "", nullptr, &Client::sendHello, WaitServerHello, "RFC 8446 4.1.2"},
        {WaitServerHello, "server_hello", nullptr, &Client::onServerHello, WaitEncryptedExtensions, "RFC 8446 4.1.3"},
        // RFC 8446 4.1.4: a second one is an unexpected_message
        {WaitServerHello, "hello_retry_request", If::firstTime, &Client::onHelloRetryRequest, SendClientHello,
         "RFC 8446 4.1.4"},
        {SendClientHello, "", nullptr, &Client::sendSecondHello, WaitServerHello, "RFC 8446 4.1.2"},

        {WaitEncryptedExtensions, "encrypted_extensions", If::pskTaken, &Client::onEncryptedExtensions, WaitFinished,
         "RFC 8446 4.3.1"},
        {WaitEncryptedExtensions, "encrypted_extensions", nullptr, &Client::onEncryptedExtensions,
         WaitCertificateRequest, "RFC 8446 4.3.1"},
        {WaitCertificateRequest, "certificate_request", nullptr, &Client::onCertificateRequest, WaitCertificate,
         "RFC 8446 4.3.2"},
        {WaitCertificateRequest, "certificate", nullptr, &Client::onCertificate, WaitCertificateVerify,
         "RFC 8446 4.4.2"},
        {WaitCertificate, "certificate", nullptr, &Client::onCertificate, WaitCertificateVerify, "RFC 8446 4.4.2"},
        {WaitCertificateVerify, "certificate_verify", nullptr, &Client::onCertificateVerify, WaitFinished,
         "RFC 8446 4.4.3"},
        {WaitFinished, "finished", nullptr, &Client::onFinished, SendEndOfEarlyData, "RFC 8446 4.4.4"},

        {SendEndOfEarlyData, "", If::endsEarlyData, &Client::sendEndOfEarlyData, SendCertificate, "RFC 8446 4.5"},
        {SendEndOfEarlyData, "", nullptr, nullptr, SendCertificate, "RFC 8446 4.5"},
        {SendCertificate,
         "",
         If::notAsked,
         nullptr,
         SendFinished,
         "RFC 8446 4.4.2",
         {"certificate", "client-certificate-not-requested"}},
        {SendCertificate, "", nullptr, &Client::sendCertificate, SendCertificateVerify, "RFC 8446 4.4.2"},
        {SendCertificateVerify, "", If::hasCertificate, &Client::sendCertificateVerify, SendFinished, "RFC 8446 4.4.3"},
        {SendCertificateVerify,
         "",
         If::lacksCertificate,
         nullptr,
         SendFinished,
         "RFC 8446 4.4.3",
         {"certificate_verify", "certificate-verify-no-certificate"}},
        {SendFinished, "", nullptr, &Client::sendFinished, Connected, "RFC 8446 4.4.4"},

        {Connected, "new_session_ticket", nullptr, &Client::onNewSessionTicket, Connected, "RFC 8446 4.6.1"},
        {Connected, "key_update", nullptr, &Client::onLateKeyUpdate, Connected, "RFC 8446 4.6.3"},
        {Connected, "certificate_request", If::allowsLateRequests, &Client::onLateRequest, SendCertificate,
         "RFC 8446 4.6.2"},
        {Connected, updateKeysCommand, nullptr, &Client::sendUpdate, Connected, "RFC 8446 4.6.3"},
    };
    return table;
}

std::vector<EdgeFacts> Client::edgeFacts()
{
    using If = ClientConditions;
    static constexpr Condition<Client> conditions[] = {
        {If::firstTime, "first-time"},
        {If::pskTaken, "psk-taken"},
        {If::endsEarlyData, "ends-early-data"},
        {If::notAsked, "not-asked"},
        {If::hasCertificate, "has-certificate"},
        {If::lacksCertificate, "lacks-certificate"},
        {If::allowsLateRequests, "allows-late-requests"},
    };
    return factsOf(edges(), std::span<const Condition<Client>>(conditions));
}

} // namespace hd::v13
