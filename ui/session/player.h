// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QTimer>

#include <functional>

namespace hd::ui {

/// Steps through the session by itself: shows each stop for the dwell time, which begins when its animation has ended.
///
/// A trace that grows is followed: whoever stands at its end sees what is new cross, one message after the other and
/// quickly, until they go elsewhere; going to the end follows again.
class Player : public QObject
{
    Q_OBJECT
public:
    static constexpr int dwellMs = 3000; ///< at speed 1

    static constexpr int followMs = 150;          ///< between messages that are followed
    static constexpr std::size_t mostBehind = 24; ///< stops; what is older is not shown crossing

    explicit Player(Session *session, QObject *parent = nullptr);

    bool isPlaying() const { return m_playing; }
    bool isFollowing() const { return m_following; } ///< is catching up with a trace that has grown
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    /// Asked after each step whether to wait for animationFinished(). Without it nothing is waited for.
    void setAnimating(std::function<bool()> isAnimating) { m_isAnimating = std::move(isAnimating); }

public Q_SLOTS:
    void play(); ///< from the start again when at the end
    void pause();
    void toggle();
    void animationFinished();

Q_SIGNALS:
    void playingChanged(bool playing);

private:
    void advance();
    void dwell();
    void adoptTrace();
    void catchUp();

    Session *m_session;
    QTimer m_timer;
    std::function<bool()> m_isAnimating;
    double m_speed = 1;
    bool m_playing = false;
    bool m_following = false;
    bool m_stepping = false;
};

} // namespace hd::ui
