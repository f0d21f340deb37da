// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/timetable.h"

namespace hd::ui {

/// A stretch of time, ns.
struct Stretch
{
    double from = 0, to = 0;
    double length() const { return to - from; }
};

/// One message on its way: what was done to make it, how long it travelled, what its receiver did about it.
struct WaterfallRow
{
    MessageId message;
    std::vector<Stretch> client, server; ///< at work for it
    std::optional<Stretch> wire;         ///< nothing where nobody sent it
    double work(Side side) const;        ///< ns
};

struct Waterfall
{
    std::vector<WaterfallRow> rows; ///< by message
    Timetable times;
    double end = 0; ///< ns; of the last stretch
};

/// The message that each event is about, by event. A party's calculations belong to the message that it sends next,
/// unless it has to wait for another one before; its checks to the message that they check; the rest to the message
/// that it dealt with last. Nothing only where a party never sends or receives.
std::vector<std::optional<MessageId>> messagesOfEvents(const Trace &trace);

/// @param work ns by event; empty: not known, and no one is at work. @param roundTripNs simulated
Waterfall waterfallOf(const Trace &trace, const std::vector<double> &work, double roundTripNs);

} // namespace hd::ui
