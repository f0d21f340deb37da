// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/endpoint.h"
#include "scenario/scenario.h"

namespace hd {

/// What both ends of a scenario's connections share; borrowed from who runs it.
struct Stage
{
    crypto::Context &context;
    const Clock &clock;
    std::uint64_t seed; ///< each party draws from it in its own way
};

/// How far a connection came.
struct Ending
{
    Status client = Status::Handshaking;
    Status server = Status::Handshaking;
    std::optional<Alert> alert; ///< the fatal one
    Negotiated negotiated;      ///< as the server knows it, which chooses
};

/// Both ends in one process, and the wire between them.
class Connection
{
public:
    /// Everything is borrowed. @param attacker what is done on the way
    Connection(const Stage &stage, const PartyConfig &client, const PartyConfig &server,
               const std::vector<Tampering> &attacker);

    /// What a party does on its own, and all that follows.
    void take(const Step &step);
    void close(Side by);

    /// What the client keeps for a later connection.
    std::optional<SessionState> session() const { return m_client.session(); }
    Ending ending() const;
    Trace takeTrace(std::uint64_t roundTripUs);

private:
    Endpoint &party(Side side) { return side == Side::Client ? m_client : m_server; }
    void carry();

    const std::vector<Tampering> &m_attacker;
    Recorder m_clientRecorder{Side::Client};
    Recorder m_serverRecorder{Side::Server};
    SeededEntropy m_clientEntropy, m_serverEntropy;
    Endpoint m_client, m_server;
};

/// A server to which somebody says what a client once said. Nobody reads its answers.
class Replay
{
public:
    Replay(const Stage &stage, const PartyConfig &server, ByteView flight);

    Ending ending() const;
    Trace takeTrace(std::uint64_t roundTripUs);

private:
    Recorder m_recorder{Side::Server};
    SeededEntropy m_entropy;
    Endpoint m_server;
};

/// All that a client says before it hears anything.
Bytes firstFlight(const Stage &stage, const PartyConfig &client);

} // namespace hd
