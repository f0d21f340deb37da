// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/timetable.h"

#include "trace/onthewire.h"

#include <array>

namespace hd {

namespace {

/// Whether from this event on the client's application data can go.
bool letsDataGo(const Trace &trace, const Event &event)
{
    if (event.at != Side::Client)
        return false;
    if (event.what == What::State)
        return trace.states[event.index].state == "connected";
    return event.what == What::MessageSent && trace.messages[event.index].protocol == Protocol::ApplicationData;
}

/// One party: when it has done what it has done, and what is on the way from it.
struct Party
{
    double now = 0;
    std::vector<double> arrivals; ///< by record that it sealed
    std::size_t taken = 0;        ///< of them, by its peer
};

} // namespace

Timetable timetable(const Trace &trace, const std::vector<double> &work, double roundTripNs)
{
    std::array<Party, 2> parties;
    Timetable made;
    made.events.reserve(trace.events.size());
    for (std::uint32_t i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        Party &own = parties[static_cast<std::size_t>(event.at)];
        Party &peer = parties[static_cast<std::size_t>(peerOf(event.at))];
        // The first that was sent is the first to arrive, whatever has become of it on the way.
        if (event.what == What::RecordOpened && peer.taken < peer.arrivals.size())
            own.now = std::max(own.now, peer.arrivals[peer.taken++]);
        const double begin = own.now;
        own.now += work.empty() ? 0 : work[i];
        made.events.push_back({begin, own.now});
        made.end = std::max(made.end, own.now);
        if (event.what == What::RecordSealed)
            own.arrivals.push_back(own.now + roundTripNs / 2);
        if (!made.firstByte && letsDataGo(trace, event))
            made.firstByte = i;
    }
    return made;
}

std::optional<double> roundTripsToFirstByte(const Trace &trace)
{
    const Timetable made = timetable(trace, {}, 1);
    return made.firstByte ? std::optional(made.firstByteAt()) : std::nullopt;
}

HandshakeBytes handshakeBytes(const Trace &trace)
{
    HandshakeBytes bytes;
    for (const RecordId id : recordsOnTheWire(trace)) {
        const Record &record = trace[id];
        if (record.type == Protocol::Handshake || record.type == Protocol::ChangeCipherSpec)
            (record.from == Side::Client ? bytes.client : bytes.server) += record.wire.size();
    }
    return bytes;
}

} // namespace hd
