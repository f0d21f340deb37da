// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/recorder.h"

namespace hd {

/// How long the calling thread has worked, in a unit of its owner's choice. Only differences count.
using WorkClock = std::function<std::uint64_t()>;

/// Measures what one party works, by what it records: an event is recorded once what it tells of is done, so that the
/// work since the event before is the work for it.
class WorkMeter
{
public:
    /// @param clock without one nothing is measured.
    explicit WorkMeter(WorkClock clock) : m_clock(std::move(clock)) {}

    /// For the party's Recorder, which asks once for each event. It leaves the trace on the scenario's clock.
    Stopwatch stopwatch();

    /// Lets the party do something; time outside of it is not its work. What it does after its last event counts as
    /// work for that one.
    template<class Task>
    void measure(Task task)
    {
        begin();
        task();
        end();
    }

    const std::vector<std::uint64_t> &byEvent() const { return m_byEvent; } ///< of the party, in its own order

private:
    void begin();
    void end();

    WorkClock m_clock;
    std::uint64_t m_since = 0;
    std::vector<std::uint64_t> m_byEvent;
};

/// What both meters measured, by event of the Trace that their parties' accounts became. Events that were inferred for
/// a party without an account took nobody anything.
std::vector<std::uint64_t> workByEvent(const Trace &trace, const WorkMeter &client, const WorkMeter &server);

} // namespace hd
