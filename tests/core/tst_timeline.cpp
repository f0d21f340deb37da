// SPDX-License-Identifier: GPL-3.0-or-later

// Where a playhead stops, and what has happened there.

#include "print.h"

#include "builtins.h"
#include "trace/eventindex.h"

#include <array>

using namespace hd;
using namespace hd::test;

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsAscend_data();
    void stopsAscend();
    void messageStops();
    void flightStops();
    void operationStops();
    void positionsAndStates();
    void handshakesOfAConnection();
    void whoIsAReplay();
    void theIndexSaysTheSame();
};

void TestTimeline::theIndexSaysTheSame()
{
    for (const auto &trace : builtinTraces()) {
        const EventIndex index(*trace);
        QCOMPARE(index.handshakeStarts(), handshakeStarts(*trace));
        for (std::uint32_t i = 0; i <= trace->messages.size(); ++i) { // also one that is not there
            QCOMPARE(index.appearsAt({i}), appearsAt(*trace, {i}));
            QCOMPARE(index.changedOnTheWay({i}), changedOnTheWay(*trace, {i}));
        }
        for (const What what : {What::Derivation, What::Check, What::State, What::RecordOpened})
            for (std::uint32_t i = 0; i < 40; ++i)
                QCOMPARE(index.positionOf(what, i), positionOf(*trace, what, i));
        for (const Playhead at : stops(*trace, Granularity::Operation)) {
            QCOMPARE(index.messagesSent(at), messagesSent(*trace, at));
            QCOMPARE(index.handshakeAt(at), handshakeAt(*trace, at));
            for (const Side side : {Side::Client, Side::Server}) {
                const std::optional<std::uint32_t> state = index.stateAt(side, at);
                QCOMPARE(state ? trace->states[*state].state : std::string(), stateAt(*trace, side, at));
            }
        }
    }
}

void TestTimeline::whoIsAReplay()
{
    for (const auto &trace : builtinTraces())
        QCOMPARE(isReplay(*trace), trace->scenarioName.starts_with("tls13-replay"));
    Trace served = *runBuiltin("tls13"); // one side of a real connection: somebody is the client
    served.source = "serve";
    std::erase_if(served.states, [](const StateChange &change) { return change.by == Side::Client; });
    QVERIFY(!isReplay(served) && !isReplay(Trace()));
}

/// RFC 5246 7.4.1.1: the server's hello_request begins one, or the client's hello.
void TestTimeline::handshakesOfAConnection()
{
    QCOMPARE(handshakeStarts(*runBuiltin("classic")), std::vector<MessageId>{{0}});
    QVERIFY(handshakeStarts(Trace()).empty());
    const auto trace = runBuiltin("renegotiation-secure");
    const std::vector<MessageId> starts = handshakeStarts(*trace);
    QCOMPARE(starts.size(), std::size_t{2});
    const std::string &first = (*trace)[starts[1]].name;
    QVERIFY(first == "client_hello" || first == "hello_request");
    QVERIFY((*trace)[starts[1]].encrypted);
    QVERIFY((*trace)[starts[1]].flight > trace->messages[starts[1].index - 1].flight);
    const Playhead second = *positionOf(*trace, What::MessageSent, starts[1].index);
    QCOMPARE(handshakeAt(*trace, 0), 0U);
    QCOMPARE(handshakeAt(*trace, second - 1), 0U);
    QCOMPARE(handshakeAt(*trace, second), 1U);
    std::array<int, 2> randoms{}; // each party draws one for each
    const std::vector<std::uint32_t> handshakes = handshakesOfDerivations(*trace);
    for (std::size_t i = 0; i < trace->derivations.size(); ++i)
        if (trace->derivations[i].name == "client_random" || trace->derivations[i].name == "server_random")
            ++randoms[handshakes[i]];
    QCOMPARE(randoms, (std::array{2, 2}));
}

void TestTimeline::stopsAscend_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(row(info.name).constData()) << row(info.name);
}

void TestTimeline::stopsAscend()
{
    QFETCH(QByteArray, name);
    const auto trace = runBuiltin(name.toStdString());
    const auto end = static_cast<Playhead>(trace->events.size());
    std::vector<Playhead> finer;
    for (const Granularity granularity : {Granularity::Operation, Granularity::Message, Granularity::Flight}) {
        const std::vector<Playhead> all = stops(*trace, granularity);
        QCOMPARE(all.front(), 0U);
        QCOMPARE(all.back(), end);
        for (std::size_t i = 1; i < all.size(); ++i) {
            QVERIFY(all[i - 1] < all[i]);
            QCOMPARE(nextStop(all, all[i - 1]), all[i]);
            QCOMPARE(previousStop(all, all[i]), all[i - 1]);
            if (all[i] - all[i - 1] > 1) {
                QCOMPARE(nextStop(all, all[i] - 1), all[i]);
                QCOMPARE(previousStop(all, all[i - 1] + 1), all[i - 1]);
            }
        }
        QCOMPARE(nextStop(all, end), end);
        QCOMPARE(previousStop(all, 0), 0U);
        QVERIFY(granularity == Granularity::Operation || all.size() <= finer.size());
        if (granularity == Granularity::Flight) // every flight's stop is a message's too
            QVERIFY(std::includes(finer.begin(), finer.end(), all.begin(), all.end()));
        finer = all;
    }
    QCOMPARE(stops(Trace(), Granularity::Message), std::vector<Playhead>{0});
}

void TestTimeline::messageStops()
{
    const auto trace = runBuiltin("classic");
    const std::vector<Playhead> all = stops(*trace, Granularity::Message);
    QCOMPARE(all.size(), std::size_t(14)); // before everything, and after each of the thirteen
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        QCOMPARE(messagesSent(*trace, all[i]), i);
        if (i == 0)
            continue;
        QCOMPARE(stopAfter(*trace, MessageId{i - 1}), all[i]);
        QVERIFY(*positionOf(*trace, What::MessageReceived, i - 1) <= all[i]); // it has arrived
    }
    QCOMPARE(trace->events[all[1]].what, What::MessageSent); // right before the next is sent
}

void TestTimeline::flightStops()
{
    const auto trace = runBuiltin("classic");
    const std::vector<Playhead> all = stops(*trace, Granularity::Flight);
    const std::vector<std::uint32_t> sent{0, 1, 6, 11, 13};
    QCOMPARE(all.size(), sent.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(messagesSent(*trace, all[i]), sent[i]);
}

void TestTimeline::operationStops()
{
    const auto trace = runBuiltin("classic");
    const std::vector<Playhead> all = stops(*trace, Granularity::Operation);
    std::size_t expected = 1;
    for (std::size_t i = 0; i < trace->events.size(); ++i) {
        const What what = trace->events[i].what;
        const bool stop = what != What::RecordSealed && what != What::RecordOpened && what != What::Omission;
        expected += stop || i + 1 == trace->events.size();
    }
    QCOMPARE(all.size(), expected);
    for (std::uint32_t i = 0; i < trace->derivations.size(); ++i)
        QVERIFY(std::binary_search(all.begin(), all.end(), *positionOf(*trace, What::Derivation, i)));
}

void TestTimeline::positionsAndStates()
{
    const auto trace = runBuiltin("classic");
    const auto end = static_cast<Playhead>(trace->events.size());
    QVERIFY(!positionOf(*trace, What::Check, 100000));
    QCOMPARE(stateAt(*trace, Side::Client, 0), std::string());
    QCOMPARE(stateAt(*trace, Side::Server, 1), std::string("wait_client_hello"));
    for (const Side side : {Side::Client, Side::Server})
        QCOMPARE(stateAt(*trace, side, end), std::string("connected"));
    QCOMPARE(stateAt(*trace, Side::Client, stops(*trace, Granularity::Message)[1]), std::string("wait_server_hello"));
    QCOMPARE(stateAt(*runBuiltin("no-common-suite"), Side::Server, 100000), std::string("failed"));
    QCOMPARE(messagesSent(*trace, 100000), 13U);
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
