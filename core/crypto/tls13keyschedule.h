// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The key schedule of TLS 1.3 (RFC 8446 7.1). Its three secrets are three types, and the way to the next is one way:
//
//     EarlySecret early(keys, psk);                         // binders, early data
//     HandshakeSecret handshake = std::move(early).agree(shared);   // the handshake's traffic
//     MasterSecret master = std::move(handshake).finish();          // application data, exporter, resumption
//
// so that nobody can ask one for what it no longer, or does not yet, have.

#include "crypto/deriver.h"

namespace hd::v13 {

/// What a cipher suite says of the schedule, and the functions that every stage has in common.
class Hkdf
{
public:
    Hkdf(Deriver &deriver, const CipherSuite &suite);

    crypto::Hash hash() const { return m_hash; }
    std::size_t hashLength() const { return crypto::size(m_hash); }
    Deriver &deriver() const { return *m_deriver; }
    const CipherSuite &suite() const { return *m_suite; }

    /// Transcript-Hash, recorded as "@p name".
    Secret transcriptHash(std::string name, const TranscriptPart &messages) const;
    /// RFC 8446 4.4.1: message_hash with the hash of the first client_hello, all that @p messages holds.
    Input messageHash(const TranscriptPart &messages) const;
    /// Derive-Secret with a transcript hash that has been computed.
    Secret deriveSecret(std::string name, const Secret &secret, std::string_view label, Input transcriptHash) const;
    /// With the hash of nothing.
    Secret deriveSecret(std::string name, const Secret &secret, std::string_view label) const;
    /// Of hashLength() bytes.
    Input zeros() const;

private:
    Deriver *m_deriver;
    const CipherSuite *m_suite;
    crypto::Hash m_hash;
};

/// RFC 8446 7.3: of one direction; names are "@p prefix_write_key" and "..._write_iv".
struct TrafficKeys
{
    Secret key, iv;
};
TrafficKeys trafficKeys(const Hkdf &hkdf, const Secret &trafficSecret, const std::string &prefix);

/// RFC 8446 4.4.4 and 4.2.11.2: HMAC(HKDF-Expand-Label(base, "finished", "", Hash.length), transcript hash).
/// Names are "@p prefix_finished_key" and @p name.
Secret finishedMac(const Hkdf &hkdf, const Secret &base, const std::string &prefix, std::string name,
                   const Secret &transcriptHash);

/// RFC 8446 7.2: application_traffic_secret_N+1. @p generation N + 1.
Secret nextTrafficSecret(const Hkdf &hkdf, const Secret &current, Side sender, std::uint32_t generation);
/// "client_application_traffic_secret_3"
std::string trafficSecretName(Side sender, std::uint32_t generation);

/// RFC 8446 7.5: TLS-Exporter. An absent context is an empty one.
Secret exportKeyingMaterial(const Hkdf &hkdf, const Secret &exporterMaster, std::string_view label, ByteView context,
                            std::size_t length);
/// RFC 8446 4.6.1: HKDF-Expand-Label(resumption_master_secret, "resumption", ticket_nonce, Hash.length).
Secret ticketPsk(const Hkdf &hkdf, const Secret &resumptionMaster, Input nonce);

class MasterSecret
{
public:
    /// client_application_traffic_secret_0 and the server's. @p transcriptHash client_hello to server finished.
    Secret traffic(Side sender, const Secret &transcriptHash) const;
    Secret exporterMaster(const Secret &transcriptHash) const;
    /// @p transcriptHash client_hello to client finished.
    Secret resumptionMaster(const Secret &transcriptHash) const;

private:
    friend class HandshakeSecret;
    MasterSecret(Hkdf hkdf, Secret secret) : m_hkdf(hkdf), m_secret(std::move(secret)) {}
    Hkdf m_hkdf;
    Secret m_secret;
};

class HandshakeSecret
{
public:
    /// client_handshake_traffic_secret and the server's. @p transcriptHash client_hello to server_hello.
    Secret traffic(Side sender, const Secret &transcriptHash) const;
    MasterSecret finish() &&;

private:
    friend class EarlySecret;
    HandshakeSecret(Hkdf hkdf, Secret secret) : m_hkdf(hkdf), m_secret(std::move(secret)) {}
    Hkdf m_hkdf;
    Secret m_secret;
};

class EarlySecret
{
public:
    /// @p psk null: there is none, and zeros stand for it.
    EarlySecret(Hkdf hkdf, const Secret *psk, std::string name = "early_secret");

    /// RFC 8446 4.2.11.2. @p external: a key from elsewhere and not from a ticket.
    Secret binderKey(bool external, std::string name) const;
    /// @p transcriptHash of the client_hello.
    Secret clientEarlyTraffic(const Secret &transcriptHash) const;
    Secret earlyExporterMaster(const Secret &transcriptHash) const;
    const Hkdf &hkdf() const { return m_hkdf; }
    const CipherSuite &suite() const { return m_hkdf.suite(); }
    /// @p shared null: a PSK without (EC)DHE, and zeros stand for it.
    HandshakeSecret agree(const Secret *shared) &&;

private:
    Hkdf m_hkdf;
    Secret m_secret;
};

} // namespace hd::v13
