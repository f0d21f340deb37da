// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/tls13/handshake.h"

#include <utility>

namespace hd::v13 {

static std::string word(Side side)
{
    return side == Side::Client ? "client" : "server";
}

void Handshake::handle(const Incoming &incoming)
{
    const bool meansNothing = incoming.name == protocolName(Protocol::ChangeCipherSpec);
    // RFC 8446 5: only after the first client_hello and before the peer's finished
    const bool hello = m_state != State::Start && m_state != State::WaitClientHello;
    if (meansNothing && hello && !m_peerFinished)
        return;
    handleMessage(incoming);
}

void Handshake::entered(State state)
{
    if (state != State::Connected || m_established)
        return;
    m_established = true;
    m_handshakeEnd = m_party.transcript().mark();
}

void Handshake::settleVersion()
{
    m_party.wire().version = tls13;
    m_party.records().setVersion(tls12); // RFC 8446 5.1: legacy_record_version
    m_party.records().expectVersion(tls13);
    m_party.records().tolerateClear(true, side() == Side::Server);
    m_party.records().setPaddingBlock(m_party.config().tls13.paddingBlock);
    m_negotiated.version = names::version(tls13);
}

void Handshake::settleSuite(const CipherSuite &suite)
{
    m_hkdf.emplace(m_party.deriver(), suite);
    m_party.wire().suite = &suite;
    m_negotiated.suite = suite.name;
    m_negotiated.cipher = suite.cipherName();
    m_negotiated.hash = suite.hashPartName();
}

void Handshake::limitSending(std::size_t bytes)
{
    m_party.records().setFragmentLimit(std::min(bytes, m_party.config().fragmentLimit));
}

void Handshake::requirePlaces(const Extensions &extensions, Place place)
{
    std::vector<std::string> here;
    for (const Extension &extension : extensions.list())
        if (!std::holds_alternative<OpaqueExtension>(extension)) // which is not recognized
            here.push_back(names::extension(typeOf(extension)));
    m_party.requireMember("extensions.place", extensionsOf(place), here);
    if (place != Place::HelloRetryRequest)
        m_party.requireDistinct("extensions.once", namesOf(extensions));
}

void Handshake::sendCompatibilityChangeCipherSpec()
{
    if (!m_party.config().tls13.middleboxCompatibility || std::exchange(m_changeCipherSpecSent, true))
        return;
    m_party.sendOther(ChangeCipherSpec{});
}

void Handshake::replaceFirstHello()
{
    m_party.transcript().replaceByHash(m_hkdf->messageHash(m_party.transcript().all()));
}

void Handshake::deriveHandshakeSecrets(EarlySecret early, const Secret *shared)
{
    m_handshakeSecret = std::move(early).agree(shared);
    const Secret hash = transcriptHash("server_hello.transcript_hash");
    for (const Side sender : {Side::Client, Side::Server})
        m_handshakeTraffic[indexOf(sender)] = m_handshakeSecret->traffic(sender, hash);
}

void Handshake::deriveApplicationSecrets()
{
    const Secret hash = transcriptHash("handshake.transcript_hash");
    m_master = std::move(*m_handshakeSecret).finish();
    m_handshakeSecret.reset();
    for (const Side sender : {Side::Client, Side::Server})
        m_applicationTraffic[indexOf(sender)] = m_master->traffic(sender, hash);
    m_exporterMaster = m_master->exporterMaster(hash);
}

void Handshake::deriveResumptionSecret()
{
    m_resumptionMaster = m_master->resumptionMaster(transcriptHash("connection.transcript_hash"));
}

void Handshake::installHandshakeKeys(bool write)
{
    const Side sender = write ? side() : peer();
    m_party.installKeys(write, m_hkdf->suite(),
                        trafficKeys(*m_hkdf, handshakeTraffic(sender), word(sender) + "_handshake"));
}

void Handshake::installApplicationKeys(bool write)
{
    const Side sender = write ? side() : peer();
    const std::uint32_t generation = m_generations[indexOf(sender)];
    const std::string prefix =
        word(sender) + "_application" + (generation == 0 ? "" : "_" + std::to_string(generation));
    m_party.installKeys(write, m_hkdf->suite(), trafficKeys(*m_hkdf, applicationTraffic(sender), prefix));
}

void Handshake::installEarlyKeys(bool write, const EarlySecret &early, const Secret &helloHash)
{
    const Secret secret = early.clientEarlyTraffic(helloHash);
    early.earlyExporterMaster(helloHash);
    m_party.installKeys(write, early.suite(), trafficKeys(early.hkdf(), secret, "client_early"));
}

void Handshake::sendCertificateMessage(const Credential *credential, Bytes requestContext, const Extensions &asked)
{
    CertificateMessage message;
    message.requestContext = std::move(requestContext);
    if (credential)
        for (const crypto::Certificate &link : credential->chain)
            message.chain.push_back({link.der()});
    if (credential && asked.has<StatusRequest>() && !credential->ocspResponse.empty()) {
        StatusRequest status;
        status.response = credential->ocspResponse;
        message.chain.front().extensions.add(std::move(status));
    }
    if (credential && asked.has<SignedCertificateTimestamp>() && !credential->timestamps.empty())
        message.chain.front().extensions.add(SignedCertificateTimestamp{credential->timestamps});
    m_party.send(std::move(message));
}

std::vector<crypto::Certificate> Handshake::requireCertificates(const Incoming *incoming, const Bytes &requestContext,
                                                                const Extensions &asked, crypto::Purpose purpose,
                                                                const std::string &name)
{
    const auto &message = incoming->as<CertificateMessage>();
    // RFC 8446 4.4.2: that of certificate_request; empty for a server
    m_party.requireEqual("certificate.request_context", bytesInput("expected", requestContext),
                         m_party.field("actual", message.requestContext, {"certificate.certificate_request_context"}));
    std::vector<Bytes> chain;
    std::vector<std::string> extensions;
    for (const CertificateMessage::Entry &entry : message.chain) {
        chain.push_back(entry.der);
        for (std::string &extension : namesOf(entry.extensions))
            extensions.push_back(std::move(extension));
    }
    // RFC 8446 4.4.2: extensions of a certificate answer those of client_hello, or of certificate_request
    m_party.requireMember("certificate.extensions", namesOf(asked), extensions);
    for (const CertificateMessage::Entry &entry : message.chain)
        requirePlaces(entry.extensions, Place::Certificate);
    if (chain.empty())
        return {};
    std::vector<crypto::Certificate> certificates =
        m_party.requireChain(chain, incoming->id, purpose, name, "digitalSignature");
    const StatusRequest *status = message.chain.front().extensions.get<StatusRequest>();
    if (status && m_party.config().verifyPeer)
        m_party.requireGoodStatus("certificate_status.response",
                                  m_party.field("response", status->response,
                                                {"certificate.certificate_list[0].extensions.status_request.response"}),
                                  certificates.front(), issuerOf(certificates, m_party.config().anchors));
    return certificates;
}

Bytes certificateVerifyPrefix(Side signer)
{
    constexpr std::size_t spaces = 64;
    Bytes prefix(spaces, 0x20);
    append(prefix, toBytes("TLS 1.3, " + word(signer) + " CertificateVerify"));
    prefix.push_back(0);
    return prefix;
}

void Handshake::signTranscript(const Credential &credential, std::uint16_t scheme)
{
    const Bytes prefix = certificateVerifyPrefix(side());
    const Secret hash = transcriptHash(word(side()) + "_certificate_verify.transcript_hash");
    const Secret signature =
        m_party.deriver().sign("certificate_verify.signature", credential.key, credential.publicKey, scheme,
                               concat({prefix, hash.bytes()}), {bytesInput("content", prefix), hash.input("content")});
    m_party.send(CertificateVerify{scheme, signature.bytes()});
}

void Handshake::requireTranscriptSignature(const Incoming *incoming, const crypto::PublicKey &key)
{
    const CertificateVerify &message = incoming->as<CertificateVerify>();
    std::vector<std::string> allowed;
    for (const std::uint16_t code : m_party.config().signatures)
        if (fits(code, key))
            allowed.push_back(names::signature(code));
    m_party.requireMember("certificate_verify.signature_algorithm", allowed,
                          {nameOr(names::signature(message.signatureScheme), message.signatureScheme)});
    const Bytes prefix = certificateVerifyPrefix(peer());
    const Secret hash =
        m_hkdf->transcriptHash(word(peer()) + "_certificate_verify.transcript_hash", m_party.transcript().beforeLast());
    m_party.requireSignature("certificate_verify.signature", key, message.signatureScheme,
                             concat({prefix, hash.bytes()}), {bytesInput("content", prefix), hash.input("content")},
                             m_party.field("signature", message.signature, {"certificate_verify.signature"}));
}

void Handshake::sendFinishedMessage(const Secret &base)
{
    const std::string who = word(side());
    const Secret hash = transcriptHash(who + "_finished.transcript_hash");
    m_party.send(Finished{finishedMac(*m_hkdf, base, who, who + "_finished.verify_data", hash).bytes()});
}

void Handshake::requireFinished(const Incoming *incoming, const Secret &base)
{
    const std::string who = word(peer());
    const Secret hash = m_hkdf->transcriptHash(who + "_finished.transcript_hash", m_party.transcript().beforeLast());
    const Secret expected = finishedMac(*m_hkdf, base, who, who + "_finished.verify_data", hash);
    m_party.requireEqual("finished.verify_data", expected.input("expected"),
                         m_party.field("actual", incoming->as<Finished>().verifyData, {"finished.verify_data"}));
    m_peerFinished = true;
}

void Handshake::updateTraffic(Side sender)
{
    const std::uint32_t generation = ++m_generations[indexOf(sender)];
    Secret &secret = m_applicationTraffic[indexOf(sender)];
    secret = nextTrafficSecret(*m_hkdf, secret, sender, generation);
    installApplicationKeys(sender == side());
}

void Handshake::countIdle(std::string_view check)
{
    if (++m_idle[check] > mostInARow)
        m_party.requireAtMost(check, mostInARow, m_idle[check], "without data");
}

void Handshake::onData(std::size_t size)
{
    if (size > 0)
        m_idle.clear();
}

void Handshake::onKeyUpdate(const Incoming *incoming)
{
    countIdle("key_update.without_data");
    const std::uint8_t request = incoming->as<KeyUpdate>().requestUpdate;
    // RFC 8446 4.6.3: any other value is an illegal_parameter
    m_party.requireMember("key_update.request_update", {names::keyUpdateRequest(0), names::keyUpdateRequest(1)},
                          {nameOr(names::keyUpdateRequest(request), request)});
    leaveTranscript();
    updateTraffic(peer());
    if (request == 1 && !m_party.sendingEnded())
        sendKeyUpdate(false);
}

void Handshake::sendKeyUpdate(bool request)
{
    m_party.send(KeyUpdate{static_cast<std::uint8_t>(request ? 1 : 0)});
    leaveTranscript();
    updateTraffic(side());
}

Bytes Handshake::exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length)
{
    return v13::exportKeyingMaterial(*m_hkdf, m_exporterMaster, label, context.value_or(ByteView()), length).bytes();
}

} // namespace hd::v13
