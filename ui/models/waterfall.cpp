// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/waterfall.h"

#include <array>
#include <numeric>

namespace hd::ui {

namespace {

/// By event: the next message that its party sends before it waits for a record, or receives in the record it opens.
class Ahead
{
public:
    explicit Ahead(const Trace &trace) : m_sent(trace.events.size()), m_received(trace.events.size())
    {
        struct Next
        {
            std::optional<MessageId> sent, received;
        };
        std::array<Next, 2> next;
        for (std::size_t i = trace.events.size(); i-- > 0;) {
            const Event &event = trace.events[i];
            Next &own = next[std::size_t(event.at)];
            if (event.what == What::MessageSent)
                own.sent = MessageId{event.index};
            else if (event.what == What::MessageReceived)
                own.received = MessageId{event.index};
            if (event.what == What::MessageSent || event.what == What::MessageReceived)
                m_first[std::size_t(event.at)] = MessageId{event.index};
            m_sent[i] = own.sent;
            m_received[i] = own.received;
            if (event.what == What::RecordOpened)
                own = {};
        }
    }

    std::optional<MessageId> sent(std::size_t event) const { return m_sent[event]; }
    std::optional<MessageId> received(std::size_t event) const { return m_received[event]; }
    std::optional<MessageId> first(Side side) const { return m_first[std::size_t(side)]; } ///< of all

private:
    std::array<std::optional<MessageId>, 2> m_first;
    std::vector<std::optional<MessageId>> m_sent, m_received;
};

std::optional<MessageId> aboutItself(const Trace &trace, const Event &event)
{
    switch (event.what) {
    case What::MessageSent:
    case What::MessageReceived:
        return MessageId{event.index};
    case What::Check:
        return trace.checks[event.index].message;
    case What::Decision:
        return trace.decisions[event.index].message;
    default:
        return std::nullopt;
    }
}

void extend(std::vector<Stretch> &stretches, const Happening &event)
{
    if (event.end == event.begin)
        return;
    if (!stretches.empty() && stretches.back().to == event.begin)
        stretches.back().to = event.end;
    else
        stretches.push_back({event.begin, event.end});
}

} // namespace

std::vector<std::optional<MessageId>> messagesOfEvents(const Trace &trace)
{
    const Ahead ahead(trace);
    std::array<std::optional<MessageId>, 2> last;
    std::array<bool, 2> opening{}; // a record whose message has not come out yet
    std::vector<std::optional<MessageId>> messages;
    messages.reserve(trace.events.size());
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        std::optional<MessageId> &current = last[std::size_t(event.at)];
        bool &isOpening = opening[std::size_t(event.at)];
        std::optional<MessageId> message = aboutItself(trace, event);
        const bool isMessage = event.what == What::MessageSent || event.what == What::MessageReceived;
        if (isMessage)
            current = message;
        isOpening = event.what == What::RecordOpened || (isOpening && !isMessage);
        if (isOpening && !message)
            message = ahead.received(i);
        else if (event.what == What::Derivation)
            message = ahead.sent(i);
        if (!message)
            message = current ? current : ahead.first(event.at);
        messages.push_back(message);
    }
    return messages;
}

double WaterfallRow::work(Side side) const
{
    const std::vector<Stretch> &own = side == Side::Client ? client : server;
    return std::accumulate(own.begin(), own.end(), 0.0, [](double sum, const Stretch &s) { return sum + s.length(); });
}

Waterfall waterfallOf(const Trace &trace, const std::vector<double> &work, double roundTripNs)
{
    Waterfall made;
    made.times = timetable(trace, work, roundTripNs);
    made.end = made.times.end;
    const std::vector<std::optional<MessageId>> messages = messagesOfEvents(trace);
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        made.rows.push_back({MessageId{i}, {}, {}, {}});
    std::vector<std::optional<double>> sealedAt(trace.records.size());
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const Event &event = trace.events[i];
        const Happening &when = made.times.events[i];
        if (event.what == What::RecordSealed)
            sealedAt[event.index] = when.end;
        if (!messages[i])
            continue;
        WaterfallRow &row = made.rows[messages[i]->index];
        extend(event.at == Side::Client ? row.client : row.server, when);
    }
    for (WaterfallRow &row : made.rows) {
        for (const MessageSpan &span : trace[row.message].spans) {
            const std::optional<double> &sealed = sealedAt[span.record.index];
            if (!sealed)
                continue;
            const double arrival = *sealed + roundTripNs / 2;
            row.wire = row.wire ? Stretch{row.wire->from, arrival} : Stretch{*sealed, arrival};
            made.end = std::max(made.end, arrival);
        }
    }
    return made;
}

} // namespace hd::ui
