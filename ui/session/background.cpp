// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/background.h"

namespace hd::ui {

static constexpr int steps = 100; ///< of progress; more would only keep the window busy

Background::~Background()
{
    halt();
}

void Background::halt()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
    ++m_generation; // what it may still have to say comes too late
}

void Background::stop()
{
    const bool running = isRunning();
    halt();
    if (running)
        enter(State::Stopped);
}

void Background::rest()
{
    halt();
    m_error.reset();
    enter(State::Idle);
}

void Background::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void Background::progress(int generation, int done, int of)
{
    if (generation != m_generation)
        return;
    m_done = done;
    m_of = of;
    Q_EMIT changed();
}

void Background::start(std::function<Delivery(const Report &)> work)
{
    halt();
    m_stop = false;
    m_done = m_of = 0;
    const int generation = m_generation;
    enter(State::Running);
    m_thread = std::thread([this, generation, work = std::move(work)] {
        const Delivery deliver = work([this, generation](int done, int of) {
            if (of <= steps || done % (of / steps) == 0)
                QMetaObject::invokeMethod(
                    this, [this, generation, done, of] { progress(generation, done, of); }, Qt::QueuedConnection);
            return !m_stop;
        });
        QMetaObject::invokeMethod(
            this,
            [this, generation, deliver] {
                if (generation == m_generation)
                    enter(deliver());
            },
            Qt::QueuedConnection);
    });
}

} // namespace hd::ui
