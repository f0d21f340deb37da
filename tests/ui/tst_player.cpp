// SPDX-License-Identifier: GPL-3.0-or-later
#include "handmade.h"
#include "session/player.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hd;
using namespace hd::ui;

class TestPlayer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        test::TraceMaker maker;
        for (int i = 0; i < 3; ++i)
            maker.exchange(Side::Client, "client_hello", 1);
        m_session = std::make_unique<Session>();
        m_session->setTrace(std::make_shared<const Trace>(std::move(maker.trace)));
        m_player = std::make_unique<Player>(m_session.get());
        m_player->setSpeed(1000); // 3 ms for each stop
    }

    void playsToTheEndAndStops()
    {
        QSignalSpy moved(m_session.get(), &Session::playheadChanged);
        QSignalSpy playing(m_player.get(), &Player::playingChanged);
        m_player->play();
        QVERIFY(m_player->isPlaying());
        QCOMPARE(moved.count(), 1); // the first step is not waited for
        QTRY_VERIFY(m_session->atEnd());
        QCOMPARE(moved.count(), 3);
        QTRY_VERIFY(!m_player->isPlaying());
        QCOMPARE(playing.count(), 2);
    }

    void playsAgainFromTheStart()
    {
        m_session->goToEnd();
        m_player->play();
        QVERIFY(m_player->isPlaying());
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 1U);
    }

    void waitsForTheAnimation()
    {
        bool animating = true;
        m_player->setAnimating([&animating] { return animating; });
        m_player->play();
        const Playhead first = m_session->playhead();
        QTest::qWait(30); // ten times the dwell time: the next step does not come
        QCOMPARE(m_session->playhead(), first);
        animating = false;
        m_player->animationFinished();
        QTRY_VERIFY(m_session->playhead() > first);
    }

    void pauseKeepsThePlace()
    {
        m_player->setSpeed(0.001);
        m_player->play();
        m_player->toggle();
        QVERIFY(!m_player->isPlaying());
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 1U);
    }

    void aNewTracePauses()
    {
        m_player->setSpeed(0.001);
        m_player->play();
        m_session->setTrace(m_session->trace());
        QVERIFY(!m_player->isPlaying());
        QVERIFY(m_session->atStart());
    }

    void nothingPlaysNothing()
    {
        m_session->setTrace(nullptr);
        m_player->play();
        QVERIFY(!m_player->isPlaying());
    }

private:
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Player> m_player;
};

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
