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

    void see(const ClientHello &hello) { m_offeredRandom = hello.random; }
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
    std::uint8_t compressionMethod() const { return m_compressionMethod; }
    const Bytes &clientRandom() const { return m_clientRandom; }
    const Bytes &serverRandom() const { return m_serverRandom; }

    /// Whether a handshake has been completed.
    bool established() const { return m_established; }
    /// That of the keys in use, while a later handshake is under way.
    const Negotiated &negotiated() const { return m_before ? *m_before : m_now; }

private:
    void seeServerHello(const ServerHello &hello);
    void seeServerKeyExchange(const ServerKeyExchange &message);

    WireContext m_wire;
    std::uint32_t m_count = 0;
    Bytes m_offeredRandom; ///< of a client_hello that has not been answered
    Bytes m_clientRandom, m_serverRandom;
    std::uint8_t m_compressionMethod = 0;
    Negotiated m_now;
    std::optional<Negotiated> m_before; ///< while a handshake within the connection is under way
    bool m_keyExchanged = false;        ///< whether there was a client_key_exchange
    std::array<bool, 2> m_finished{};   ///< by sender
    bool m_established = false;
};

} // namespace hd
