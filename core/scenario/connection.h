// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/endpoint.h"
#include "scenario/onebitoff.h"
#include "scenario/scenario.h"
#include "scenario/workmeter.h"

namespace hd {

/// What both ends of a scenario's connections share; borrowed from who runs it.
struct Stage
{
    crypto::Context &context;
    const Clock &clock;
    std::uint64_t seed;                 ///< each party draws from it in its own way
    std::optional<FlippedDraw> flipped; ///< what the client draws otherwise
    WorkClock workClock;                ///< with which what the parties work is measured, if at all
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
    /// What each event of @p trace, which this connection became, took.
    std::vector<std::uint64_t> work(const Trace &trace) const
    {
        return workByEvent(trace, m_clientMeter, m_serverMeter);
    }

private:
    void carry();
    template<class Task>
    void let(Side side, Task task);

    const std::vector<Tampering> &m_attacker;
    WorkMeter m_clientMeter, m_serverMeter;
    Recorder m_clientRecorder{Side::Client, m_clientMeter.stopwatch()};
    Recorder m_serverRecorder{Side::Server, m_serverMeter.stopwatch()};
    SeededEntropy m_clientSource, m_serverEntropy;
    OneBitOff m_clientEntropy;
    Endpoint m_client, m_server;
};

/// A server to which somebody says what a client once said. Nobody reads its answers.
class Replay
{
public:
    Replay(const Stage &stage, const PartyConfig &server, ByteView flight);

    Ending ending() const;
    Trace takeTrace(std::uint64_t roundTripUs);
    std::vector<std::uint64_t> work(const Trace &trace) const { return workByEvent(trace, WorkMeter({}), m_meter); }

private:
    WorkMeter m_meter;
    Recorder m_recorder{Side::Server, m_meter.stopwatch()};
    SeededEntropy m_entropy;
    Endpoint m_server;
};

/// All that a client says before it hears anything.
Bytes firstFlight(const Stage &stage, const PartyConfig &client);

} // namespace hd
