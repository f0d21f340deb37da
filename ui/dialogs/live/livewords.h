// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/livedesk.h"
#include "text/explanations.h"

#include <QCoreApplication>

namespace hd::ui {

/// What happens on the network, in words for people. Plain text throughout: whatever a peer has named stays text.
class LiveWords
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::LiveWords)
public:
    /// Said wherever somebody is about to make a connection.
    static QString forTeaching();

    /// In a few words: "done", "unknown_ca received".
    static QString shortly(const LiveOutcome &outcome);
    /// What happened, why it usually does, and what can be done. Empty as long as nothing is to be said.
    static QString atLength(const LiveOutcome &outcome, Side ours, const Explanations &texts);
    static QString unreached(Unreached why, const Address &address, const QString &detail);

private:
    static QString foreign(Foreign what, Side ours);
    static QString failedCheck(const LiveOutcome &outcome, const Explanations &texts);
    static QString leaving(const LiveOutcome &outcome, Side ours);
};

} // namespace hd::ui
