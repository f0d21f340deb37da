// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/legacy/handshake.h"

namespace hd::legacy {

/// The client of a handshake up to TLS 1.2 (RFC 5246 7.3).
class Client final : public Handshake
{
public:
    using Handshake::Handshake;
    /// A client whose hello offered TLS 1.3 too, and was answered for less.
    struct Said
    {
        ClientHello hello;
        std::optional<SessionState> session; ///< that the hello offers, of TLS 1.2 or below
        Input random;                        ///< the client's
    };
    Client(Party &party, Said said);
    void start() override;
    void handle(const Incoming &incoming) override;
    bool concerns(std::string_view alert) const override { return findEdge(*this, edges(), m_state, alert); }
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }
    void renegotiate() override;
    std::optional<SessionState> session() const override;
    void forgetSession() override { m_forgotten = true; }

    using Edge = hd::Edge<Client, State>;
    static std::span<const Edge> edges();
    static std::vector<EdgeFacts> edgeFacts();

private:
    friend struct ClientConditions;

    // clienthello.cpp
    void beginRenegotiation(const Incoming *);
    void sendHello(const Incoming *);
    void sendSslV2Hello();
    void offerSession();
    void onServerHello(const Incoming *incoming);
    void requireVersion(const ServerHello &hello);
    void checkExtensions(const ServerHello &hello);
    void checkRenegotiationInfo(const ServerHello &hello);
    void takeLimits(const ServerHello &hello);
    void requireSameSession(const ServerHello &hello);
    void abandonRenegotiation(const Incoming *);

    // client.cpp
    void onCertificate(const Incoming *incoming);
    void onCertificateStatus(const Incoming *incoming);
    void onServerKeyExchange(const Incoming *incoming);
    void checkDhParameters();
    void checkCurve();
    void checkTemporaryRsaKey();
    void checkParametersSignature();
    void onCertificateRequest(const Incoming *incoming);
    void onServerHelloDone(const Incoming *incoming);
    void sendCertificate(const Incoming *);
    void sendNoCertificate(const Incoming *);
    void sendCertificateVerify(const Incoming *);
    void onNewSessionTicket(const Incoming *incoming);

    // clientkeyexchange.cpp
    void sendKeyExchange(const Incoming *);
    Secret agree(std::string name, ClientKeyExchange &message);
    Secret encryptSecret(std::string name, ClientKeyExchange &message);
    Secret otherSecret(std::string name, ClientKeyExchange &message);

    const PreSharedKey &psk() const { return m_party.config().psks.front(); }

    ClientHello m_hello;
    std::optional<SessionState> m_offered; ///< the session that m_hello asks for
    ServerHello m_answer;
    std::vector<crypto::Certificate> m_serverChain;
    std::optional<crypto::PublicKey> m_serverKey;
    std::optional<crypto::PublicKey> m_temporaryKey; ///< RSA_EXPORT
    ServerKeyExchange m_serverShare;
    std::optional<CertificateRequest> m_request;
    const Credential *m_credential = nullptr;
    NewSessionTicket m_ticket;
    bool m_forgotten = false;
};

} // namespace hd::legacy
