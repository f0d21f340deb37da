// SPDX-License-Identifier: GPL-3.0-or-later

// What belongs together in two recordings, what differs there, and whether that means anything.

#include "../support/handmade.h"
#include "../support/scenarios.h"
#include "analysis/alignment.h"
#include "analysis/causes.h"
#include "analysis/comparison.h"
#include "formats/recording.h"

#include <QtTest>

#include <algorithm>

using namespace hd;
using test::traceOf;

namespace {

std::shared_ptr<const Trace> withSeed(const std::string &name, std::uint64_t seed)
{
    const auto scenario = builtinScenario(name);
    const auto made = run(*std::get<std::shared_ptr<const Scenario>>(scenario), {seed, {}});
    return std::get<std::shared_ptr<const Trace>>(made);
}

/// "1=1 2=2 3- -3": numbers of A and B on each row; "13~7" for a message whose counterpart is #7, elsewhere.
QString rowsText(const Comparison &comparison)
{
    QStringList rows;
    const auto number = [](std::optional<MessageId> id) { return id ? QString::number(id->index + 1) : QString(); };
    for (const MessageRow &row : comparison.rows) {
        if (row.isPair())
            rows << number(row.a) + QLatin1Char('=') + number(row.b);
        else if (row.elsewhere && row.a)
            rows << number(row.a) + QLatin1Char('~') + number(comparison.rows[*row.elsewhere].b);
        else if (!row.elsewhere)
            rows << number(row.a) + QLatin1Char('-') + number(row.b);
    }
    return rows.join(QLatin1Char(' '));
}

/// The same comparison as the other way round would be.
MessageRow mirrored(MessageRow row)
{
    std::swap(row.a, row.b);
    return row;
}

QStringList differingPaths(const Message &a, const Message &b, bool meaningful)
{
    QStringList paths;
    for (const FieldPair &pair : compareFields(a, b).pairs)
        if (pair.difference != Difference::Same &&
            (pair.leaf || !pair.a || !pair.b || pair.difference == Difference::Moved) &&
            (meaningful ? pair.count.meaningful : pair.count.expected) > 0)
            paths << QString::fromStdString(pair.a ? a.fields.path(*pair.a) : b.fields.path(*pair.b));
    return paths;
}

Message listMessage(const std::vector<std::uint16_t> &suites)
{
    Message message;
    message.name = "client_hello";
    const auto length = static_cast<std::uint32_t>(2 * suites.size());
    message.fields.add({"client_hello", noField, {0, length}, {}, {}});
    message.fields.add({"cipher_suites", 0, {0, length}, {}, {}});
    for (std::uint32_t i = 0; i < suites.size(); ++i) {
        appendNumber(message.bytes, suites[i], 2);
        message.fields.add({"[" + std::to_string(i) + "]", 1, {2 * i, 2}, suites[i], {}});
    }
    return message;
}

} // namespace

class tst_Comparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesThatBelongTogether_data();
    void messagesThatBelongTogether();
    void nothingDiffersFromItself_data() { everyScenario(); }
    void nothingDiffersFromItself();
    void anotherSeedMeansNothing_data() { everyScenario(); }
    void anotherSeedMeansNothing();
    void swappingBothSwapsTheSides_data();
    void swappingBothSwapsTheSides();
    void everyMessageIsOnOneRow_data() { everyScenario(); }
    void everyMessageIsOnOneRow();
    void anInsertedSuiteIsTheOnlyOne();
    void listsThatDiffer_data();
    void listsThatDiffer();
    void theSentinelIsMeant();
    void fieldsThatDiffer_data();
    void fieldsThatDiffer();
    void whyKeysDiffer();
    void whatWasWithheldIsUnknown();
    void failuresTell();
    void costs();
    void alignmentIsBounded();
    void hugeTracesAreBounded();
    void hostileTreesAreRead();

private:
    static void everyScenario()
    {
        QTest::addColumn<QString>("name");
        for (const std::string &name : test::scenarioNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
};

void tst_Comparison::messagesThatBelongTogether_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *a, const char *b, const char *rows) {
        QTest::addRow("%s, %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << QString::fromLatin1(rows);
    };
    row("classic", "tls12-rsa", "1=1 2=2 3=3 4- 5- 6=4 7- 8=5 9- 10=6 11=7 12=8 13=9 -10 -11 -12 -13");
    row("classic", "tls12-ecdhe-gcm", "1=1 2=2 3=3 4=4 5- 6=5 7- 8=6 9- 10=7 11=8 12=9 13=10 -11 -12 -13 -14");
    row("tls12-ecdhe-gcm", "tls13", "1=1 2=2 -3 -4 3=5 4- 5- 6- 7- 8~9 9- -6 10=7 -8 -10 11=11 12=12 13=13 14=14");
    row("classic", "tls13-client-auth",
        "1=1 2=2 3~6 4- -3 -4 5=5 6- -7 -9 7=10 8- 9=11 10- 11=12 12- 13~8 -13 -14 -15 -16 -17");
    row("tls12-ecdhe-gcm", "resumption-session-id", "1=1 2=2 3- 4- 5- 6- 7=5 8=6 9~3 10~4 11=7 12=8 13=9 14=10");
    row("tls12-ecdhe-gcm", "resumption-ticket", "1=1 2=2 3- 4- 5- 6- 7~5 8~6 9=3 10=4 11=7 12=8 13=9 14=10");
    row("tls13", "tls13-hello-retry", "1=1 -2 -5 2=6 3~3 4=7 5=8 6=9 7=10 8~4 9=11 10=12 11=13 12=14 13=15 14=16");
    row("tls13", "tls13-psk", "1=1 2=2 3=3 4=4 5- 6- 7=5 8=6 9=7 10=8 11=9 12=10 13=11 14=12");
    row("tls13-psk", "tls13-early-data", "1=1 2=4 3=5 4=6 5=7 6~2 -8 7=9 8=10 9~3 10=11 11=12 12=13");
    row("tls13", "tls13-key-update", "1=1 2=2 3=3 4=4 5=5 6=6 7=7 8=8 9=9 10=10 11=11 -12 -13 -14 12=15 13=16 14=17");
    row("classic", "unknown-ca", "1=1 2=2 3=3 4=4 5- 6=5 7- 8- 9- 10- 11- 12- 13- -6");
    row("tls12-ecdhe-gcm", "renegotiation-secure",
        "1=1 2=2 3=3 4=4 5=5 6=6 7=7 8=8 9=9 10=10 -12 -13 -14 -15 -16 -17 -18 -19 -20 -21 -22 11~11 12=23 13=24 "
        "14=25");
    row("tls13", "tls13-no-common-group", "1=1 -2 2- 3- 4- 5- 6- 7- 8- 9- 10- 11- 12- 13- 14-");
    row("resumption-ticket", "tls13-psk", "1=1 2=2 3- -3 -4 4=5 5- -6 6=7 -8 7=9 8=10 9=11 10=12");
}

void tst_Comparison::messagesThatBelongTogether()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QString, rows);
    QCOMPARE(rowsText(compare(*traceOf(a.toStdString()), *traceOf(b.toStdString()))), rows);
}

void tst_Comparison::nothingDiffersFromItself()
{
    QFETCH(QString, name);
    const auto trace = traceOf(name.toStdString());
    const Comparison comparison = compare(*trace, *trace);
    QVERIFY(comparison.isEqual());
    QVERIFY(!comparison.isMeaningful());
    for (std::uint32_t i = 0; i < comparison.rows.size(); ++i) {
        QCOMPARE(comparison.rows[i].a, std::optional(MessageId{i}));
        QCOMPARE(comparison.rows[i].b, std::optional(MessageId{i}));
    }
}

void tst_Comparison::anotherSeedMeansNothing()
{
    QFETCH(QString, name);
    const auto a = withSeed(name.toStdString(), 7001), b = withSeed(name.toStdString(), 7002);
    const Comparison comparison = compare(*a, *b);
    for (const MessageRow &row : comparison.rows) {
        QVERIFY(row.isPair());
        const QStringList paths = differingPaths((*a)[*row.a], (*b)[*row.b], true);
        QVERIFY2(paths.isEmpty(), qPrintable(paths.join(QLatin1Char(' '))));
    }
    for (const ValuePair &pair : comparison.values)
        QVERIFY2(pair.a && pair.b && pair.sameOperation,
                 pair.a ? (*a)[*pair.a].name.c_str() : (*b)[*pair.b].name.c_str());
    QVERIFY(!comparison.isMeaningful());
    QVERIFY(!comparison.isEqual());
}

void tst_Comparison::swappingBothSwapsTheSides_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    const std::vector<std::string> names = test::scenarioNames();
    for (std::size_t i = 0; i < names.size(); ++i) { // each with one that is far from it
        const std::string &other = names[(i * 31 + 17) % names.size()];
        QTest::addRow("%s, %s", names[i].c_str(), other.c_str())
            << QString::fromStdString(names[i]) << QString::fromStdString(other);
    }
}

void tst_Comparison::swappingBothSwapsTheSides()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    const auto traceA = traceOf(a.toStdString()), traceB = traceOf(b.toStdString());
    const Comparison one = compare(*traceA, *traceB), other = compare(*traceB, *traceA);
    std::vector<MessageRow> rows;
    std::ranges::transform(other.rows, std::back_inserter(rows), mirrored);
    QCOMPARE(one.rows, rows);
    QCOMPARE(one.a, other.b);
    QCOMPARE(one.b, other.a);
    QCOMPARE(one.fields(), other.fields());
    QCOMPARE(one.values.size(), other.values.size());
    QCOMPARE(one.checks.size(), other.checks.size());
    QCOMPARE(one.decisions.size(), other.decisions.size());
    QCOMPARE(one.isMeaningful(), other.isMeaningful());
    for (std::size_t i = 0; i < one.parameters.size(); ++i)
        QCOMPARE(one.parameters[i].a, other.parameters[i].b);
}

void tst_Comparison::everyMessageIsOnOneRow()
{
    QFETCH(QString, name);
    const auto a = traceOf("classic"), b = traceOf(name.toStdString());
    std::uint32_t nextA = 0, nextB = 0;
    for (const Comparison comparison = compare(*a, *b); const MessageRow &row : comparison.rows) {
        if (row.a)
            QCOMPARE(row.a->index, nextA++);
        if (row.b)
            QCOMPARE(row.b->index, nextB++);
        if (row.isPair()) {
            QCOMPARE((*a)[*row.a].name, (*b)[*row.b].name);
            QCOMPARE((*a)[*row.a].from, (*b)[*row.b].from);
        }
        if (row.elsewhere)
            QVERIFY(comparison.rows[*row.elsewhere].isPair() == false);
    }
    QCOMPARE(std::size_t(nextA), a->messages.size());
    QCOMPARE(std::size_t(nextB), b->messages.size());
}

void tst_Comparison::anInsertedSuiteIsTheOnlyOne()
{
    const FieldComparison fields = compareFields(listMessage({1, 2, 3, 4}), listMessage({1, 9, 2, 3, 4}));
    QCOMPARE(fields.count().meaningful, 1u);
    const auto differing = std::ranges::find_if(
        fields.pairs, [](const FieldPair &pair) { return pair.leaf && pair.difference != Difference::Same; });
    QCOMPARE(differing->difference, Difference::OnlyB);
    QCOMPARE(differing->b, std::optional<FieldIndex>(3));
}

void tst_Comparison::listsThatDiffer_data()
{
    using List = std::vector<std::uint16_t>;
    QTest::addColumn<List>("a");
    QTest::addColumn<List>("b");
    QTest::addColumn<QString>("differences"); ///< of the elements: = M V A B
    QTest::newRow("equal") << List{1, 2} << List{1, 2} << "==";
    QTest::newRow("gone") << List{1, 2, 3} << List{1, 3} << "=A=";
    QTest::newRow("swapped") << List{1, 2} << List{2, 1} << "M=";
    QTest::newRow("others") << List{1, 2} << List{3, 4} << "AABB";
    QTest::newRow("twice") << List{1, 1} << List{1} << "=A";
    QTest::newRow("none") << List{} << List{5} << "B";
}

void tst_Comparison::listsThatDiffer()
{
    QFETCH(std::vector<std::uint16_t>, a);
    QFETCH(std::vector<std::uint16_t>, b);
    QFETCH(QString, differences);
    QString found;
    for (const FieldComparison fields = compareFields(listMessage(a), listMessage(b));
         const FieldPair &pair : fields.pairs)
        if (pair.parent == 1)
            found += QStringLiteral("=MVLAB?").at(static_cast<int>(pair.difference));
    QCOMPARE(found, differences);
}

/// All randoms differ, but only the one that ends in the sentinel says something.
void tst_Comparison::theSentinelIsMeant()
{
    const Trace &plain = *traceOf("tls12-ecdhe-gcm"), &fallen = *traceOf("downgrade-sentinel");
    const Message &a = plain[test::messageNamed(plain, "server_hello")];
    const Message &b = fallen[test::messageNamed(fallen, "server_hello")];
    QVERIFY(differingPaths(a, b, true).contains(QStringLiteral("server_hello.random.random_bytes")));
    QVERIFY(!differingPaths(a, b, true).contains(QStringLiteral("server_hello.random.gmt_unix_time")));
}

void tst_Comparison::fieldsThatDiffer_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("meaningful");
    const auto row = [](const char *a, const char *b, const char *message, const char *path, bool meaningful) {
        QTest::addRow("%s, %s: %s", a, b, path)
            << QString::fromLatin1(a) << QString::fromLatin1(b) << QString::fromLatin1(message)
            << QString::fromLatin1(path) << meaningful;
    };
    row("classic", "tls12-rsa", "server_hello", "server_hello.cipher_suite", true);
    row("classic", "tls12-rsa", "server_hello", "server_hello.random.random_bytes", false);
    row("classic", "tls12-rsa", "finished", "finished.verify_data", false);
    row("tls13", "tls12-ecdhe-gcm", "client_hello", "client_hello.extensions.key_share", true);
    row("tls13", "tls13-hello-retry", "server_hello", "server_hello.extensions.key_share.server_share.group", true);
    row("tls13", "tls13-psk", "client_hello", "client_hello.extensions.pre_shared_key", true);
    row("resumption-session-id", "tls12-ecdhe-gcm", "client_hello", "client_hello.session_id", true);
}

void tst_Comparison::fieldsThatDiffer()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QString, message);
    QFETCH(QString, path);
    QFETCH(bool, meaningful);
    const Trace &traceA = *traceOf(a.toStdString()), &traceB = *traceOf(b.toStdString());
    const QStringList paths = differingPaths(traceA[test::messageNamed(traceA, message.toStdString())],
                                             traceB[test::messageNamed(traceB, message.toStdString())], meaningful);
    QVERIFY2(paths.contains(path), qPrintable(paths.join(QLatin1Char('\n'))));
}

void tst_Comparison::whyKeysDiffer()
{
    const auto a = withSeed("classic", 1), b = withSeed("classic", 2);
    std::size_t first = 0, repeated = 0;
    for (const ValuePair &pair : compareValues(*a, *b)) {
        QVERIFY(pair.a && pair.b);
        const Derivation &value = (*a)[*pair.a];
        const bool drawn = value.operation == "entropy";
        QCOMPARE(pair.difference == Difference::Same, value.output == (*b)[*pair.b].output);
        if (pair.difference != Difference::Same)
            QCOMPARE(pair.inputs.empty(), drawn); // what is computed differs because what it is computed from does
        if (value.name == "master_secret" && value.by == Side::Client) {
            const std::vector<std::string> inputs{"secret", "seed"};
            QCOMPARE(pair.inputs, inputs);
        }
        if (value.name == "master_secret")
            ++(pair.repeated ? repeated : first);
    }
    QCOMPARE(first, std::size_t(1));
    QCOMPARE(repeated, std::size_t(1)); // the other party's
}

void tst_Comparison::whatWasWithheldIsUnknown()
{
    const auto read = readRecording(writeRecording(*traceOf("classic"), {.withSecrets = false}), "a.json");
    const Trace &withheld = std::get<Trace>(read);
    for (const ValuePair &pair : compareValues(withheld, *traceOf("classic"))) {
        QVERIFY(pair.a && pair.b);
        const bool secret = (*traceOf("classic"))[*pair.b].secret;
        QCOMPARE(pair.difference, secret ? Difference::Unknown : Difference::Same);
    }
}

void tst_Comparison::failuresTell()
{
    const Comparison comparison = compare(*traceOf("tls12-ecdhe-gcm"), *traceOf("unknown-ca"));
    const auto outcome = std::ranges::find(comparison.parameters, Parameter::ClientOutcome, &ParameterPair::parameter);
    QCOMPARE(outcome->b, std::string("failed"));
    const Trace &b = *traceOf("unknown-ca");
    QVERIFY(std::ranges::any_of(comparison.checks, [&b](const CheckPair &pair) {
        return pair.b && !b.checks[*pair.b].passed && pair.difference != Difference::Same;
    }));
}

void tst_Comparison::costs()
{
    const Comparison comparison = compare(*traceOf("tls12-ecdhe-gcm"), *traceOf("tls13"));
    QCOMPARE(comparison.a.roundTrips, std::optional(2.0));
    QCOMPARE(comparison.b.roundTrips, std::optional(1.0));
    const Comparison resumed = compare(*traceOf("tls12-ecdhe-gcm"), *traceOf("resumption-session-id"));
    QVERIFY(resumed.b.serverHandshake < resumed.a.serverHandshake);
    QCOMPARE(resumed.b.serverPublicKey, std::optional(0u));
    // RSA: the client verifies the chain's signatures and encrypts; the server decrypts
    QCOMPARE(costsOf(*traceOf("tls12-rsa")).serverPublicKey, std::optional(1u));
    std::uint64_t wire = 0;
    for (const Record &record : traceOf("classic")->records)
        wire += record.wire.size();
    const Costs classic = costsOf(*traceOf("classic"));
    QCOMPARE(classic.client + classic.server, wire);
    QCOMPARE(classic.flights, 4u);
}

void tst_Comparison::alignmentIsBounded()
{
    std::size_t asked = 0;
    const std::size_t n = 40000;
    const Pairing pairs = align(
        n, n,
        [&asked](std::size_t i, std::size_t j) {
            ++asked;
            return i == j + 1 ? sameThing : 0;
        },
        true);
    QCOMPARE(pairs.size(), n - 1);
    QVERIFY2(asked < 4'000'000, qPrintable(QString::number(asked)));
}

void tst_Comparison::hugeTracesAreBounded()
{
    test::TraceMaker a, b;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        a.exchange(i % 3 ? Side::Client : Side::Server, "application_data", i + 1, Protocol::ApplicationData);
        b.exchange(i % 5 ? Side::Client : Side::Server, "application_data", i + 1, Protocol::ApplicationData);
    }
    const Comparison comparison = compare(a.trace, b.trace);
    const auto inA = std::ranges::count_if(comparison.rows, [](const MessageRow &row) { return row.a.has_value(); });
    QCOMPARE(std::size_t(inA), a.trace.messages.size());
}

/// Fields that lie outside the message, and a tree that is a chain as deep as it is long.
void tst_Comparison::hostileTreesAreRead()
{
    Message deep = listMessage({1});
    for (std::uint32_t i = 0; i < 100000; ++i)
        deep.fields.add({"x", static_cast<FieldIndex>(deep.fields.size() - 1), {UINT32_MAX - 1, 5}, {}, {}});
    const FieldComparison fields = compareFields(deep, deep);
    QCOMPARE(fields.pairs.size(), deep.fields.size());
    QVERIFY(fields.count().none());
    QVERIFY(!compareFields(Message{}, deep).count().none());
}

QTEST_APPLESS_MAIN(tst_Comparison)
#include "tst_comparison.moc"
