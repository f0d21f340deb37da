// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/experiments.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <thread>

namespace hd::ui {

/// An experiment that runs beside the window, in a thread of its own.
class Background : public QObject
{
    Q_OBJECT
public:
    enum class State : std::uint8_t { Idle, Running, Done, Failed, Stopped };

    using QObject::QObject;
    ~Background() override; ///< stops

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    int done() const { return m_done; } ///< runs
    int of() const { return m_of; }
    const std::optional<Error> &error() const { return m_error; } ///< of State::Failed

    /// Waits for the run that is under way, which takes milliseconds.
    void stop();

Q_SIGNALS:
    void changed(); ///< state or progress; always in the thread of this object

protected:
    /// What is to be done here with a result; nothing when there is none.
    using Delivery = std::function<State()>;
    /// @param work called in the other thread, what it returns in this one
    void start(std::function<Delivery(const Report &)> work);
    void rest(); ///< stops, and is as if nothing had ever run

    std::optional<Error> m_error;

private:
    void halt();
    void enter(State state);
    void progress(int generation, int done, int of);

    std::thread m_thread;
    std::atomic<bool> m_stop = false;
    int m_generation = 0; ///< of the experiment whose news count
    State m_state = State::Idle;
    int m_done = 0, m_of = 0;
};

/// One that finds out a T.
template<class T>
class BackgroundFinding : public Background
{
public:
    using Background::Background;

    void run(std::function<Finding<T>(const Report &)> experiment)
    {
        start([this, experiment = std::move(experiment)](const Report &report) -> Delivery {
            const auto found = std::make_shared<Finding<T>>(experiment(report));
            return [this, found] { return take(*found); };
        });
    }

    /// That of the last one that came to its end; null when there is none.
    const T *result() const { return m_result ? &*m_result : nullptr; }
    void forget()
    {
        m_result.reset();
        rest();
    }

private:
    State take(Finding<T> &found)
    {
        if (!found)
            return State::Stopped;
        m_error.reset();
        if (const Error *error = std::get_if<Error>(&*found)) {
            m_error = *error;
            return State::Failed;
        }
        m_result = std::get<T>(std::move(*found));
        return State::Done;
    }

    std::optional<T> m_result;
};

} // namespace hd::ui
