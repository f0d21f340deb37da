// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/timeline.h"

#include <algorithm>
#include <array>

namespace hd {

static Playhead endOf(const Trace &trace)
{
    return static_cast<Playhead>(trace.events.size());
}

std::vector<bool> appearances(const Trace &trace)
{
    std::vector<bool> found(trace.events.size());
    std::vector<bool> known(trace.messages.size());
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        if (event.what != What::MessageSent && event.what != What::MessageReceived)
            continue;
        found[i] = event.what == What::MessageSent || !known[event.index];
        known[event.index] = true;
    }
    return found;
}

std::optional<Playhead> appearsAt(const Trace &trace, MessageId message)
{
    for (const What what : {What::MessageSent, What::MessageReceived})
        if (const std::optional<Playhead> at = positionOf(trace, what, message.index))
            return at;
    return std::nullopt;
}

bool changedOnTheWay(const Trace &trace, MessageId message)
{
    return !positionOf(trace, What::MessageSent, message.index) &&
           positionOf(trace, What::MessageReceived, message.index);
}

bool isReplay(const Trace &trace)
{
    // Of a real connection one side is known alone, too, but somebody is there.
    return trace.source == "scenario" && !trace.states.empty() &&
           std::ranges::none_of(trace.states, [](const StateChange &change) { return change.by == Side::Client; });
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
    const std::vector<bool> appears = appearances(trace);
    for (Playhead i = 0; i < endOf(trace); ++i) {
        const Event &event = trace.events[i];
        if (granularity == Granularity::Operation) {
            if (event.what != What::RecordSealed && event.what != What::RecordOpened && event.what != What::Omission)
                stopAt(i + 1);
        } else if (appears[i]) {
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
    const std::vector<bool> appears = appearances(trace);
    for (Playhead i = 0; i < at && i < endOf(trace); ++i)
        sent += appears[i];
    return sent;
}

Playhead stopAfter(const Trace &trace, MessageId message)
{
    const std::optional<Playhead> sent = appearsAt(trace, message);
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

std::vector<MessageId> handshakeStarts(const Trace &trace)
{
    std::vector<MessageId> starts;
    bool requested = false;
    std::uint32_t request = 0; // the last hello_request
    bool answered = true;  // whether the server has spoken since; a hello that was changed on its way is there twice
    bool retrying = false; // RFC 8446 4.1.4: the answer is that the client shall say hello again
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const Message &message = trace.messages[i];
        const bool hello = message.name == "client_hello" || message.name == "v2_client_hello";
        const bool wasRequested = requested;
        if (message.name == "hello_request")
            request = i;
        requested = message.name == "hello_request" || (requested && !hello);
        if (hello && answered)
            starts.push_back({wasRequested ? request : i});
        retrying = message.name == "hello_retry_request" || (retrying && message.name != "server_hello");
        answered = (message.from == Side::Server && !retrying) || (answered && !hello);
    }
    return starts;
}

std::vector<std::uint32_t> handshakesOfDerivations(const Trace &trace)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    const auto numberOf = [&starts](std::uint32_t message) {
        const auto after = std::upper_bound(starts.begin(), starts.end(), MessageId{message});
        return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - starts.begin(), 1) - 1);
    };
    std::vector<std::uint32_t> numbers(trace.derivations.size());
    std::array<std::uint32_t, 2> now{}; // by party, backwards: that of the last event
    std::array<bool, 2> known{};
    for (std::size_t i = trace.events.size(); i-- > 0;) {
        const Event &event = trace.events[i];
        const auto side = static_cast<std::size_t>(event.at);
        if (event.what == What::MessageSent || event.what == What::MessageReceived) {
            now[side] = numberOf(event.index);
            known[side] = true;
        }
        if (event.what == What::Derivation)
            numbers[event.index] =
                known[side] ? now[side] : static_cast<std::uint32_t>(starts.size()) - !starts.empty();
    }
    return numbers;
}

std::uint32_t handshakeAt(const Trace &trace, Playhead at)
{
    std::uint32_t begun = 0;
    for (const MessageId start : handshakeStarts(trace)) {
        const std::optional<Playhead> sent = positionOf(trace, What::MessageSent, start.index);
        begun += sent && *sent <= at;
    }
    return std::max(begun, 1U) - 1;
}

} // namespace hd
