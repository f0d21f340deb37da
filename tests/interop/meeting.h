// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/endpoint.h"
#include "libsslpeer.h"

#include <functional>

namespace hd::test {

/// How bytes are cut on their way: what arrives at once says nothing about where records begin.
enum class Chunking : std::uint8_t { Whole, SingleBytes, OddSizes };
inline constexpr std::size_t chunkingCount = 3;

/// What a run needs of both sides and is made once.
struct Setting
{
    Side ours = Side::Client;
    PartyConfig us;
    LibsslOptions them; ///< its side is set by the Meeting
    /// Their side of several connections, with its cache and ticket keys; null: a new one of @ref them.
    std::shared_ptr<LibsslContext> theirContext;
    LibsslSession theirSession; ///< that a libssl client offers
    Chunking chunking = Chunking::Whole;
    /// When set, their handshake messages are put into records of this length on the way, whichever messages it cuts or
    /// joins, as long as nothing protects them. libssl by itself never puts two messages into one record.
    std::size_t reframing = 0;
    /// Somebody on the way, who may change what @p from sends; null: nobody.
    std::function<void(Side from, Bytes &wire)> tamper = nullptr;
    std::int64_t clock = 0;
    std::uint64_t seed = 1;
};

/// How an endpoint of ours stands, for a test that fails: its state, the alert, the failed check.
std::string reportOf(const Endpoint &us, Recorder &recorder);

/// Our endpoint on one end, libssl on the other, and the wire between them.
class Meeting
{
public:
    Meeting(Setting setting, crypto::Context &context);

    void shakeHands();
    void carry(); ///< until neither has anything to say

    Endpoint &us() { return m_us; }
    LibsslPeer &them() { return m_them; }
    const std::shared_ptr<LibsslContext> &theirContext() const { return m_theirContext; }
    Recorder &recorder() { return m_recorder; }
    const Bytes &sentByUs() const { return m_sentByUs; } ///< every byte that went over the wire
    const Bytes &sentByThem() const { return m_sentByThem; }

    /// The check that ended the connection from our side; empty when there is none.
    std::string failedCheck() const;
    /// How it stands, for a test that fails: states, alerts, the failed check, libssl's error.
    std::string report();

private:
    Bytes reframed(const Bytes &wire);
    template<class Receive>
    bool deliver(const Bytes &bytes, Bytes &log, Receive receive);

    const Setting m_setting;  // an Endpoint borrows its part
    bool m_protected = false; ///< what they send
    Recorder m_recorder;
    SeededEntropy m_entropy;
    FixedClock m_clock;
    Endpoint m_us;
    std::shared_ptr<LibsslContext> m_theirContext;
    LibsslPeer m_them;
    Bytes m_sentByUs, m_sentByThem;
};

} // namespace hd::test
