// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampletrace.h"

#include "export/diagramexport.h"
#include "export/svgdevice.h"
#include "scenario/scenario.h"

#include <QBuffer>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace hd;
using namespace hd::ui;
using hd::test::sampleTrace;

static const QStringList messageNames{
    QStringLiteral("client_hello"),        QStringLiteral("server_hello"),       QStringLiteral("server_key_exchange"),
    QStringLiteral("certificate_request"), QStringLiteral("server_hello_done"),  QStringLiteral("client_key_exchange"),
    QStringLiteral("certificate_verify"),  QStringLiteral("change_cipher_spec"), QStringLiteral("finished"),
    QStringLiteral("certificate")};

/// The text of every <text> element; empty when it is not well-formed.
static QStringList textsOf(const QByteArray &svg)
{
    QStringList texts;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1StringView("text"))
            texts.append(xml.readElementText());
    return xml.hasError() ? QStringList() : texts;
}

static const char *const hostileTitle = "<script>alert('x')</script> & \"]]>\x01 | [a](b) `c`\nnew *line*";

class TestExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void svgHoldsEveryLabelAsText()
    {
        const QByteArray svg = renderSvg(sampleTrace());
        QVERIFY(svg.startsWith("<?xml"));
        const QStringList texts = textsOf(svg);
        QVERIFY(!texts.isEmpty());
        int labels = 0;
        for (const QString &name : messageNames)
            labels += static_cast<int>(texts.count(name));
        QCOMPARE(labels, 13 + 1); // and the legend's change_cipher_spec
        for (int i = 1; i <= 13; ++i)
            QVERIFY(texts.contains(QString::number(i)));
        QVERIFY(texts.contains(QStringLiteral("connected")));
        QVERIFY(svg.contains("<title id=\"title\">Classic 13 messages</title>"));
        QVERIFY(svg.contains("<g id=\"message-4\">"));
    }

    void svgIsValidToXmllint()
    {
        const QString xmllint = QStandardPaths::findExecutable(QStringLiteral("xmllint"));
        if (xmllint.isEmpty())
            QSKIP("xmllint is not installed");
        QProcess process;
        process.start(xmllint, {QStringLiteral("--noout"), QStringLiteral("-")});
        process.write(renderSvg(sampleTrace()));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    void svgTextCanBeOutlines()
    {
        ExportOptions options;
        options.textAsPaths = true;
        const QByteArray svg = renderSvg(sampleTrace(), options);
        QVERIFY(!svg.contains("<text"));
        QVERIFY(svg.contains("<title>#4 server_key_exchange")); // still there for search and screen readers
    }

    void chineseIsOutlinesUnlessAskedOtherwise()
    {
        ExportOptions options;
        options.language = QStringLiteral("zh_CN");
        QVERIFY(!renderSvg(sampleTrace(), options).contains("<text"));
        options.textAsPaths = false;
        QVERIFY(renderSvg(sampleTrace(), options).contains("<text"));
    }

    void picturesAreDeterministic()
    {
        const Trace trace = sampleTrace();
        QCOMPARE(renderSvg(trace), renderSvg(trace));
        QCOMPARE(renderPng(trace), renderPng(trace));
        QCOMPARE(renderText(trace), renderText(trace));
        QCOMPARE(renderMarkdown(trace), renderMarkdown(trace));
    }

    void themesDiffer()
    {
        ExportOptions dark;
        dark.theme = ExportTheme::Dark;
        ExportOptions mono;
        mono.theme = ExportTheme::Mono;
        const Trace trace = sampleTrace();
        QVERIFY(renderSvg(trace) != renderSvg(trace, dark));
        QXmlStreamReader xml(renderSvg(trace, mono));
        while (!xml.atEnd()) {
            xml.readNext();
            for (const char *name : {"fill", "stroke"}) {
                const QString value = xml.attributes().value(QLatin1StringView(name)).toString();
                if (!value.startsWith(QLatin1Char('#')))
                    continue;
                const QColor color(value);
                QVERIFY2(color.red() == color.green() && color.green() == color.blue(), qPrintable(value));
            }
        }
    }

    void pdfHoldsEveryLabel()
    {
        const QByteArray pdf = renderPdf(sampleTrace());
        QVERIFY(pdf.startsWith("%PDF-"));
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("x.pdf"));
        QVERIFY(!writeDiagram(sampleTrace(), path));
        const QString pdftotext = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        if (pdftotext.isEmpty())
            QSKIP("pdftotext is not installed");
        QProcess process;
        process.start(pdftotext, {QStringLiteral("-layout"), path, QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        for (const QString &name : messageNames)
            QVERIFY2(text.contains(name), qPrintable(name + QLatin1Char('\n') + text));
        QCOMPARE(text.count(QLatin1Char('\f')), 1); // one page
    }

    void pngScales()
    {
        ExportOptions options;
        options.scale = 1;
        const QImage once = QImage::fromData(renderPng(sampleTrace(), options));
        options.scale = 3;
        const QImage thrice = QImage::fromData(renderPng(sampleTrace(), options));
        QVERIFY(!once.isNull());
        QCOMPARE(thrice.width(), once.width() * 3);
        QCOMPARE(once.text(QStringLiteral("Title")), QStringLiteral("Classic 13 messages"));
    }

    void textIsADiagram()
    {
        const QStringList lines = QString::fromUtf8(renderText(sampleTrace())).split(QLatin1Char('\n'));
        QCOMPARE(lines.first(), QStringLiteral("Classic 13 messages"));
        qsizetype clientAt = -1;
        int arrows = 0;
        for (const QString &line : lines) {
            const qsizetype bar = line.indexOf(QLatin1Char('|'));
            if (bar < 0)
                continue;
            if (clientAt < 0)
                clientAt = bar;
            QCOMPARE(bar, clientAt); // the lifelines are straight
            arrows += line.contains(QLatin1Char('>')) || line.contains(QLatin1Char('<'));
            QVERIFY(!line.endsWith(QLatin1Char(' ')));
        }
        QCOMPARE(arrows, 13);
        const auto fourth = std::find_if(lines.begin(), lines.end(), [](const QString &line) {
            return line.contains(QStringLiteral(" 4  |<---")) && line.contains(QStringLiteral(" server_key_exchange "));
        });
        QVERIFY(fourth != lines.end());
        QVERIFY(fourth->endsWith(QStringLiteral("788")));
    }

    void markdownExplainsItself()
    {
        hd::test::SampleOptions sample;
        sample.omissions = true;
        const QString text = QString::fromUtf8(renderMarkdown(sampleTrace(sample)));
        QVERIFY(text.startsWith(QStringLiteral("# Classic 13 messages\n")));
        QVERIFY(text.contains(QStringLiteral("| 1 | 1 | Client | `client_hello` | clear | 126 |")));
        QVERIFY(text.contains(QStringLiteral("**`TLS_DHE_RSA_WITH_AES_128_CBC_SHA256`** | ✓ | ✓ | ✓ |")));
        QVERIFY(text.contains(QStringLiteral("the server does not ask for a certificate")));
        QVERIFY(text.contains(QStringLiteral("`client_random`")));
        // Every row of a table has as many cells as its head.
        qsizetype cells = -1;
        for (const QString &line : text.split(QLatin1Char('\n'))) {
            if (!line.startsWith(QLatin1Char('|'))) {
                cells = -1;
                continue;
            }
            const qsizetype here = line.count(QLatin1Char('|')) - line.count(QStringLiteral("\\|"));
            QVERIFY2(cells < 0 || here == cells, qPrintable(line));
            cells = here;
        }
    }

    void chineseHasNoEnglishWordsLeft()
    {
        ExportOptions options;
        options.language = QStringLiteral("zh_CN");
        hd::test::SampleOptions sample;
        sample.omissions = true;
        sample.alert = true;
        const QString text = QString::fromUtf8(renderText(sampleTrace(sample), options));
        QVERIFY(text.contains(QStringLiteral("客户端")));
        QVERIFY(text.contains(QStringLiteral("第 1 组")));
        for (const char *word : {"Client", "Flight", "bytes", "clear", "not sent"})
            QVERIFY2(!text.contains(QLatin1StringView(word)), word);
        const QString markdown = QString::fromUtf8(renderMarkdown(sampleTrace(sample), options));
        for (const QString &line : markdown.split(QLatin1Char('\n'))) // titles of sections and tables
            if (line.startsWith(QStringLiteral("## ")) || line.contains(QStringLiteral("offered")))
                QVERIFY2(std::any_of(line.begin(), line.end(), [](QChar c) { return c.script() == QChar::Script_Han; }),
                         qPrintable(line));
        QVERIFY(!markdown.contains(QStringLiteral("withheld")));
    }

    void nothingTellsSecretsUnasked()
    {
        const Trace trace = sampleTrace();
        const QByteArray secret = hd::test::sampleSecretHex;
        for (const QByteArray &made : {renderSvg(trace), renderText(trace), renderMarkdown(trace)})
            QVERIFY(!made.contains(secret) && !made.contains(QByteArray::fromHex(secret)));
        ExportOptions options;
        options.withSecrets = true;
        QVERIFY(renderMarkdown(trace, options).contains(secret));
        QVERIFY(renderMarkdown(trace).contains("c0ffee11")); // what everybody saw stays
    }

    void everyScenarioIsDrawnWithoutItsSecrets_data()
    {
        QTest::addColumn<QString>("name");
        for (const ScenarioInfo &info : builtinScenarios())
            QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
    }
    void everyScenarioIsDrawnWithoutItsSecrets()
    {
        QFETCH(QString, name);
        const auto scenario = builtinScenario(name.toStdString());
        const auto made = run(*std::get<0>(scenario));
        const Trace &trace = *std::get<0>(made);
        const QByteArray svg = renderSvg(trace);
        const QByteArray text = renderText(trace);
        const QByteArray markdown = renderMarkdown(trace);
        const QStringList texts = textsOf(svg);
        for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
            QVERIFY(texts.contains(messageLabel(trace.messages[i])));
            QVERIFY(svg.contains(QStringLiteral("id=\"message-%1\"").arg(i + 1).toUtf8()));
            QVERIFY(text.contains(trace.messages[i].name.c_str()));
        }
        for (const Omission &omission : trace.omissions)
            QVERIFY(text.contains(omission.message.c_str()));
        for (const Derivation &derivation : trace.derivations) {
            if (!derivation.secret || derivation.output.size() < 8)
                continue;
            const QByteArray hex = QByteArray::fromStdString(toHex(derivation.output));
            QVERIFY2(!svg.contains(hex) && !text.contains(hex) && !markdown.contains(hex), derivation.name.c_str());
        }
    }

    void hostileTextIsHarmless()
    {
        hd::test::SampleOptions sample;
        sample.title = hostileTitle;
        Trace trace = sampleTrace(sample);
        trace.messages[0].name = "<img src=x onerror=y>|`";
        trace.description.en = hostileTitle;
        const QByteArray svg = renderSvg(trace);
        QVERIFY(!textsOf(svg).isEmpty());
        QVERIFY(!svg.contains("<script") && !svg.contains("<img"));
        QVERIFY(renderPdf(trace).startsWith("%PDF-"));
        QString markdown = QString::fromUtf8(renderMarkdown(trace));
        markdown.remove(QRegularExpression(QStringLiteral("\\\\."))); // what is escaped is harmless
        for (const char *live : {"<script", "<img", "[a", "*line", "`c`", "\x01"})
            QVERIFY2(!markdown.contains(QLatin1StringView(live)), live);
        for (const char c : renderText(trace))
            QVERIFY(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
        QCOMPARE(xmlText(QStringLiteral("a\x02 b\uFFFF")), QStringLiteral("a\uFFFD b\uFFFD"));
    }

    void rangeAndLabelsAreKept()
    {
        ExportOptions options;
        options.from = 10;
        options.to = 11;
        options.bytes = false;
        options.states = false;
        const QStringList texts = textsOf(renderSvg(sampleTrace(), options));
        QVERIFY(texts.contains(QStringLiteral("10")));
        QVERIFY(!texts.contains(QStringLiteral("9")));
        QVERIFY(!texts.contains(QStringLiteral("bytes")));
        QVERIFY(!texts.contains(QStringLiteral("connected")));
    }

    void filesAreWrittenByTheirEnding_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("svg") << "svg" << QByteArray("<?xml");
        QTest::newRow("pdf") << "PDF" << QByteArray("%PDF-");
        QTest::newRow("png") << "png" << QByteArray("\x89PNG");
        QTest::newRow("txt") << "txt" << QByteArray("Classic");
        QTest::newRow("md") << "md" << QByteArray("# Classic");
    }
    void filesAreWrittenByTheirEnding()
    {
        QFETCH(QString, ending);
        QFETCH(QByteArray, start);
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("diagram.") + ending);
        QVERIFY(!writeDiagram(sampleTrace(), path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(start));
    }

    void errorsSayWhatToDo()
    {
        const std::optional<Error> ending = writeDiagram(sampleTrace(), QStringLiteral("x.doc"));
        QVERIFY(ending && ending->fix.find(".svg") != std::string::npos);
        const std::optional<Error> folder = writeDiagram(sampleTrace(), QStringLiteral("/nowhere/x.svg"));
        QVERIFY(folder && folder->where == "/nowhere/x.svg");
        ExportOptions options;
        options.from = 14;
        const std::optional<Error> range = writeDiagram(sampleTrace(), QStringLiteral("x.svg"), options);
        QVERIFY(range && range->fix.find("13") != std::string::npos);
    }
};

QTEST_MAIN(TestExport)
#include "tst_export.moc"
