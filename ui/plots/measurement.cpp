// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/measurement.h"

#include "session/session.h"

namespace hd::ui {

Measurement::Measurement(Session *session, QObject *parent) : BackgroundFinding<WorkTimes>(parent), m_session(session)
{
    connect(session, &Session::traceChanged, this, &Measurement::forget);
}

bool Measurement::isPossible() const
{
    return !m_session->trace()->scenario.empty();
}

void Measurement::want()
{
    if (isPossible() && state() == State::Idle)
        again();
}

void Measurement::again()
{
    run([trace = m_session->trace()](const Report &report) { return measureWork(trace, runs, threadTimeNs, report); });
}

} // namespace hd::ui
