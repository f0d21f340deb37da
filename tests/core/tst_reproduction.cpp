// SPDX-License-Identifier: GPL-3.0-or-later

// What can be copied of a value is executed, by openssl and by Python, and must print that very value.

#include "print.h"

#include "analysis/reproduction.h"
#include "builtins.h"
#include "formats/recording.h"
#include "trace/operations.h"
#include "variants.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <set>

using namespace hd;
using namespace hd::test;

namespace {

/// One text, and what it must print.
struct Copied
{
    std::string text, expected, of;
};

/// Runs all of them at once: one shell, in which each is a shell of its own.
QStringList printedByShell(const std::vector<Copied> &all)
{
    const QTemporaryDir folder;
    QFile batch(folder.filePath(QStringLiteral("batch")));
    if (!folder.isValid() || !batch.open(QIODevice::WriteOnly))
        qFatal("no temporary folder");
    for (std::size_t i = 0; i < all.size(); ++i) {
        QFile script(folder.filePath(QString::number(i)));
        if (!script.open(QIODevice::WriteOnly))
            qFatal("no temporary file");
        script.write(all[i].text.data(), static_cast<qint64>(all[i].text.size()));
        batch.write("sh " + script.fileName().toUtf8() + " 2>&1\nprintf '\\036'\n");
    }
    batch.close();
    QProcess shell;
    shell.start(QStringLiteral("sh"), {batch.fileName()});
    if (!shell.waitForFinished(120000))
        qFatal("the shell did not come to an end");
    QStringList printed = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0x1e));
    printed.removeLast();
    return printed;
}

QStringList printedByPython(const std::vector<Copied> &all)
{
    static constexpr const char *runner = "import contextlib, io, json, sys\n"
                                          "for text in json.load(sys.stdin):\n"
                                          "    out = io.StringIO()\n"
                                          "    with contextlib.redirect_stdout(out):\n"
                                          "        exec(text, {})\n"
                                          "    sys.stdout.write(out.getvalue() + '\\x1e')\n";
    QJsonArray texts;
    for (const Copied &one : all)
        texts.append(QString::fromStdString(one.text));
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QString::fromLatin1(runner)});
    python.write(QJsonDocument(texts).toJson(QJsonDocument::Compact));
    python.closeWriteChannel();
    if (!python.waitForFinished(120000))
        qFatal("python3 did not come to an end");
    if (python.exitCode() != 0)
        qWarning("%s", python.readAllStandardError().constData());
    QStringList printed = QString::fromUtf8(python.readAllStandardOutput()).split(QChar(0x1e));
    printed.removeLast();
    return printed;
}

/// TLS 1.3 over a finite field, curves and hashes that the built-in scenarios leave out, keys of export grade.
const std::vector<std::pair<std::string, std::vector<std::string>>> &moreRuns()
{
    static const std::vector<std::pair<std::string, std::vector<std::string>>> runs{
        {"tls13",
         {"client.groups=ffdhe2048", "client.key_shares=ffdhe2048", "server.groups=ffdhe2048",
          "client.suites=TLS_AES_256_GCM_SHA384", "server.suites=TLS_AES_256_GCM_SHA384"}},
        {"tls13", {"client.groups=x448", "client.key_shares=x448", "server.groups=x448"}},
        {"tls12-ecdhe-gcm", {"client.groups=secp384r1", "server.groups=secp384r1"}},
        {"tls12-ecdhe-gcm", {"client.groups=secp521r1", "server.groups=secp521r1"}},
        {"classic", {"client.groups=ffdhe3072", "server.groups=ffdhe3072"}},
        {"export-rsa", {"client.versions=ssl3", "server.versions=ssl3"}},
    };
    return runs;
}

const std::vector<std::shared_ptr<const Trace>> &traces()
{
    static const std::vector<std::shared_ptr<const Trace>> all = [] {
        std::vector<std::shared_ptr<const Trace>> made = builtinTraces();
        for (const auto &[scenario, settings] : moreRuns())
            made.push_back(runBuiltin(scenario, settings));
        for (const Variant &variant : distinctSuiteVariants())
            made.push_back(runBuiltin(variantScenario, variant.settings));
        return made;
    }();
    return all;
}

/// What makes one command differ from another but for the bytes in it.
std::string shapeOf(const Derivation &derivation)
{
    std::string shape = derivation.operation + ' ' + std::to_string(derivation.output.size());
    for (const Input &input : derivation.inputs)
        shape += ' ' + input.role + ' ' + input.text + ' ' + std::to_string(input.value.size());
    return shape;
}

/// The texts of @p tool for a trace: for Python all, for openssl, whose processes take their time, one of each shape.
std::vector<Copied> copiedFrom(const Trace &trace, ReproductionTool tool)
{
    static std::set<std::string> known;
    static std::map<std::string, int> shapes;
    std::vector<Copied> all;
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
        const auto made = reproductionOf(trace, DerivationId{i}, tool);
        const auto *reproduction = std::get_if<Reproduction>(&made);
        const Derivation &derivation = trace.derivations[i];
        if (!reproduction || !known.insert(reproduction->text).second)
            continue;
        if (tool == ReproductionTool::OpenSsl && ++shapes[shapeOf(derivation)] > 1)
            continue;
        all.push_back({reproduction->text, reproduction->verifies ? std::string() : toHex(derivation.output),
                       trace.scenarioName + ": " + derivation.name + ", " + derivation.operation});
    }
    return all;
}

/// What openssl says of a signature that fits.
bool saysThatItFits(const QString &printed)
{
    return printed == QLatin1String("Verified OK") || printed == QLatin1String("Signature Verified Successfully");
}

void compare(const std::vector<Copied> &all, const QStringList &printed)
{
    QCOMPARE(printed.size(), qsizetype(all.size()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QString line = printed[qsizetype(i)].trimmed();
        const QByteArray about = (all[i].of + "\n" + all[i].text + "printed " + line.toStdString()).c_str();
        if (all[i].expected.empty() && all[i].of.find("sign") != std::string::npos)
            QVERIFY2(saysThatItFits(line), about);
        else
            QVERIFY2(line.toStdString() == all[i].expected, about);
    }
}

} // namespace

class TestReproduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsTheRecordedValue_data();
    void printsTheRecordedValue();
    void everyOperationIsCovered();
    void everyBlockToo();
    void withheldIsNotReproduced();
    void nothingRecordedIsExecuted();
};

void TestReproduction::printsTheRecordedValue_data()
{
    QTest::addColumn<ReproductionTool>("tool");
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < traces().size(); ++i)
        for (const auto &[tool, name] :
             {std::pair(ReproductionTool::OpenSsl, "openssl"), {ReproductionTool::Python, "Python"}})
            QTest::addRow("%s, %s %d", name, traces()[i]->scenarioName.c_str(), static_cast<int>(i))
                << tool << qsizetype(i);
}

void TestReproduction::printsTheRecordedValue()
{
    QFETCH(ReproductionTool, tool);
    QFETCH(qsizetype, index);
    const std::vector<Copied> all = copiedFrom(*traces()[static_cast<std::size_t>(index)], tool);
    compare(all, tool == ReproductionTool::OpenSsl ? printedByShell(all) : printedByPython(all));
}

/// Of each operation at least one was executed above; of those that cannot be, the reason is known.
void TestReproduction::everyOperationIsCovered()
{
    using Why = NotReproducible;
    struct Can
    {
        std::optional<Why> openSsl, python;
    };
    const std::map<std::string, Can> operations{
        {operation::entropy, {Why::Drawn, Why::Drawn}},
        {operation::given, {Why::KnownBefore, Why::KnownBefore}},
        {operation::rsaEncrypt, {Why::RandomPadding, Why::RandomPadding}},
        {operation::rsaDecrypt, {Why::PrivateKey, Why::PrivateKey}},
        {operation::sign, {{}, Why::NoSignatures}},
        {operation::signHash, {{}, Why::NoSignatures}},
        {operation::sealTicket, {{}, Why::NoAes}},
        {operation::openTicket, {{}, Why::NoAes}},
        {operation::concatenation, {}},
        {operation::dhPublic, {}},
        {operation::dhShared, {}},
        {operation::dhSharedPadded, {}},
        {operation::ecdhPublic, {}},
        {operation::ecdhShared, {}},
        {operation::hash, {}},
        {operation::prf, {}},
        {operation::slice, {}},
        {operation::digest, {}},
        {operation::sslLadder, {}},
        {operation::sslHash, {}},
        {operation::hkdfExtract, {}},
        {operation::hkdfExpandLabel, {}},
        {operation::hmac, {}},
    };
    std::set<std::string> met;
    for (const auto &trace : traces())
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
            const std::string &name = trace->derivations[i].operation;
            if (name.starts_with("ML-KEM")) // only where libcrypto has it
                continue;
            QVERIFY2(operations.count(name) == 1, name.c_str());
            met.insert(name);
            const Can &can = operations.at(name);
            for (const auto &[tool, why] :
                 {std::pair(ReproductionTool::OpenSsl, can.openSsl), std::pair(ReproductionTool::Python, can.python)}) {
                const auto made = reproductionOf(*trace, DerivationId{i}, tool);
                QCOMPARE(std::holds_alternative<Reproduction>(made), !why.has_value());
                if (why)
                    QVERIFY(std::get<Why>(made) == *why);
            }
        }
    for (const auto &[name, can] : operations)
        QVERIFY2(met.count(name) == 1, name.c_str());
}

/// A(1), the inner hash, T(2): each block of each kind of expansion.
void TestReproduction::everyBlockToo()
{
    std::vector<Copied> python, shell;
    std::set<std::string> known;
    for (const auto &trace : traces())
        for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
            const Derivation &derivation = trace->derivations[i];
            if (derivation.inputs.empty() || !known.insert(derivation.operation + derivation.inputs[0].text).second)
                continue;
            const auto expansion = expansionOf(*trace, DerivationId{i});
            if (!std::holds_alternative<Expansion>(expansion))
                continue;
            for (const ExpansionStep *step : std::get<Expansion>(expansion).steps()) {
                const std::string of = derivation.name + ", " + step->name;
                python.push_back({reproductionOf(*step, ReproductionTool::Python).text, toHex(step->value), of});
                shell.push_back({reproductionOf(*step, ReproductionTool::OpenSsl).text, toHex(step->value), of});
            }
        }
    QVERIFY(python.size() > 40);
    compare(python, printedByPython(python));
    compare(shell, printedByShell(shell));
}

void TestReproduction::withheldIsNotReproduced()
{
    const auto read = readRecording(writeRecording(*runBuiltin("classic")), "a.json");
    const Trace &trace = std::get<Trace>(read);
    for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
        for (const ReproductionTool tool : {ReproductionTool::OpenSsl, ReproductionTool::Python}) {
            const auto made = reproductionOf(trace, DerivationId{i}, tool);
            if (isWithheld(trace.derivations[i]))
                QVERIFY(std::get<NotReproducible>(made) == NotReproducible::Withheld);
            else if (const auto *text = std::get_if<Reproduction>(&made))
                QVERIFY(!text->text.empty());
        }
}

/// A recording comes from anybody: what it calls a label or a value is a word to the tools, never a command.
void TestReproduction::nothingRecordedIsExecuted()
{
    Trace trace = *runBuiltin("tls12-rsa");
    const QTemporaryDir folder;
    const std::string victim = folder.filePath(QStringLiteral("victim")).toStdString();
    const std::string evil =
        "x'\"\n`touch " + victim + "`$(touch " + victim + ")\nimport os; os.system('touch " + victim + "')\n'''\nEND\n";
    const DerivationId master = *derivationOf(trace, "master_secret", Side::Client);
    Derivation &derivation = trace.derivations[master.index];
    for (Input &input : derivation.inputs)
        if (input.role == "label")
            input.text = evil;
    derivation.name = evil;
    const auto expansion = expansionOf(trace, master);
    const Bytes expected = std::get<Expansion>(expansion).output;
    for (const ReproductionTool tool : {ReproductionTool::OpenSsl, ReproductionTool::Python}) {
        const std::vector<Copied> one{
            {std::get<Reproduction>(reproductionOf(trace, master, tool)).text, toHex(expected), "evil"}};
        compare(one, tool == ReproductionTool::OpenSsl ? printedByShell(one) : printedByPython(one));
    }
    QVERIFY(!QFile::exists(QString::fromStdString(victim)));
}

QTEST_GUILESS_MAIN(TestReproduction)
#include "tst_reproduction.moc"
