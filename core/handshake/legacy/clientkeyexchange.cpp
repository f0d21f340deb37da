// SPDX-License-Identifier: GPL-3.0-or-later
// What the client contributes to the pre-master secret, for each key exchange.
#include "handshake/legacy/client.h"

namespace hd::legacy {

Secret Client::agree(std::string name, ClientKeyExchange &message)
{
    Deriver &deriver = m_party.deriver();
    const bool finite = m_now.suite->usesDh();
    const Input p = m_party.field("dh_p", m_serverShare.dhP, {"server_key_exchange.params.dh_p"});
    const Input peer = finite
                           ? m_party.field("peer_public", m_serverShare.dhYs, {"server_key_exchange.params.dh_Ys"})
                           : m_party.field("peer_public", m_serverShare.point, {"server_key_exchange.params.public"});
    const crypto::DhParameters parameters{m_serverShare.dhP, m_serverShare.dhG};
    const Deriver::KeyPair own =
        finite ? deriver.ephemeralDh("client_dh_private_key", "dh_Yc", parameters, p,
                                     m_party.field("dh_g", m_serverShare.dhG, {"server_key_exchange.params.dh_g"}))
               : deriver.ephemeralEc("client_ecdh_private_key", "ecdh_Yc", m_serverShare.namedCurve);
    const Deriver::Agreed agreed = finite ? deriver.agreeDh(std::move(name), parameters, own, peer, p)
                                          : deriver.agreeEc(std::move(name), m_serverShare.namedCurve, own, peer);
    const auto *error = std::get_if<crypto::KeyShareError>(&agreed);
    m_party.requirePublicValue("server_key_exchange.public_value", error ? std::optional(*error) : std::nullopt,
                               {peer, finite ? p : wordInput("group", names::group(m_serverShare.namedCurve))});
    message.exchangeKeys = own.publicValue.bytes();
    return std::get<Secret>(agreed);
}

Secret Client::encryptSecret(std::string name, ClientKeyExchange &message)
{
    // RFC 5246 7.4.7.1: "struct { ProtocolVersion client_version; opaque random[46]; } PreMasterSecret": the version is
    // the one of client_hello
    Deriver &deriver = m_party.deriver();
    Bytes version;
    appendNumber(version, m_hello.version, 2);
    const Secret random = deriver.draw(name + ".random", 46, true);
    const Input versionPart = m_party.config().ssl2Hello && !renegotiating()
                                  ? m_party.field("part", version, {"v2_client_hello.version"})
                                  : m_party.field("part", version, {"client_hello.client_version"});
    const Secret secret = deriver.concatenate(std::move(name), {versionPart, random.input("part")});
    const crypto::PublicKey &key = m_temporaryKey ? *m_temporaryKey : *m_serverKey;
    message.exchangeKeys = deriver.rsaEncrypt("encrypted_pre_master_secret", secret, key).bytes();
    return secret;
}

/// The pre-master secret; with a pre-shared key, what stands beside it.
Secret Client::otherSecret(std::string name, ClientKeyExchange &message)
{
    return m_now.suite->usesRsa() ? encryptSecret(std::move(name), message) : agree(std::move(name), message);
}

void Client::sendKeyExchange(const Incoming *)
{
    const CipherSuite &suite = *m_now.suite;
    ClientKeyExchange message;
    if (!suite.usesPsk()) {
        const Secret preMaster = otherSecret("pre_master_secret", message);
        m_party.send(std::move(message));
        deriveMaster(preMaster);
        return deriveKeys();
    }
    message.pskIdentity = toBytes(psk().identity);
    const Secret key = m_party.deriver().given("psk", "psk", bytesInput("identity", message.pskIdentity), psk().key);
    // RFC 4279 2: "if the PSK is N octets long, concatenate a uint16 with the value N, N zero octets, a second uint16
    // with the value N, and the PSK itself"
    const Input other = suite.keyExchange == KeyExchange::Psk ? bytesInput("part", Bytes(key.bytes().size()))
                                                              : otherSecret("other_secret", message).input("part");
    const Secret preMaster = pskPreMaster(other, key);
    m_party.send(std::move(message));
    deriveMaster(preMaster);
    deriveKeys();
}

} // namespace hd::legacy
