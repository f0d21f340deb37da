// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyschedule.h"

namespace hd {

crypto::Hash KeySchedule::hash() const
{
    return m_traits.keyDerivation == KeyDerivation::SuiteHashPrf ? crypto::hashOf(m_suite.prf) : crypto::Hash::Md5Sha1;
}

Secret KeySchedule::prf(std::string name, const Secret &secret, std::string_view label, std::vector<Input> seeds,
                        std::size_t length, bool isSecret)
{
    return m_deriver.prf(std::move(name), hash(), secret, label, std::move(seeds), length, isSecret);
}

Secret KeySchedule::masterSecret(const Secret &preMaster, const Randoms &randoms)
{
    if (m_traits.keyDerivation == KeyDerivation::Ladder)
        return m_deriver.sslLadder("master_secret", preMaster, {randoms.client, randoms.server}, masterSecretLength);
    // RFC 5246 8.1: PRF(pre_master_secret, "master secret", ClientHello.random + ServerHello.random)[0..47]
    return prf("master_secret", preMaster, "master secret", {randoms.client, randoms.server}, masterSecretLength);
}

Secret KeySchedule::extendedMasterSecret(const Secret &preMaster, const TranscriptPart &messages)
{
    // RFC 7627 4: master_secret = PRF(pre_master_secret, "extended master secret", session_hash)[0..47]
    const Secret sessionHash = m_deriver.hash("session_hash", hash(), messages);
    return prf("master_secret", preMaster, "extended master secret", {sessionHash.input("seed")}, masterSecretLength);
}

ConnectionKeys KeySchedule::connectionKeys(const Secret &master, const Randoms &randoms)
{
    const std::size_t mac = m_suite.mac == HashName::None ? 0 : crypto::size(crypto::hashOf(m_suite.mac));
    const std::size_t key = m_suite.keyMaterial;
    // RFC 5246 6.3: with explicit IVs key_block holds none for block ciphers
    const std::size_t chained = m_traits.explicitIv || m_suite.exportable() ? 0 : m_suite.blockLength;
    const std::size_t iv = m_suite.fixedIvLength + chained;
    const std::size_t length = 2 * (mac + key + iv);
    // RFC 5246 6.3: key_block = PRF(master_secret, "key expansion", server_random + client_random)
    const Secret block = m_traits.keyDerivation == KeyDerivation::Ladder
                             ? m_deriver.sslLadder("key_block", master, {randoms.server, randoms.client}, length)
                             : prf("key_block", master, "key expansion", {randoms.server, randoms.client}, length);
    std::size_t offset = 0;
    const auto cut = [&](const char *name, std::size_t size) {
        const std::size_t from = offset;
        offset += size;
        return size == 0 ? Secret() : m_deriver.slice(name, block, from, size);
    };
    ConnectionKeys keys;
    keys.clientMac = cut("client_write_MAC_key", mac);
    keys.serverMac = cut("server_write_MAC_key", mac);
    keys.clientKey = cut("client_write_key", key);
    keys.serverKey = cut("server_write_key", key);
    keys.clientIv = cut("client_write_IV", iv);
    keys.serverIv = cut("server_write_IV", iv);
    if (m_suite.exportable())
        exportKeys(keys, randoms);
    return keys;
}

/// RFC 2246 6.3.1: the few secret bytes become whole keys with the help of public ones, and the IVs are public.
void KeySchedule::exportKeys(ConnectionKeys &keys, const Randoms &randoms)
{
    const std::size_t key = m_suite.keyLength, iv = m_suite.blockLength;
    if (m_traits.keyDerivation == KeyDerivation::Ladder) {
        sslExportKeys(keys, randoms);
        return;
    }
    keys.clientKey =
        prf("final_client_write_key", keys.clientKey, "client write key", {randoms.client, randoms.server}, key);
    keys.serverKey =
        prf("final_server_write_key", keys.serverKey, "server write key", {randoms.client, randoms.server}, key);
    if (iv == 0)
        return;
    const Secret block = prf("iv_block", Secret(), "IV block", {randoms.client, randoms.server}, 2 * iv, false);
    keys.clientIv = m_deriver.slice("client_write_IV", block, 0, iv);
    keys.serverIv = m_deriver.slice("server_write_IV", block, iv, iv);
}

/// RFC 6101 6.2.2.1: final_client_write_key = MD5(client_write_key + client_random + server_random), and the server's
/// with the randoms the other way round.
void KeySchedule::sslExportKeys(ConnectionKeys &keys, const Randoms &randoms)
{
    const auto mixed = [this](const std::string &name, std::vector<Input> parts, std::size_t length, bool secret) {
        const Secret whole = m_deriver.digest(name + "_hash", crypto::Hash::Md5, std::move(parts), secret);
        return m_deriver.slice(name, whole, 0, length);
    };
    const auto asPart = [](Input input) {
        input.role = "part";
        return input;
    };
    const Input client = asPart(randoms.client), server = asPart(randoms.server);
    keys.clientKey =
        mixed("final_client_write_key", {keys.clientKey.input("part"), client, server}, m_suite.keyLength, true);
    keys.serverKey =
        mixed("final_server_write_key", {keys.serverKey.input("part"), server, client}, m_suite.keyLength, true);
    if (m_suite.blockLength == 0)
        return;
    keys.clientIv = mixed("client_write_IV", {client, server}, m_suite.blockLength, false);
    keys.serverIv = mixed("server_write_IV", {server, client}, m_suite.blockLength, false);
}

Secret KeySchedule::verifyData(Side side, const Secret &master, const TranscriptPart &messages)
{
    const std::string who = side == Side::Client ? "client" : "server";
    if (m_traits.keyDerivation == KeyDerivation::Ladder)
        return m_deriver.sslHash(who + "_finished.verify_data", master, side == Side::Client ? "CLNT" : "SRVR",
                                 messages);
    // RFC 5246 7.4.9: PRF(master_secret, finished_label, Hash(handshake_messages))[0..verify_data_length-1]
    const Secret hashed = m_deriver.hash(who + "_finished.handshake_hash", hash(), messages);
    return prf(who + "_finished.verify_data", master, who + " finished", {hashed.input("seed")},
               m_traits.verifyDataLength, false);
}

Secret KeySchedule::sslCertificateVerifyHash(const Secret &master, const TranscriptPart &messages)
{
    return m_deriver.sslHash("certificate_verify.hash", master, {}, messages);
}

Secret KeySchedule::exporter(const Secret &master, const Randoms &randoms, std::string_view label,
                             std::optional<ByteView> context, std::size_t length)
{
    std::vector<Input> seeds{randoms.client, randoms.server};
    if (context) {
        Bytes size;
        appendNumber(size, context->size(), 2);
        seeds.push_back(bytesInput("seed", size));
        seeds.push_back(bytesInput("seed", *context));
    }
    return prf("exported_keying_material", master, label, std::move(seeds), length);
}

} // namespace hd
