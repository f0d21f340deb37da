// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/player.h"

#include <QScopedValueRollback>

namespace hd::ui {

Player::Player(Session *session, QObject *parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Player::advance);
    connect(session, &Session::traceChanged, this, &Player::adoptTrace);
    connect(session, &Session::playheadChanged, this, [this] {
        if (m_stepping)
            return;
        if (std::exchange(m_following, false))
            m_timer.stop(); // somebody looks at something else
        if (m_playing)
            dwell(); // who steps by hand while it plays gets the full time to look at the new stop
    });
}

void Player::setSpeed(double speed)
{
    m_speed = speed;
    if (m_timer.isActive())
        dwell();
}

void Player::play()
{
    if (m_playing || m_session->trace()->events.empty())
        return;
    m_following = false;
    if (m_session->atEnd())
        m_session->goToStart();
    m_playing = true;
    Q_EMIT playingChanged(true);
    advance();
}

void Player::pause()
{
    m_timer.stop();
    m_following = false;
    if (std::exchange(m_playing, false))
        Q_EMIT playingChanged(false);
}

void Player::toggle()
{
    m_playing ? pause() : play();
}

void Player::animationFinished()
{
    if ((m_playing || m_following) && !m_timer.isActive())
        dwell();
}

void Player::advance()
{
    {
        const QScopedValueRollback<bool> guard(m_stepping, true);
        m_session->step(+1);
    }
    dwell();
}

void Player::dwell()
{
    m_timer.stop();
    if (m_session->atEnd())
        pause();
    else if (!m_isAnimating || !m_isAnimating())
        m_timer.start(static_cast<int>((m_following ? followMs : dwellMs) / m_speed));
}

void Player::adoptTrace()
{
    const std::optional<Playhead> before = m_session->grownFrom();
    if (!before)
        return pause();
    if (m_playing || m_following || m_session->playhead() < *before || m_session->atEnd())
        return; // on its way, or looking at something else
    m_following = true;
    catchUp();
}

void Player::catchUp()
{
    const std::vector<Playhead> &stops = m_session->stops();
    if (stops.size() > mostBehind && m_session->playhead() < stops[stops.size() - mostBehind]) {
        const QScopedValueRollback<bool> guard(m_stepping, true);
        m_session->goTo(stops[stops.size() - mostBehind]);
    }
    m_timer.start(0); // when all have heard of the new trace
}

} // namespace hd::ui
