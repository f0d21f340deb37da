// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/player.h"

#include <QScopedValueRollback>

namespace hd::ui {

Player::Player(Session *session, QObject *parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Player::advance);
    connect(session, &Session::traceChanged, this, &Player::pause);
    // Who steps by hand while it plays gets the full time to look at the new stop.
    connect(session, &Session::playheadChanged, this, [this] {
        if (m_playing && !m_stepping)
            dwell();
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
    if (m_session->atEnd())
        m_session->goToStart();
    m_playing = true;
    Q_EMIT playingChanged(true);
    advance();
}

void Player::pause()
{
    m_timer.stop();
    if (std::exchange(m_playing, false))
        Q_EMIT playingChanged(false);
}

void Player::toggle()
{
    m_playing ? pause() : play();
}

void Player::animationFinished()
{
    if (m_playing && !m_timer.isActive())
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
        m_timer.start(static_cast<int>(dwellMs / m_speed));
}

} // namespace hd::ui
