// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace hd::app {

/// SIGINT and SIGTERM as a signal of the event loop. A second one ends the program at once. One at a time.
class StopSignal : public QObject
{
    Q_OBJECT

public:
    StopSignal();
    ~StopSignal() override;

Q_SIGNALS:
    void raised();

private:
    int m_pipe[2] = {-1, -1};
    QSocketNotifier m_notifier;
};

} // namespace hd::app
