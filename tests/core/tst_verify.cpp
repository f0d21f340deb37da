// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/recording.h"
#include "formats/verify.h"
#include "scenario/scenario.h"

#include <QtTest>

using namespace hd;

class tst_Verify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioIsRight_data();
    void everyScenarioIsRight();
};

static std::shared_ptr<const Trace> runBuiltin(const std::string &name)
{
    const auto scenario = builtinScenario(name);
    if (const Error *error = std::get_if<Error>(&scenario))
        qFatal("%s", error->text().c_str());
    auto trace = run(*std::get<std::shared_ptr<const Scenario>>(scenario));
    if (const Error *error = std::get_if<Error>(&trace))
        qFatal("%s", error->text().c_str());
    return std::get<std::shared_ptr<const Trace>>(trace);
}

void tst_Verify::everyScenarioIsRight_data()
{
    QTest::addColumn<QString>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
}

void tst_Verify::everyScenarioIsRight()
{
    QFETCH(const QString, name);
    const auto trace = runBuiltin(name.toStdString());
    const Verification result = verify(*trace);
    for (const Finding &finding : result.findings)
        qWarning("%s\n  expected %s\n  actual   %s", finding.where.c_str(), finding.expected.c_str(),
                 finding.actual.c_str());
    for (const std::string &what : result.notVerified)
        qWarning("not verified: %s", what.c_str());
    QVERIFY(result.findings.empty());
    const Result<Trace> again = readRecording(writeRecording(*trace, {.withSecrets = true}), "x");
    QVERIFY(std::holds_alternative<Trace>(again));
    QVERIFY(std::get<Trace>(again) == *trace);
}

QTEST_GUILESS_MAIN(tst_Verify)
#include "tst_verify.moc"
