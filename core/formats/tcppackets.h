// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The connection of a trace as TCP would have carried it. The payload is what was recorded; headers, addresses and
// acknowledgements are made up around it.

#include "trace/trace.h"

namespace hd {

struct Packet
{
    std::int64_t timeUs = 0;              ///< from the start of the connection; those that open it come before 0
    Bytes bytes;                          ///< from the IP header on
    std::optional<RecordId> record = {};  ///< that ends in this packet
    std::optional<RecordId> carries = {}; ///< whose bytes are its payload; no packet holds those of two records
    Range payload = {};                   ///< which of them, within Record::wire
    std::uint32_t ipHeader = 20;          ///< bytes of it: IPv4 20, IPv6 40
};

inline constexpr std::uint32_t ipHeaderLength = 20;  ///< RFC 791 3.1, without options: that of IPv4
inline constexpr std::uint32_t tcpHeaderLength = 20; ///< RFC 9293 3.1, of a segment with payload: without options

/// The three-way handshake, every record in segments no longer than the MSS, and the end: FIN from both sides, or RST
/// where the connection failed. In the order of time; checksums are right. The endpoints are those of the trace; where
/// it names none, the client is 192.0.2.1:49152 and the server 198.51.100.1:443, which RFC 5737 keeps for
/// documentation.
std::vector<Packet> tcpPackets(const Trace &trace);

} // namespace hd
