// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/legacy/handshake.h"

#include <utility>

namespace hd::legacy {

void Handshake::entered(State state)
{
    if (state == State::Connected) {
        m_established = true;
        m_before.reset();
    }
}

void Handshake::beginAnew()
{
    m_before = std::exchange(m_now, {});
    m_now.negotiated.secureRenegotiation = m_before->negotiated.secureRenegotiation;
    if (m_party.side() == Side::Server)
        m_party.transcript().keepLast();
    else
        m_party.transcript() = {};
}

void Handshake::abandon()
{
    m_now = std::move(*m_before);
    m_before.reset();
}

bool Handshake::mayRenegotiate() const
{
    const Renegotiation policy = m_party.config().renegotiation;
    return policy == Renegotiation::Insecure ||
           (policy == Renegotiation::Secure && m_now.negotiated.secureRenegotiation);
}

void Handshake::refuseRenegotiation(const Incoming *incoming)
{
    // RFC 5246 7.2.2: a warning, after which the one who asked decides
    if (const std::optional<Alert> alert = m_party.spoken(Alert::NoRenegotiation))
        return m_party.sendOther(AlertMessage{AlertLevel::Warning, *alert});
    // RFC 5746 4.5: "SSLv3 clients that refuse renegotiation SHOULD use a fatal handshake_failure alert"; a client that
    // asked would wait for ever otherwise
    m_party.requireMember("renegotiation.wanted", {"no handshake within the connection"}, {incoming->name});
}

Bytes Handshake::renegotiatedConnection(Side side) const
{
    if (!m_established)
        return {};
    return side == Side::Client ? m_clientVerifyData : concat({m_clientVerifyData, m_serverVerifyData});
}

KeySchedule Handshake::schedule()
{
    return {m_party.deriver(), *m_now.traits, *m_now.suite};
}

void Handshake::settleVersion(Version version)
{
    m_now.traits = &traitsOf(version);
    m_party.wire().version = version;
    m_party.records().setVersion(version);
    m_party.records().expectVersion(version);
    m_now.negotiated.version = names::version(version);
}

void Handshake::settleSuite(const CipherSuite &suite)
{
    m_now.suite = &suite;
    m_party.wire().suite = &suite;
    m_now.negotiated.suite = suite.name;
    m_now.negotiated.keyExchange = suite.keyExchangeName();
    m_now.negotiated.cipher = suite.cipherName();
    m_now.negotiated.hash = suite.hashPartName();
}

void Handshake::settleCompression(std::uint8_t method)
{
    m_now.compression = method;
    m_now.negotiated.compression = method == 0 ? "" : names::compression(method);
}

void Handshake::settleLimits(std::size_t send, std::size_t receive, SizeLimit kind)
{
    m_party.records().setFragmentLimit(std::min(send, m_party.config().fragmentLimit));
    m_party.records().setReceiveLimit(receive, kind);
}

void Handshake::deriveMaster(const Secret &preMaster)
{
    m_now.master = m_now.negotiated.extendedMasterSecret
                       ? schedule().extendedMasterSecret(preMaster, m_party.transcript().all())
                       : schedule().masterSecret(preMaster, m_now.randoms);
}

void Handshake::deriveKeys()
{
    m_now.keys = schedule().connectionKeys(m_now.master, m_now.randoms);
}

std::vector<Input> Handshake::signedParts(Input params) const
{
    std::vector<Input> parts{m_now.randoms.client, m_now.randoms.server, std::move(params)};
    for (Input &part : parts)
        part.role = "content";
    return parts;
}

Secret Handshake::pskPreMaster(Input otherSecret, const Secret &psk)
{
    const auto length = [](std::size_t size) {
        Bytes bytes;
        appendNumber(bytes, size, 2);
        return bytesInput("part", bytes);
    };
    const Input otherLength = length(otherSecret.value.size());
    otherSecret.role = "part";
    return m_party.deriver().concatenate(
        "pre_master_secret", {otherLength, std::move(otherSecret), length(psk.bytes().size()), psk.input("part")});
}

void Handshake::sendChangeCipherSpec(const Incoming *)
{
    m_party.sendOther(ChangeCipherSpec{});
    const bool client = m_party.side() == Side::Client;
    const ConnectionKeys &keys = m_now.keys;
    m_party.installKeys(true, {*m_now.suite, m_now.negotiated.encryptThenMac, m_now.compression,
                               client ? keys.clientMac : keys.serverMac, client ? keys.clientKey : keys.serverKey,
                               client ? keys.clientIv : keys.serverIv});
}

void Handshake::onChangeCipherSpec(const Incoming *)
{
    const bool client = m_party.side() == Side::Client;
    const ConnectionKeys &keys = m_now.keys;
    m_party.installKeys(false, {*m_now.suite, m_now.negotiated.encryptThenMac, m_now.compression,
                                client ? keys.serverMac : keys.clientMac, client ? keys.serverKey : keys.clientKey,
                                client ? keys.serverIv : keys.clientIv});
}

void Handshake::sendFinished(const Incoming *)
{
    const Side side = m_party.side();
    Bytes verifyData = schedule().verifyData(side, m_now.master, m_party.transcript().all()).bytes();
    (side == Side::Client ? m_clientVerifyData : m_serverVerifyData) = verifyData;
    m_party.send(Finished{std::move(verifyData)});
}

void Handshake::onFinished(const Incoming *incoming)
{
    const Bytes &verifyData = incoming->as<Finished>().verifyData;
    const Side side = peerOf(m_party.side());
    const Secret expected = schedule().verifyData(side, m_now.master, m_party.transcript().beforeLast());
    m_party.requireEqual("finished.verify_data", expected.input("expected"),
                         m_party.field("actual", verifyData, {"finished.verify_data"}));
    (side == Side::Client ? m_clientVerifyData : m_serverVerifyData) = verifyData;
}

std::uint16_t Handshake::requireScheme(std::string_view check, std::uint16_t scheme,
                                       const std::vector<std::uint16_t> &accepted, const crypto::PublicKey &key)
{
    if (!m_now.traits->signatureAlgorithms)
        return signatureOf(key.type());
    std::vector<std::string> allowed;
    for (const std::uint16_t code : accepted)
        if (crypto::fits(code, key.type()))
            allowed.push_back(names::signature(code));
    const std::string actual = names::signature(scheme);
    m_party.requireMember(check, allowed, {actual.empty() ? std::to_string(scheme) : actual});
    return scheme;
}

Bytes Handshake::exportKeyingMaterial(std::string_view label, std::optional<ByteView> context, std::size_t length)
{
    if (m_now.traits->keyDerivation == KeyDerivation::Ladder)
        return {}; // RFC 5705 4 exports with a PRF, and SSL 3.0 has none
    return schedule().exporter(m_now.master, m_now.randoms, label, context, length).bytes();
}

} // namespace hd::legacy
