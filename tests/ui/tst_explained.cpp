// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing that the registries name or that a trace can show is without a text in either language.

#include "handshake/checks.h"
#include "scenario/scenario.h"
#include "text/explanations.h"
#include "texts.h"
#include "trace/adversary.h"
#include "wire/registry.h"
#include "wire/suitestatus.h"

#include <QTest>

using namespace hd;
using namespace hd::ui;
using Subject = TextLibrary::Subject;

namespace {

/// What @p trace can ask of the texts and does not get.
class Gaps
{
public:
    Gaps(const Trace &trace, const QString &language) : m_texts(library(language)), m_family(familyOf(trace))
    {
        fields(trace);
        for (const hd::Derivation &derivation : trace.derivations)
            explained(Subject::Derivation, derivation.name);
        for (const Check &check : trace.checks) {
            explained(Subject::Check, check.name);
            clause(check.clause);
        }
        choices(trace);
        for (const StateChange &change : trace.states) {
            expect(m_texts.states().contains(QString::fromStdString(change.state)), "state", change.state);
            clause(change.clause);
        }
        for (Playhead at : stops(trace, Granularity::Operation))
            for (Side side : {Side::Client, Side::Server})
                for (const PropertyState &state : propertiesAt(trace, side, at))
                    reason(state.reason);
    }

    QStringList found() const
    {
        QStringList gaps(m_gaps.begin(), m_gaps.end());
        gaps.sort();
        return gaps;
    }

private:
    void expect(bool there, const char *what, const std::string &key)
    {
        if (!there)
            m_gaps.insert(QLatin1StringView(what) + u' ' + QString::fromStdString(key));
    }

    void explained(Subject subject, const std::string &key)
    {
        static const char *const names[] = {"field", "derivation", "check", "decision"};
        expect(m_texts.find(subject, QString::fromStdString(key), m_family).has_value(), names[std::size_t(subject)],
               key);
    }

    void reason(const std::string &key)
    {
        expect(key.empty() || m_texts.reasons().contains(QString::fromStdString(key)), "reason", key);
    }

    void fields(const Trace &trace)
    {
        for (const Message &message : trace.messages) {
            explained(Subject::Field, message.name);
            for (FieldIndex i = 0; i < message.fields.size(); ++i)
                explained(Subject::Field, pathPattern(message.fields.path(i)));
        }
    }

    void clause(const std::string &text)
    {
        expect(text.empty() || clauseUrl(QString::fromStdString(text)).isValid(), "clause", text);
    }

    void choices(const Trace &trace)
    {
        for (const Decision &decision : trace.decisions) {
            explained(Subject::Decision, decision.what);
            reason(decision.rule);
            clause(decision.clause);
            for (const Candidate &candidate : decision.candidates)
                reason(candidate.reason);
        }
        for (const Omission &omission : trace.omissions) {
            reason(omission.reason);
            clause(omission.clause);
        }
    }

    const TextLibrary &m_texts;
    Family m_family;
    QSet<QString> m_gaps;
};

/// What both parties of a scenario need to run @p suite, in the newest version that has it.
QString settingsFor(const CipherSuite &suite)
{
    const QString prime = QStringLiteral("d7960929577d3dc99a24188e4ce0273d6962c0c445362cf4aac115f3948ef28c"
                                         "ddaa9a632f0d8dbdcc5a43115593070a75383b4d993f37dcb669def7055ed827");
    const QString version = suite.usableIn(tls13) ? QStringLiteral("tls1.3")
                            : suite.last == tls12 ? QStringLiteral("tls1.2")
                                                  : QStringLiteral("tls1.0");
    QString settings = QStringLiteral("client.suites=%1 server.suites=%1 client.versions=%2 server.versions=%2 "
                                      "client.groups=x25519,ffdhe2048,secp256r1 server.groups=x25519,ffdhe2048 "
                                      "server.certificates=server-rsa,server-ecdsa,server-dsa "
                                      "client.signatures=rsa_pkcs1_sha256,ecdsa_secp256r1_sha256,dsa_sha1 "
                                      "server.signatures=rsa_pkcs1_sha256,ecdsa_secp256r1_sha256,dsa_sha1 "
                                      "client.alpn= server.alpn=")
                           .arg(QString::fromStdString(std::string(suite.name)), version);
    if (suite.usesPsk())
        settings += QStringLiteral(" client.psk=[{\"identity\":\"a\",\"key\":\"0102\"}]"
                                   " server.psk=[{\"identity\":\"a\",\"key\":\"0102\"}]");
    if (suite.exportable() && suite.usesDh())
        settings += QStringLiteral(" client.minimum_dh_bits=512 server.dh={\"p\":\"%1\",\"g\":\"02\"}").arg(prime);
    return settings;
}

std::shared_ptr<const Trace> traceOf(const QString &scenario, const RunOptions &options)
{
    const auto read = builtinScenario(scenario.toStdString());
    if (const auto *error = std::get_if<Error>(&read))
        qFatal("%s", error->text().c_str());
    const auto result = run(*std::get<std::shared_ptr<const Scenario>>(read), options);
    if (const auto *error = std::get_if<Error>(&result))
        qFatal("%s", error->text().c_str());
    return std::get<std::shared_ptr<const Trace>>(result);
}

} // namespace

class TestExplained : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAlertIsExplained();
    void everyCheckIsExplained();
    void everyExtensionAndMessageIsExplained();
    void everyPropertyIsExplained();
    void everyStatusOfASuiteIsExplained();
    void everyTraceIsExplained_data();
    void everyTraceIsExplained();
    void everyVariantIsExplained_data();
    void everyVariantIsExplained();
};

void TestExplained::everyAlertIsExplained()
{
    for (const AlertName &row : alertNames()) {
        for (const QString &language : Explanations::languages()) {
            const auto text = library(language).alerts().constFind(int(row.code));
            QVERIFY2(text != library(language).alerts().cend(), qPrintable(QString::fromLatin1(row.name)));
            QCOMPARE(text->name, QString::fromLatin1(row.name));
        }
    }
}

void TestExplained::everyCheckIsExplained()
{
    for (const CheckRule &rule : checkRules())
        for (const QString &language : Explanations::languages())
            QVERIFY2(library(language).find(Subject::Check, QString::fromStdString(std::string(rule.name))),
                     std::string(rule.name).c_str());
}

void TestExplained::everyExtensionAndMessageIsExplained()
{
    Explanations texts;
    for (const QString &language : Explanations::languages()) {
        texts.setLanguage(language);
        for (std::uint64_t code = 0; code <= 0xffff; ++code) {
            const QString extension = QString::fromStdString(names::extension(code));
            const QString path = QStringLiteral("client_hello.extensions.") + extension;
            QVERIFY2(extension.isEmpty() || texts.forField(path), qPrintable(path));
        }
        for (std::uint64_t code = 0; code <= 0xff; ++code) {
            const QString message = QString::fromStdString(names::handshakeType(code));
            QVERIFY2(message.isEmpty() || texts.forMessage(message), qPrintable(message));
        }
    }
}

void TestExplained::everyPropertyIsExplained()
{
    std::vector<std::string> reasons = propertyReasons();
    for (const std::string &reason : adversaryReasons())
        reasons.push_back(reason);
    for (const QString &language : Explanations::languages())
        for (const std::string &reason : reasons)
            QVERIFY2(library(language).reasons().contains(QString::fromStdString(reason)), reason.c_str());
}

void TestExplained::everyStatusOfASuiteIsExplained()
{
    for (const QString &language : Explanations::languages())
        for (const std::string_view reason : suiteReasons())
            QVERIFY2(library(language).reasons().contains(QLatin1StringView(reason.data(), qsizetype(reason.size()))),
                     reason.data());
}

void TestExplained::everyTraceIsExplained_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("language");
    for (const ScenarioInfo &info : builtinScenarios())
        for (const QString &language : Explanations::languages())
            QTest::addRow("%s, %s", info.name.c_str(), qPrintable(language))
                << QString::fromStdString(info.name) << language;
}

void TestExplained::everyTraceIsExplained()
{
    QFETCH(QString, scenario);
    QFETCH(QString, language);
    const auto trace = traceOf(scenario, {});
    QVERIFY(trace->outcome.expected);
    QVERIFY(!trace->messages.empty());
    const QStringList gaps = Gaps(*trace, language).found();
    QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
}

// What the built-in scenarios do not show: every suite, and ways to fail.
void TestExplained::everyVariantIsExplained_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("settings");
    const QString ecdhe = QStringLiteral("tls12-ecdhe-gcm"), classic = QStringLiteral("classic");
    for (const CipherSuite &suite : cipherSuites())
        QTest::newRow(suite.name.data()) << ecdhe << settingsFor(suite);
    QTest::newRow("expired") << ecdhe << QStringLiteral("server.certificates=expired-server");
    QTest::newRow("wrong name") << ecdhe << QStringLiteral("server.certificates=wrong-name-server");
    QTest::newRow("a CA as server") << ecdhe << QStringLiteral("server.certificates=intermediate");
    QTest::newRow("no application protocol") << ecdhe << QStringLiteral("client.alpn=spdy/3");
    QTest::newRow("no common group") << ecdhe << QStringLiteral("client.groups=secp521r1");
    QTest::newRow("no common signature") << ecdhe << QStringLiteral("client.signatures=ecdsa_secp384r1_sha384");
    QTest::newRow("no renegotiation_info") << ecdhe << QStringLiteral("client.renegotiation_info=off");
    QTest::newRow("client insists on ems") << classic << QStringLiteral("client.ems=require");
    QTest::newRow("server insists on ems") << classic << QStringLiteral("server.ems=require");
    QTest::newRow("client without certificate") << classic << QStringLiteral("client.certificates=");
    QTest::newRow("client with ECDSA") << classic << QStringLiteral("client.certificates=client-ecdsa");
    QTest::newRow("client's issuer unknown") << classic << QStringLiteral("server.trust=other-root");
    QTest::newRow("signalling value") << classic << QStringLiteral("client.renegotiation_info=scsv");
}

void TestExplained::everyVariantIsExplained()
{
    QFETCH(QString, scenario);
    QFETCH(QString, settings);
    RunOptions options;
    for (const QString &setting : settings.split(u' '))
        options.set.push_back(setting.toStdString());
    const auto trace = traceOf(scenario, options);
    if (settings.contains(QLatin1StringView(".suites=")))
        QVERIFY(trace->outcome.client == Status::Closed); // or it would show less than the suite can
    for (const QString &language : Explanations::languages()) {
        const QStringList gaps = Gaps(*trace, language).found();
        QVERIFY2(gaps.isEmpty(), qPrintable(gaps.join(u'\n')));
    }
}

QTEST_GUILESS_MAIN(TestExplained)
#include "tst_explained.moc"
