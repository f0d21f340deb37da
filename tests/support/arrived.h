// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What somebody on the wire can see of a connection in which records were changed on their way.

#include "trace/onthewire.h"
#include "trace/recorder.h"

#include <algorithm>

namespace hd::test {

/// By record, its place among those that passed; nothing for one that was sent and never arrived as it was.
inline std::vector<std::optional<std::uint32_t>> placesOnTheWire(const Trace &trace)
{
    std::vector<std::optional<std::uint32_t>> places(trace.records.size());
    std::uint32_t place = 0;
    for (const RecordId record : recordsOnTheWire(trace))
        places[record.index] = place++;
    return places;
}

/// What was recorded of what passed: of records and messages that were changed on their way, what arrived. Events and
/// what refers to messages stay as they are.
inline Trace asArrived(const Trace &recorded)
{
    const std::vector<std::optional<std::uint32_t>> places = placesOnTheWire(recorded);
    Trace trace = recorded;
    trace.records.clear();
    trace.messages.clear();
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i])
            continue;
        trace.records.resize(std::max<std::size_t>(trace.records.size(), *places[i] + 1));
        trace.records[*places[i]] = recorded.records[i];
    }
    for (Message message : recorded.messages) {
        bool whole = true;
        for (MessageSpan &span : message.spans) {
            whole = whole && places[span.record.index];
            span.record.index = places[span.record.index].value_or(0);
        }
        if (whole)
            trace.messages.push_back(std::move(message));
    }
    const auto begun = [](const Message &message) { return message.spans.front().record; };
    std::ranges::stable_sort(trace.messages, {}, begun);
    numberFlights(trace);
    return trace;
}

} // namespace hd::test
