// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// When everything would happen over a network with a given round-trip time: what the parties did is the recording's,
// how long they worked is measured elsewhere, and the network is simulated.

#include "trace/trace.h"

namespace hd {

/// When one event happens, in ns from the client's first deed: the work for it begins and ends.
struct Happening
{
    double begin = 0, end = 0;
};

struct Timetable
{
    std::vector<Happening> events; ///< in the order of Trace::events
    double end = 0;                ///< of the last one
    /// The event with which the client may send application data, or does so before, as early data; nothing when it
    /// never gets so far.
    std::optional<std::uint32_t> firstByte;

    /// When that is; 0 when it never is.
    double firstByteAt() const { return firstByte ? events[*firstByte].end : 0; }
};

/// Each party does one thing after another, a record leaves once it is sealed, and it arrives half a round trip later
/// however long it is. TCP's own handshake is not counted.
/// @param work ns by event; empty: nothing takes any time.
Timetable timetable(const Trace &trace, const std::vector<double> &work, double roundTripNs);

/// Round trips that pass before the client's first byte of application data: 2 in a full handshake of TLS 1.2, 1 in
/// that of TLS 1.3, 0 with early data. Nothing when it never gets so far.
std::optional<double> roundTripsToFirstByte(const Trace &trace);

/// Bytes of the records that passed from each side and carry the handshake: those of handshake messages and of
/// change_cipher_spec, as they arrived. Alerts and application data are none of it.
struct HandshakeBytes
{
    std::size_t client = 0, server = 0;
    bool operator==(const HandshakeBytes &) const = default;
};
HandshakeBytes handshakeBytes(const Trace &trace);

} // namespace hd
