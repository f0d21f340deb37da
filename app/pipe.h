// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/liveconnection.h"

#include <QPointer>
#include <QSocketNotifier>

namespace hd::app {

/// Ties connections to standard input and output, raw, one at a time.
class Pipe : public QObject
{
    Q_OBJECT

public:
    Pipe();

    /// Whether @p connection got it; another one may still have it.
    bool attach(ui::LiveConnection *connection);
    /// Standard input has come to its end.
    bool isAtEnd() const { return m_atEnd; }

Q_SIGNALS:
    void inputEnded();
    void outputFailed(); ///< nobody reads standard output any more

private:
    void read();

    QSocketNotifier m_input;
    QPointer<ui::LiveConnection> m_connection;
    bool m_atEnd = false;
};

} // namespace hd::app
