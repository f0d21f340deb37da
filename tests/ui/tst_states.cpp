// SPDX-License-Identifier: GPL-3.0-or-later

// Both state machines as they are drawn: nothing covers anything, and what a trace did is what is thick.

#include "builtins.h"
#include "models/partystates.h"

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
};

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

QTEST_MAIN(TestStates)
#include "tst_states.moc"
