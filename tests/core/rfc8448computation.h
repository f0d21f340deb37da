// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rfc8448.h"

#include "crypto/tls13keyschedule.h"

namespace hd::test {

/// The message, which is not part of PublishedSession::clientFlight.
inline const Bytes endOfEarlyData{5, 0, 0, 0};

/// Hands out what RFC 8448 publishes.
class PublishedEntropy final : public Entropy
{
public:
    explicit PublishedEntropy(Bytes bytes = {}) : m_bytes(std::move(bytes)) {}
    void fill(std::span<std::uint8_t> out) override;

private:
    Bytes m_bytes;
};

/// One session, computed anew from the private keys and the messages.
class Computation
{
public:
    Computation(crypto::Context &context, const PublishedSession &session);

    /// @p psk of the section before; empty: none.
    void run(const Bytes &psk);

    const Derivation *find(const std::string &name) const
    {
        for (const Derivation &derivation : m_recorder.account().derivations)
            if (derivation.name == name)
                return &derivation;
        return nullptr;
    }
    Bytes output(const std::string &name) const { return find(name) ? find(name)->output : Bytes(); }

    /// In the order of their use.
    std::vector<v13::TrafficKeys> keysOf(Side sender) const { return m_keys[sender == Side::Client ? 0 : 1]; }
    const std::vector<Bytes> &hellos() const { return m_hellos; }
    /// That the server's ticket stands for, when it has sent one.
    Bytes ticketPsk() const;
    /// What the binder covers; empty without one.
    Bytes truncatedHello() const;
    /// All that certificate_verify of @p sender signs; empty when it has sent none.
    Bytes signedContent(Side sender) const;
    Bytes messageOf(Side sender, HandshakeType type) const;

private:
    Secret hashOf(const std::string &name, const Bytes &bytes)
    {
        return m_hkdf.transcriptHash(name, {bytes, {}, m_messageHash});
    }
    Secret agree();
    Bytes covered(Side sender, HandshakeType upTo) const;
    void addKeys(Side sender, const Secret &traffic, const std::string &prefix)
    {
        m_keys[sender == Side::Client ? 0 : 1].push_back(v13::trafficKeys(m_hkdf, traffic, prefix));
    }

    crypto::Context &m_context;
    const PublishedSession &m_session;
    Recorder m_recorder{Side::Client};
    PublishedEntropy m_entropy;
    Deriver m_deriver;
    v13::Hkdf m_hkdf;
    std::vector<Bytes> m_hellos; ///< client_hello, perhaps hello_retry_request and another one, server_hello
    std::vector<Bytes> m_server, m_client;
    std::optional<Input> m_messageHash;
    std::vector<v13::TrafficKeys> m_keys[2];
    std::optional<Secret> m_resumption;
};

} // namespace hd::test
