// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/tls13/handshake.h"

namespace hd::v13 {

/// The client of a TLS 1.3 handshake (RFC 8446 A.1). Its hello may offer older versions too; a server that takes one of
/// them hands the connection over to legacy::Client.
class Client final : public Handshake
{
public:
    using Handshake::Handshake;
    void start() override { sendOn(*this, edges()); }
    std::unique_ptr<hd::Handshake> handOver(const Incoming &incoming) override;
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }
    void updateKeys(bool request) override;
    std::optional<SessionState> session() const override { return m_ticket; }
    void forgetSession() override { m_ticket.reset(); }
    Bytes takeUnsent() override { return std::exchange(m_unsent, {}); }

    using Edge = hd::Edge<Client, State>;
    static std::span<const Edge> edges();
    static std::vector<EdgeFacts> edgeFacts();

private:
    friend struct ClientConditions;
    void handleMessage(const Incoming &incoming) override { advance(*this, edges(), incoming); }

    /// A pre-shared key that the hello offers.
    struct Offered
    {
        Bytes identity;
        std::uint32_t obfuscatedAge = 0;
        bool external = false;
        const CipherSuite *suite = nullptr; ///< one with the hash of the key
        EarlySecret early;
    };

    // clienthello.cpp
    void sendHello(const Incoming *);
    void offerOlderSession();
    void addShares();
    void addKeyShareOf(std::uint16_t group);
    void addOwnExtensions();
    void addGrease();
    void offerPsks();
    void offerPsk(Bytes identity, std::uint32_t age, bool external, const CipherSuite &suite, const Secret &key);
    bool wantsEarlyData() const;
    void sendWithBinders();
    void sendEarlyData();
    void onHelloRetryRequest(const Incoming *incoming);
    void checkRetry(const HelloRetryRequest &retry);
    void sendSecondHello(const Incoming *);
    void requireSuite(std::string_view check, std::uint16_t suite);
    void requireEcho(std::string_view check, const Bytes &echo, std::string_view path);

    // client.cpp
    void onServerHello(const Incoming *incoming);
    void requireVersion(const ServerHello &hello);
    void checkExtensions(const ServerHello &hello);
    EarlySecret takePsk(const ServerHello &hello);
    std::optional<Secret> takeShare(const ServerHello &hello);
    void onEncryptedExtensions(const Incoming *incoming);
    void requireParametersOfEarlyData();
    void takeEarlyData(bool accepted);
    void onCertificateRequest(const Incoming *incoming);
    void onCertificate(const Incoming *incoming);
    void onCertificateVerify(const Incoming *incoming);
    void onFinished(const Incoming *incoming);
    void sendEndOfEarlyData(const Incoming *);
    void sendCertificate(const Incoming *);
    void sendCertificateVerify(const Incoming *);
    void sendFinished(const Incoming *);
    void onNewSessionTicket(const Incoming *incoming);
    void onLateKeyUpdate(const Incoming *incoming) { onKeyUpdate(incoming); }
    void onLateRequest(const Incoming *incoming);
    void sendUpdate(const Incoming *);

    ClientHello m_hello;
    std::optional<SessionState> m_olderSession; ///< of TLS 1.2 or below, that the hello offers
    std::vector<std::uint16_t> m_groups;        ///< that can be run here
    std::vector<KeyShareSecret> m_shares;
    std::vector<Offered> m_offered;
    bool m_retried = false;
    const CipherSuite *m_retrySuite = nullptr;
    Bytes m_cookie;
    bool m_earlySent = false, m_earlyAccepted = false;
    Bytes m_unsent;

    std::optional<std::size_t> m_psk; ///< the one that the server took
    std::optional<crypto::PublicKey> m_serverKey;
    std::optional<CertificateRequest> m_request;
    std::vector<std::string> m_requestContexts; ///< of those after the handshake
    const Credential *m_credential = nullptr;
    bool m_clientAuthenticated = false;
    bool m_requestsUpdate = false; ///< whether the key_update that is sent next asks for the peer's
    std::optional<SessionState> m_ticket;
};

} // namespace hd::v13
