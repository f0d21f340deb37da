// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/messages.h"

#include <array>

namespace hd {

/// What the messages of the latest handshake settled, for anybody who can read them.
class Agreement
{
public:
    Agreement();

    void see(const ClientHello &hello);
    void see(Side from, const HandshakeMessage &message);
    void seeChangeCipherSpec(Side from);
    /// Also of one that cannot be read: the first message under new keys.
    void seeFinished(Side from);

    WireContext wireFrom(Side sender) const;
    /// How many server_hellos there were. What follows is of the last one.
    std::uint32_t count() const { return m_count; }
    Version version() const { return m_wire.version; }
    /// Null when it is none that this program knows.
    const CipherSuite *suite() const { return m_wire.suite; }
    bool encryptThenMac() const { return m_now.encryptThenMac; }
    bool extendedMasterSecret() const { return m_now.extendedMasterSecret; }
    std::uint8_t compressionMethod() const { return m_compressionMethod; }
    const Bytes &clientRandom() const { return m_clientRandom; }
    const Bytes &serverRandom() const { return m_serverRandom; }

    /// Of the client_hello that was seen last: whether TLS 1.3 may come of it, and its suites.
    bool offersTls13() const { return m_offersTls13; }
    const std::vector<std::uint16_t> &offeredSuites() const { return m_offeredSuites; }
    /// Whether a client_hello, also one that led to hello_retry_request, says that early data follows (RFC 8446
    /// 4.2.10).
    bool offersEarlyData() const { return m_offersEarlyData; }
    /// Whether there was a hello_retry_request.
    bool retried() const { return m_retried; }

    /// Whether a handshake has been completed.
    bool established() const { return m_established; }
    /// That of the keys in use, while a later handshake is under way.
    const Negotiated &negotiated() const { return m_before ? *m_before : m_now; }

private:
    void seeServerHello(const ServerHello &hello);
    void seeTls13ServerHello(const ServerHello &hello);
    void seeHelloRetryRequest(const HelloRetryRequest &request);
    void seeEncryptedExtensions(const EncryptedExtensions &message);
    void rejectEarlyData();
    void seeServerKeyExchange(const ServerKeyExchange &message);

    WireContext m_wire;
    std::uint32_t m_count = 0;
    Bytes m_offeredRandom; ///< of a client_hello that has not been answered
    std::vector<std::uint16_t> m_offeredSuites;
    bool m_offersTls13 = false, m_offersEarlyData = false, m_retried = false;
    std::vector<std::uint32_t> m_ticketAges; ///< of the identities of pre_shared_key
    Bytes m_clientRandom, m_serverRandom;
    std::uint8_t m_compressionMethod = 0;
    Negotiated m_now;
    std::optional<Negotiated> m_before; ///< while a handshake within the connection is under way
    bool m_keyExchanged = false;        ///< whether there was a client_key_exchange
    std::array<bool, 2> m_finished{};   ///< by sender
    bool m_established = false;
};

} // namespace hd
