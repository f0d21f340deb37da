// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All TCP connections of a capture while it is read once. What is kept of each is bounded, and so is how many there are
// at a time: what has been silent for longest goes first.

#include "capture/captureindex.h"
#include "capture/tcpconnection.h"
#include "capture/tlssummary.h"

#include <list>
#include <unordered_map>

namespace hd::ui {

struct FlowLimits
{
    std::size_t flows = 20000;          ///< followed at a time, those that are over included
    std::size_t bytes = 256u << 20;     ///< that all of them hold together
    std::size_t connections = 1u << 18; ///< listed
    ReassemblyLimits reassembly;        ///< of each direction
};

/// A connection in the list, and where it is in the file.
struct FoundConnection
{
    CapturedConnection summary;
    std::uint64_t beganUs = 0; ///< since 1970
    TcpEndpoint lower, higher;
    CapturePlace place; ///< of its first packet
    std::uint64_t firstPacket = 0, lastPacket = 0;
    Bytes clientRandom;
    bool sawBeginning = true; ///< a hello
};

class FlowTable
{
public:
    explicit FlowTable(crypto::Context &context, FlowLimits limits = {});
    ~FlowTable();

    /// @param place where its packet is.
    void add(const TcpSegment &segment, const CapturePlace &place);
    /// All connections with TLS, in the order of their first packets. Nothing may be added any more.
    std::vector<FoundConnection> finish();
    /// What was given up for the limits.
    std::vector<Error> notices() const;

    /// For those who check the limits: what is held at the moment.
    std::size_t flows() const { return m_flows.size(); }
    std::size_t bytesHeld() const { return m_held; }

private:
    struct Key
    {
        TcpEndpoint lower, higher;
        bool operator==(const Key &) const = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key &key) const;
    };
    struct Flow;
    using Flows = std::unordered_map<Key, std::unique_ptr<Flow>, KeyHash>;

    Flow &flowOf(const TcpSegment &segment, const CapturePlace &place);
    void close(Flow &flow);
    void account(Flow &flow);
    void makeRoom();

    crypto::Context &m_context;
    FlowLimits m_limits;
    Flows m_flows;
    std::list<Flow *> m_byUse; ///< the one that was heard of last is the last
    std::vector<FoundConnection> m_found;
    std::size_t m_held = 0;
    std::uint64_t m_givenUp = 0, m_unlisted = 0;
};

} // namespace hd::ui
