// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/timeline.h"

namespace hd {

static Playhead endOf(const Trace &trace)
{
    return static_cast<Playhead>(trace.events.size());
}

std::vector<Playhead> stops(const Trace &trace, Granularity granularity)
{
    std::vector<Playhead> found{0};
    const auto stopAt = [&found](Playhead at) {
        if (at > found.back())
            found.push_back(at);
    };
    bool anySent = false;
    std::uint32_t flight = 0;
    for (Playhead i = 0; i < endOf(trace); ++i) {
        const Event &event = trace.events[i];
        if (granularity == Granularity::Operation) {
            if (event.what != What::RecordSealed && event.what != What::RecordOpened && event.what != What::Omission)
                stopAt(i + 1);
        } else if (event.what == What::MessageSent) {
            const std::uint32_t now = trace.messages[event.index].flight;
            if (anySent && (granularity == Granularity::Message || now != flight))
                stopAt(i);
            anySent = true;
            flight = now;
        }
    }
    stopAt(endOf(trace));
    return found;
}

Playhead nextStop(const std::vector<Playhead> &stops, Playhead at)
{
    const auto next = std::upper_bound(stops.begin(), stops.end(), at);
    return next == stops.end() ? stops.back() : *next;
}

Playhead previousStop(const std::vector<Playhead> &stops, Playhead at)
{
    const auto here = std::lower_bound(stops.begin(), stops.end(), at);
    return here == stops.begin() ? 0 : *std::prev(here);
}

std::uint32_t messagesSent(const Trace &trace, Playhead at)
{
    std::uint32_t sent = 0;
    for (Playhead i = 0; i < at && i < endOf(trace); ++i)
        sent += trace.events[i].what == What::MessageSent;
    return sent;
}

Playhead stopAfter(const Trace &trace, MessageId message)
{
    const std::optional<Playhead> sent = positionOf(trace, What::MessageSent, message.index);
    return sent ? nextStop(stops(trace, Granularity::Message), *sent) : 0;
}

std::optional<Playhead> positionOf(const Trace &trace, What what, std::uint32_t index)
{
    for (Playhead i = 0; i < endOf(trace); ++i)
        if (trace.events[i].what == what && trace.events[i].index == index)
            return i + 1;
    return std::nullopt;
}

std::string stateAt(const Trace &trace, Side side, Playhead at)
{
    std::string state;
    for (Playhead i = 0; i < at && i < endOf(trace); ++i)
        if (trace.events[i].what == What::State && trace.events[i].at == side)
            state = trace.states[trace.events[i].index].state;
    return state;
}

} // namespace hd
