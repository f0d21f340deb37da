// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From packets to TCP segments: link layer, IP and TCP as libtins reads them, IPv4 fragments put together.

#include "capture/packetreader.h"

#include <array>

namespace hd::ui {

struct TcpEndpoint
{
    std::array<std::uint8_t, 16> address{}; ///< IPv4: the first four
    std::uint16_t port = 0;
    bool v6 = false;

    std::string text() const; ///< "192.0.2.1:49152", "[2001:db8::1]:443"
    auto operator<=>(const TcpEndpoint &) const = default;
};

struct TcpSegment
{
    std::uint64_t packet = 0; ///< its number in the capture
    std::uint64_t timeUs = 0; ///< since 1970
    TcpEndpoint from, to;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgement = 0;
    bool syn = false, ack = false, fin = false, rst = false;
    ByteView payload;           ///< what was captured of it, until the next one is read
    std::uint32_t cutShort = 0; ///< bytes of it that were not captured
};

/// Reads the TCP segments in packets. What it cannot read it skips and counts.
class SegmentReader
{
public:
    SegmentReader();
    ~SegmentReader();

    /// Nothing when the packet has no (whole) TCP segment.
    const TcpSegment *read(const CapturedPacket &packet);
    /// What was skipped, and why.
    std::vector<Error> notices() const;
    /// Whether there were IPv4 fragments, so that a segment may begin before its packet.
    bool sawFragments() const;
    /// How much waits for more fragments.
    std::size_t bytesHeld() const;

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

} // namespace hd::ui
