// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The first half of the layout: which rows there are and what they say.

#include "diagram/layout.h"
#include "trace/eventindex.h"

namespace hd::ui {

inline constexpr qreal labelLine = 18;
inline constexpr qreal detailLine = 13;

/// What becomes a row, before it has a place.
struct Entry
{
    Row row;
    std::uint32_t flight = 0; ///< a gap goes where it changes
    std::vector<QString> names;
    std::vector<LineStyle> styles;
    std::vector<QStringList> details; ///< by name
    bool locked = false;
    std::uint64_t size = 0;
    std::uint32_t handshake = 0; ///< number of the one that begins here; 0: none, or the first

    /// What its lines take above those of a single name.
    qreal extra() const
    {
        qreal lines = 0;
        for (const QStringList &lower : details)
            lines += static_cast<qreal>(lower.size());
        return static_cast<qreal>(names.size() - 1) * labelLine + lines * detailLine;
    }
};

/// Whether a row is wanted for the message with this index.
bool isInRange(const LayoutOptions &options, std::uint32_t message);

class EntryCollector
{
public:
    /// All are kept by reference.
    EntryCollector(const Trace &trace, const LayoutOptions &options, const EventIndex &events,
                   const std::vector<Moment> &moments)
        : m_trace(trace), m_options(options), m_events(events), m_moments(moments)
    {}
    std::vector<Entry> collect();

private:
    void addOmissions(std::optional<std::uint32_t> after);
    void addMessage(std::uint32_t index);

    const Trace &m_trace;
    const LayoutOptions &m_options;
    const EventIndex &m_events;
    const std::vector<Moment> &m_moments;
    std::vector<Entry> m_entries;
};

} // namespace hd::ui
