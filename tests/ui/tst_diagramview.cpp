// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletrace.h"
#include "scenarios.h"

#include "diagram/diagramview.h"
#include "diagram/measures.h"
#include "models/messagelistmodel.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace hd;
using namespace hd::ui;

class TestDiagramView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void init()
    {
        m_session = std::make_unique<Session>();
        m_session->setTrace(std::make_shared<const Trace>(hd::test::sampleTrace()));
        m_view = makeView();
    }

    void cleanup() { m_view.reset(); }

    void thirteenMessagesNeedNoScrollbar()
    {
        QCOMPARE(m_view->viewport()->size(), QSize(600, 636));
        QVERIFY(!m_view->verticalScrollBar()->isVisible());
        QVERIFY(!m_view->horizontalScrollBar()->isVisible());
    }

    void anAudienceSeesItWhole()
    {
        m_session->setTrace(hd::test::traceOf("tls13"));
        m_theme.setPresenting(true);
        m_view->resize(640, 660); // of 1024 x 768
        QVERIFY(m_view->diagram().leastText * m_theme.zoom() >= 20);
        QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
        m_theme.setPresenting(false);
        QVERIFY(m_view->diagram().leastText < Fonts::caption);
    }

    void anAudienceReadsAllOfIt_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("width");
        for (const char *scenario : {"classic", "tls13", "tls13-hello-retry"})
            for (const int width : {410, 448}) // of 1024 and 1280 px, beside the explanation
                QTest::addRow("%s, %d px", scenario, width) << QString::fromLatin1(scenario) << width;
    }
    void anAudienceReadsAllOfIt()
    {
        QFETCH(QString, scenario);
        QFETCH(int, width);
        const auto trace = hd::test::traceOf(scenario.toStdString());
        LayoutOptions options;
        options.width = width;
        options.height = 430;
        options.playhead = 0;
        options.leastText = 13;
        DiagramLayout drawn = layout(*trace, options);
        QCOMPARE(drawn.size.width(), double(width)); // nothing scrolls sideways
        QVERIFY(drawn.labelSize >= 13 && !drawn.legend.empty());
        const QFont font = Fonts::ui(13);
        QCOMPARE(noteFont(drawn.leastText).pixelSize(), 13);
        QCOMPARE(flightFont(drawn.leastText).pixelSize(), 13);
        const auto inside = [&](qreal left, qreal right) { return left >= 0 && right <= width; };
        for (const FlightBracket &flight : drawn.flights)
            QVERIFY(drawn.bracketX - 10 - widthOf(flightFont(13, QFont::DemiBold), flight.name) >= 0);
        for (const LegendItem &item : drawn.legend)
            QVERIFY2(inside(item.sample.left(), item.textLeft.x() + widthOf(font, item.text)), qPrintable(item.text));
        for (Playhead at = 0; at <= trace->events.size(); ++at) {
            movePlayhead(drawn, *trace, at, options.words);
            for (const auto *badges : {&drawn.pastStates, &drawn.badges})
                for (const StateBadge &badge : *badges) {
                    QVERIFY2(inside(badge.rect.left(), badge.rect.right()), qPrintable(badge.text));
                    QVERIFY(badge.rect.width() >= widthOf(font, badge.text) + 16);
                }
        }
    }

    void animationEndsInTheImageOfReducedMotion_data()
    {
        QTest::addColumn<int>("steps");
        for (int steps = 1; steps <= 13; ++steps)
            QTest::addRow("message %d", steps) << steps;
    }
    void animationEndsInTheImageOfReducedMotion()
    {
        QFETCH(int, steps);
        const auto still = makeView();
        still->setReducedMotion(true);
        for (int i = 1; i < steps; ++i)
            m_session->step(1);
        m_view->finishAnimation();
        m_view->setSpeed(40);
        QSignalSpy finished(m_view.get(), &DiagramView::animationFinished);
        m_session->step(1);
        QVERIFY(m_view->isAnimating());
        QVERIFY(!still->isAnimating());
        QVERIFY(finished.wait());
        QVERIFY(!m_view->isAnimating());
        still->clearFocus(); // only one of them can have it
        m_view->clearFocus();
        QCOMPARE(m_view->grab().toImage(), still->grab().toImage());
    }

    void aMessageIsSeenOnItsWay()
    {
        const QImage before = m_view->grab().toImage();
        m_view->setSpeed(0.05);
        m_session->step(1);
        QTRY_VERIFY(m_view->grab().toImage() != before);
        QVERIFY(m_view->isAnimating());
        QVERIFY(!m_view->diagram().rows[0].past); // it has not arrived
        m_view->finishAnimation();
        QVERIFY(m_view->diagram().rows[0].past);
    }

    void onlyOneMessageForwardMoves()
    {
        m_session->goToEnd();
        QVERIFY(!m_view->isAnimating());
        m_session->step(-1);
        QVERIFY(!m_view->isAnimating());
        m_session->step(1);
        QVERIFY(m_view->isAnimating());
        m_session->stepBy(Granularity::Flight, -1);
        QVERIFY(!m_view->isAnimating());
        m_session->stepBy(Granularity::Flight, 1);
        QVERIFY(!m_view->isAnimating());
    }

    void anyKeyOrClickCompletes_data()
    {
        QTest::addColumn<bool>("click");
        QTest::newRow("key") << false;
        QTest::newRow("click") << true;
    }
    void anyKeyOrClickCompletes()
    {
        QFETCH(bool, click);
        m_session->step(1);
        QVERIFY(m_view->isAnimating());
        if (click)
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {300, 10});
        else
            QTest::keyClick(m_view.get(), Qt::Key_A);
        QVERIFY(!m_view->isAnimating());
    }

    void backAndForthIsTheSameImage()
    {
        m_view->setReducedMotion(true);
        QList<QImage> forward;
        for (int i = 0; i <= 13; ++i) {
            forward.append(m_view->grab().toImage());
            m_session->step(1);
        }
        m_session->step(1);
        for (int i = 13; i >= 0; --i) {
            QCOMPARE(m_view->grab().toImage(), forward[i]);
            m_session->step(-1);
        }
    }

    void repaintsCoverWhatChanged()
    {
        // What partial repaints have left on the screen must be what a whole one would draw.
        m_view->setReducedMotion(true);
        for (int i = 0; i < 13; ++i) {
            m_session->step(1);
            QCoreApplication::processEvents();
            const QImage shown = m_view->screen()->grabWindow(m_view->winId()).toImage();
            QCOMPARE(shown.size(), m_view->size());
            QCOMPARE(shown.convertToFormat(QImage::Format_RGB32),
                     m_view->grab().toImage().convertToFormat(QImage::Format_RGB32));
        }
    }

    void clicksSelect()
    {
        const DiagramLayout &diagram = m_view->diagram();
        click({300, diagram.rows[3].y});
        QCOMPARE(m_session->selection(), Session::messageSelection({3}));
        m_view->setReducedMotion(true);
        m_session->step(1);
        m_session->step(1);
        click(m_view->diagram().badges[0].rect.center());
        QCOMPARE(m_session->selection().kind, Selection::Kind::State);
        QCOMPARE(m_session->selection().index, m_view->diagram().badges[0].state);
    }

    void hoverFollowsTheMouse()
    {
        QTest::mouseMove(m_view->viewport(), QPoint(300, static_cast<int>(m_view->diagram().rows[5].y)));
        QTRY_COMPARE(m_session->hovered(), Session::messageSelection({5}));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_view->viewport(), &leave);
        QCOMPARE(m_session->hovered().kind, Selection::Kind::None);
    }

    void keysStep()
    {
        m_view->setReducedMotion(true);
        const std::vector<Playhead> messages = stops(*m_session->trace(), Granularity::Message);
        const std::vector<Playhead> flights = stops(*m_session->trace(), Granularity::Flight);
        const std::vector<Playhead> operations = stops(*m_session->trace(), Granularity::Operation);
        key(Qt::Key_Right);
        QCOMPARE(m_session->playhead(), messages[1]);
        key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_session->playhead(), flights[2]);
        key(Qt::Key_Left);
        QCOMPARE(m_session->playhead(), messages[5]);
        key(Qt::Key_End);
        QVERIFY(m_session->atEnd());
        key(Qt::Key_Home);
        QVERIFY(m_session->atStart());
        key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_session->playhead(), operations[1]);
    }

    void keysMoveTheSelection()
    {
        key(Qt::Key_Down);
        QCOMPARE(m_session->selection(), Session::messageSelection({0}));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        key(Qt::Key_Up);
        QCOMPARE(m_session->selection(), Session::messageSelection({1}));
        QVERIFY(m_session->atStart()); // selecting is not stepping
        Selection field;
        field.kind = Selection::Kind::Field;
        field.message = MessageId{1};
        field.fieldPath = QStringLiteral("server_hello");
        m_session->select(field);
        key(Qt::Key_Return);
        QCOMPARE(m_session->selection(), Session::messageSelection({1}));
        QSignalSpy toggled(m_view.get(), &DiagramView::playToggled);
        key(Qt::Key_Space);
        QCOMPARE(toggled.count(), 1);
    }

    void ghostRowsCanBeSelectedAndHidden()
    {
        hd::test::SampleOptions options;
        options.omissions = true;
        m_session->setTrace(std::make_shared<const Trace>(hd::test::sampleTrace(options)));
        const Row *ghost = m_view->diagram().rowOfOmission(1);
        QVERIFY(ghost);
        click({300, ghost->y});
        QCOMPARE(m_session->selection().kind, Selection::Kind::Omission);
        QCOMPARE(m_session->selection().index, 1U);
        m_view->setOmissionsShown(false);
        QVERIFY(!m_view->diagram().rowOfOmission(1));
    }

    void theCurrentRowStaysInView()
    {
        hd::test::SampleOptions options;
        options.applicationData = 200;
        m_session->setTrace(std::make_shared<const Trace>(hd::test::sampleTrace(options)));
        QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
        m_session->goToEnd();
        QVERIFY(m_view->viewport()->rect().contains(m_view->rowRect(m_view->diagram().rows.size() - 1)));
        m_session->goToStart();
        m_session->step(1);
        QVERIFY(m_view->viewport()->rect().contains(m_view->rowRect(0)));
    }

    void focusIsVisible()
    {
        m_session->select(Session::messageSelection({2}));
        m_view->clearFocus();
        const QImage without = m_view->grab().toImage();
        m_view->setFocus(Qt::MouseFocusReason); // whoever points knows where
        QVERIFY(m_view->hasFocus());
        QVERIFY(m_view->grab().toImage() == without);
        m_view->clearFocus();
        m_view->setFocus(Qt::TabFocusReason);
        const QImage ring = m_view->grab().toImage();
        QVERIFY(ring != without);
        click(m_view->diagram().rows[2].labels.front().centre);
        QVERIFY(m_view->grab().toImage() == without);
        key(Qt::Key_Up);
        key(Qt::Key_Down);
        QVERIFY(m_view->grab().toImage() == ring);
    }

    void eachMessageIsAccessible()
    {
        QAccessible::setActive(true);
        m_view->setReducedMotion(true);
        m_session->step(1);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QVERIFY(!list->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->childCount(), 13);
        QCOMPARE(list->child(0)->text(QAccessible::Name),
                 QStringLiteral("#1 client_hello, client to server, clear, 126 bytes, sent"));
        QAccessibleInterface *fourth = list->child(3);
        QCOMPARE(fourth->text(QAccessible::Name),
                 QStringLiteral("#4 server_key_exchange, server to client, clear, 788 bytes, not yet sent"));
        QCOMPARE(fourth->role(), QAccessible::ListItem);
        QCOMPARE(fourth->parent(), list);
        QCOMPARE(list->indexOfChild(fourth), 3);
        QCOMPARE(list->childAt(fourth->rect().center().x(), fourth->rect().center().y()), fourth);
        fourth->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(m_session->selection(), Session::messageSelection({3}));
        QVERIFY(fourth->state().selected);
        QVERIFY(fourth->state().focused);
        QCOMPARE(list->focusChild(), fourth);
        QVERIFY(!list->child(4)->state().selected);
    }

    void theListModelKeepsToTheRules()
    {
        Session session;
        SessionNews news(&session);
        MessageListModel model(&news);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        session.setTrace(m_session->trace());
        QCOMPARE(model.rowCount(), 13);
        QCOMPARE(model.index(3).data().toString(), QStringLiteral("#4 server_key_exchange"));
        QCOMPARE(model.index(3).data(MessageListModel::SizeRole).toInt(), 788);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        session.step(1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.index(0).data(MessageListModel::SentRole).toBool());
        QVERIFY(!model.index(1).data(MessageListModel::SentRole).toBool());
        session.goToEnd();
        QVERIFY(model.index(12)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(QStringLiteral("encrypted, 85 bytes, sent")));
    }

private:
    std::unique_ptr<DiagramView> makeView()
    {
        auto view = std::make_unique<DiagramView>(m_session.get(), &m_theme, &m_explanations);
        view->resize(600, 636);
        view->show();
        view->setFocus();
        view->activateWindow();
        return QTest::qWaitForWindowActive(view.get()) ? std::move(view) : nullptr;
    }

    void click(QPointF at) { QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at.toPoint()); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_view.get(), key, modifiers); }

    Theme m_theme;
    Explanations m_explanations;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DiagramView> m_view;
};

QTEST_MAIN(TestDiagramView)
#include "tst_diagramview.moc"
