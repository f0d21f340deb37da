// SPDX-License-Identifier: GPL-3.0-or-later
#include "stopsignal.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace hd::app {

/// A handler of signals may do little more than write a byte.
static volatile sig_atomic_t writeEnd = -1;

static void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
}

static void handle(void (*handler)(int))
{
    for (const int number : {SIGINT, SIGTERM}) {
        struct sigaction action = {};
        action.sa_handler = handler;
        action.sa_flags = SA_RESTART;
        ::sigaction(number, &action, nullptr);
    }
}

StopSignal::StopSignal() : m_notifier(QSocketNotifier::Read)
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals keep their usual effect
    writeEnd = m_pipe[1];
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false);
        handle(SIG_DFL);
        Q_EMIT raised();
    });
    m_notifier.setSocket(m_pipe[0]);
    m_notifier.setEnabled(true);
    handle(onSignal);
}

StopSignal::~StopSignal()
{
    handle(SIG_DFL);
    writeEnd = -1;
    m_notifier.setEnabled(false);
    for (const int end : m_pipe)
        if (end >= 0)
            ::close(end);
}

} // namespace hd::app
