// SPDX-License-Identifier: GPL-3.0-or-later

// Scenario files: the built-in ones do what they say, and a mistake in one is told with file, line, key and what is
// allowed.

#include "print.h"

#include "builtins.h"
#include "scenario/jsonlines.h"
#include "scenario/settings.h"
#include "scenariomistakes.h"

#include <nlohmann/json.hpp>

using namespace hd;
using namespace hd::test;

namespace {

std::vector<std::string> messagesOf(const Trace &trace)
{
    std::vector<std::string> messages;
    for (const Message &message : trace.messages)
        messages.push_back(word(message.from) + " " + message.name);
    return messages;
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinsDoWhatTheySay_data();
    void builtinsDoWhatTheySay();
    void builtinsAreListedInOrder();
    void classicHasThirteenMessages();
    void omittedMessagesSayWhy();
    void unknownBuiltinIsNamed();
    void goodFileIsRead();
    void mistakesAreLocated_data();
    void mistakesAreLocated();
    void linesOfPaths();
    void deepNestingIsHarmless();
    void settingsChangeTheFile_data();
    void settingsChangeTheFile();
    void flagsAreSwitched_data();
    void flagsAreSwitched();
    void keysOfTls13AreRead();
    void settingsThatCannotBe_data();
    void settingsThatCannotBe();
    void sameSeedSameTrace();
    void expectationsAreJudged_data();
    void expectationsAreJudged();
};

void TestScenarios::builtinsDoWhatTheySay_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(row(info.name).constData()) << row(info.name);
}

void TestScenarios::builtinsDoWhatTheySay()
{
    QFETCH(QByteArray, name);
    const auto trace = runBuiltin(name.toStdString());
    QVERIFY(trace->outcome.expected);
    QCOMPARE(trace->scenarioName, name.toStdString());
    QVERIFY(trace->seeded && !trace->scenario.empty() && trace->source == "scenario");
    for (const LocalText &text : {trace->title, trace->subtitle, trace->description})
        QVERIFY(!text.en.empty() && !text.zh.empty());
    QVERIFY((trace->outcome.client == Status::Failed) == (trace->outcome.server == Status::Failed));
    QCOMPARE(trace->negotiated.suite.empty(), !messageOf(*trace, "server_hello", Side::Server));
}

void TestScenarios::builtinsAreListedInOrder()
{
    const std::vector<ScenarioInfo> &all = builtinScenarios();
    QCOMPARE(all.front().name, std::string("classic"));
    for (std::size_t i = 0; i < all.size(); ++i) {
        QVERIFY(i == 0 || all[i - 1].order < all[i].order);
        QVERIFY(!all[i].group.en.empty() && !all[i].group.zh.empty());
    }
}

/// The thirteen of the textbooks, RFC 5246 7.3, figure 1.
void TestScenarios::classicHasThirteenMessages()
{
    const auto trace = runBuiltin("classic");
    const std::vector<std::string> expected{"client client_hello",
                                            "server server_hello",
                                            "server certificate",
                                            "server server_key_exchange",
                                            "server certificate_request",
                                            "server server_hello_done",
                                            "client certificate",
                                            "client client_key_exchange",
                                            "client certificate_verify",
                                            "client change_cipher_spec",
                                            "client finished",
                                            "server change_cipher_spec",
                                            "server finished"};
    QCOMPARE(messagesOf(*trace), expected);
    QVERIFY(trace->omissions.empty());
    QVERIFY(trace->outcome.client == Status::Open && trace->outcome.server == Status::Open);
}

void TestScenarios::omittedMessagesSayWhy()
{
    const auto omitted = [](const Trace &trace) {
        std::vector<std::string> all;
        for (const Omission &omission : trace.omissions)
            all.push_back(word(omission.by) + " " + omission.message + " after " + trace[*omission.after].name + ": " +
                          omission.reason);
        return all;
    };
    QCOMPARE(omitted(*runBuiltin("tls12-rsa")),
             (std::vector<std::string>{"server server_key_exchange after certificate: ske-rsa-key-transport",
                                       "server certificate_request after certificate: certificate-request-not-wanted",
                                       "client certificate after server_hello_done: client-certificate-not-requested",
                                       "client certificate_verify after client_key_exchange: "
                                       "certificate-verify-not-requested"}));
    QCOMPARE(omitted(*runBuiltin("tls12-ecdhe-ecdsa")),
             (std::vector<std::string>{"client certificate_verify after client_key_exchange: "
                                       "certificate-verify-no-certificate"}));
}

void TestScenarios::unknownBuiltinIsNamed()
{
    const Error error = std::get<Error>(builtinScenario("clasic"));
    QCOMPARE(error.what, std::string("there is no scenario \"clasic\""));
    QVERIFY2(error.fix.find("classic") != std::string::npos, error.fix.c_str());
}

void TestScenarios::goodFileIsRead()
{
    const auto result = parseScenario(plainScenario(), "some/folder/demo.json");
    if (const Error *error = std::get_if<Error>(&result))
        QFAIL(error->text().c_str());
    const Scenario &scenario = *std::get<std::shared_ptr<const Scenario>>(result);
    QCOMPARE(scenario.info.name, std::string("demo"));
    QCOMPARE(scenario.seed, std::uint64_t(5));
    QCOMPARE(scenario.clock, std::int64_t(1768478400));
    QCOMPARE(scenario.client.config.suites, (std::vector<std::uint16_t>{0x002f, 0x0035}));
    QCOMPARE(scenario.steps.size(), std::size_t(2));
    QVERIFY(scenario.closedBy == Side::Client);
    const auto trace = run(scenario);
    QVERIFY(std::get<std::shared_ptr<const Trace>>(trace)->outcome.expected);
    // OpenSSL's names do as well
    QVERIFY(std::holds_alternative<std::shared_ptr<const Scenario>>(
        parseScenario(with("\"TLS_RSA_WITH_AES_256_CBC_SHA\"", "\"AES256-SHA\""), "demo.json")));
}

void TestScenarios::mistakesAreLocated_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < mistakes().size(); ++i)
        QTest::addRow("%s", *mistakes()[i].name ? mistakes()[i].name : "empty") << qsizetype(i);
}

void TestScenarios::mistakesAreLocated()
{
    QFETCH(qsizetype, index);
    const Mistake &mistake = mistakes()[static_cast<std::size_t>(index)];
    const auto result = parseScenario(mistake.text, "demo.json");
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QCOMPARE(error->where, "demo.json:" + mistake.where);
    QVERIFY2(error->what.find(mistake.what) != std::string::npos, error->what.c_str());
    QVERIFY2(error->fix.find(mistake.fix) != std::string::npos && !error->fix.empty(), error->fix.c_str());
}

void TestScenarios::linesOfPaths()
{
    const std::string json =
        "{\n \"a\": {\n  \"b\": [1,\n   {\"c\":\n    2}]\n },\n \"ab\": \"} \\\" [\",\n \"d\": null\n}";
    for (const auto &[path, line] : std::vector<std::pair<const char *, unsigned>>{{"", 1},
                                                                                   {"a", 2},
                                                                                   {"a.b", 3},
                                                                                   {"a.b[0]", 3},
                                                                                   {"a.b[1]", 4},
                                                                                   {"a.b[1].c", 5},
                                                                                   {"ab", 7},
                                                                                   {"d", 8},
                                                                                   {"a.x", 2},
                                                                                   {"a.b[7]", 3},
                                                                                   {"nowhere", 1}})
        QVERIFY2(lineOfPath(json, path) == line,
                 (std::string(path) + " is on " + std::to_string(lineOfPath(json, path))).c_str());
    QCOMPARE(lineOfOffset(json, 100000), 9U);
    QCOMPARE(lineOfOffset("", 0), 1U);
}

void TestScenarios::deepNestingIsHarmless()
{
    for (const std::string &open : {std::string("["), std::string("{\"a\":")}) {
        std::string deep;
        for (int i = 0; i < 200000; ++i)
            deep += open;
        QVERIFY(std::holds_alternative<Error>(parseScenario(deep, "deep.json")));
    }
    const std::string closed = std::string(200000, '[') + std::string(200000, ']');
    QVERIFY(std::holds_alternative<Error>(parseScenario(closed, "deep.json")));
    QVERIFY(std::holds_alternative<Error>(parseScenario("{\"data\": " + closed + "}", "deep.json")));
}

void TestScenarios::settingsChangeTheFile_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *setting, const char *path, const char *json) {
        QTest::newRow(setting) << QByteArray(setting) << QByteArray(path) << QByteArray(json);
    };
    row("client.suites=A,B", "/client/suites", R"(["A","B"])");
    row("client.suites=A", "/client/suites", R"(["A"])");
    row("client.alpn=", "/client/alpn", "[]");
    row("server.client_auth=none", "/server/client_auth", R"("none")");
    row("server.ems=off", "/server/ems", R"("off")");
    row("client.ems=on", "/client/ems", R"("on")");
    row("client.verify=off", "/client/verify", "false");
    row("client.verify=true", "/client/verify", "true");
    row("client.record_size=64", "/client/record_size", "64");
    row("seed=7", "/seed", "7");
    row("seed=18446744073709551615", "/seed", "18446744073709551615");
    row("client.sni=", "/client/sni", R"("")");
    row("client.sni=123", "/client/sni", R"("123")");
    row("client.sni=a=b", "/client/sni", R"("a=b")");
    row("expect.alert=unknown_ca", "/expect/alert", R"("unknown_ca")");
    row("new.key.path=x", "/new/key/path", R"("x")");
    row("client.key_shares=", "/client/key_shares", "[]");
    row("client.psk_modes=psk_ke", "/client/psk_modes", R"(["psk_ke"])");
    row("server.early_data=16", "/server/early_data", "16");
}

void TestScenarios::settingsChangeTheFile()
{
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, json);
    const std::string classic = std::get<std::shared_ptr<const Scenario>>(builtinScenario("classic"))->text;
    const auto changed = withSettings(classic, {setting.toStdString()});
    QVERIFY(std::holds_alternative<std::string>(changed));
    const auto text = nlohmann::ordered_json::parse(std::get<std::string>(changed));
    const nlohmann::ordered_json::json_pointer at(path.toStdString());
    QCOMPARE(text.at(at).dump(), json.toStdString());
    auto before = nlohmann::ordered_json::parse(classic);
    before[at] = text.at(at);
    QVERIFY(before == text); // and nothing else
    QCOMPARE(std::get<std::string>(withSettings(classic, {})), classic);
}

void TestScenarios::flagsAreSwitched_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char *key : {"client.verify", "client.record_splitting", "client.compression", "client.session_ticket",
                            "client.status_request", "client.fallback_scsv", "client.ssl2_hello", "server.tickets",
                            "server.session_cache", "client.middlebox_compat", "server.certificate_authorities",
                            "client.grease", "client.post_handshake_auth", "client.timestamps", "server.timestamps",
                            "server.cookie", "server.anti_replay"})
        QTest::newRow(key) << QByteArray(key);
}

/// A key that the file does not have is as good as one that it has.
void TestScenarios::flagsAreSwitched()
{
    QFETCH(QByteArray, key);
    const auto after = [&key](const char *value) {
        const auto text = withSettings(plainScenario(), {key.toStdString() + "=" + value});
        return std::get<std::string>(text);
    };
    QCOMPARE(after("on"), after("true"));
    QCOMPARE(after("off"), after("false"));
    for (const std::string &text : {after("on"), after("off")}) {
        const auto read = parseScenario(text, "demo.json");
        const Error *error = std::get_if<Error>(&read);
        QVERIFY2(!error, error ? error->text().c_str() : "");
    }
}

void TestScenarios::keysOfTls13AreRead()
{
    const std::string client = R"("versions": ["tls1.3"], "psk_modes": ["psk_ke", "psk_dhe_ke"],
        "middlebox_compat": false, "record_padding": 64, "certificate_authorities": true, "key_shares": [],
        "early_data": "GET /", "grease": true, "post_handshake_auth": true, "timestamps": true,
        "psk": [{ "identity": "a", "key": "00ff", "hash": "SHA-384" }, { "identity": "b", "key": "01" }])";
    const std::string server = R"("dh": "ffdhe2048", "cookie": true, "ticket_count": 3, "early_data": 77,
        "anti_replay": true, "timestamps": true)";
    std::string text = with("\"versions\": [\"tls1.2\"]", client);
    text.replace(text.find("\"dh\": \"ffdhe2048\""), 17, server);
    const std::string steps = R"("steps": [{ "do": "update_keys", "request": true },
        { "from": "server", "do": "update_keys" }, { "from": "server", "do": "request_certificate" },)";
    text.replace(text.find("\"steps\": ["), 10, steps);
    text.replace(text.find("\"order\": 3"), 10, R"("earlier": { "client": {}, "server": {}, "seconds_before": 9 },
        "attacker": [{ "message": "server_hello", "add_extension": "cookie", "data": "0a0b" }])");
    const auto result = parseScenario(text, "demo.json");
    if (const Error *error = std::get_if<Error>(&result))
        QFAIL(error->text().c_str());
    const Scenario &scenario = *std::get<std::shared_ptr<const Scenario>>(result);
    const Tls13Config &ours = scenario.client.config.tls13, &theirs = scenario.server.config.tls13;
    QVERIFY((ours.pskModes == std::vector{PskMode::Ke, PskMode::DheKe}) && !ours.middleboxCompatibility);
    QVERIFY(ours.paddingBlock == 64 && ours.certificateAuthorities && ours.keyShares && ours.keyShares->empty());
    QVERIFY(ours.earlyData == toBytes("GET /") && ours.grease && ours.postHandshakeAuth);
    QVERIFY(scenario.client.config.timestamps && scenario.server.timestamps);
    QVERIFY(scenario.client.config.psks[0].hash == HashName::Sha384);
    QVERIFY(scenario.client.config.psks[1].hash == HashName::Sha256);
    QVERIFY(theirs.cookie && theirs.tickets == 3 && theirs.maxEarlyData == 77 && theirs.antiReplay);
    QVERIFY(theirs.pskModes == std::vector{PskMode::DheKe} && theirs.middleboxCompatibility && !theirs.keyShares);
    QVERIFY(scenario.steps[0].what == Step::Do::UpdateKeys && scenario.steps[0].request && !scenario.steps[1].request);
    QVERIFY(scenario.steps[2].what == Step::Do::RequestCertificate);
    QVERIFY(scenario.earlier && scenario.secondsBefore == 9);
    QCOMPARE(scenario.attacker.size(), std::size_t(1));
    QVERIFY(scenario.attacker[0].extension == 44 && scenario.attacker[0].data == (Bytes{0x0a, 0x0b}));
}

void TestScenarios::settingsThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("what");
    const auto row = [](const char *setting, const char *where, const char *what) {
        QTest::newRow(*setting ? setting : "empty") << QByteArray(setting) << QByteArray(where) << QByteArray(what);
    };
    row("", "--set", "sets nothing");
    row("client.suites", "--set", "sets nothing");
    row("=x", "--set", "sets nothing");
    QTest::newRow("not UTF-8") << QByteArray("client.server_name=\xff") << QByteArray("--set")
                               << QByteArray("\\xff\" is not UTF-8");
    row("seed.more=1", "--set seed.more=1", "nothing lies below");
    row("client.suites=TLS_FOO", "client.suites[0]", "\"TLS_FOO\" is not known");
    row("client.suite=TLS_FOO", "client.suite", "unknown key");
    row("seed=x", "seed", "is not allowed");
    row("client.record_size=1", "client.record_size", "1 is not allowed");
    row("clock=now", "clock", "is not a time");
    row("server.certificates=nobody", "server.certificates[0]", "there is no certificate");
}

void TestScenarios::settingsThatCannotBe()
{
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, what);
    const auto scenario = std::get<std::shared_ptr<const Scenario>>(builtinScenario("classic"));
    const auto result = run(*scenario, {std::nullopt, {setting.toStdString()}});
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QVERIFY2(error->where.ends_with(where.toStdString()), error->where.c_str());
    QVERIFY2(error->what.find(what.toStdString()) != std::string::npos, error->what.c_str());
    // The file has no mistake: its lines are not to blame.
    QVERIFY2(error->where.starts_with("--set"), error->where.c_str());
    QVERIFY(!error->fix.empty());
}

void TestScenarios::sameSeedSameTrace()
{
    for (const ScenarioInfo &info : builtinScenarios()) {
        const auto scenario = std::get<std::shared_ptr<const Scenario>>(builtinScenario(info.name));
        const auto traceOf = [&](std::optional<std::uint64_t> seed) {
            return std::get<std::shared_ptr<const Trace>>(run(*scenario, {seed, {}}));
        };
        QVERIFY(*traceOf({}) == *traceOf({}));
        const auto seven = traceOf(7);
        QCOMPARE(seven->seed, std::uint64_t(7));
        QVERIFY(*seven == *traceOf(7));
        QVERIFY(seven->messages[0].bytes != traceOf(8)->messages[0].bytes);
    }
}

void TestScenarios::expectationsAreJudged_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *settings, bool expected) {
        QTest::newRow(settings) << QByteArray(settings) << expected;
    };
    row("expect.outcome=failed;expect.alert=unknown_ca;expect.by=client", true);
    row("expect.outcome=failed;expect.alert=unknown_ca;expect.by=server", false);
    row("expect.outcome=failed;expect.alert=bad_certificate;expect.by=client", false);
    row("expect.outcome=open", false);
    row("expect.outcome=closed", false);
    row("expect.outcome=handshaking", false);
    row("client.trust=other-root", false);                                   // it succeeds, and was to fail
    row("client.trust=other-root;expect.outcome=open;expect.alert=", false); // `by` still names a culprit
}

void TestScenarios::expectationsAreJudged()
{
    QFETCH(QByteArray, settings);
    QFETCH(bool, expected);
    std::vector<std::string> set;
    for (const QByteArray &one : settings.split(';'))
        set.push_back(one.toStdString());
    QCOMPARE(runBuiltin("unknown-ca", set)->outcome.expected, expected);
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
