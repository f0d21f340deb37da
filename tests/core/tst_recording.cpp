// SPDX-License-Identifier: GPL-3.0-or-later
#include "everymember.h"
#include "formats/jsonlayout.h"
#include "formats/recording.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd;

class tst_Recording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingGivesWhatWasWritten();
    void sameTraceSameText();
    void withoutSecretsThereAreNone();
    void withheldStaysWithheld();
    void followsItsSchema_data();
    void followsItsSchema();
    void schemaRefusesWhatIsWrong();
    void refuses_data();
    void refuses();
    void unknownKeysAreIgnored();
    void truncatedAtEveryByte();
    void mutatedNeverCrashes();
};

static Trace readOrFail(std::string_view text)
{
    Result<Trace> result = readRecording(text, "x.json");
    if (const Error *error = std::get_if<Error>(&result))
        qFatal("%s", error->text().c_str());
    return std::get<Trace>(std::move(result));
}

void tst_Recording::readingGivesWhatWasWritten()
{
    const Trace trace = traceWithEveryMember();
    const Trace again = readOrFail(writeRecording(trace, {.withSecrets = true}));
    QVERIFY(again.records == trace.records);
    QVERIFY(again.messages == trace.messages);
    QVERIFY(again.derivations == trace.derivations);
    QVERIFY(again.checks == trace.checks);
    QVERIFY(again.events == trace.events);
    QVERIFY(again == trace);
}

void tst_Recording::sameTraceSameText()
{
    const std::string text = writeRecording(traceWithEveryMember(), {.withSecrets = true});
    QCOMPARE(writeRecording(traceWithEveryMember(), {.withSecrets = true}), text);
    QCOMPARE(writeRecording(readOrFail(text), {.withSecrets = true}), text);
}

void tst_Recording::withoutSecretsThereAreNone()
{
    const Trace trace = traceWithEveryMember();
    const std::string text = writeRecording(trace);
    QVERIFY(text.find("c0c1c2c3") == std::string::npos);
    QVERIFY(text.find(std::to_string(trace.seed)) == std::string::npos);
    QVERIFY(text.find("\"withheld\":true") != std::string::npos);

    const Json json = Json::parse(text);
    QVERIFY(json["derivations"][0].contains("withheld") && !json["derivations"][0].contains("output"));
    QVERIFY(!json["derivations"][1].contains("withheld"));
    QVERIFY(json["derivations"][1]["inputs"][0].contains("withheld"));
    QVERIFY(json["checks"][0].contains("withheld"));
    QVERIFY(json["records"][2].contains("withheld") && json["records"][2]["nonce"].is_null());
    QVERIFY(json["records"][5].contains("withheld") && json["records"][5]["iv"].is_null());
    QVERIFY(json["records"][6].contains("withheld") && json["records"][6]["nonce"].is_null());
    QVERIFY(!json["scenario"].contains("seed"));
    QVERIFY(text.find("c9c9c9c9") == std::string::npos); // the pre-shared key
    QVERIFY(text.find("c4c5c6c7") == std::string::npos);
    QCOMPARE(readOrFail(text).messages.size(), trace.messages.size());
}

void tst_Recording::withheldStaysWithheld()
{
    const Trace trace = readOrFail(writeRecording(traceWithEveryMember()));
    QVERIFY(isWithheld(trace.derivations[0]));
    QVERIFY(!isWithheld(trace.derivations[1]));
    const Json json = Json::parse(writeRecording(trace, {.withSecrets = true}));
    QVERIFY(json["derivations"][0].contains("withheld"));
}

static QStringList validate(const std::string &text)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("recording.json")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(text.data(), static_cast<qint64>(text.size()));
    file.close();
    const QString source = QStringLiteral(HELLODONE_SOURCE_DIR);
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {source + QStringLiteral("/tests/support/validate.py"),
                  source + QStringLiteral("/resources/schema/recording.schema.json"), file.fileName()});
    if (!python.waitForFinished() || (python.exitCode() != 0 && python.readAllStandardError().contains("Error")))
        return {QStringLiteral("the validator did not run; `./dev test` installs python3-jsonschema")};
    return QString::fromUtf8(python.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

void tst_Recording::followsItsSchema_data()
{
    QTest::addColumn<bool>("withSecrets");
    QTest::newRow("with secrets") << true;
    QTest::newRow("without secrets") << false;
}

void tst_Recording::followsItsSchema()
{
    QFETCH(const bool, withSecrets);
    const QStringList errors = validate(writeRecording(traceWithEveryMember(), {.withSecrets = withSecrets}));
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
}

void tst_Recording::schemaRefusesWhatIsWrong()
{
    Json json = Json::parse(writeRecording(traceWithEveryMember()));
    json["records"][0]["wire"] = "16030";
    QVERIFY(validate(json.dump()).join(QLatin1Char(' ')).contains(QLatin1StringView("records[0].wire")));
}

void tst_Recording::refuses_data()
{
    QTest::addColumn<QByteArray>("pointer"); // of the value that is changed
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("where"); // what the error must name
    QTest::newRow("other format") << QByteArray("/format") << QByteArray("\"x\"") << QByteArray("x.json");
    QTest::newRow("newer version") << QByteArray("/version") << QByteArray("2") << QByteArray("version 2");
    QTest::newRow("no hex") << QByteArray("/records/0/wire") << QByteArray("\"0g\"") << QByteArray("records[0].wire");
    QTest::newRow("odd hex") << QByteArray("/messages/0/bytes") << QByteArray("\"012\"")
                             << QByteArray("messages[0].bytes");
    QTest::newRow("short record") << QByteArray("/records/0/wire") << QByteArray("\"16\"")
                                  << QByteArray("records[0].wire");
    QTest::newRow("range") << QByteArray("/records/2/tag/length") << QByteArray("4") << QByteArray("records[2].tag");
    QTest::newRow("huge range") << QByteArray("/records/2/tag/offset") << QByteArray("4294967295")
                                << QByteArray("records[2].tag");
    QTest::newRow("span") << QByteArray("/messages/0/spans/0/record") << QByteArray("9")
                          << QByteArray("messages[0].spans[0].record");
    QTest::newRow("short header") << QByteArray("/records/0/wire") << QByteArray("\"16030100\"")
                                  << QByteArray("records[0].wire");
    QTest::newRow("short old header") << QByteArray("/records/4/wire") << QByteArray("\"80\"")
                                      << QByteArray("records[4].wire");
    QTest::newRow("field outside") << QByteArray("/messages/0/fields/4/offset") << QByteArray("7")
                                   << QByteArray("messages[0].fields[4]");
    QTest::newRow("field value") << QByteArray("/messages/0/fields/4/value") << QByteArray("\"bc\"")
                                 << QByteArray("messages[0].fields[4].value");
    QTest::newRow("field order") << QByteArray("/messages/0/fields/4/parent") << QByteArray("1")
                                 << QByteArray("messages[0].fields[4]");
    QTest::newRow("parent") << QByteArray("/messages/0/fields/2/parent") << QByteArray("4")
                            << QByteArray("messages[0].fields[2].parent");
    QTest::newRow("second root") << QByteArray("/messages/0/fields/2/parent") << QByteArray("null")
                                 << QByteArray("messages[0].fields[2]");
    QTest::newRow("later derivation") << QByteArray("/derivations/1/inputs/0/derivation") << QByteArray("1")
                                      << QByteArray("derivations[1].inputs[0].derivation");
    QTest::newRow("message 0") << QByteArray("/checks/0/message") << QByteArray("0") << QByteArray("checks[0].message");
    QTest::newRow("negative") << QByteArray("/events/0/index") << QByteArray("-1") << QByteArray("events[0].index");
    QTest::newRow("fraction") << QByteArray("/events/0/index") << QByteArray("0.5") << QByteArray("events[0].index");
    QTest::newRow("event index") << QByteArray("/events/0/index") << QByteArray("99") << QByteArray("events[0].index");
    QTest::newRow("event order") << QByteArray("/events/10/index") << QByteArray("0") << QByteArray("events[10].index");
    QTest::newRow("word") << QByteArray("/messages/0/from") << QByteArray("\"eve\"")
                          << QByteArray("allowed: client, server");
    QTest::newRow("no time") << QByteArray("/connection/began_us") << QByteArray("-1")
                             << QByteArray("connection.began_us");
    QTest::newRow("no address") << QByteArray("/connection/client") << QByteArray("7")
                                << QByteArray("connection.client");
    QTest::newRow("endless address") << QByteArray("/connection/server") << '"' + QByteArray(301, 'x') + '"'
                                     << QByteArray("connection.server");
    QTest::newRow("connection") << QByteArray("/connection") << QByteArray("[]") << QByteArray("connection");
    QTest::newRow("no notice") << QByteArray("/notices/1") << QByteArray("\"x\"") << QByteArray("notices[1]");
    QTest::newRow("empty notice") << QByteArray("/notices/0") << QByteArray("{}") << QByteArray("notices[0]");
    QTest::newRow("notices without end") << QByteArray("/notices")
                                         << '[' + QByteArray("{\"what\":\"\"},").repeated(1000) + "{}]"
                                         << QByteArray("1000 notices");
    QTest::newRow("type") << QByteArray("/messages") << QByteArray("{}") << QByteArray("messages");
    QTest::newRow("deep") << QByteArray("/scenario") << QByteArray(100, '[') + QByteArray(100, ']')
                          << QByteArray("nested");
}

void tst_Recording::refuses()
{
    QFETCH(const QByteArray, pointer);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, where);
    Json json = Json::parse(writeRecording(traceWithEveryMember(), {.withSecrets = true}));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    const Result<Trace> result = readRecording(json.dump(), "x.json");
    const Error *error = std::get_if<Error>(&result);
    QVERIFY(error);
    QVERIFY2(error->text().find(where.toStdString()) != std::string::npos, error->text().c_str());
}

void tst_Recording::unknownKeysAreIgnored()
{
    const Trace trace = traceWithEveryMember();
    Json json = Json::parse(writeRecording(trace, {.withSecrets = true}));
    json["new"] = {{"key", 1}};
    json["messages"][0]["new"] = 1;
    json["derivations"][0]["new"] = nullptr;
    QVERIFY(readOrFail(json.dump()) == trace);
}

void tst_Recording::truncatedAtEveryByte()
{
    const std::string text = writeRecording(traceWithEveryMember(), {.withSecrets = true});
    for (std::size_t length = 0; length + 2 < text.size(); ++length)
        QVERIFY(std::holds_alternative<Error>(readRecording(std::string_view(text).substr(0, length), "x.json")));
}

void tst_Recording::mutatedNeverCrashes()
{
    const std::string text = writeRecording(traceWithEveryMember(), {.withSecrets = true});
    int refused = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string mutated = text;
        mutated[at] = "9\"]\xff"[at % 4];
        refused += std::holds_alternative<Error>(readRecording(mutated, "x.json"));
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(tst_Recording)
#include "tst_recording.moc"
