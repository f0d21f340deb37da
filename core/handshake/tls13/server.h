// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/ticketstate.h"
#include "handshake/tls13/handshake.h"

namespace hd::v13 {

/// The server of a TLS 1.3 handshake (RFC 8446 A.2). A client that offers less, where that is allowed, is handed over
/// to legacy::Server.
class Server final : public Handshake
{
public:
    using Handshake::Handshake;
    void start() override { sendOn(*this, edges()); }
    std::unique_ptr<hd::Handshake> handOver(const Incoming &incoming) override;
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }
    /// RFC 8446 4.6.2: nothing comes between the messages of an authentication after the handshake.
    bool carriesData() const override { return m_state == State::Connected || m_state == State::WaitEndOfEarlyData; }
    void onData(std::size_t size) override;
    void updateKeys(bool request) override;
    void requestCertificate() override { command(*this, edges(), requestCertificateCommand); }
    std::optional<SessionState> session() const override { return std::nullopt; }
    void forgetSession() override {} // RFC 8446 4.6.1: tickets are no session of a connection

    using Edge = hd::Edge<Server, State>;
    static std::span<const Edge> edges();
    static std::vector<EdgeFacts> edgeFacts();

private:
    friend struct ServerConditions;
    void handleMessage(const Incoming &incoming) override { advance(*this, edges(), incoming); }

    /// A pre-shared key that the client offers and this server has.
    struct Known
    {
        std::optional<OpenedTicket> ticket;
        const PreSharedKey *external = nullptr;
        HashName hash = HashName::None; ///< of the suites that it can be used with
    };

    // clienthello checks and choices: serverhello.cpp
    void onClientHello(const Incoming *incoming);
    void onSecondClientHello(const Incoming *incoming);
    void checkHello();
    void requireNeededExtensions();
    void requireUnchanged(const ClientHello &second);
    void requireAskedShare();
    void choose(const Incoming *incoming);
    void chooseGroupOf();
    void chooseCertificate();
    void chooseLimits();
    void sendHelloRetryRequest(const Incoming *);
    void sendServerHello(const Incoming *);
    Secret answerShare(ServerHello &hello);

    // serverpsk.cpp
    std::vector<PskOffer> readOffers(std::vector<Known> &known);
    /// @p hashes that the suite may have.
    std::optional<Known> choosePskOf(const std::vector<HashName> &hashes);
    void requireBinder(const Incoming *incoming, const Known &known);
    void chooseEarlyData();
    std::string earlyDataObstacle() const;
    SessionState newSession(const Secret &psk, std::uint32_t ageAdd) const;
    void sendNewSessionTickets(const Incoming *);

    // server.cpp
    void sendEncryptedExtensions(const Incoming *);
    std::size_t maxFragmentBytes() const;
    void limitReceiving();
    void sendCertificateRequest(const Incoming *);
    void sendLateCertificateRequest(const Incoming *);
    CertificateRequest request();
    void sendCertificate(const Incoming *);
    void sendCertificateVerify(const Incoming *);
    void sendFinished(const Incoming *);
    void onEndOfEarlyData(const Incoming *);
    void onCertificate(const Incoming *incoming);
    void onCertificateVerify(const Incoming *incoming);
    void onFinished(const Incoming *incoming);
    void onLateKeyUpdate(const Incoming *incoming) { onKeyUpdate(incoming); }
    void sendUpdate(const Incoming *);

    ClientHello m_hello;
    bool m_retried = false, m_retries = false; ///< asked for another client_hello; is about to
    Bytes m_cookie;
    std::optional<std::uint16_t> m_groupAsked; ///< by hello_retry_request
    std::optional<PskMode> m_mode;             ///< of the PSK that was taken
    std::optional<std::size_t> m_psk;
    bool m_pskExternal = false;
    std::optional<SessionState> m_session; ///< of the ticket that was taken
    std::optional<EarlySecret> m_early;
    std::optional<GroupChoice> m_group;
    const Credential *m_credential = nullptr;
    std::uint16_t m_scheme = 0;
    std::size_t m_recordLimit = 0;  ///< record_size_limit to be answered; 0: not
    std::uint8_t m_maxFragment = 0; ///< max_fragment_length to be answered; 0: not
    bool m_nameKnown = false;
    bool m_earlyAccepted = false;
    std::size_t m_earlyReceived = 0;

    Extensions m_requested; ///< of certificate_request
    Bytes m_requestContext;
    bool m_requestPending = false; ///< a certificate is to come
    std::optional<crypto::PublicKey> m_clientKey;
    bool m_clientAuthenticated = false;
    bool m_requestsUpdate = false;
};

} // namespace hd::v13
