// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/tcphalf.h"
#include "capture/tlsfinder.h"

namespace hd::ui {

/// One TCP connection out of its segments: both directions put in order, and TLS found in them.
class TcpConnection
{
public:
    TcpConnection(ReassemblyLimits limits, TlsFinder::Output output);
    TcpConnection(const TcpConnection &) = delete;
    TcpConnection &operator=(const TcpConnection &) = delete;

    /// Whether @p segment opens another connection between the same endpoints.
    bool isOver(unsigned half, const TcpSegment &segment) const;
    /// @param half 0 or 1: who sent it.
    void add(unsigned half, const TcpSegment &segment);
    /// Nothing more comes of it.
    void finish();

    bool closed() const { return m_reset || (m_halves[0].complete() && m_halves[1].complete()); }
    bool wasReset() const { return m_reset; }
    const TlsFinder &tls() const { return m_finder; }
    std::size_t held() const { return m_halves[0].held() + m_halves[1].held() + m_finder.held(); }
    /// Gaps, what came twice, what was cut off, where it began.
    std::vector<Error> notices() const;

private:
    const TcpHalf::Output &outputOf(unsigned half) const { return m_outputs[half]; }

    std::array<TcpHalf, 2> m_halves;
    std::array<TcpHalf::Output, 2> m_outputs;
    TlsFinder m_finder;
    std::array<std::optional<std::uint32_t>, 2> m_syn; ///< the numbers of their SYN
    TcpSegment m_last;
    std::uint64_t m_firstPacket = 0;
    bool m_midStream = false, m_reset = false, m_finished = false;
};

/// Whether the lower endpoint sent it, which is half 0.
inline unsigned halfOf(const TcpSegment &segment)
{
    return segment.from < segment.to ? 0 : 1;
}

} // namespace hd::ui
