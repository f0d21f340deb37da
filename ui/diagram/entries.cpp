// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/entries.h"

#include <algorithm>
#include <utility>

namespace hd::ui {

bool isInRange(const LayoutOptions &options, std::uint32_t message)
{
    return message >= options.first && (!options.last || message <= *options.last);
}

void EntryCollector::addMessage(std::uint32_t index)
{
    const Message &message = m_trace.messages[index];
    const LineStyle style = lineStyle(m_trace, {index});
    const bool joins = m_options.depth == Depth::Flight && !m_entries.empty() &&
                       m_entries.back().row.kind == Row::Kind::Message && m_entries.back().flight == message.flight;
    if (!joins) {
        Entry entry;
        entry.row.index = index;
        entry.row.count = 0;
        entry.row.from = message.from;
        entry.row.style = style;
        entry.row.number = QString::number(m_options.depth == Depth::Flight ? message.flight : index + 1);
        entry.flight = message.flight;
        const std::vector<MessageId> &starts = m_events.handshakeStarts();
        const auto start = std::find(starts.begin(), starts.end(), MessageId{index});
        if (start != starts.end() && start != starts.begin())
            entry.handshake = static_cast<std::uint32_t>(start - starts.begin()) + 1;
        m_entries.push_back(std::move(entry));
    }
    Entry &entry = m_entries.back();
    entry.locked = message.encrypted && style == LineStyle::ChangeCipherSpec;
    ++entry.row.count;
    entry.row.sent = m_moments[index].sent;
    entry.names.push_back(messageLabel(message));
    entry.styles.push_back(style);
    entry.details.push_back(index < m_options.details.size() ? m_options.details[index] : QStringList());
    if (const Playhead sent = entry.row.sent; m_options.times && entry.row.count == 1 && sent <= m_trace.events.size())
        entry.row.time = m_options.words.milliseconds(m_trace.events[sent - 1].timeUs);
    entry.size += wireSize(m_trace, {index});
}

/// An omission stands in the flight that it would have been part of: the one before it when the same side goes on, else
/// the next.
void EntryCollector::addOmissions(std::optional<std::uint32_t> after)
{
    for (std::uint32_t i = 0; i < m_trace.omissions.size(); ++i) {
        const Omission &omission = m_trace.omissions[i];
        const bool here = omission.after ? after == omission.after->index : !after;
        if (!here)
            continue;
        Entry entry;
        entry.row.kind = Row::Kind::Omission;
        entry.row.index = i;
        entry.row.count = 0;
        entry.row.from = omission.by;
        entry.row.style = LineStyle::Absent;
        const std::uint32_t before = after ? m_trace.messages[*after].flight : 0;
        const bool goesOn = after && m_trace.messages[*after].from == omission.by;
        entry.flight = goesOn ? before : before + 1;
        entry.names.push_back(displayName(omission.message));
        entry.styles.push_back(LineStyle::Absent);
        m_entries.push_back(std::move(entry));
    }
}

std::vector<Entry> EntryCollector::collect()
{
    const bool omissions = m_options.omissions && m_options.depth == Depth::Message;
    if (omissions && m_options.first == 0)
        addOmissions(std::nullopt);
    for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i) {
        if (!isInRange(m_options, i))
            continue;
        addMessage(i);
        if (omissions)
            addOmissions(i);
    }
    return std::move(m_entries);
}

} // namespace hd::ui
