// SPDX-License-Identifier: GPL-3.0-or-later

// Every format of every built-in scenario, in both languages, as programs that others wrote read it. Many files go to
// one run of each, for they start slowly.

#include "builtins.h"
#include "sampletrace.h"

#include "export/diagramexport.h"
#include "export/formats.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

/// What a peer may be called, and what a title may be.
static const char *const hostileTitle = "\"; %% # \\input{x} $a$ {b} ~^&_ <b onclick=1>";
static const char *const hostileName = "[[x]] !include **x** --- '`e` \xE2\x80\xAE\x01\nend\n";

class TestExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyFormatIsMade();
    void svgIsXml();
    void pdfIsRead();
    void pdfHandoutIsRead_data();
    void pdfHandoutIsRead();
    void latexCompiles_data();
    void latexCompiles();
    void plantUmlReadsAll();
    void mermaidReadsAll();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    QByteArray render(const Trace &trace, const char *ending, const ExportOptions &options) const;
    QStringList filesOf(const char *ending) const;

    QTemporaryDir m_folder;
    std::map<QString, QByteArray> m_files; ///< "classic.en.svg"
};

struct Said
{
    int code = -1;
    QByteArray out, errors;
};

static Said runTool(const QString &program, const QStringList &arguments, const QString &folder,
                    const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(180000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

#define NEEDS(program)                                                                                                 \
    if (QStandardPaths::findExecutable(QStringLiteral(program)).isEmpty())                                             \
    QSKIP(program " is not installed: nothing was checked with it")

void TestExports::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

QByteArray TestExports::render(const Trace &trace, const char *ending, const ExportOptions &options) const
{
    return exportFormatOf(QStringLiteral("x.") + QLatin1StringView(ending))->render(trace, options);
}

QStringList TestExports::filesOf(const char *ending) const
{
    QStringList names;
    for (const auto &[name, content] : m_files)
        if (name.endsWith(QLatin1Char('.') + QLatin1StringView(ending)))
            names.append(name);
    return names;
}

void TestExports::initTestCase()
{
    QVERIFY(m_folder.isValid());
    std::size_t number = 0;
    for (const ScenarioInfo &info : builtinScenarios()) {
        const Trace &trace = *test::builtinTraces()[number++];
        for (const char *language : {"en", "zh_CN"}) {
            ExportOptions options;
            options.language = QLatin1StringView(language);
            options.fields = options.times = number % 2 == 0; // each look for half of them
            options.theme = static_cast<ExportTheme>(number % 3);
            for (const ExportFormat &format : exportFormats()) {
                const QString name = QStringLiteral("%1.%2.%3")
                                         .arg(QString::fromStdString(info.name), QLatin1StringView(language),
                                              QLatin1StringView(format.ending));
                if (qstrcmp(format.ending, "png") != 0)
                    write(name, m_files[name] = format.render(trace, options));
            }
        }
    }
    test::SampleOptions sample;
    sample.title = hostileTitle;
    Trace trace = test::sampleTrace(sample);
    trace.messages[1].name = hostileName;
    for (const char *ending : {"svg", "pdf", "mmd", "puml", "tex"})
        write(QStringLiteral("hostile.en.") + QLatin1StringView(ending),
              m_files[QStringLiteral("hostile.en.") + QLatin1StringView(ending)] = render(trace, ending, {}));
}

void TestExports::everyFormatIsMade()
{
    QVERIFY(m_files.size() > 2 * 9 * builtinScenarios().size());
    for (const auto &[name, content] : m_files) {
        if (!name.endsWith(QStringLiteral(".keys"))) // where no secret was agreed, there is none to log
            QVERIFY2(!content.isEmpty(), qPrintable(name));
        const bool text = !name.endsWith(QStringLiteral(".pdf")) && !name.endsWith(QStringLiteral(".pcapng"));
        QVERIFY2(!text || QString::fromUtf8(content).toUtf8() == content, qPrintable(name)); // UTF-8
    }
}

void TestExports::svgIsXml()
{
    NEEDS("xmllint");
    const Said outcome =
        runTool(QStringLiteral("xmllint"), QStringList{QStringLiteral("--noout")} + filesOf("svg"), m_folder.path());
    QVERIFY2(outcome.code == 0, outcome.errors.left(2000).constData());
}

void TestExports::pdfIsRead()
{
    NEEDS("pdftotext");
    const bool qpdf = !QStandardPaths::findExecutable(QStringLiteral("qpdf")).isEmpty();
    for (const QString &name : filesOf("pdf")) {
        const Said text = runTool(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), name, QStringLiteral("-")},
                                  m_folder.path());
        QVERIFY2(text.code == 0 && text.errors.isEmpty(), qPrintable(name + QString::fromUtf8(text.errors)));
        QVERIFY2(text.out.contains("_"), qPrintable(name)); // a message's name at least
        if (!qpdf)
            continue;
        const Said check = runTool(QStringLiteral("qpdf"), {QStringLiteral("--check"), name}, m_folder.path());
        QVERIFY2(check.code == 0, qPrintable(name + QString::fromUtf8(check.out + check.errors)));
    }
    const QByteArray classic =
        runTool(QStringLiteral("pdftotext"), {QStringLiteral("classic.en.pdf"), QStringLiteral("-")}, m_folder.path())
            .out;
    const std::shared_ptr<const Trace> trace = test::runBuiltin("classic");
    QCOMPARE(trace->messages.size(), std::size_t(13));
    for (const Message &message : trace->messages)
        QVERIFY2(classic.contains(message.name.c_str()), message.name.c_str());
}

void TestExports::pdfHandoutIsRead_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<ExportPage>("page");
    QTest::addColumn<QByteArray>("size");
    QTest::newRow("A4") << "en" << ExportPage::A4 << QByteArray("(A4)");
    QTest::newRow("Letter, Chinese") << "zh_CN" << ExportPage::Letter << QByteArray("(letter)");
}

void TestExports::pdfHandoutIsRead()
{
    NEEDS("pdfinfo");
    QFETCH(QString, language);
    QFETCH(ExportPage, page);
    QFETCH(QByteArray, size);
    ExportOptions options;
    options.language = language;
    options.page = page;
    options.handout = true;
    write(QStringLiteral("handout.pdf"), renderPdf(*test::runBuiltin("classic"), options));
    const QByteArray information =
        runTool(QStringLiteral("pdfinfo"), {QStringLiteral("handout.pdf")}, m_folder.path()).out;
    QVERIFY2(information.contains(size) && information.contains("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256") &&
                 information.contains("HelloDone"),
             information.constData());
    const QRegularExpressionMatch pages =
        QRegularExpression(QStringLiteral("Pages:\\s+(\\d+)")).match(QString::fromUtf8(information));
    QVERIFY(pages.captured(1).toInt() >= 14); // the diagram and thirteen messages
    const QByteArray fonts = runTool(QStringLiteral("pdffonts"), {QStringLiteral("handout.pdf")}, m_folder.path()).out;
    for (const QByteArray &line : fonts.split('\n').mid(2))
        QVERIFY2(line.isEmpty() || line.contains(" yes "), line.constData()); // embedded
    NEEDS("mutool");
    const QByteArray outline =
        runTool(QStringLiteral("mutool"),
                {QStringLiteral("show"), QStringLiteral("handout.pdf"), QStringLiteral("outline")}, m_folder.path())
            .out;
    for (const char *entry : {"\"1 client_hello\"", "\"4 server_key_exchange\"", "\"13 finished\""})
        QVERIFY2(outline.count(entry) == 2, outline.constData()); // the arrow and the page
}

/// All pictures in one document: the start of a program costs more than a picture.
static QByteArray latexOf(const std::map<QString, QByteArray> &files, const QString &language)
{
    QByteArray preamble, body;
    const QByteArray begin = "\\begin{document}\n", end = "\\end{document}";
    for (const auto &[name, content] : files) {
        if (!name.endsWith(QLatin1Char('.') + language + QStringLiteral(".tex")))
            continue;
        const qsizetype start = content.indexOf(begin);
        if (preamble.isEmpty() || (!preamble.contains("\\hdother") && content.left(start).contains("\\hdother")))
            preamble = content.left(start);
        body += content.mid(start + begin.size(), content.lastIndexOf(end) - start - begin.size());
    }
    return preamble + begin + body + end + '\n';
}

void TestExports::latexCompiles_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("language");
    QTest::newRow("English with pdfLaTeX") << "pdflatex"
                                           << "en";
    QTest::newRow("Chinese with XeLaTeX") << "xelatex"
                                          << "zh_CN";
}

void TestExports::latexCompiles()
{
    QFETCH(QString, program);
    QFETCH(QString, language);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP(qPrintable(program + QStringLiteral(" is not installed: nothing was checked with it")));
    const auto compiles = [&](const QString &name) {
        return runTool(program, {QStringLiteral("-interaction=nonstopmode"), QStringLiteral("-halt-on-error"), name},
                       m_folder.path());
    };
    const auto wrong = [](const Said &said) { return said.out.mid(said.out.indexOf("\n! "), 1000); };
    const Said one = compiles(QStringLiteral("classic.%1.tex").arg(language)); // as it is
    QVERIFY2(one.code == 0, wrong(one).constData());
    write(QStringLiteral("all.tex"), latexOf(m_files, language));
    const Said all = compiles(QStringLiteral("all.tex"));
    QVERIFY2(all.code == 0, wrong(all).constData());
    QVERIFY2(!all.out.contains("Missing character"), all.out.right(1500).constData());
    NEEDS("pdfinfo");
    const QByteArray information = runTool(QStringLiteral("pdfinfo"), {QStringLiteral("all.pdf")}, m_folder.path()).out;
    const auto pages = builtinScenarios().size() + (language == QStringLiteral("en") ? 1 : 0);
    QVERIFY2(QRegularExpression(QStringLiteral("Pages:\\s+%1\\b").arg(pages))
                 .match(QString::fromUtf8(information))
                 .hasMatch(),
             information.constData());
}

void TestExports::plantUmlReadsAll()
{
    NEEDS("plantuml");
    QStringList arguments{QStringLiteral("-tsvg"), QStringLiteral("-o"), QStringLiteral("drawn")};
    const Said outcome = runTool(QStringLiteral("plantuml"), arguments + filesOf("puml"), m_folder.path());
    QVERIFY2(outcome.code == 0, outcome.errors.left(2000).constData());
    for (const QString &name : filesOf("puml")) {
        QFile file(
            path(QStringLiteral("drawn/") + QString(name).replace(QStringLiteral(".puml"), QStringLiteral(".svg"))));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
        const QByteArray svg = file.readAll();
        QVERIFY2(!svg.contains("Syntax Error") && svg.contains("</svg>"), qPrintable(name));
        if (name.startsWith(QStringLiteral("hostile")))
            for (const char *shown : {"%% # \\input{x} $a$ {b}", "[[x]] !include **x** ---", "&lt;b onclick=1&gt;"})
                QVERIFY2(svg.contains(shown), shown);
    }
}

/// Parses every source and draws the hostile one; the document then says what came of it.
static QByteArray mermaidPage(const QString &library, const QJsonArray &sources, const QString &hostile)
{
    return "<!doctype html><meta charset=utf-8><body><script src=\"file://" + library.toUtf8() +
           "\"></script><script>\n"
           "(async () => { const said = []; mermaid.initialize({startOnLoad: false});\n"
           "const all = " +
           QJsonDocument(sources).toJson(QJsonDocument::Compact).replace("<", "\\u003c") +
           ";\n"
           "for (const [name, text] of all) try { await mermaid.parse(text); } catch (e) { said.push(name + ': ' + "
           "e.message); }\n"
           "const drawn = await mermaid.render('x', all.find(x => x[0] == '" +
           hostile.toUtf8() +
           "')[1]);\n"
           "const box = document.createElement('div'); box.innerHTML = drawn.svg;\n"
           "const texts = [...box.querySelectorAll('text')].map(e => e.textContent).join('|');\n"
           "document.body.textContent = 'PARSED ' + all.length + ' ' + said.join(' ') + ' TEXTS ' + texts + ' END'; "
           "})();\n"
           "</script>";
}

void TestExports::mermaidReadsAll()
{
    NEEDS("chromium");
    const QString library = QStringLiteral(HELLODONE_BINARY_DIR "/mermaid/package/dist/mermaid.min.js");
    if (!QFile::exists(library))
        QSKIP("Mermaid is not there (`./dev test` fetches it): nothing was checked with it");
    QJsonArray sources;
    for (const QString &name : filesOf("mmd"))
        sources.append(QJsonArray{name, QString::fromUtf8(m_files.at(name))});
    write(QStringLiteral("mermaid.html"), mermaidPage(library, sources, QStringLiteral("hostile.en.mmd")));
    const Said outcome =
        runTool(QStringLiteral("chromium"),
                {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                 QStringLiteral("--user-data-dir=") + path(QStringLiteral("chromium")),
                 QStringLiteral("--virtual-time-budget=120000"), QStringLiteral("--dump-dom"),
                 QStringLiteral("file://") + path(QStringLiteral("mermaid.html"))},
                m_folder.path());
    const QString said = QString::fromUtf8(outcome.out);
    QVERIFY2(said.contains(QStringLiteral("PARSED %1  TEXTS").arg(sources.size())), qPrintable(said.right(3000)));
    for (const char *shown : {"%% # \\input{x} $a$ {b}", "[[x]] !include **x** ---", "&lt;b onclick=1&gt;"})
        QVERIFY2(said.contains(QLatin1StringView(shown)), qPrintable(said.right(3000)));
}

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
