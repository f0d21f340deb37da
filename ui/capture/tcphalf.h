// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The bytes that one side of a TCP connection sent, in their order, out of segments that come in any. Told are what
// came twice, what came twice with other contents, and what never came. (The trackers of libtins tell none of it, and
// lose what waits behind a gap that is skipped: their DataTracker::advance_sequence() drops it.)

#include "capture/segments.h"

#include <functional>
#include <map>

namespace hd::ui {

struct ReassemblyLimits
{
    std::size_t early = 1u << 20;   ///< bytes that may wait for what belongs before them
    std::size_t history = 8u << 10; ///< bytes that are kept to compare what comes again with
    std::size_t notices = 8;        ///< of one kind and side
};

class TcpHalf
{
public:
    /// The next bytes, or how many are missing there.
    struct Output
    {
        std::function<void(ByteView bytes, const TcpSegment &segment)> bytes;
        std::function<void(std::uint64_t missing, const TcpSegment &segment)> gap;
    };

    /// @param who "the client", for notices; may be learnt later
    explicit TcpHalf(ReassemblyLimits limits = {}) : m_limits(limits) {}

    /// It begins with the byte of this sequence number. Does nothing once it has begun.
    void begin(std::uint32_t sequence);
    bool begun() const { return m_begun; }
    std::uint32_t firstSequence() const { return m_first; }
    void add(const TcpSegment &segment, const Output &output);
    /// The other side has got everything before @p sequence: what is missing of it will not come any more.
    void acknowledged(std::uint32_t sequence, const TcpSegment &segment, const Output &output);
    /// Nothing more comes: what waits is handed out after the gaps before it.
    void finish(const TcpSegment &last, const Output &output);
    void setEnd(std::uint32_t sequence) { m_end = offsetOf(sequence); }
    /// Whether all up to its FIN is here.
    bool complete() const { return m_end && m_next >= *m_end; }

    /// How many bytes are kept.
    std::size_t held() const { return m_history.size() + m_earlyBytes; }
    /// @param who "client"
    std::vector<Error> notices(const std::string &who) const;
    void forgetHistory()
    {
        m_history.clear();
        m_history.shrink_to_fit();
        m_limits.history = 0;
    }

private:
    /// Something that happened several times: the first few with their ranges.
    struct Repeated
    {
        std::uint64_t count = 0;
        std::uint64_t packet = 0;
        std::uint64_t from = 0, to = 0;
    };
    struct Noticed
    {
        std::string what; ///< with "%" for the range
        std::uint64_t packet;
        std::uint64_t from, to;
    };

    std::uint64_t offsetOf(std::uint32_t sequence) const;
    void repeat(Repeated &what, std::uint64_t packet, std::uint64_t from, std::uint64_t to);
    void noticeOnce(std::string what, std::uint64_t packet, std::uint64_t from, std::uint64_t to);
    void compare(std::uint64_t at, ByteView bytes, std::uint64_t packet);
    bool differs(std::uint64_t at, ByteView bytes) const;
    void deliver(ByteView bytes, const TcpSegment &segment, const Output &output);
    void deliverEarly(const TcpSegment &segment, const Output &output);
    void keepEarly(std::uint64_t at, ByteView bytes);
    void skipGap(const TcpSegment &segment, const Output &output);

    ReassemblyLimits m_limits;
    bool m_begun = false;
    std::uint32_t m_first = 0;
    std::uint64_t m_next = 0; ///< offset of the next byte from the first
    std::optional<std::uint64_t> m_end;
    std::map<std::uint64_t, Bytes> m_early; ///< what waits, by offset; parts do not overlap
    std::size_t m_earlyBytes = 0;
    Bytes m_history;                 ///< the last bytes before m_next
    unsigned m_acknowledgedPast = 0; ///< how often the peer has confirmed what is missing here
    Repeated m_again, m_reordered;
    std::vector<Noticed> m_noticed;
    std::uint64_t m_unnoticed = 0;
};

} // namespace hd::ui
