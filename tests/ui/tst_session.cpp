// SPDX-License-Identifier: GPL-3.0-or-later
#include "handmade.h"
#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace hd;
using namespace hd::ui;

// Two flights of two messages and one; the client draws a random before its first message, and the server chooses
// after it.
static std::shared_ptr<const Trace> smallTrace()
{
    test::TraceMaker maker;
    maker.derive(Side::Client, "client_random", "entropy");
    maker.exchange(Side::Client, "client_hello", 1);
    maker.derive(Side::Server, "server_random", "entropy");
    maker.exchange(Side::Server, "server_hello", 2);
    maker.exchange(Side::Server, "server_hello_done", 2);
    maker.check(Side::Client, "finished.verify_data");
    return std::make_shared<const Trace>(std::move(maker.trace));
}

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_session = std::make_unique<Session>();
        m_session->setTrace(smallTrace());
    }

    void startsEmpty()
    {
        const Session session;
        QVERIFY(session.trace());
        QVERIFY(session.atStart());
        QVERIFY(session.atEnd());
        QVERIFY(!session.canGoBack());
        QVERIFY(!session.canGoForward());
    }

    void aNewTraceIsPausedAtItsStart()
    {
        m_session->goToEnd();
        QSignalSpy changed(m_session.get(), &Session::traceChanged);
        m_session->setTrace(smallTrace());
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_session->atStart());
        QCOMPARE(m_session->selection(), Selection{});
        QVERIFY(!m_session->canGoBack());
    }

    void stepsMessageByMessageAndSelectsWhatWasSent()
    {
        for (std::uint32_t i = 0; i < 3; ++i) {
            m_session->step(+1);
            QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), i + 1);
            QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{i}));
        }
        QVERIFY(m_session->atEnd());
        m_session->step(-1);
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{1}));
        m_session->goToStart();
        QCOMPARE(m_session->selection(), Selection{});
    }

    void steppingStopsAtBothEnds()
    {
        QSignalSpy moved(m_session.get(), &Session::playheadChanged);
        m_session->step(-1);
        QCOMPARE(moved.count(), 0);
        m_session->goToEnd();
        QCOMPARE(moved.count(), 1);
        m_session->step(+1);
        QCOMPARE(moved.count(), 1);
        m_session->setPlayhead(9999); // beyond the end is the end
        QCOMPARE(moved.count(), 1);
    }

    void stepsByFlight()
    {
        m_session->stepBy(Granularity::Flight, +1);
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 1U);
        m_session->stepBy(Granularity::Flight, +1);
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 3U);
        m_session->stepBy(Granularity::Flight, -1);
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 1U);
    }

    void stepsByOperationSelectWhatWasMade()
    {
        m_session->setGranularity(Granularity::Operation);
        m_session->step(+1);
        QCOMPARE(m_session->playhead(), 1U);
        QCOMPARE(m_session->selection(), m_session->derivationSelection(DerivationId{0}));
        m_session->goToEnd();
        m_session->step(-1);
        m_session->step(+1);
        QCOMPARE(m_session->selection(), m_session->checkSelection(0));
        QCOMPARE(m_session->selection().message, std::optional(MessageId{2}));
    }

    void operationsBelongToAMessage()
    {
        test::TraceMaker maker;
        maker.state(Side::Client, "start");
        maker.derive(Side::Client, "client_random", "entropy");
        maker.exchange(Side::Client, "client_hello", 1);
        maker.state(Side::Server, "send_server_hello");
        maker.exchange(Side::Server, "server_hello", 2);
        maker.state(Side::Client, "wait_certificate");
        m_session->setTrace(std::make_shared<const Trace>(maker.trace));
        m_session->setGranularity(Granularity::Operation);
        std::vector<std::uint32_t> messages;
        while (!m_session->atEnd()) {
            m_session->step(+1);
            QVERIFY(m_session->selection().message);
            messages.push_back(m_session->selection().message->index);
        }
        QCOMPARE(messages, (std::vector<std::uint32_t>{0, 0, 0, 0, 0, 1, 1, 1}));

        Selection state;
        state.kind = Selection::Kind::State;
        m_session->select(state);
        QCOMPARE(m_session->selection().message, std::optional(MessageId{0}));
        QCOMPARE(m_session->derivationSelection(DerivationId{0}).message, std::optional(MessageId{0}));
    }

    void aStepFromBetweenTwoStopsGoesToTheNext()
    {
        m_session->setPlayhead(2); // client_hello is sent, not received
        m_session->step(+1);
        QCOMPARE(messagesSent(*m_session->trace(), m_session->playhead()), 1U);
        m_session->step(-1);
        QVERIFY(m_session->atStart());
    }

    void fieldsAndBytesAreTheSameThing()
    {
        const Selection field = m_session->fieldSelection(MessageId{0}, QStringLiteral("client_hello.body"));
        QCOMPARE(field.kind, Selection::Kind::Field);
        QCOMPARE(field.bytes, (Range{1, 3}));
        QCOMPARE(m_session->bytesSelection(MessageId{0}, Range{1, 3}), field);
        QCOMPARE(m_session->bytesSelection(MessageId{0}, Range{1, 2}).kind, Selection::Kind::Bytes);
        QCOMPARE(m_session->fieldSelection(MessageId{0}, QStringLiteral("client_hello.none")).kind,
                 Selection::Kind::Message);
    }

    void historyGoesBackAndForward()
    {
        m_session->step(+1);
        m_session->step(+1);
        m_session->goBack();
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{0}));
        QVERIFY(m_session->canGoForward());
        m_session->goForward();
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{1}));
        QVERIFY(!m_session->canGoForward());
    }

    void aNewSelectionDropsWhatLayForward()
    {
        m_session->step(+1);
        m_session->step(+1);
        m_session->goBack();
        m_session->select(Session::messageSelection(MessageId{2}));
        QVERIFY(!m_session->canGoForward());
        m_session->goBack();
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{0}));
    }

    void backFromNothingLeadsToTheLastSelection()
    {
        m_session->step(+1);
        m_session->goToStart();
        QVERIFY(m_session->canGoBack());
        m_session->goBack();
        QCOMPARE(m_session->selection(), Session::messageSelection(MessageId{0}));
    }

    void selectingTheSameIsSilent()
    {
        m_session->step(+1);
        QSignalSpy selected(m_session.get(), &Session::selectionChanged);
        m_session->select(Session::messageSelection(MessageId{0}));
        QCOMPARE(selected.count(), 0);
        m_session->hover(Session::messageSelection(MessageId{1}));
        QCOMPARE(m_session->hovered(), Session::messageSelection(MessageId{1}));
        QCOMPARE(selected.count(), 0);
    }

private:
    std::unique_ptr<Session> m_session;
};

QTEST_MAIN(TestSession)
#include "tst_session.moc"
