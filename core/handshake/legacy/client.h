// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/legacy/handshake.h"

namespace hd::legacy {

/// The client of a handshake up to TLS 1.2 (RFC 5246 7.3).
class Client final : public Handshake
{
public:
    using Handshake::Handshake;
    void start() override;
    void handle(const Incoming &incoming) override;
    std::vector<std::string> expected() const override { return legalNext(*this, edges(), m_state); }

    using Edge = hd::Edge<Client, State>;
    static std::span<const Edge> edges();

private:
    bool expectsKeyExchange() const { return m_suite->ephemeral(); }

    void sendHello(const Incoming *);
    void onServerHello(const Incoming *incoming);
    void onCertificate(const Incoming *incoming);
    void onServerKeyExchange(const Incoming *incoming);
    void onCertificateRequest(const Incoming *incoming);
    void onServerHelloDone(const Incoming *incoming);
    void sendFlight3(const Incoming *);
    void onChangeCipherSpec(const Incoming *incoming);
    void onFinished(const Incoming *incoming);
    void refuseRenegotiation(const Incoming *incoming);

    Extensions offeredExtensions() const;
    void checkExtensions(const ServerHello &hello);
    void checkDhParameters(const ServerKeyExchange &message);
    void checkKeyExchangeSignature(const ServerKeyExchange &message);
    void sendCertificate();
    Secret sendKeyExchange();
    Secret agree();
    void sendCertificateVerify();

    ClientHello m_hello;
    std::optional<crypto::PublicKey> m_serverKey;
    ServerKeyExchange m_serverShare;
    std::optional<CertificateRequest> m_request;
    const Credential *m_credential = nullptr;
};

} // namespace hd::legacy
