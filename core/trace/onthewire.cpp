// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/onthewire.h"

#include <array>

namespace hd {

namespace {

/// One direction: the records that arrived, in their order, and how many of them have passed.
struct Arrivals
{
    std::vector<std::uint32_t> records;
    std::size_t passed = 0;
};

} // namespace

std::vector<RecordId> recordsOnTheWire(const Trace &trace)
{
    std::array<Arrivals, 2> arrivals; // by sender
    for (const Event &event : trace.events)
        if (event.what == What::RecordOpened)
            arrivals[static_cast<std::size_t>(peerOf(event.at))].records.push_back(event.index);
    std::vector<RecordId> records;
    for (const Event &event : trace.events) {
        if (event.what != What::RecordSealed)
            continue;
        // A receiver that has given up opens nothing more, and what was sent has passed all the same.
        Arrivals &way = arrivals[static_cast<std::size_t>(event.at)];
        const std::uint32_t arrived = way.passed < way.records.size() ? way.records[way.passed] : event.index;
        const bool same = trace.records[arrived].wire == trace.records[event.index].wire;
        records.push_back({same ? event.index : arrived});
        ++way.passed;
    }
    return records;
}

std::vector<Chunk> wireOf(const Trace &trace)
{
    const std::vector<RecordId> records = recordsOnTheWire(trace);
    std::vector<Chunk> chunks;
    for (const Event &event : trace.events)
        if (event.what == What::RecordSealed)
            chunks.push_back({event.at, trace[records[chunks.size()]].wire, event.timeUs});
    return chunks;
}

} // namespace hd
