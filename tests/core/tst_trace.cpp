// SPDX-License-Identifier: GPL-3.0-or-later

// Two accounts become one story: in an order in which it can have happened, and every byte in its record.

#include "print.h"

#include "builtins.h"
#include "wiretap.h"

#include "trace/operations.h"
#include "trace/timeline.h"

#include <map>
#include <set>

using namespace hd;
using namespace hd::test;

namespace {

struct Run
{
    const char *name;
    const char *scenario;
    std::vector<std::string> settings;
};

/// Whether nobody on the wire changes what is sent, or says it again.
bool isUndisturbed(const std::string &name)
{
    const auto scenario = std::get<std::shared_ptr<const Scenario>>(builtinScenario(name));
    return scenario->attacker.empty() && !scenario->replay;
}

const std::vector<Run> &runs()
{
    static const std::vector<Run> all = [] {
        std::vector<Run> list;
        for (const ScenarioInfo &info : builtinScenarios())
            if (isUndisturbed(info.name))
                list.push_back({info.name.c_str(), info.name.c_str(), {}});
        const std::vector<std::string> small{"client.record_size=64", "server.record_size=64"};
        list.push_back({"classic in small records", "classic", small});
        list.push_back({"tls12-ecdhe-gcm in small records", "tls12-ecdhe-gcm", small});
        list.push_back({"unknown-ca in small records", "unknown-ca", small});
        list.push_back({"client authentication by request", "tls12-rsa", {"server.client_auth=request"}});
        return list;
    }();
    return all;
}

void rowPerRun()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < runs().size(); ++i)
        QTest::newRow(runs()[i].name) << qsizetype(i);
}

std::shared_ptr<const Trace> fetched()
{
    QFETCH(qsizetype, index);
    const Run &run = runs()[static_cast<std::size_t>(index)];
    return runBuiltin(run.scenario, run.settings);
}

/// Whether message @p i comes because of a hello_retry_request; a change_cipher_spec may stand between.
bool askedToRetry(const Trace &trace, std::size_t i)
{
    while (i > 0 && trace.messages[i - 1].name == "change_cipher_spec")
        --i;
    return i > 0 && trace.messages[i - 1].name == "hello_retry_request";
}

/// What the spans of @p message hold, one after the other.
Bytes spanned(const Trace &trace, const Message &message)
{
    Bytes bytes;
    for (const MessageSpan &span : message.spans)
        append(bytes, slice(trace[span.record].plaintext, span.plaintext));
    return bytes;
}

/// The events of one party without their times and indices.
std::vector<What> kindsOf(const std::vector<Event> &events, Side at)
{
    std::vector<What> kinds;
    for (const Event &event : events)
        if (event.at == at)
            kinds.push_back(event.what);
    return kinds;
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsReceivedBeforeItIsSent_data() { rowPerRun(); }
    void nothingIsReceivedBeforeItIsSent();
    void timePassesOnTheWire_data() { rowPerRun(); }
    void timePassesOnTheWire();
    void everyEventStandsForOneThing_data() { rowPerRun(); }
    void everyEventStandsForOneThing();
    void eachPartyKeepsItsOrder();
    void flightsAreRunsOfOneSide_data() { rowPerRun(); }
    void flightsAreRunsOfOneSide();
    void spansHoldTheMessages_data() { rowPerRun(); }
    void spansHoldTheMessages();
    void smallRecordsCarryTheSameMessages();
    void oneRecordMayHoldSeveralMessages();
    void whatIsChangedOnTheWayIsTwoMessages();
    void oneAccountAlone();
    void aLiveAccountKeepsItsTimes();
    void keysComeFromTheKeyBlock_data() { rowPerRun(); }
    void keysComeFromTheKeyBlock();
    void keysComeFromTrafficSecrets_data() { rowPerRun(); }
    void keysComeFromTrafficSecrets();
};

void TestTrace::nothingIsReceivedBeforeItIsSent()
{
    const auto trace = fetched();
    std::map<std::uint32_t, Side> sentMessages, sealedRecords;
    std::uint32_t nextMessage = 0;
    std::array<std::uint32_t, 2> lastReceived{}, lastOpened{};
    for (const Event &event : trace->events) {
        const std::size_t side = static_cast<std::size_t>(event.at);
        if (event.what == What::MessageSent) {
            QCOMPARE(event.index, nextMessage++); // messages are numbered in the order of sending
            QVERIFY(trace->messages[event.index].from == event.at);
            sentMessages[event.index] = event.at;
        } else if (event.what == What::RecordSealed) {
            sealedRecords[event.index] = event.at;
        } else if (event.what == What::MessageReceived) {
            QVERIFY(sentMessages.contains(event.index) && sentMessages[event.index] != event.at);
            QVERIFY(event.index + 1 > lastReceived[side]);
            lastReceived[side] = event.index + 1;
        } else if (event.what == What::RecordOpened) {
            QVERIFY(sealedRecords.contains(event.index) && sealedRecords[event.index] != event.at);
            QVERIFY(event.index + 1 > lastOpened[side]);
            lastOpened[side] = event.index + 1;
        }
    }
    QCOMPARE(std::size_t(nextMessage), trace->messages.size()); // every message was sent: nothing came from nowhere
}

void TestTrace::timePassesOnTheWire()
{
    const auto trace = fetched();
    const std::uint64_t halfTrip = 20000; // round_trip_ms of the built-in scenarios is 40
    std::array<std::uint64_t, 2> clock{};
    std::map<std::uint32_t, std::uint64_t> sealedAt;
    for (const Event &event : trace->events) {
        std::uint64_t &now = clock[static_cast<std::size_t>(event.at)];
        QVERIFY(event.timeUs >= now);
        now = event.timeUs;
        if (event.what == What::RecordSealed)
            sealedAt[event.index] = event.timeUs;
        else if (event.what == What::RecordOpened)
            QVERIFY(event.timeUs >= sealedAt[event.index] + halfTrip);
    }
}

void TestTrace::everyEventStandsForOneThing()
{
    const auto trace = fetched();
    std::map<What, std::set<std::uint32_t>> seen;
    for (const Event &event : trace->events)
        QVERIFY2(seen[event.what].insert(event.index).second, "two events for one thing");
    QCOMPARE(seen[What::Derivation].size(), trace->derivations.size());
    QCOMPARE(seen[What::Check].size(), trace->checks.size());
    QCOMPARE(seen[What::Decision].size(), trace->decisions.size());
    QCOMPARE(seen[What::Omission].size(), trace->omissions.size());
    QCOMPARE(seen[What::State].size(), trace->states.size());
    QCOMPARE(seen[What::Keys].size(), trace->keys.size());
    QCOMPARE(seen[What::RecordSealed].size(), trace->records.size());
    for (const Event &event : trace->events) {
        if (event.what == What::Derivation)
            QVERIFY(trace->derivations[event.index].by == event.at);
        if (event.what == What::Check)
            QVERIFY(trace->checks[event.index].by == event.at);
        if (event.what == What::State)
            QVERIFY(trace->states[event.index].by == event.at);
    }
    for (const Derivation &derivation : trace->derivations)
        for (const Input &input : derivation.inputs)
            if (input.derivation) // computed from what was there before
                QVERIFY(&(*trace)[*input.derivation] < &derivation && (*trace)[*input.derivation].by == derivation.by);
}

void TestTrace::eachPartyKeepsItsOrder()
{
    for (const ScenarioInfo &info : builtinScenarios()) {
        Connection connection(info.name);
        connection.run();
        const Trace client = connection.account(Side::Client), server = connection.account(Side::Server);
        const Trace merged = connection.takeTrace();
        QCOMPARE(merged.events.size(), client.events.size() + server.events.size());
        for (const Trace *account : {&client, &server}) {
            const Side side = account == &client ? Side::Client : Side::Server;
            QVERIFY(kindsOf(merged.events, side) == kindsOf(account->events, side));
            std::vector<Bytes> outputs, mergedOutputs;
            for (const Derivation &derivation : account->derivations)
                outputs.push_back(derivation.output);
            for (const Derivation &derivation : merged.derivations)
                if (derivation.by == side)
                    mergedOutputs.push_back(derivation.output);
            QVERIFY(outputs == mergedOutputs);
        }
    }
}

void TestTrace::flightsAreRunsOfOneSide()
{
    const auto trace = fetched();
    std::uint32_t flight = 0;
    for (std::size_t i = 0; i < trace->messages.size(); ++i) {
        const Message &message = trace->messages[i];
        // A server asked for this hello: what stands before it in the flight is part of the answer.
        const bool asked = i > 0 && (trace->messages[i - 1].name == "hello_request" || askedToRetry(*trace, i));
        flight += i == 0 || message.from != trace->messages[i - 1].from || (message.name == "client_hello" && !asked);
        QCOMPARE(trace->messages[i].flight, flight);
    }
    if (trace->scenarioName == "classic") {
        std::map<std::uint32_t, int> sizes;
        for (const Message &message : trace->messages)
            ++sizes[message.flight];
        QCOMPARE(sizes, (std::map<std::uint32_t, int>{{1, 1}, {2, 5}, {3, 5}, {4, 2}}));
    }
}

void TestTrace::spansHoldTheMessages()
{
    const auto trace = fetched();
    std::map<std::uint32_t, std::uint32_t> covered; // by record: how far its plaintext is accounted for
    for (const Message &message : trace->messages) {
        QCOMPARE(spanned(*trace, message), message.bytes);
        QVERIFY(!message.spans.empty());
        for (const MessageSpan &span : message.spans) {
            const Record &record = (*trace)[span.record];
            QVERIFY(record.type == message.protocol && record.from == message.from && record.epoch == message.epoch);
            QCOMPARE(record.protection != ProtectionKind::Null, message.encrypted);
            QCOMPARE(span.plaintext.offset, covered[span.record.index]);
            covered[span.record.index] = span.plaintext.end();
        }
    }
    for (std::uint32_t i = 0; i < trace->records.size(); ++i)
        QCOMPARE(covered[i], static_cast<std::uint32_t>(trace->records[i].plaintext.size()));
}

/// RFC 5246 6.2.1: "client message boundaries are not preserved in the record layer"
void TestTrace::smallRecordsCarryTheSameMessages()
{
    const auto whole = runBuiltin("classic");
    const auto small = runBuiltin("classic", {"client.record_size=64", "server.record_size=64"});
    QVERIFY(small->outcome.expected);
    QCOMPARE(small->messages.size(), whole->messages.size());
    for (std::size_t i = 0; i < whole->messages.size(); ++i) {
        QCOMPARE(small->messages[i].bytes, whole->messages[i].bytes);
        QCOMPARE(whole->messages[i].spans.size(), std::size_t(1));
        QCOMPARE(small->messages[i].spans.size(), (whole->messages[i].bytes.size() + 63) / 64);
    }
    QVERIFY(small->records.size() > whole->records.size() + 50);
    for (const Record &record : small->records)
        QVERIFY(record.plaintext.size() <= 64);
    QVERIFY(small->derivations == whole->derivations);
}

void TestTrace::oneRecordMayHoldSeveralMessages()
{
    Connection connection("classic");
    connection.edit = [held = Bytes()](Unit unit) mutable {
        if (unit.from != Side::Server || unit.type != Protocol::Handshake || unit.epoch == 1)
            return std::vector{unit};
        append(held, unit.bytes);
        if (unit.name != "server_hello_done")
            return std::vector<Unit>{};
        unit.bytes = held; // the whole flight at once
        return std::vector{unit};
    };
    connection.run();
    QVERIFY(connection.bothOpen());
    const Trace &client = connection.account(Side::Client);
    const Message &first = client.messages[1], &last = client.messages[5];
    QCOMPARE(first.name, std::string("server_hello"));
    QCOMPARE(last.name, std::string("server_hello_done"));
    QVERIFY(first.spans[0].record == last.spans[0].record && last.spans.size() == 1);
    for (std::size_t i = 1; i <= 5; ++i)
        QCOMPARE(spanned(client, client.messages[i]), client.messages[i].bytes);
}

/// What arrived is not what was sent: the trace has both, and says who saw which.
void TestTrace::whatIsChangedOnTheWayIsTwoMessages()
{
    Connection connection("classic");
    connection.edit = changing(Side::Server, "server_hello", [](Unit &unit) { unit.bytes[7] ^= 1; });
    connection.run();
    const Trace trace = connection.takeTrace();
    std::vector<MessageId> hellos;
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        if (trace.messages[i].name == "server_hello")
            hellos.push_back({i});
    QCOMPARE(hellos.size(), std::size_t(2));
    QVERIFY(trace[hellos[0]].from == Side::Server && trace[hellos[1]].from == Side::Server);
    QVERIFY(positionOf(trace, What::MessageSent, hellos[0].index) <
            positionOf(trace, What::MessageReceived, hellos[1].index));
    QVERIFY(!positionOf(trace, What::MessageReceived, hellos[0].index));
    QVERIFY(!positionOf(trace, What::MessageSent, hellos[1].index));
    for (const MessageId id : hellos)
        QCOMPARE(spanned(trace, trace[id]), trace[id].bytes);
}

void TestTrace::oneAccountAlone()
{
    Connection connection("tls12-ecdhe-gcm");
    connection.run();
    const Trace client = connection.account(Side::Client);
    const Trace trace = mergeAccounts(client, {}, 0); // the peer is somebody else's program
    QVERIFY(kindsOf(trace.events, Side::Client) == kindsOf(client.events, Side::Client));
    std::set<std::uint32_t> sent;
    for (const Event &event : trace.events) {
        if (event.at == Side::Server) // all that is known of it is that it sent what arrived
            QVERIFY(event.what == What::MessageSent || event.what == What::RecordSealed);
        if (event.what == What::MessageSent)
            sent.insert(event.index);
        QVERIFY(event.what != What::MessageReceived || sent.contains(event.index));
    }
    QCOMPARE(sent.size(), trace.messages.size());
    QCOMPARE(trace.messages.size(), client.messages.size());
    for (const Message &message : trace.messages)
        QCOMPARE(spanned(trace, message), message.bytes);
    QVERIFY(mergeAccounts({}, {}, 1000).events.empty());
}

void TestTrace::aLiveAccountKeepsItsTimes()
{
    std::uint64_t now = 0;
    Recorder recorder(Side::Server, [&now] { return now; });
    const auto message = [](Side from) {
        Message made;
        made.from = from;
        made.bytes = {1};
        return made;
    };
    const auto record = [](Side from) {
        Record made;
        made.from = from;
        made.plaintext = {1};
        return made;
    };
    now = 40;
    Message hello = message(Side::Client);
    hello.spans = {{recorder.recordOpened(record(Side::Client)), {0, 1}}};
    recorder.messageReceived(hello);
    now = 90;
    recorder.stateChanged({});
    const MessageId sent = recorder.messageSent(message(Side::Server));
    recorder.addSpan(sent, {recorder.recordSealed(record(Side::Server)), {0, 1}});
    const Trace trace = mergeAccounts({}, recorder.takeAccount(), 0);
    std::vector<std::uint64_t> times;
    for (const Event &event : trace.events)
        times.push_back(event.timeUs);
    // The client's two are inferred: what it sent is known when it is here.
    QCOMPARE(times, (std::vector<std::uint64_t>{40, 40, 40, 40, 90, 90, 90}));
}

void TestTrace::keysComeFromTheKeyBlock()
{
    const auto trace = fetched();
    if (versionOf(*trace) >= tls13 || trace->negotiated.version.empty())
        return; // see keysComeFromTrafficSecrets
    // Each party writes and reads with new keys, from its finished on and from the peer's.
    const auto finished = std::ranges::count(trace->messages, "finished", &Message::name);
    if (trace->outcome.client == Status::Failed)
        QVERIFY(trace->keys.size() < 4);
    else
        QCOMPARE(trace->keys.size(), static_cast<std::size_t>(2 * finished));
    std::map<std::pair<Side, bool>, std::uint32_t> epochs;
    for (const KeyInstallation &keys : trace->keys) {
        QCOMPARE(keys.epoch, ++epochs[std::pair(keys.by, keys.write)]);
        QCOMPARE(keys.suite, trace->negotiated.suite);
        QVERIFY(!keys.keys.empty());
        const bool clients = (keys.by == Side::Client) == keys.write;
        for (const DerivationId id : keys.keys) {
            const std::string &name = (*trace)[id].name;
            const std::string whose = clients ? "client_write_" : "server_write_";
            QVERIFY((*trace)[id].by == keys.by);
            QVERIFY2(name.starts_with(whose) || name.starts_with("final_" + whose), name.c_str()); // RFC 2246 6.3.1
        }
    }
}

/// RFC 8446 7.3: what is installed are the key and the iv of a traffic secret of the sender's, each epoch once.
void TestTrace::keysComeFromTrafficSecrets()
{
    const auto trace = fetched();
    if (versionOf(*trace) < tls13)
        return;
    std::map<std::pair<Side, bool>, std::uint32_t> epochs;
    for (const KeyInstallation &keys : trace->keys) {
        std::uint32_t &epoch = epochs[std::pair(keys.by, keys.write)];
        QVERIFY(keys.epoch > epoch); // one that passes over early data leaves its epoch out
        epoch = keys.epoch;
        QCOMPARE(keys.keys.size(), std::size_t{2});
        const bool clients = (keys.by == Side::Client) == keys.write;
        std::set<std::uint32_t> sources;
        for (const DerivationId id : keys.keys) {
            const Derivation &key = (*trace)[id];
            QVERIFY(key.by == keys.by);
            QVERIFY2(key.name.starts_with(clients ? "client_" : "server_"), key.name.c_str());
            QCOMPARE(key.operation, std::string(operation::hkdfExpandLabel));
            const DerivationId source = *std::ranges::find(key.inputs, "secret", &Input::role)->derivation;
            QVERIFY2((*trace)[source].name.find("traffic_secret") != std::string::npos, key.name.c_str());
            sources.insert(source.index);
        }
        QCOMPARE(sources.size(), std::size_t{1});
    }
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
