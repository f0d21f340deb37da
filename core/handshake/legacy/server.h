// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/legacy/handshake.h"
#include "handshake/negotiation.h"

namespace hd::legacy {

/// The server of a handshake up to TLS 1.2 (RFC 5246 7.3).
class Server final : public Handshake
{
public:
    using Handshake::Handshake;
    void start() override;
    void handle(const Incoming &incoming) override;
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }

    using Edge = hd::Edge<Server, State>;
    static std::span<const Edge> edges();

private:
    bool requestsCertificate() const { return m_party.config().clientAuth != ClientAuth::None; }
    bool expectsVerify() const { return m_clientKey.has_value(); }

    void onClientHello(const Incoming *incoming);
    void sendFlight2(const Incoming *);
    void onCertificate(const Incoming *incoming);
    void onClientKeyExchange(const Incoming *incoming);
    void onCertificateVerify(const Incoming *incoming);
    void onChangeCipherSpec(const Incoming *incoming);
    void onFinished(const Incoming *incoming);
    void sendFlight4(const Incoming *);
    void refuseRenegotiation(const Incoming *incoming);

    void checkHello(const ClientHello &hello);
    void chooseParameters(const ClientHello &hello);
    void chooseAlpnFor(const ClientHello &hello);
    ServerHello answer();
    void sendKeyExchange();
    void sendCertificateRequest();
    Secret preMaster(const ClientKeyExchange &message);

    ClientHello m_hello;
    ClientOffer m_offer;
    const Credential *m_credential = nullptr;
    std::uint16_t m_group = 0;
    crypto::DhParameters m_dh;
    Deriver::KeyPair m_share;
    std::optional<crypto::PublicKey> m_clientKey;
};

} // namespace hd::legacy
