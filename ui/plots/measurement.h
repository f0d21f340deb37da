// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/background.h"

namespace hd::ui {

class Session;

/// What each event of the open trace takes on this computer: measured when somebody first wants to know, for all pages
/// at once, and forgotten with the trace.
class Measurement : public BackgroundFinding<WorkTimes>
{
    Q_OBJECT
public:
    static constexpr int runs = 50;

    Measurement(Session *session, QObject *parent);

    bool isPossible() const; ///< whether the open trace can be run again
    void want();             ///< unless it is there, under way, or was stopped
    void again();

private:
    Session *m_session;
};

} // namespace hd::ui
