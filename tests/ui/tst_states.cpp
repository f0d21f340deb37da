// SPDX-License-Identifier: GPL-3.0-or-later

// Both state machines as they are drawn: nothing covers anything, and what a trace did is what is thick.

#include "builtins.h"
#include "inspectors/states/chartview.h"
#include "inspectors/states/machinepane.h"
#include "inspectors/states/statesinspector.h"
#include "models/partystates.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "texts.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QTextBrowser>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

namespace {

constexpr Family families[] = {Family::UpToTls12, Family::Tls13};
constexpr Side sides[] = {Side::Client, Side::Server};

QSizeF nodeSize(std::size_t letters)
{
    return {7.0 * static_cast<qreal>(letters) + 24, 26};
}

/// With sizes about as large as those on the screen.
LayeredGraph graphOf(const PartyStates &states)
{
    return states.graph(
        [&](std::uint32_t state) { return nodeSize(states.chart().states[state].size()); },
        [&](std::uint32_t edge) {
            QSizeF size;
            for (const std::string &label : states.labels(edge))
                size = {std::max(size.width(), 7.0 * static_cast<qreal>(label.size()) + 8), size.height() + 16};
            return size;
        });
}

/// The curve between two points that change the lane, as it is painted: both ends are vertical.
QList<QPointF> samples(const LayeredLayout::Edge &edge)
{
    QList<QPointF> all;
    for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
        const QPointF a = edge.points[i], b = edge.points[i + 1];
        const bool curve = !edge.loop && i % 2 == 1;
        const qreal middle = (a.y() + b.y()) / 2;
        for (int k = 0; k <= 20; ++k) {
            const qreal t = k / 20.0, s = 1 - t;
            const QPointF c1(a.x(), middle), c2(b.x(), middle);
            all << (curve ? s * s * s * a + 3 * s * s * t * c1 + 3 * s * t * t * c2 + t * t * t * b : s * a + t * b);
        }
    }
    return all;
}

} // namespace

class TestStates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingCoversAnything_data();
    void nothingCoversAnything();
    void aChainIsStraight();
    void everyConditionIsExplained();
    void whatIsMarkedIsWhatHappened_data() { nothingCoversAnything_data(); }
    void whatIsMarkedIsWhatHappened();
    void anEdgeThatWasTakenIsSelected();
    void anEdgeThatWasNotTakenIsOnlyShown();
    void aSelectionElsewhereIsMarked();
    void theMachineThatTookOverIsShown();
    void keysGoThroughStatesAndArrows();
    void screenReadersHearStatesAndArrows();
    void thereIsRoomForBothOrOne();

private:
    Theme m_theme;
    Explanations m_texts;
};

namespace {

std::uint32_t stateOf(const ChartView &view, std::string_view name)
{
    return view.states().chart().state(name).value();
}

/// The arrow between two states.
ChartItem arrow(const ChartView &view, std::string_view from, std::string_view to)
{
    const StateChart &chart = view.states().chart();
    for (std::uint32_t e = 0; e < chart.edges.size(); ++e)
        if (chart.states[chart.edges[e].from] == from && chart.states[chart.edges[e].to] == to)
            return {true, e};
    qFatal("no such edge");
}

} // namespace

void TestStates::nothingCoversAnything_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << index++;
}

void TestStates::nothingCoversAnything()
{
    QFETCH(int, index);
    const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
    for (const Side side : sides)
        for (const Family family : families) {
            const LayeredGraph graph = graphOf(PartyStates(trace, side, family));
            const LayeredLayout layout = layOut(graph);
            QCOMPARE(layout.nodes.size(), graph.nodes.size());
            QList<QRectF> boxes(layout.nodes.begin(), layout.nodes.end());
            for (const LayeredLayout::Edge &edge : layout.edges)
                if (!edge.label.isNull())
                    boxes << edge.label;
            const QRectF page(QPointF(0, 0), layout.size);
            for (qsizetype i = 0; i < boxes.size(); ++i) {
                QVERIFY(page.contains(boxes[i]));
                for (qsizetype j = i + 1; j < boxes.size(); ++j)
                    QVERIFY(!boxes[i].intersects(boxes[j]));
            }
            for (std::size_t e = 0; e < layout.edges.size(); ++e) {
                const LayeredLayout::Edge &edge = layout.edges[e];
                for (const QPointF &point : samples(edge)) {
                    QVERIFY(page.contains(point));
                    for (const QRectF &node : layout.nodes)
                        QVERIFY(!node.adjusted(0.5, 0.5, -0.5, -0.5).contains(point));
                }
                // it begins at its node's edge and ends at the other's
                const QRectF from = layout.nodes[static_cast<std::size_t>(graph.edges[e].from)];
                const QRectF to = layout.nodes[static_cast<std::size_t>(graph.edges[e].to)];
                QVERIFY(from.adjusted(-1, -1, 1, 1).contains(edge.points.front()));
                QVERIFY(to.adjusted(-1, -1, 1, 1).contains(edge.points.back()));
                QCOMPARE(edge.loop, graph.edges[e].from == graph.edges[e].to);
            }
        }
}

void TestStates::aChainIsStraight()
{
    LayeredGraph graph;
    graph.nodes.assign(4, QSizeF(100, 20));
    graph.edges = {{0, 1, {}}, {1, 2, {60, 14}}, {2, 3, {}}};
    const LayeredLayout layout = layOut(graph);
    for (const QRectF &node : layout.nodes)
        QCOMPARE(node.center().x(), layout.nodes.front().center().x());
    QVERIFY(layout.nodes[0].bottom() < layout.nodes[1].top() && layout.nodes[2].bottom() < layout.nodes[3].top());
    QVERIFY(layout.nodes[1].bottom() < layout.edges[1].label.top());
    QVERIFY(layout.edges[1].label.bottom() < layout.nodes[2].top());
    QVERIFY(layOut({}).nodes.empty());
}

void TestStates::everyConditionIsExplained()
{
    for (const QString &language : Explanations::languages())
        for (const Family family : families)
            for (const Side side : sides)
                for (const ChartEdge &edge : stateChart(family, side).edges)
                    for (const ChartWay &way : edge.ways)
                        for (const std::string &key : {way.condition, way.reason})
                            QVERIFY2(key.empty() || library(language).reasons().contains(QString::fromStdString(key)),
                                     key.c_str());
}

void TestStates::whatIsMarkedIsWhatHappened()
{
    QFETCH(int, index);
    const std::shared_ptr<const Trace> trace = test::builtinTraces()[static_cast<std::size_t>(index)];
    Session session;
    session.setTrace(trace);
    ChartView client(&session, &m_theme, &m_texts, Side::Client), server(&session, &m_theme, &m_texts, Side::Server);
    client.show(); // who is not seen waits for the news
    server.show();
    const std::vector<Playhead> all = stops(*trace, Granularity::Message);
    for (std::size_t i = 0; i < 2 * all.size(); ++i) { // forth and back
        const Playhead at = all[i < all.size() ? i : 2 * all.size() - 1 - i];
        session.setPlayhead(at);
        for (const ChartView *view : {&client, &server}) {
            const StateChart &chart = view->states().chart();
            const std::string now = stateAt(*trace, view->side(), at);
            const std::optional<std::uint32_t> current = view->marks().current;
            if (!now.empty())
                QCOMPARE(QString::fromStdString(chart.states[current.value()]), QString::fromStdString(now));
            std::size_t taken = 0;
            for (const StateChange &change : trace->states) {
                const auto index2 = static_cast<std::uint32_t>(&change - trace->states.data());
                const bool past = *positionOf(*trace, What::State, index2) <= at;
                if (change.by != view->side() || !past)
                    continue;
                for (const std::uint32_t edge : view->marks().taken)
                    taken += chart.states[chart.edges[edge].from] == change.from &&
                             chart.states[chart.edges[edge].to] == change.state;
            }
            QVERIFY(taken >= view->marks().taken.size()); // no arrow is thick that nobody took
            QCOMPARE(view->marks().failed, now == "failed");
        }
    }
}

void TestStates::anEdgeThatWasTakenIsSelected()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    MachinePane pane(&session, &m_theme, &m_texts, Side::Client);
    session.goToEnd();
    const ChartView &view = *pane.chart();
    const ChartItem edge = arrow(view, "wait_server_hello", "agreed_parameters");
    pane.chart()->pick(edge);
    QCOMPARE(session.selection().kind, Selection::Kind::State);
    const StateChange &change = session.trace()->states[session.selection().index];
    QVERIFY(change.by == Side::Client && change.state == "agreed_parameters");
    QVERIFY(view.marks().selectedEdges.contains(edge.index) && view.shown() == edge);
    QVERIFY(view.marks().selectedStates.contains(stateOf(view, "agreed_parameters")));
    const QString card = pane.card()->toPlainText();
    QVERIFY2(card.contains(QStringLiteral("RFC 5246 7.4.1.3")) && card.contains(QStringLiteral("server_hello")),
             qPrintable(card));
    // a state: the change that led into it
    pane.chart()->pick({false, stateOf(view, "wait_finished")});
    QCOMPARE(QString::fromStdString(session.trace()->states[session.selection().index].state),
             QStringLiteral("wait_finished"));
    QVERIFY(pane.card()->toPlainText().contains(QStringLiteral("finished")));
}

void TestStates::anEdgeThatWasNotTakenIsOnlyShown()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    MachinePane pane(&session, &m_theme, &m_texts, Side::Client);
    session.goToEnd();
    const Selection before = session.selection();
    const ChartItem edge = arrow(*pane.chart(), "agreed_parameters", "wait_change_cipher_spec");
    pane.chart()->pick(edge);
    QVERIFY(session.selection() == before);
    QVERIFY(pane.chart()->shown() == edge && !pane.chart()->marks().taken.contains(edge.index));
    QVERIFY(pane.card()->toPlainText().contains(m_texts.reason(QStringLiteral("if-resumed"))));
    // one that is still to come is not selected either, and says when it comes
    session.goToStart();
    const ChartItem later = arrow(*pane.chart(), "wait_server_hello", "agreed_parameters");
    pane.chart()->pick(later);
    QVERIFY(session.selection().kind != Selection::Kind::State);
    QVERIFY(pane.card()->toHtml().contains(QStringLiteral("time:")));
}

void TestStates::aSelectionElsewhereIsMarked()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    ChartView client(&session, &m_theme, &m_texts, Side::Client), server(&session, &m_theme, &m_texts, Side::Server);
    client.show(); // who is not seen waits for the news
    server.show();
    session.goToEnd();
    for (std::uint32_t i = 0; i < session.trace()->states.size(); ++i) {
        Selection selection;
        selection.kind = Selection::Kind::State;
        selection.index = i;
        session.select(selection);
        const bool ofClient = session.trace()->states[i].by == Side::Client;
        QCOMPARE(client.marks().selectedEdges.size(), std::size_t(ofClient));
        QCOMPARE(server.marks().selectedEdges.size(), std::size_t(!ofClient));
    }
    // a message marks the changes that it led to
    session.select(Session::messageSelection(*test::messageOf(*session.trace(), "server_hello", Side::Server)));
    QVERIFY(client.marks().selectedStates.contains(stateOf(client, "agreed_parameters")));
}

void TestStates::theMachineThatTookOverIsShown()
{
    Session session;
    session.setTrace(test::runBuiltin("tls12-ecdhe-gcm", {"client.versions=tls1.2,tls1.3"}));
    MachinePane pane(&session, &m_theme, &m_texts, Side::Client);
    pane.show();
    session.step(+1);
    QVERIFY(pane.chart()->states().chart().family == Family::Tls13);
    session.step(+1);
    QVERIFY(pane.chart()->states().chart().family == Family::UpToTls12);
    session.select({});
    QVERIFY(pane.card()->toPlainText().contains(QStringLiteral("TLS 1.3")));
}

void TestStates::keysGoThroughStatesAndArrows()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    ChartView view(&session, &m_theme, &m_texts, Side::Server);
    session.goToEnd();
    view.resize(400, 300);
    view.show();
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(view.focusedItem() == (ChartItem{false, 0}));
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.focusedItem()->edge);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(session.selection().kind, Selection::Kind::State);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.currentItem(), view.itemCount() - 1);
    // what is current is in view
    QVERIFY(view.viewport()->rect().intersects(view.itemRect(view.currentItem())));
    // a click is the same
    const QRect start = view.itemRect(0);
    QTest::keyClick(&view, Qt::Key_Home);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.itemRect(0).center());
    QVERIFY(view.shown() == (ChartItem{false, 0}) && !start.isEmpty());
}

void TestStates::screenReadersHearStatesAndArrows()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("tls13")));
    ChartView view(&session, &m_theme, &m_texts, Side::Client);
    session.goToEnd();
    QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(&view);
    QCOMPARE(chart->childCount(), view.itemCount());
    QVERIFY(chart->childCount() > 30);
    QSet<QString> names;
    for (int i = 0; i < chart->childCount(); ++i)
        names << chart->child(i)->text(QAccessible::Name);
    QCOMPARE(names.size(), chart->childCount()); // each says which it is
}

void TestStates::thereIsRoomForBothOrOne()
{
    Session session;
    QVERIFY(!session.runScenario(QStringLiteral("classic")));
    StatesInspector inspector(&session, &m_theme, &m_texts);
    inspector.resize(900, 600);
    inspector.show();
    QVERIFY(inspector.sideBySide() && inspector.pane(0)->isVisible() && inspector.pane(1)->isVisible());
    inspector.resize(660, 380);
    QTRY_VERIFY(!inspector.sideBySide());
    QVERIFY(inspector.pane(0)->isVisible() && !inspector.pane(1)->isVisible());
    session.goToEnd();
    // a state of the server that is selected elsewhere brings its machine
    for (std::uint32_t i = 0; i < session.trace()->states.size(); ++i)
        if (session.trace()->states[i].by == Side::Server) {
            Selection selection;
            selection.kind = Selection::Kind::State;
            selection.index = i;
            session.select(selection);
        }
    QVERIFY(!inspector.pane(0)->isVisible() && inspector.pane(1)->isVisible());
}

QTEST_MAIN(TestStates)
#include "tst_states.moc"
