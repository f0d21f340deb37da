// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtins.h"
#include "mutations.h"
#include "variants.h"

#include "formats/recording.h"
#include "formats/verify.h"
#include "trace/operations.h"

#include <QRegularExpression>
#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_Verify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioIsRight_data();
    void everyScenarioIsRight();
    void everyFlowOfTls13IsRight_data();
    void everyFlowOfTls13IsRight();
    void everyFlowIsRight_data();
    void everyFlowIsRight();
    void everyChangeIsNamed_data();
    void everyChangeIsNamed();
    void whatLacksSecretsIsCounted();
    void keysOfTheOtherPartyAreNoKeys();
    void absurdInputsAreFindings_data();
    void absurdInputsAreFindings();
};

static void addScenarios()
{
    QTest::addColumn<QString>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
}

static std::string text(const Verification &result)
{
    std::string all;
    for (const Finding &finding : result.findings)
        all += "\n" + finding.where + "\n  expected " + finding.expected + "\n  actual   " + finding.actual;
    for (const std::string &what : result.notVerified)
        all += "\nnot verified: " + what;
    return all;
}

void tst_Verify::everyScenarioIsRight_data()
{
    addScenarios();
}

void tst_Verify::everyScenarioIsRight()
{
    QFETCH(const QString, name);
    const auto trace = runBuiltin(name.toStdString());
    const Verification result = verify(*trace);
    QVERIFY2(result.findings.empty(), text(result).c_str());
    // who plays a first flight again has no account, and what the server does without stays closed
    static const QRegularExpression replay(QStringLiteral("\"replay\"\\s*:\\s*true"));
    const bool replayed = QString::fromStdString(trace->scenario).contains(replay);
    QVERIFY2(result.notVerified.empty() || replayed, text(result).c_str());
    QCOMPARE(result.withheld, std::size_t{0});
    QCOMPARE(result.messages, trace->messages.size());
    QCOMPARE(result.records, trace->records.size());
    QCOMPARE(result.checks, trace->checks.size());
    QCOMPARE(result.derivations + result.drawn, trace->derivations.size());
}

void tst_Verify::everyFlowOfTls13IsRight_data()
{
    QTest::addColumn<std::size_t>("index");
    const std::vector<Variant> variants = tls13Variants();
    for (std::size_t i = 0; i < variants.size(); ++i)
        QTest::newRow(variants[i].name.c_str()) << i;
}

/// Also when it was saved and read again, and when its secrets were left out.
void tst_Verify::everyFlowOfTls13IsRight()
{
    QFETCH(const std::size_t, index);
    const auto trace = runBuiltin(variantScenario, tls13Variants()[index].settings);
    for (const bool withSecrets : {true, false}) {
        const Result<Trace> read = readRecording(writeRecording(*trace, {withSecrets}), "x.json");
        QVERIFY(std::holds_alternative<Trace>(read));
        QVERIFY(!withSecrets || std::get<Trace>(read) == *trace);
        const Verification result = verify(std::get<Trace>(read));
        QVERIFY2(result.findings.empty(), text(result).c_str());
        QVERIFY2(result.notVerified.empty(), text(result).c_str());
        QCOMPARE(result.withheld > 0, !withSecrets);
        QCOMPARE(result.records, trace->records.size());
        QCOMPARE(result.messages, trace->messages.size());
    }
}

void tst_Verify::everyFlowIsRight_data()
{
    QTest::addColumn<QStringList>("settings");
    for (const std::vector<Variant> &variants : {distinctSuiteVariants(), flowVariants()})
        for (const Variant &variant : variants) {
            QStringList settings;
            for (const std::string &setting : variant.settings)
                settings << QString::fromStdString(setting);
            QTest::newRow(variant.name.c_str()) << settings;
        }
}

/// In every version, with resumption, renegotiation and what else there is.
void tst_Verify::everyFlowIsRight()
{
    QFETCH(const QStringList, settings);
    std::vector<std::string> set;
    for (const QString &setting : settings)
        set.push_back(setting.toStdString());
    const Verification result = verify(*runBuiltin(variantScenario, set));
    QVERIFY2(result.findings.empty(), text(result).c_str());
}

void tst_Verify::everyChangeIsNamed_data()
{
    addScenarios();
}

void tst_Verify::everyChangeIsNamed()
{
    QFETCH(const QString, name);
    const auto trace = runBuiltin(name.toStdString());
    const std::vector<Mutation> mutations = mutationsOf(*trace);
    QVERIFY(mutations.size() > 50);
    QStringList missed;
    constexpr std::size_t enough = 300; // there are thousands; another scenario tries others
    const std::size_t step = mutations.size() / enough + 1;
    for (std::size_t i = static_cast<std::size_t>(name.size()) % step; i < mutations.size(); i += step) {
        const Mutation &mutation = mutations[i];
        Trace changed = *trace;
        mutation.apply(changed);
        const Verification result = verify(changed);
        if (result.findings.empty())
            missed << QStringLiteral("%1: not noticed").arg(QString::fromStdString(mutation.what));
        else if (result.findings.front().where.find(mutation.named) == std::string::npos)
            missed << QStringLiteral("%1: named %2")
                          .arg(QString::fromStdString(mutation.what),
                               QString::fromStdString(result.findings.front().where));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(QLatin1Char('\n') + missed.join(QLatin1Char('\n'))));
}

void tst_Verify::whatLacksSecretsIsCounted()
{
    const auto trace = runBuiltin("classic");
    const Result<Trace> read = readRecording(writeRecording(*trace), "x.json");
    QVERIFY(std::holds_alternative<Trace>(read));
    const Verification result = verify(std::get<Trace>(read));
    QVERIFY2(result.findings.empty(), text(result).c_str());
    QVERIFY(result.withheld > 0);
    QCOMPARE(result.messages, trace->messages.size()); // needs no secret
    QVERIFY(result.checks > 0);
}

void tst_Verify::keysOfTheOtherPartyAreNoKeys()
{
    Trace trace = *runBuiltin("classic");
    for (Derivation &derivation : trace.derivations) {
        if (derivation.by == Side::Server || derivation.name != "key_block")
            continue;
        for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
            if (trace.derivations[i].name == "master_secret" && trace.derivations[i].by == Side::Server)
                for (Input &input : derivation.inputs)
                    if (input.role == "secret")
                        input.derivation = DerivationId{i};
    }
    const Verification result = verify(trace);
    QVERIFY(!result.findings.empty());
    QVERIFY2(result.findings.front().actual == "one of the other party", text(result).c_str());
}

void tst_Verify::absurdInputsAreFindings_data()
{
    QTest::addColumn<QByteArray>("operation");
    for (const char *operation : {operation::given,
                                  operation::digest,
                                  operation::sslLadder,
                                  operation::sslHash,
                                  operation::signHash,
                                  operation::sealTicket,
                                  operation::openTicket,
                                  operation::concatenation,
                                  operation::dhPublic,
                                  operation::dhShared,
                                  operation::ecdhPublic,
                                  operation::ecdhShared,
                                  operation::rsaEncrypt,
                                  operation::rsaDecrypt,
                                  operation::sign,
                                  operation::hash,
                                  operation::prf,
                                  operation::slice,
                                  operation::dhSharedPadded,
                                  operation::hkdfExtract,
                                  operation::hkdfExpandLabel,
                                  operation::hmac,
                                  operation::mlkemPublic,
                                  operation::mlkemEncapsulate,
                                  operation::mlkemShared,
                                  operation::mlkemDecapsulate,
                                  "unheard of"})
        QTest::newRow(operation) << QByteArray(operation);
}

void tst_Verify::absurdInputsAreFindings()
{
    QFETCH(const QByteArray, operation);
    Trace trace;
    const auto input = [](const char *role, std::string text, std::size_t size) {
        return Input{role, std::move(text), Bytes(size, 0xff), {}, {}, {}};
    };
    Derivation derivation{Side::Client, "x", operation.toStdString(), {}, {1}, true, {}};
    trace.derivations = {derivation, derivation};
    trace.derivations[1].inputs = {input("private_key", "", 5000), input("peer_public", "", 3),
                                   input("dh_p", "", 100000),      input("dh_g", "", 0),
                                   input("group", "nowhere", 0),   input("plaintext", "", 1),
                                   input("ciphertext", "", 1),     input("public_key", "", 9),
                                   input("scheme", "none", 0),     input("hash", "SHA-257", 0),
                                   input("secret", "", 0),         input("source", "", 4),
                                   input("offset", "-1", 0),       input("length", "99999999999999999999", 0),
                                   input("why", "because", 0),     input("identity", "", 3),
                                   input("part", "", 3),           input("sender", "ELSE", 0),
                                   input("messages", "", 2),       input("hash_value", "", 7),
                                   input("key_name", "", 1),       input("iv", "", 3),
                                   input("ticket", "", 70),        input("label", std::string(300, 'l'), 0),
                                   input("context", "", 300),      input("parameter_set", "ML-KEM-769", 0)};
    const Verification result = verify(trace);
    const auto named = [&](const char *which) {
        return std::any_of(result.findings.begin(), result.findings.end(),
                           [which](const Finding &finding) { return finding.where.find(which) != std::string::npos; });
    };
    QVERIFY2(named("derivations[0]") && named("derivations[1]"), text(result).c_str());
}

QTEST_GUILESS_MAIN(tst_Verify)
#include "tst_verify.moc"
