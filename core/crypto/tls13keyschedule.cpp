// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/tls13keyschedule.h"

namespace hd::v13 {

static std::string word(Side side)
{
    return side == Side::Client ? "client" : "server";
}

Hkdf::Hkdf(Deriver &deriver, const CipherSuite &suite)
    : m_deriver(&deriver), m_suite(&suite), m_hash(crypto::hashOf(suite.prf))
{}

Secret Hkdf::transcriptHash(std::string name, const TranscriptPart &messages) const
{
    return m_deriver->hash(std::move(name), m_hash, messages);
}

Input Hkdf::messageHash(const TranscriptPart &messages) const
{
    const Secret hashed = m_deriver->hash("client_hello_1.transcript_hash", m_hash, messages);
    // RFC 8446 4.4.1: message_hash, 00 00 Hash.length, Hash(ClientHello1)
    const Bytes header{static_cast<std::uint8_t>(HandshakeType::MessageHash), 0, 0,
                       static_cast<std::uint8_t>(hashLength())};
    return m_deriver->concatenate("message_hash", {bytesInput("part", header), hashed.input("part")}, false)
        .input("message_hash");
}

Secret Hkdf::deriveSecret(std::string name, const Secret &secret, std::string_view label, Input transcriptHash) const
{
    return m_deriver->hkdfExpandLabel(std::move(name), m_hash, secret, label, std::move(transcriptHash), hashLength());
}

Secret Hkdf::deriveSecret(std::string name, const Secret &secret, std::string_view label) const
{
    const Secret ofNothing = m_deriver->hash("empty_hash", m_hash, {});
    return deriveSecret(std::move(name), secret, label, ofNothing.input("context"));
}

Input Hkdf::zeros() const
{
    return bytesInput("ikm", Bytes(hashLength()));
}

TrafficKeys trafficKeys(const Hkdf &hkdf, const Secret &trafficSecret, const std::string &prefix)
{
    const Input none = bytesInput("context", {});
    Deriver &deriver = hkdf.deriver();
    const CipherSuite &suite = hkdf.suite();
    return {deriver.hkdfExpandLabel(prefix + "_write_key", hkdf.hash(), trafficSecret, "key", none, suite.keyLength),
            deriver.hkdfExpandLabel(prefix + "_write_iv", hkdf.hash(), trafficSecret, "iv", none, suite.fixedIvLength)};
}

Secret finishedMac(const Hkdf &hkdf, const Secret &base, const std::string &prefix, std::string name,
                   const Secret &transcriptHash)
{
    Deriver &deriver = hkdf.deriver();
    const Secret key = deriver.hkdfExpandLabel(prefix + "_finished_key", hkdf.hash(), base, "finished",
                                               bytesInput("context", {}), hkdf.hashLength());
    return deriver.hmac(std::move(name), hkdf.hash(), key, transcriptHash.input("content"));
}

std::string trafficSecretName(Side sender, std::uint32_t generation)
{
    return word(sender) + "_application_traffic_secret_" + std::to_string(generation);
}

Secret nextTrafficSecret(const Hkdf &hkdf, const Secret &current, Side sender, std::uint32_t generation)
{
    return hkdf.deriver().hkdfExpandLabel(trafficSecretName(sender, generation), hkdf.hash(), current, "traffic upd",
                                          bytesInput("context", {}), hkdf.hashLength());
}

Secret exportKeyingMaterial(const Hkdf &hkdf, const Secret &exporterMaster, std::string_view label, ByteView context,
                            std::size_t length)
{
    Deriver &deriver = hkdf.deriver();
    const Secret secret = hkdf.deriveSecret("exporter_secret", exporterMaster, label);
    const Secret contextHash =
        deriver.digest("exporter_context_hash", hkdf.hash(), {bytesInput("part", context)}, false);
    return deriver.hkdfExpandLabel("exported_keying_material", hkdf.hash(), secret, "exporter",
                                   contextHash.input("context"), length);
}

Secret ticketPsk(const Hkdf &hkdf, const Secret &resumptionMaster, Input nonce)
{
    return hkdf.deriver().hkdfExpandLabel("ticket_psk", hkdf.hash(), resumptionMaster, "resumption", std::move(nonce),
                                          hkdf.hashLength());
}

Secret MasterSecret::traffic(Side sender, const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret(trafficSecretName(sender, 0), m_secret,
                               sender == Side::Client ? "c ap traffic" : "s ap traffic",
                               transcriptHash.input("context"));
}

Secret MasterSecret::exporterMaster(const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret("exporter_master_secret", m_secret, "exp master", transcriptHash.input("context"));
}

Secret MasterSecret::resumptionMaster(const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret("resumption_master_secret", m_secret, "res master", transcriptHash.input("context"));
}

Secret HandshakeSecret::traffic(Side sender, const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret(word(sender) + "_handshake_traffic_secret", m_secret,
                               sender == Side::Client ? "c hs traffic" : "s hs traffic",
                               transcriptHash.input("context"));
}

MasterSecret HandshakeSecret::finish() &&
{
    const Secret salt = m_hkdf.deriveSecret("handshake_secret.derived", m_secret, "derived");
    Secret master = m_hkdf.deriver().hkdfExtract("master_secret", m_hkdf.hash(), salt.input("salt"), m_hkdf.zeros());
    return {m_hkdf, std::move(master)};
}

EarlySecret::EarlySecret(Hkdf hkdf, const Secret *psk, std::string name)
    : m_hkdf(hkdf),
      m_secret(hkdf.deriver().hkdfExtract(std::move(name), hkdf.hash(), hkdf.zeros(),
                                          psk ? psk->input("ikm") : hkdf.zeros()))
{}

Secret EarlySecret::binderKey(bool external, std::string name) const
{
    return m_hkdf.deriveSecret(std::move(name), m_secret, external ? "ext binder" : "res binder");
}

Secret EarlySecret::clientEarlyTraffic(const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret("client_early_traffic_secret", m_secret, "c e traffic", transcriptHash.input("context"));
}

Secret EarlySecret::earlyExporterMaster(const Secret &transcriptHash) const
{
    return m_hkdf.deriveSecret("early_exporter_master_secret", m_secret, "e exp master",
                               transcriptHash.input("context"));
}

HandshakeSecret EarlySecret::agree(const Secret *shared) &&
{
    const Secret salt = m_hkdf.deriveSecret("early_secret.derived", m_secret, "derived");
    Secret secret = m_hkdf.deriver().hkdfExtract("handshake_secret", m_hkdf.hash(), salt.input("salt"),
                                                 shared ? shared->input("ikm") : m_hkdf.zeros());
    return {m_hkdf, std::move(secret)};
}

} // namespace hd::v13
