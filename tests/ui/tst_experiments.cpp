// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/background.h"
#include "session/experiments.h"
#include "session/session.h"
#include "trace/lineage.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QtTest>

#include <cmath>
#include <set>

using namespace hd;
using namespace hd::ui;

namespace {

bool goOn(int, int)
{
    return true;
}

std::shared_ptr<const Trace> traceOf(const QString &scenario)
{
    Session session;
    return session.runScenario(scenario) ? nullptr : session.trace();
}

/// A clock that moves on by one with every look at it.
WorkClock countingClock()
{
    return [looks = std::uint64_t{0}]() mutable { return ++looks; };
}

/// What @p found is, when it is that.
template<class T>
std::optional<T> valueOf(const Finding<T> &found)
{
    return found && std::holds_alternative<T>(*found) ? std::optional(std::get<T>(*found)) : std::nullopt;
}

template<class T>
bool isError(const Finding<T> &found)
{
    return found && std::holds_alternative<Error>(*found);
}

} // namespace

class TestExperiments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTripsOfHandshakes_data();
    void roundTripsOfHandshakes();
    void theNetworkDelaysWhatWaitsForIt();
    void handshakeBytesAreThoseOfItsRecords_data() { scenarios(); }
    void handshakeBytesAreThoseOfItsRecords();
    void everyEventTakesWhatItTook_data() { scenarios(); }
    void everyEventTakesWhatItTook();
    void quartilesAreThoseOfTheSamples();
    void whatCannotRunAgainIsNotMeasured();
    void stoppedExperimentsFindNothing();
    void comparisonRunsWhatItNames();
    void sentinelBitsNeverChange();
    void randomBitsAreEven_data();
    void randomBitsAreEven();
    void oneBitChangesHalfOfWhatDependsOnIt_data() { scenarios(); }
    void oneBitChangesHalfOfWhatDependsOnIt();
    void backgroundRunsElsewhere();
    void backgroundStops();

private:
    static void scenarios()
    {
        QTest::addColumn<QString>("name");
        for (const ScenarioInfo &info : builtinScenarios())
            QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
    }
};

void TestExperiments::roundTripsOfHandshakes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("roundTrips"); // before the client's first byte; -1: there is none
    const auto row = [](const char *name, double roundTrips) {
        QTest::newRow(name) << QString::fromLatin1(name) << roundTrips;
    };
    row("classic", 2);
    row("ssl3-rsa", 2);
    row("tls12-ecdhe-gcm", 2);
    row("resumption-session-id", 1);
    row("resumption-ticket", 1);
    row("tls13", 1);
    row("tls13-client-auth", 1);
    row("tls13-psk", 1);
    row("tls13-hello-retry", 2);
    row("tls13-early-data", 0);
    row("no-common-suite", -1);
    row("unknown-ca", -1);
}

void TestExperiments::roundTripsOfHandshakes()
{
    QFETCH(const QString, name);
    QFETCH(const double, roundTrips);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    QCOMPARE(roundTripsToFirstByte(*trace).value_or(-1), roundTrips);
}

// With a round trip of R, what waits for n of them happens n R later than on a wire that takes no time.
void TestExperiments::theNetworkDelaysWhatWaitsForIt()
{
    const auto trace = traceOf(QStringLiteral("classic"));
    QVERIFY(trace);
    const std::vector<double> work(trace->events.size(), 1000);
    constexpr double roundTrip = 50e6;
    const Timetable near = timetable(*trace, work, 0);
    const Timetable far = timetable(*trace, work, roundTrip);
    QVERIFY(near.firstByte && near.firstByte == far.firstByte);
    // The parties work at the same time where the network lets them, so that little of the work is in both.
    QVERIFY(std::abs(far.firstByteAt() - near.firstByteAt() - 2 * roundTrip) <= 1000 * double(work.size()));
    std::array<double, 2> last{};
    for (std::size_t i = 0; i < trace->events.size(); ++i) { // a party does one thing after another
        const Happening &event = far.events[i];
        double &own = last[std::size_t(trace->events[i].at)];
        QVERIFY(event.begin >= own);
        QCOMPARE(event.end - event.begin, 1000.0);
        own = event.end;
    }
}

void TestExperiments::handshakeBytesAreThoseOfItsRecords()
{
    QFETCH(const QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    const bool tampered = trace->scenario.find("\"attacker\"") != std::string::npos;
    std::size_t client = 0, server = 0;
    for (const Record &record : trace->records)
        if (record.type == Protocol::Handshake || record.type == Protocol::ChangeCipherSpec)
            (record.from == Side::Client ? client : server) += record.wire.size();
    const HandshakeBytes bytes = handshakeBytes(*trace);
    if (tampered) // both what was sent and what arrived are among the records
        QVERIFY(bytes.client <= client && bytes.server <= server);
    else
        QCOMPARE(bytes, (HandshakeBytes{client, server}));
    QVERIFY(bytes.client > 0);
}

// Measuring changes nothing, and the clock's every tick is somebody's work.
void TestExperiments::everyEventTakesWhatItTook()
{
    QFETCH(const QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    const auto times = valueOf(measureWork(trace, 3, countingClock(), goOn));
    QVERIFY(times);
    QCOMPARE(times->trace, trace);
    QCOMPARE(times->byEvent.size(), trace->events.size());
    const bool silent = trace->scenario.find("\"replay\"") != std::string::npos; // what its client did is inferred
    for (std::size_t i = 0; i < times->byEvent.size(); ++i) {
        const std::vector<double> &samples = times->byEvent[i];
        QCOMPARE(samples, std::vector<double>(3, samples[0]));
        if (silent && trace->events[i].at == Side::Client)
            QCOMPARE(samples[0], 0);
        else
            QVERIFY(samples[0] >= 1);
    }
}

void TestExperiments::quartilesAreThoseOfTheSamples()
{
    const Quartiles odd = quartilesOf({5, 1, 4, 2, 3});
    QCOMPARE(odd.lower, 2);
    QCOMPARE(odd.median, 3);
    QCOMPARE(odd.upper, 4);
    const Quartiles even = quartilesOf({4, 1, 2, 3});
    QCOMPARE(even.lower, 1.75);
    QCOMPARE(even.median, 2.5);
    QCOMPARE(even.upper, 3.25);
    QCOMPARE(quartilesOf({7}).median, 7);
}

void TestExperiments::whatCannotRunAgainIsNotMeasured()
{
    const auto trace = traceOf(QStringLiteral("tls13"));
    QVERIFY(trace);
    auto live = std::make_shared<Trace>(*trace);
    live->scenario.clear();
    QVERIFY(isError(measureWork(live, 2, countingClock(), goOn)));
    QVERIFY(isError(countRandomBits(*live, 2, goOn)));
    QVERIFY(std::holds_alternative<Error>(flipClientRandomBit(*live, 0)));
    auto edited = std::make_shared<Trace>(*trace);
    edited->events.pop_back();
    QVERIFY(isError(measureWork(edited, 2, countingClock(), goOn)));
}

void TestExperiments::stoppedExperimentsFindNothing()
{
    const auto trace = traceOf(QStringLiteral("tls13"));
    QVERIFY(trace);
    const Report stopAtTwo = [](int done, int) { return done < 2; };
    QVERIFY(!measureWork(trace, 50, countingClock(), stopAtTwo));
    QVERIFY(!countRandomBits(*trace, 1000, stopAtTwo));
    QVERIFY(!compareScenarios({"classic", "tls13", "tls13-psk"}, stopAtTwo));
}

void TestExperiments::comparisonRunsWhatItNames()
{
    const auto costs = valueOf(compareScenarios({"tls13-psk", "classic", "no-common-suite", "nowhere"}, goOn));
    QVERIFY(costs);
    QCOMPARE(costs->size(), 4U);
    for (std::size_t i = 0; i < 3; ++i) {
        const ScenarioCost &cost = (*costs)[i];
        QVERIFY(!cost.error);
        QVERIFY(!cost.title.en.empty() && !cost.title.zh.empty());
        QCOMPARE(cost.bytes, handshakeBytes(*traceOf(QString::fromStdString(cost.name))));
    }
    QCOMPARE((*costs)[0].version, std::string("TLS 1.3"));
    QCOMPARE((*costs)[0].roundTrips, std::optional(1.0));
    QCOMPARE((*costs)[1].roundTrips, std::optional(2.0));
    QVERIFY(!(*costs)[2].roundTrips);
    QVERIFY((*costs)[3].error);
}

// RFC 8446 4.1.3: DOWNGRD and 00, whatever else the server draws.
void TestExperiments::sentinelBitsNeverChange()
{
    const auto trace = traceOf(QStringLiteral("downgrade-sentinel"));
    QVERIFY(trace);
    constexpr int runs = 200;
    const auto bits = valueOf(countRandomBits(*trace, runs, goOn));
    QVERIFY(bits);
    QCOMPARE(bits->server.runs, runs);
    const QByteArray sentinel("DOWNGRD\0", 8);
    for (std::size_t bit = 0; bit < 64; ++bit) {
        const bool one = static_cast<unsigned char>(sentinel[qsizetype(bit / 8)]) >> (7 - bit % 8) & 1;
        QCOMPARE(bits->server.ones[192 + bit], one ? runs : 0);
    }
    for (std::size_t bit = 0; bit < 192; ++bit)
        QVERIFY(bits->server.ones[bit] > 0 && bits->server.ones[bit] < runs);
}

void TestExperiments::randomBitsAreEven_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"classic", "tls13", "tls13-hello-retry"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

// The seeds are fixed, so these are the same numbers every time: none further from a half than 4.5 standard
// deviations, and about one in twenty beyond 1.96 of them.
void TestExperiments::randomBitsAreEven()
{
    QFETCH(const QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    constexpr int runs = 200;
    const auto bits = valueOf(countRandomBits(*trace, runs, goOn));
    QVERIFY(bits);
    const double deviation = std::sqrt(0.25 / runs);
    for (const BitCount *count : {&bits->client, &bits->server}) {
        QCOMPARE(count->runs, runs);
        int outside = 0;
        for (std::size_t bit = 0; bit < BitCount::bits; ++bit) {
            const double off = std::abs(count->share(bit) - 0.5);
            QVERIFY(off < 4.5 * deviation);
            outside += off > 1.96 * deviation;
        }
        QVERIFY2(outside <= 30, qPrintable(QString::number(outside)));
    }
    const auto again = valueOf(countRandomBits(*trace, runs, goOn));
    QCOMPARE(again->client.ones, bits->client.ones);
}

void TestExperiments::oneBitChangesHalfOfWhatDependsOnIt()
{
    QFETCH(const QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    constexpr unsigned flipped = 77;
    const Result<Avalanche> made = flipClientRandomBit(*trace, flipped);
    if (trace->messages[0].name != "client_hello") // SSL 2.0's has a challenge of its own length
        return;
    QVERIFY2(std::holds_alternative<Avalanche>(made),
             std::get_if<Error>(&made) ? std::get<Error>(made).what.c_str() : "");
    std::set<std::uint32_t> dependent;
    const Lineage lineage(*trace);
    for (const Consequence &consequence : lineage.consequencesOf(FieldRef{MessageId{0}, "client_hello.random"}))
        if (consequence.kind == Consequence::Kind::Derivation)
            dependent.insert(consequence.index);
    for (const ChangedValue &value : std::get<Avalanche>(made).values) {
        const Derivation &own = (*trace)[value.derivation];
        QCOMPARE(value.bits, own.output.size() * 8);
        if (value.name == "client_random")
            QVERIFY(value.changed == 1U || value.changed == 0U); // 0: of a renegotiation
        else if (!dependent.contains(value.derivation.index))
            continue;
        else if (value.bits >= 128 && value.changed && *value.changed > 0 && own.operation != "concat")
            QVERIFY2(value.share() > 0.3 && value.share() < 0.7,
                     qPrintable(QStringLiteral("%1 %2").arg(QString::fromStdString(value.name)).arg(value.share())));
    }
}

void TestExperiments::backgroundRunsElsewhere()
{
    BackgroundFinding<int> background;
    const QSignalSpy changes(&background, &Background::changed);
    const QThread *here = QThread::currentThread();
    std::atomic<bool> elsewhere = false;
    background.run([&](const Report &report) -> Finding<int> {
        elsewhere = QThread::currentThread() != here;
        for (int i = 1; i <= 10; ++i)
            report(i, 10);
        return Result<int>(42);
    });
    QVERIFY(background.isRunning());
    QTRY_COMPARE(background.state(), Background::State::Done);
    QVERIFY(elsewhere);
    QCOMPARE(*background.result(), 42);
    QCOMPARE(background.done(), 10);
    QCOMPARE(changes.size(), 12); // running, ten runs, done
    background.run([](const Report &) -> Finding<int> { return Result<int>(Error{"no", "", ""}); });
    QTRY_COMPARE(background.state(), Background::State::Failed);
    QCOMPARE(background.error()->what, std::string("no"));
}

void TestExperiments::backgroundStops()
{
    BackgroundFinding<int> background;
    const auto forever = [](const Report &report) -> Finding<int> {
        while (report(1, 2))
            ;
        return std::nullopt;
    };
    background.run(forever);
    background.stop();
    QCOMPARE(background.state(), Background::State::Stopped);
    QVERIFY(!background.result());
    background.run(forever); // whoever destroys it need not stop it first
}

QTEST_GUILESS_MAIN(TestExperiments)
#include "tst_experiments.moc"
