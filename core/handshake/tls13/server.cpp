// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/server.h"

namespace hd::v13 {

void Server::updateKeys(bool request)
{
    m_requestsUpdate = request;
    command(*this, edges(), updateKeysCommand);
}

void Server::sendUpdate(const Incoming *)
{
    sendKeyUpdate(m_requestsUpdate);
}

void Server::sendEncryptedExtensions(const Incoming *)
{
    const PartyConfig &config = m_party.config();
    EncryptedExtensions message;
    if (m_hello.extensions.has<ServerName>() && m_credential &&
        (m_nameKnown || config.unknownName == UnknownName::Ignore))
        message.extensions.add(ServerName{});
    if (!m_negotiated.alpn.empty())
        message.extensions.add(Alpn{{toBytes(m_negotiated.alpn)}});
    if (m_maxFragment != 0)
        message.extensions.add(MaxFragmentLength{m_maxFragment});
    if (m_recordLimit != 0)
        message.extensions.add(RecordSizeLimit{static_cast<std::uint16_t>(m_recordLimit)});
    if (m_earlyAccepted)
        message.extensions.add(EarlyData{});
    // RFC 8449 4: the client has said already what it takes, also of this message
    if (m_recordLimit != 0)
        limitSending(m_hello.extensions.get<RecordSizeLimit>()->limit - std::size_t{1});
    else if (m_maxFragment != 0)
        limitSending(maxFragmentBytes());
    m_party.send(std::move(message));
    if (!m_earlyAccepted)
        limitReceiving();
}

std::size_t Server::maxFragmentBytes() const
{
    return std::size_t{256} << m_maxFragment;
}

/// The client learns of it from encrypted_extensions, and has sent its early data before.
void Server::limitReceiving()
{
    if (m_recordLimit != 0)
        m_party.records().setReceiveLimit(m_recordLimit, SizeLimit::RecordSizeLimit);
    else if (m_maxFragment != 0)
        m_party.records().setReceiveLimit(maxFragmentBytes(), SizeLimit::MaxFragmentLength);
}

CertificateRequest Server::request()
{
    const PartyConfig &config = m_party.config();
    CertificateRequest request;
    request.extensions.add(SignatureAlgorithms{config.signatures});
    if (config.tls13.certificateAuthorities && !config.anchors.empty()) {
        CertificateAuthorities authorities;
        for (const crypto::Certificate &anchor : config.anchors)
            authorities.authorities.push_back(anchor.subjectDer());
        request.extensions.add(std::move(authorities));
    }
    m_requested = request.extensions;
    m_requestPending = true;
    return request;
}

void Server::sendCertificateRequest(const Incoming *)
{
    m_party.send(request());
}

void Server::sendLateCertificateRequest(const Incoming *)
{
    // RFC 8446 4.4: the transcript of the handshake, and this request
    m_party.transcript().rewind(m_handshakeEnd);
    CertificateRequest late = request();
    // RFC 8446 4.3.2: unpredictable and never the same in a connection
    late.requestContext = m_requestContext = m_party.deriver().draw("certificate_request_context", 16, false).bytes();
    m_clientKey.reset();
    m_party.send(std::move(late));
}

void Server::sendCertificate(const Incoming *)
{
    sendCertificateMessage(m_credential, {}, m_hello.extensions);
}

void Server::sendCertificateVerify(const Incoming *)
{
    signTranscript(*m_credential, m_scheme);
}

void Server::sendFinished(const Incoming *)
{
    sendFinishedMessage(handshakeTraffic(Side::Server));
    deriveApplicationSecrets();
    installApplicationKeys(true);
}

void Server::onEndOfEarlyData(const Incoming *)
{
    limitReceiving();
    installHandshakeKeys(false);
}

void Server::onCertificate(const Incoming *incoming)
{
    const PartyConfig &config = m_party.config();
    const CertificateMessage &message = incoming->as<CertificateMessage>();
    m_requestPending = false;
    if (config.clientAuth == ClientAuth::Require)
        // RFC 8446 4.4.2.4: without a certificate the server may go on or end it with certificate_required
        m_party.requireAtLeast("certificate.required", 1, message.chain.size(), "certificates");
    const std::vector<crypto::Certificate> chain =
        requireCertificates(incoming, m_requestContext, m_requested, crypto::Purpose::ClientAuth, {});
    if (chain.empty())
        return;
    // RFC 8446 6.2: access_denied: "A valid certificate or PSK was received, but when access control was applied, the
    // sender decided not to proceed with negotiation."
    if (!config.allowedClients.empty())
        m_party.requireMember("certificate.allowed", config.allowedClients, {chain.front().commonName()});
    m_clientKey = chain.front().publicKey(m_party.context());
}

void Server::onCertificateVerify(const Incoming *incoming)
{
    requireTranscriptSignature(incoming, *m_clientKey);
    m_clientAuthenticated = true;
}

void Server::onFinished(const Incoming *incoming)
{
    if (m_established) {
        requireFinished(incoming, applicationTraffic(Side::Client));
        m_party.transcript().rewind(m_handshakeEnd);
        return;
    }
    requireFinished(incoming, handshakeTraffic(Side::Client));
    installApplicationKeys(false);
    deriveResumptionSecret();
    m_handshakeEnd = m_party.transcript().mark();
}

} // namespace hd::v13
