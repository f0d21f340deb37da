// SPDX-License-Identifier: GPL-3.0-or-later

// A run is a function of its scenario and its seed: the same ones give the same Trace to the byte, whatever the process
// did before; another seed gives other secrets; and one setting changes what it names.

#include "scenario/scenario.h"
#include "wire/registry.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace hd;

class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAsTheScenarioSays_data() { everyScenario(); }
    void endsAsTheScenarioSays();
    void sameSeedSameTrace_data() { everyScenario(); }
    void sameSeedSameTrace();
    void otherRunsLeaveNoMark_data() { everyScenario(); }
    void otherRunsLeaveNoMark();
    void threadsDoNotMatter_data() { everyScenario(); }
    void threadsDoNotMatter();
    void otherSeedOtherSecrets_data() { everyScenario(); }
    void otherSeedOtherSecrets();
    void everySeedGivesAHandshake_data() { everyScenario(); }
    void everySeedGivesAHandshake();
    void oneByteGoesAheadWhereRecordsAreChained_data();
    void oneByteGoesAheadWhereRecordsAreChained();
    void oneSetting_data();
    void oneSetting();
    void wrongSettingIsAnError_data();
    void wrongSettingIsAnError();

private:
    static void everyScenario();
};

namespace {

Trace runOf(const std::string &name, const RunOptions &options = {})
{
    const auto scenario = builtinScenario(name);
    const auto trace = run(*std::get<std::shared_ptr<const Scenario>>(scenario), options);
    if (const Error *error = std::get_if<Error>(&trace))
        qFatal("%s cannot be run: %s", name.c_str(), error->what.c_str());
    return *std::get<std::shared_ptr<const Trace>>(trace);
}

Trace withSeed(const std::string &name, std::uint64_t seed)
{
    RunOptions options;
    options.seed = seed;
    return runOf(name, options);
}

template<class T>
void findDifference(QStringList &found, const char *what, const std::vector<T> &a, const std::vector<T> &b)
{
    if (a.size() != b.size())
        found << QStringLiteral("%1 %2, not %3").arg(a.size()).arg(QLatin1StringView(what)).arg(b.size());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (!(a[i] == b[i])) {
            found << QStringLiteral("%1[%2]").arg(QLatin1StringView(what)).arg(i);
            return;
        }
    }
}

/// Where two traces differ first; empty when they are equal.
QString difference(const Trace &a, const Trace &b)
{
    if (a == b)
        return {};
    QStringList found;
    findDifference(found, "messages", a.messages, b.messages);
    findDifference(found, "records", a.records, b.records);
    findDifference(found, "derivations", a.derivations, b.derivations);
    findDifference(found, "checks", a.checks, b.checks);
    findDifference(found, "decisions", a.decisions, b.decisions);
    findDifference(found, "omissions", a.omissions, b.omissions);
    findDifference(found, "states", a.states, b.states);
    findDifference(found, "keys", a.keys, b.keys);
    findDifference(found, "events", a.events, b.events);
    return QStringLiteral("the traces differ in ") +
           (found.isEmpty() ? QStringLiteral("what describes them") : found.join(QStringLiteral(", ")));
}

const Derivation *find(const Trace &trace, Side by, std::string_view name)
{
    for (const Derivation &derivation : trace.derivations)
        if (derivation.by == by && derivation.name == name)
            return &derivation;
    return nullptr;
}

bool hasMessage(const Trace &trace, std::string_view name)
{
    return std::any_of(trace.messages.begin(), trace.messages.end(),
                       [name](const Message &message) { return message.name == name; });
}

std::size_t recordsFrom(const Trace &trace, Side side)
{
    return static_cast<std::size_t>(std::count_if(trace.records.begin(), trace.records.end(),
                                                  [side](const Record &record) { return record.from == side; }));
}

} // namespace

void TestRuns::everyScenario()
{
    QTest::addColumn<std::string>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << info.name;
}

void TestRuns::endsAsTheScenarioSays()
{
    QFETCH(std::string, name);
    QVERIFY(runOf(name).outcome.expected);
}

void TestRuns::sameSeedSameTrace()
{
    QFETCH(std::string, name);
    const QString found = difference(runOf(name), runOf(name));
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void TestRuns::otherRunsLeaveNoMark()
{
    QFETCH(std::string, name);
    const Trace before = runOf(name);
    for (const ScenarioInfo &info : builtinScenarios())
        withSeed(info.name, 99);
    const QString found = difference(before, runOf(name));
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void TestRuns::threadsDoNotMatter()
{
    QFETCH(std::string, name);
    const Trace here = runOf(name);
    std::array<Trace, 2> there;
    {
        std::array<std::jthread, 2> threads;
        for (std::size_t i = 0; i < threads.size(); ++i)
            threads[i] = std::jthread([&, i] { there[i] = runOf(name); });
    }
    for (const Trace &trace : there) {
        const QString found = difference(here, trace);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }
}

/// Nothing random is the same, and nothing that comes of it.
void TestRuns::otherSeedOtherSecrets()
{
    QFETCH(std::string, name);
    const Trace one = withSeed(name, 1), other = withSeed(name, 2);
    QCOMPARE(one.negotiated.suite, other.negotiated.suite);
    QCOMPARE(one.messages.size(), other.messages.size());
    static const std::set<std::string_view> changing{
        "client_random", "server_random", "session_id", "server_dh_private_key", "server_ecdh_private_key",
        "pre_master_secret", "master_secret", "key_block", "client_write_key", "server_write_key",
        // TLS 1.3
        "client_key_share_private", "server_key_share_private", "shared_secret", "handshake_secret",
        "client_handshake_traffic_secret", "server_handshake_traffic_secret", "server_application_traffic_secret_0"};
    std::size_t compared = 0;
    for (const Side side : {Side::Client, Side::Server}) {
        for (const std::string_view value : changing) {
            const Derivation *a = find(one, side, value), *b = find(other, side, value);
            QCOMPARE(a != nullptr, b != nullptr);
            // RFC 4279 2: of a pre-shared key alone the pre-master secret is always the same
            if (!a || (value == "pre_master_secret" && one.negotiated.keyExchange == "PSK"))
                continue;
            QVERIFY2(a->output != b->output, std::string(value).c_str());
            ++compared;
        }
    }
    QVERIFY(compared >= (one.outcome.server == Status::Failed ? 1U : 6U));
}

/// Randomness takes paths that are rare: leading zeros of a shared secret, values that are drawn again.
/// CVE-2011-3389: the first byte of data goes in a record of its own, and that record's MAC hides the next IV.
void TestRuns::oneByteGoesAheadWhereRecordsAreChained_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("messages");
    QTest::newRow("chained") << "tls1.0" << 2;
    QTest::newRow("explicit IV") << "tls1.1" << 1;
}

void TestRuns::oneByteGoesAheadWhereRecordsAreChained()
{
    QFETCH(QString, version);
    QFETCH(int, messages);
    const std::string versions = version.toStdString();
    const auto scenario = std::get<std::shared_ptr<const Scenario>>(builtinScenario("tls12-rsa"));
    const auto result =
        run(*scenario,
            {.seed = {},
             .set = {"client.versions=" + versions, "server.versions=" + versions, "client.record_splitting=true",
                     "close=none", "client.suites=TLS_RSA_WITH_AES_128_CBC_SHA",
                     "server.suites=TLS_RSA_WITH_AES_128_CBC_SHA", R"(steps=[{"from": "client", "text": "hello"}])"}});
    const auto trace = std::get<std::shared_ptr<const Trace>>(result);
    std::vector<Bytes> data;
    for (const Message &message : trace->messages)
        if (message.protocol == Protocol::ApplicationData)
            data.push_back(message.bytes);
    QCOMPARE(int(data.size()), messages);
    QCOMPARE(data.front().size(), messages == 2 ? std::size_t(1) : std::size_t(5));
    Bytes whole;
    for (const Bytes &part : data)
        append(whole, part);
    QCOMPARE(whole, toBytes("hello"));
}

void TestRuns::everySeedGivesAHandshake()
{
    QFETCH(std::string, name);
    for (std::uint64_t seed = 1000; seed < 1040; ++seed) {
        const Trace trace = withSeed(name, seed);
        QVERIFY2(trace.outcome.expected, qPrintable(QString::number(seed)));
        QCOMPARE(trace.seed, seed);
    }
}

using Look = bool (*)(const Trace &);
Q_DECLARE_METATYPE(Look)

void TestRuns::oneSetting_data()
{
    QTest::addColumn<std::vector<std::string>>("set");
    QTest::addColumn<Look>("before"); ///< holds without the setting
    QTest::addColumn<Look>("after");
    QTest::newRow("the suite") << std::vector<std::string>{"client.suites=TLS_RSA_WITH_AES_128_CBC_SHA"}
                               << Look([](const Trace &t) { return hasMessage(t, "server_key_exchange"); })
                               << Look([](const Trace &t) {
                                      return t.negotiated.suite == "TLS_RSA_WITH_AES_128_CBC_SHA" &&
                                             !hasMessage(t, "server_key_exchange");
                                  });
    QTest::newRow("client authentication")
        << std::vector<std::string>{"server.client_auth=none"}
        << Look([](const Trace &t) { return hasMessage(t, "certificate_verify"); }) << Look([](const Trace &t) {
               return !hasMessage(t, "certificate_request") && !hasMessage(t, "certificate_verify");
           });
    QTest::newRow("two settings, one extension")
        << std::vector<std::string>{"client.ems=on", "server.ems=on"}
        << Look([](const Trace &t) { return !t.negotiated.extendedMasterSecret; })
        << Look([](const Trace &t) { return t.negotiated.extendedMasterSecret; });
    QTest::newRow("encrypt-then-MAC") << std::vector<std::string>{"client.etm=on", "server.etm=on"}
                                      << Look([](const Trace &t) { return !t.negotiated.encryptThenMac; })
                                      << Look([](const Trace &t) { return t.negotiated.encryptThenMac; });
    QTest::newRow("the group") << std::vector<std::string>{"client.groups=ffdhe3072", "server.groups=ffdhe3072"}
                               << Look([](const Trace &t) { return t.negotiated.group == "ffdhe2048"; })
                               << Look([](const Trace &t) { return t.negotiated.group == "ffdhe3072"; });
    QTest::newRow("the record size") << std::vector<std::string>{"server.record_size=256"}
                                     << Look([](const Trace &t) { return recordsFrom(t, Side::Server) < 10; })
                                     << Look([](const Trace &t) { return recordsFrom(t, Side::Server) > 10; });
    QTest::newRow("the seed") << std::vector<std::string>{"seed=7"} << Look([](const Trace &t) { return t.seed == 1; })
                              << Look([](const Trace &t) { return t == withSeed("classic", 7); });
    QTest::newRow("what is trusted") << std::vector<std::string>{"client.trust=other-root"} << Look([](const Trace &t) {
        return t.outcome.client == Status::Open;
    }) << Look([](const Trace &t) { return t.outcome.client == Status::Failed && !t.outcome.expected; });
}

/// Over the classic handshake.
void TestRuns::oneSetting()
{
    using Settings = std::vector<std::string>;
    QFETCH(Settings, set);
    QFETCH(Look, before);
    QFETCH(Look, after);
    QVERIFY(before(runOf("classic")));
    RunOptions options;
    options.set = set;
    QVERIFY(after(runOf("classic", options)));
}

void TestRuns::wrongSettingIsAnError_data()
{
    QTest::addColumn<std::string>("setting");
    QTest::addColumn<QString>("names"); ///< what the error must tell
    QTest::newRow("unknown suite") << std::string("client.suites=TLS_NONE") << QStringLiteral("TLS_NONE");
    QTest::newRow("unknown key") << std::string("client.colour=blue") << QStringLiteral("colour");
    QTest::newRow("unknown word") << std::string("server.client_auth=perhaps") << QStringLiteral("require");
    QTest::newRow("no value") << std::string("seed") << QStringLiteral("seed");
    QTest::newRow("below a value") << std::string("seed.more=1") << QStringLiteral("seed");
}

void TestRuns::wrongSettingIsAnError()
{
    QFETCH(std::string, setting);
    QFETCH(QString, names);
    RunOptions options;
    options.set = {setting};
    const auto scenario = builtinScenario("classic");
    const auto trace = run(*std::get<std::shared_ptr<const Scenario>>(scenario), options);
    const Error *error = std::get_if<Error>(&trace);
    QVERIFY(error);
    const QString text = QString::fromStdString(error->what + ' ' + error->where + ' ' + error->fix);
    QVERIFY2(text.contains(names), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
