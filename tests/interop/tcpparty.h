// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/endpoint.h"
#include "peerprocess.h"

namespace hd::test {

/// A place of 127.0.0.1 to be connected to.
class Listener final : public Reader
{
public:
    Listener();
    ~Listener() override;
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    std::uint16_t port() const { return m_port; }
    int descriptor() const override { return m_socket; }
    void read() override;
    int takeConnection() { return std::exchange(m_connection, -1); } ///< -1: nobody has come yet

private:
    int m_socket = -1, m_connection = -1;
    std::uint16_t m_port = 0;
};

/// A port of 127.0.0.1 that nobody has.
std::uint16_t freePort();
/// @returns a socket; -1 when nobody listens there
int connectTo(std::uint16_t port);

/// Our Endpoint at a socket, which it owns.
class TcpParty final : public Reader
{
public:
    /// @param config is borrowed
    TcpParty(Side side, const PartyConfig &config, crypto::Context &context, int socket);
    ~TcpParty() override;
    TcpParty(const TcpParty &) = delete;
    TcpParty &operator=(const TcpParty &) = delete;

    int descriptor() const override { return m_socket; }
    void read() override;
    void flush(); ///< what the endpoint has to say

    Endpoint &endpoint() { return m_endpoint; }
    Recorder &recorder() { return m_recorder; }
    std::string &received();                    ///< application data since it was last cleared
    bool atEnd() const { return m_socket < 0; } ///< the other has closed
    std::string report();                       ///< our state, alert and failed check

private:
    Recorder m_recorder;
    SystemEntropy m_entropy;
    SystemClock m_clock;
    Endpoint m_endpoint;
    int m_socket;
    std::string m_received;
};

} // namespace hd::test
