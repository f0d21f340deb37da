// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/legacy/handshake.h"

namespace hd::legacy {

/// The server of a handshake up to TLS 1.2 (RFC 5246 7.3).
class Server final : public Handshake
{
public:
    using Handshake::Handshake;
    /// A server that also speaks TLS 1.3, to a client that does not. @p state in which the client_hello comes.
    Server(Party &party, State state) : Handshake(party) { m_state = state; }
    void start() override;
    void handle(const Incoming &incoming) override;
    bool concerns(std::string_view alert) const override { return findEdge(*this, edges(), m_state, alert); }
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }
    void renegotiate() override;
    std::optional<SessionState> session() const override { return std::nullopt; }
    void forgetSession() override;

    using Edge = hd::Edge<Server, State>;
    static std::span<const Edge> edges();
    static std::vector<EdgeFacts> edgeFacts();

private:
    friend struct ServerConditions;

    // serverhello.cpp
    void onClientHello(const Incoming *incoming);
    void onSslV2ClientHello(const Incoming *incoming);
    void onRenegotiation(const Incoming *incoming);
    void sendHelloRequest(const Incoming *);
    void choose();
    void checkHello();
    void checkRenegotiationInfo();
    void chooseParameters();
    void requireSuite();
    void chooseLimits();
    void sendServerHello(const Incoming *);
    Bytes drawRandom();
    Extensions answeredExtensions();

    // serversession.cpp
    void chooseSessionFor();
    /// @p ticketState the opened ticket that it came in; null: the server remembers it.
    void resume(const SessionState &session, const Secret *ticketState);
    SessionState newSession() const;
    void sendNewSessionTicket(const Incoming *);
    void sendLastFinished(const Incoming *);

    // server.cpp
    void sendCertificate(const Incoming *);
    void sendCertificateStatus(const Incoming *);
    void sendKeyExchange(const Incoming *);
    void describeParameters(ServerKeyExchange &message);
    void signParameters(ServerKeyExchange &message);
    void sendCertificateRequest(const Incoming *);
    void sendServerHelloDone(const Incoming *);
    void onCertificate(const Incoming *incoming);
    void onNoCertificate(const Incoming *);
    void onClientKeyExchange(const Incoming *incoming);
    Secret agree(std::string name, const ClientKeyExchange &message);
    Secret decryptSecret(std::string name, const ClientKeyExchange &message);
    Secret otherSecret(std::string name, const ClientKeyExchange &message);
    Secret psk(const ClientKeyExchange &message);
    void onCertificateVerify(const Incoming *incoming);

    std::string_view helloName() const { return m_sslV2 ? sslV2ClientHelloName : "client_hello"; }

    ClientHello m_hello;
    bool m_sslV2 = false;
    ClientOffer m_offer;
    const Credential *m_credential = nullptr;
    std::uint16_t m_group = 0;
    crypto::DhParameters m_dh;
    Deriver::KeyPair m_share;
    bool m_staples = false;
    bool m_temporaryKeySent = false; ///< RSA_EXPORT
    bool m_issuesTicket = false;
    std::size_t m_recordLimit = 0;  ///< record_size_limit to be answered; 0: not
    std::uint8_t m_maxFragment = 0; ///< max_fragment_length to be answered; 0: not
    bool m_nameKnown = false;
    std::optional<crypto::PublicKey> m_clientKey;
};

} // namespace hd::legacy
