// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Two of our endpoints and the wire between them, on which a test lays its hands. Where records are protected, the
// hands have the sender's keys: what they put in its place passes every MAC.

#include "handshake/endpoint.h"
#include "record/compression.h"
#include "record/protection/protection.h"
#include "scenario/pki.h"
#include "scenario/scenario.h"

#include <functional>

namespace hd::test {

/// A whole message on the wire, in clear. It travels in a record of its own; in more where its sender cut them short.
struct Unit
{
    Side from = Side::Client;
    Protocol type = Protocol::Handshake;
    std::uint32_t epoch = 0; ///< 0: in clear; from 1 on: sealed with the sender's keys of that epoch
    Version version = tls12; ///< of its record; ssl20: a header of two bytes
    Bytes bytes;
    std::string name;
    bool raw = false;        ///< the bytes are whole records as they are to go on
    std::size_t padding = 0; ///< TLS 1.3: zeros after the content type
    int spoil = 0; ///< flips a bit once it is sealed: of the n-th byte after the header; negative: from the end

    /// A handshake message whose header says how long @p body is.
    void setBody(ByteView body);
    ByteView body() const { return ByteView(bytes).subspan(4); }
};

/// What goes on in place of a unit.
using Edit = std::function<std::vector<Unit>(const Unit &)>;

/// One direction: takes the sender's records apart into units and seals what is to go on.
class Tap
{
public:
    Tap(Side from, const Endpoint &sender, const Recorder &recorder);

    std::vector<Unit> open(ByteView bytes);
    Bytes seal(const Unit &unit);

private:
    /// The sealing side of one epoch: the state of a stream cipher or a chain of IVs runs on.
    struct Sealing
    {
        std::unique_ptr<Protection> protection;
        std::unique_ptr<Compressor> compressor = nullptr; ///< where compression is in use
        std::uint64_t written = 0;                        ///< the next sequence number
    };

    bool takeRecord();
    bool speaksTls13() const;
    bool takeTls13Record();
    void prepareTls13(std::uint32_t epoch);
    void take(Unit unit);
    void changeKeys(Version version);
    std::unique_ptr<Protection> protection(Version version, bool sealing) const;
    Bytes sealRecord(const Unit &unit, ByteView fragment);

    Side m_from;
    const Endpoint &m_sender;
    const Recorder &m_recorder;
    SeededEntropy m_ivs{99, "tap"};
    Bytes m_input, m_partial;
    std::uint64_t m_read = 0;   ///< sequence number
    std::size_t m_recorded = 0; ///< of the sender's records: those that came by
    std::unique_ptr<Protection> m_opening = makeNullProtection();
    std::unique_ptr<Decompressor> m_decompressor;
    std::size_t m_fragment = SIZE_MAX; ///< the most that the sender puts in a record, once that has shown
    std::vector<Sealing> m_sealing;    ///< by epoch
    std::vector<Unit> m_units;
};

/// Keys, certificates and a libcrypto context that all connections of a test program share.
struct Stage
{
    crypto::Context context;
    Pki pki{context, 1768478400}; ///< 2026-01-15T12:00:00Z, the clock of the built-in scenarios
    static Stage &instance();
};

class Connection
{
public:
    /// The parties of a built-in scenario with @p settings as in RunOptions::set.
    explicit Connection(std::string_view scenario, const std::vector<std::string> &settings = {});
    /// The same parties without reading their scenario again.
    struct Plan
    {
        PartyPlan client, server;
        std::uint64_t seed = 0;
        std::int64_t clock = 0;
        std::shared_ptr<SessionStore> sessions = nullptr; ///< the server's; copies of a plan share it
    };
    explicit Connection(Plan plan) : m_plan(std::move(plan)), m_clock(m_plan.clock) {}
    const Plan &plan() const { return m_plan; }

    Edit edit;                                              ///< null: every record goes on as it is
    std::function<Bytes(Side from, Bytes bytes)> editBytes; ///< in place of edit, on the raw bytes
    std::size_t chunk = 0;                                  ///< how many bytes are delivered at once; 0: all

    PartyConfig &config(Side side) { return (side == Side::Client ? m_plan.client : m_plan.server).config; }
    /// Makes the endpoints; config() is settled from here on.
    void start();
    /// Until neither side has anything to say; gives up on endpoints that go on forever.
    void carry();
    void run()
    {
        start();
        carry();
    }
    /// Seals @p unit with its sender's keys and hands it to the receiver, whatever else is on the way.
    void inject(const Unit &unit);

    Endpoint &party(Side side) { return side == Side::Client ? *m_client : *m_server; }
    const Trace &account(Side side) const
    {
        return (side == Side::Client ? m_clientRecorder : m_serverRecorder).account();
    }
    bool quiet() const { return m_quiet; } ///< whether carry() came to an end by itself
    Trace takeTrace() { return mergeAccounts(m_clientRecorder.takeAccount(), m_serverRecorder.takeAccount(), 0); }

    /// Names of the checks of @p side that failed.
    std::vector<std::string> failedChecks(Side side) const;
    bool bothOpen() const;

private:
    Bytes pass(Side from, Bytes bytes);
    void deliver(Side to, ByteView bytes);

    Plan m_plan;
    FixedClock m_clock;
    Recorder m_clientRecorder{Side::Client};
    Recorder m_serverRecorder{Side::Server};
    std::optional<SeededEntropy> m_clientEntropy, m_serverEntropy;
    std::optional<Endpoint> m_client, m_server;
    std::optional<Tap> m_fromClient, m_fromServer;
    bool m_quiet = false;
};

/// Edits for the message @p name of @p from; every other message goes on unchanged.
Edit replacing(Side from, std::string name, std::function<std::vector<Unit>(const Unit &)> by);
Edit changing(Side from, std::string name, std::function<void(Unit &)> change);
Edit dropping(Side from, std::string name);
Edit doubling(Side from, std::string name);
/// Goes on only after the message that follows.
Edit delaying(Side from, std::string name);

} // namespace hd::test
