// SPDX-License-Identifier: GPL-3.0-or-later

// The charts that people see are the tables that run: whatever a party did is one of their edges.

#include "analysis/statechart.h"
#include "builtins.h"
#include "print.h"
#include "wire/versions.h"

#include <QtTest>

#include <set>

using namespace hd;

namespace {

constexpr Family families[] = {Family::UpToTls12, Family::Tls13};
constexpr Side sides[] = {Side::Client, Side::Server};

bool citedInSomeVersion(const std::string &clause, const std::string &quoted)
{
    for (const Version version : {ssl30, tls10, tls11, tls12, tls13})
        if (clauseIn(version, clause) == quoted)
            return true;
    return false;
}

std::size_t changesOf(const Trace &trace, Side side)
{
    return static_cast<std::size_t>(std::count_if(trace.states.begin(), trace.states.end(),
                                                  [side](const StateChange &change) { return change.by == side; }));
}

} // namespace

class TestStateChart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateCanBeReached();
    void everyConditionHasItsName();
    void everyStateChangeIsAnEdge_data();
    void everyStateChangeIsAnEdge();
    void anEdgeThatOmitsIsTakenWhereSomethingIsOmitted();
    void anOlderAnswerIsTakenOver();
    void whatMayComeHasItsConditions();
};

void TestStateChart::everyStateCanBeReached()
{
    for (const Family family : families)
        for (const Side side : sides) {
            const StateChart chart = stateChart(family, side);
            QCOMPARE(QString::fromStdString(chart.states.front()), QStringLiteral("start"));
            std::set<std::uint32_t> reached{0};
            for (std::size_t before = 0; before != reached.size();) {
                before = reached.size();
                for (const ChartEdge &edge : chart.edges)
                    if (reached.contains(edge.from))
                        reached.insert(edge.to);
            }
            // SendClientHello of TLS 1.2 too: a handshake within the connection
            QCOMPARE(reached.size(), chart.states.size());
            QVERIFY(chart.state("connected") && chart.state("closed") && chart.state("failed"));
        }
}

void TestStateChart::everyConditionHasItsName()
{
    std::size_t conditional = 0;
    for (const Family family : families)
        for (const Side side : sides)
            for (const ChartEdge &edge : stateChart(family, side).edges)
                for (const ChartWay &way : edge.ways) {
                    QCOMPARE(way.condition.size() > 3, way.conditional);
                    conditional += way.conditional;
                }
    QVERIFY(conditional > 40);
}

void TestStateChart::everyStateChangeIsAnEdge_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << index++;
}

void TestStateChart::everyStateChangeIsAnEdge()
{
    QFETCH(int, index);
    const Trace &trace = *test::builtinTraces()[static_cast<std::size_t>(index)];
    std::size_t seen = 0;
    for (const Side side : sides) {
        const std::vector<ChartStep> way = wayThrough(trace, side);
        QCOMPARE(way.size(), changesOf(trace, side));
        std::string state = "start";
        for (const ChartStep &step : way) {
            const StateChange &change = trace.states[step.change];
            const StateChart chart = stateChart(step.family, side);
            const ChartEdge &edge = chart.edges[step.edge];
            QCOMPARE(chart.states[edge.from], change.from);
            QCOMPARE(chart.states[edge.from], state); // one step begins where the last one ended
            QCOMPARE(chart.states[edge.to], change.state);
            QCOMPARE(edge.ways[step.way].on, change.on);
            QVERIFY(citedInSomeVersion(edge.ways[step.way].clause, change.clause));
            QCOMPARE(Playhead(*positionOf(trace, What::State, step.change)), step.at);
            state = change.state;
            ++seen;
        }
        QCOMPARE(QString::fromStdString(stateAt(trace, side, static_cast<Playhead>(trace.events.size()))),
                 QString::fromStdString(way.empty() ? std::string() : state));
    }
    QCOMPARE(seen, trace.states.size());
}

void TestStateChart::anEdgeThatOmitsIsTakenWhereSomethingIsOmitted()
{
    std::size_t compared = 0;
    for (const std::shared_ptr<const Trace> &trace : test::builtinTraces()) {
        std::size_t omitted = 0;
        for (const Side side : sides)
            for (const ChartStep &step : wayThrough(*trace, side))
                omitted += !stateChart(step.family, side).edges[step.edge].ways[step.way].omits.empty();
        QCOMPARE(omitted, trace->omissions.size());
        compared += omitted;
    }
    QVERIFY(compared > 50);
}

/// RFC 8446 4.2.1: a hello that offers both is answered by the older one's server_hello.
void TestStateChart::anOlderAnswerIsTakenOver()
{
    const auto trace = test::runBuiltin("tls12-ecdhe-gcm", {"client.versions=tls1.2,tls1.3"});
    const std::vector<ChartStep> client = wayThrough(*trace, Side::Client);
    QCOMPARE(client.size(), changesOf(*trace, Side::Client));
    QVERIFY(client[0].family == Family::Tls13 && client[1].family == Family::UpToTls12);
    const ChartPosition waiting = positionAt(client, Side::Client, client[0].at, Family::UpToTls12);
    QVERIFY(waiting.family == Family::Tls13 && !waiting.before);
    const ChartPosition later = positionAt(client, Side::Client, client[1].at, Family::UpToTls12);
    QVERIFY(later.family == Family::UpToTls12);
    QVERIFY(later.before == Family::Tls13);
    QCOMPARE(*later.takenOver, client[1].at);
    QCOMPARE(stateChart(later.family, Side::Client).states[later.state], std::string("agreed_parameters"));
    for (const ChartStep &step : wayThrough(*trace, Side::Server))
        QVERIFY(step.family == Family::UpToTls12);
}

/// RFC 5246 7.3: after server_key_exchange a client is asked for a certificate, or the server is done; only an
/// authenticated server may ask (7.4.4).
void TestStateChart::whatMayComeHasItsConditions()
{
    const StateChart client = stateChart(Family::UpToTls12, Side::Client);
    const std::vector<LegalMessage> next = legalIn(client, *client.state("wait_certificate_request"));
    const std::vector<LegalMessage> expected{{"certificate_request", false, {"if-certified"}},
                                             {"server_hello_done", true, {}}};
    QVERIFY(next == expected);
    QVERIFY(legalIn(client, *client.state("send_finished")).empty());
    // RFC 8446 4.1.4: a second hello_retry_request is an unexpected_message
    const StateChart modern = stateChart(Family::Tls13, Side::Client);
    const std::vector<LegalMessage> answers = legalIn(modern, *modern.state("wait_server_hello"));
    QVERIFY(answers ==
            (std::vector<LegalMessage>{{"server_hello", true, {}}, {"hello_retry_request", false, {"if-first-time"}}}));
    // update_keys() is no message
    for (const LegalMessage &message : legalIn(modern, *modern.state("connected")))
        QVERIFY(!message.name.ends_with("()"));
}

QTEST_GUILESS_MAIN(TestStateChart)
#include "tst_statechart.moc"
