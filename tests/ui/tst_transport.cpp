// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/actions.h"
#include "window/scrubber.h"
#include "window/securitystrip.h"
#include "window/settings.h"
#include "window/transportbar.h"

#include <QAccessible>
#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace hd;
using namespace hd::ui;

class TestTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        Fonts::load();
        m_theme.apply();
    }

    void init()
    {
        m_session = std::make_unique<Session>();
        m_player = std::make_unique<Player>(m_session.get());
        m_actions = std::make_unique<Actions>(m_session.get(), m_player.get(), &m_theme);
        m_bar = std::make_unique<TransportBar>(m_session.get(), m_actions.get(), &m_theme);
        m_bar->resize(1280, 64);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
        QVERIFY(!m_session->runScenario(QStringLiteral("classic")));
    }

    void buttonsMoveThePlayhead()
    {
        click(m_actions->stepForward);
        QCOMPARE(sent(), 1U);
        click(m_actions->flightForward);
        QCOMPARE(sent(), 6U);
        click(m_actions->stepBack);
        QCOMPARE(sent(), 5U);
        click(m_actions->flightBack);
        QCOMPARE(sent(), 1U);
        click(m_actions->toEnd);
        QCOMPARE(sent(), 13U);
        click(m_actions->toStart);
        QCOMPARE(sent(), 0U);
    }

    void onlyWhatCanBeDoneIsEnabled()
    {
        QVERIFY(!m_actions->stepBack->isEnabled());
        QVERIFY(m_actions->stepForward->isEnabled());
        m_session->goToEnd();
        QVERIFY(m_actions->stepBack->isEnabled());
        QVERIFY(!m_actions->stepForward->isEnabled());
        QVERIFY(m_actions->play->isEnabled()); // again from the start
    }

    void theCounterCountsMessages()
    {
        m_session->step(+1);
        m_session->step(+1);
        const QList<QLabel *> labels = m_bar->findChildren<QLabel *>();
        const auto shows = [](const QLabel *label) { return label->text() == QLatin1StringView("2 / 13"); };
        QCOMPARE(std::count_if(labels.begin(), labels.end(), shows), 1);
    }

    void theScrubberFollowsAndSnaps()
    {
        Scrubber *scrubber = m_bar->scrubber();
        m_session->stepBy(Granularity::Flight, +1);
        QCOMPARE(scrubber->value(), 1);
        const std::vector<Playhead> &stops = m_session->stops();
        const int x = qRound(scrubber->xOf(stops[7]));
        QTest::mouseClick(scrubber, Qt::LeftButton, {}, {x + 5, 32}); // near the stop, not on it
        QCOMPARE(m_session->playhead(), stops[7]);
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{6}));
        QTest::mouseClick(scrubber, Qt::LeftButton, {}, {2, 32});
        QVERIFY(m_session->atStart());
    }

    void messagesLieEquallyFarApart()
    {
        const Scrubber *scrubber = m_bar->scrubber();
        const std::vector<Playhead> &stops = m_session->stops();
        QCOMPARE(stops.size(), std::size_t(14));
        const double step = scrubber->xOf(stops[1]) - scrubber->xOf(stops[0]);
        for (std::size_t i = 1; i < stops.size(); ++i)
            QVERIFY(std::abs(scrubber->xOf(stops[i]) - scrubber->xOf(stops[i - 1]) - step) < 0.01);
        const double between = scrubber->xOf((stops[4] + stops[5]) / 2);
        QVERIFY(between > scrubber->xOf(stops[4]) && between < scrubber->xOf(stops[5]));
    }

    void theScrubberWorksByKeyboard()
    {
        Scrubber *scrubber = m_bar->scrubber();
        scrubber->setFocus();
        QTest::keyClick(scrubber, Qt::Key_Right);
        QCOMPARE(sent(), 1U);
        QTest::keyClick(scrubber, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(sent(), 6U);
        QTest::keyClick(scrubber, Qt::Key_Home);
        QCOMPARE(sent(), 0U);
        QTest::keyClick(scrubber, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_session->playhead(), 1U);
    }

    void theScrubberIsASliderForAssistiveTechnology()
    {
        m_session->step(+1);
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_bar->scrubber());
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Slider);
        QVERIFY(interface->valueInterface());
        QCOMPARE(interface->valueInterface()->currentValue().toInt(), 1);
        QCOMPARE(interface->valueInterface()->maximumValue().toInt(), 13);
        QVERIFY(!interface->text(QAccessible::Name).isEmpty());
        QVERIFY(interface->text(QAccessible::Description).contains(QLatin1StringView("client_hello")));
    }

    void boxesAndActionsShowTheSameChoice()
    {
        auto *granularity = m_bar->findChildren<QComboBox *>().constFirst();
        m_actions->granularities->actions().at(2)->trigger();
        QCOMPARE(granularity->currentIndex(), 2);
        granularity->setFocus();
        QTest::keyClick(granularity, Qt::Key_Up);
        QVERIFY(m_actions->granularities->actions().at(1)->isChecked());
    }

    void theStripTurnsAtTheStepsThatProve()
    {
        const Explanations texts;
        SecurityStrip strip(m_session.get(), &texts, &m_theme);
        const auto is = [&strip](Property property) { return strip.badge(property)->state().achievement; };
        QCOMPARE(is(Property::ServerAuthentication), Achievement::NotYet);
        for (int i = 0; i < 4; ++i)
            m_session->step(+1);
        QCOMPARE(is(Property::ServerAuthentication), Achievement::Pending);
        QCOMPARE(is(Property::Confidentiality), Achievement::NotYet);
        m_session->goToEnd();
        for (std::size_t i = 0; i < propertyCount; ++i) {
            const PropertyBadge *badge = strip.badge(static_cast<Property>(i));
            QCOMPARE(badge->state().achievement, Achievement::Established);
            QVERIFY(!badge->accessibleDescription().isEmpty());
        }
        QCOMPARE(strip.suiteText(1000), QStringLiteral("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"));
        QCOMPARE(strip.suiteText(220), QStringLiteral("DHE_RSA · AES_128_CBC_SHA256"));
        m_session->goToStart();
        QVERIFY(strip.suiteText(1000).isEmpty());
    }

    void nothingIsEstablishedWhenItFails_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::newRow("no common suite") << QStringLiteral("no-common-suite");
        QTest::newRow("unknown CA") << QStringLiteral("unknown-ca");
    }

    void nothingIsEstablishedWhenItFails()
    {
        QFETCH(const QString, scenario);
        QVERIFY(!m_session->runScenario(scenario));
        const Explanations texts;
        SecurityStrip strip(m_session.get(), &texts, &m_theme);
        m_session->goToEnd();
        for (std::size_t i = 0; i < propertyCount; ++i)
            QVERIFY(strip.badge(static_cast<Property>(i))->state().achievement != Achievement::Established);
        QCOMPARE(strip.badge(Property::ServerAuthentication)->state().achievement, Achievement::Failed);
    }

private:
    std::uint32_t sent() const { return messagesSent(*m_session->trace(), m_session->playhead()); }

    void click(const QAction *action)
    {
        for (QToolButton *button : m_bar->findChildren<QToolButton *>())
            if (button->defaultAction() == action)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("no button for this action");
    }

    Theme m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Player> m_player;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<TransportBar> m_bar;
};

QTEST_MAIN(TestTransport)
#include "tst_transport.moc"
