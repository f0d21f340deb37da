// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/chart.h"
#include "plots/measurement.h"
#include "plots/plotexport.h"
#include "plots/plotsinspector.h"
#include "session/session.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QProcess>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

#include <cmath>
#include <set>

using namespace hd;
using namespace hd::ui;

// Every page in every theme and language is painted, and can be taken away whole: as picture, page, table.
class TestPlotExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void csvIsReadBack();
    void tableModel();
    void everyPagePaints_data();
    void everyPagePaints();
    void svgIsText_data() { pages(); }
    void svgIsText();
    void pdfIsOnePage_data() { pages(); }
    void pdfIsOnePage();
    void pngHasEveryRow_data() { pages(); }
    void pngHasEveryRow();
    void csvIsTheTable_data() { pages(); }
    void csvIsTheTable();
    void copies();
    void problemsAreShown();

private:
    static void pages();
    PlotPage *open(int page);

    std::unique_ptr<Session> m_session;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Explanations> m_texts;
    std::unique_ptr<PlotsInspector> m_inspector;
    QTranslator m_chinese;
};

static constexpr int pageCount = 6;

void TestPlotExport::initTestCase()
{
    Fonts::load();
    m_session = std::make_unique<Session>();
    m_theme = std::make_unique<Theme>();
    m_texts = std::make_unique<Explanations>();
    QVERIFY(!m_session->runScenario(QStringLiteral("classic")));
    m_session->goToEnd();
    m_inspector = std::make_unique<PlotsInspector>(m_session.get(), m_theme.get(), m_texts.get());
    m_inspector->resize(672, 416);
    m_inspector->show();
    QCOMPARE(m_inspector->pages().size(), std::size_t(pageCount));
    QVERIFY(m_chinese.load(QStringLiteral(":/i18n/hellodone_zh_CN.qm")));
}

void TestPlotExport::cleanup()
{
    QCoreApplication::removeTranslator(&m_chinese);
    QCoreApplication::sendPostedEvents();
    m_theme->setAppearance(Appearance::Light);
    m_theme->setZoom(1);
}

void TestPlotExport::pages()
{
    QTest::addColumn<int>("page");
    int page = 0;
    for (const char *key : {"waterfall", "bytes", "comparison", "cpu", "random-bits", "avalanche"})
        QTest::newRow(key) << page++;
}

/// Waits for its experiment.
PlotPage *TestPlotExport::open(int page)
{
    m_inspector->showPage(page);
    PlotPage *shown = m_inspector->page();
    const auto *measurement = m_inspector->findChild<Measurement *>();
    const bool filled = QTest::qWaitFor(
        [&] {
            const bool ready = shown->key() != QLatin1StringView("waterfall") || measurement->result();
            return ready && !shown->table().rows.empty();
        },
        60000);
    shown->chart()->plot()->replot();
    return filled ? shown : nullptr;
}

/// RFC 4180
static std::vector<QStringList> parsedCsv(const QString &text)
{
    std::vector<QStringList> rows{{}};
    QString field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == QLatin1Char('"') && text.mid(i + 1, 1) == QLatin1StringView("\""))
            field += text[++i];
        else if (c == QLatin1Char('"'))
            quoted = !quoted;
        else if (!quoted && c == QLatin1Char(','))
            rows.back().append(std::exchange(field, {}));
        else if (!quoted && c == QLatin1Char('\r') && text.mid(i + 1, 1) == QLatin1StringView("\n")) {
            rows.back().append(std::exchange(field, {}));
            rows.emplace_back();
            ++i;
        } else
            field += c;
    }
    rows.pop_back();
    return rows;
}

void TestPlotExport::csvIsReadBack()
{
    const PlotTable table{{{QStringLiteral("a, b")}, {QStringLiteral("say \"hello\"")}, {QStringLiteral("n"), 1}},
                          {{QStringLiteral("two\nlines"), QStringLiteral("证书"), 0.125}, {QString(), 3, QVariant()}}};
    const std::vector<QStringList> rows = parsedCsv(QString::fromUtf8(toCsv(table)));
    QCOMPARE(rows.size(), 3U);
    QCOMPARE(rows[0], table.titles());
    QCOMPARE(rows[1], (QStringList{QStringLiteral("two\nlines"), QStringLiteral("证书"), QStringLiteral("0.125")}));
    QCOMPARE(rows[2], (QStringList{QString(), QStringLiteral("3"), QString()}));
    QCOMPARE(toTabSeparated(table).section(QLatin1Char('\n'), 1, 1), QStringLiteral("two lines\t证书\t0.125"));
}

void TestPlotExport::tableModel()
{
    PlotTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable({{{QStringLiteral("name")}, {QStringLiteral("share, %"), 1}},
                    {{QStringLiteral("x"), 12.345}, {QStringLiteral("y")}}});
    QCOMPARE(model.index(0, 1).data().toString(), QLocale().toString(12.345, 'f', 1));
    QVERIFY(!model.index(1, 1).data().isValid());
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("share, %"));
}

void TestPlotExport::everyPagePaints_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<bool>("chinese");
    QTest::addColumn<double>("zoom");
    const std::pair<const char *, Appearance> appearances[] = {
        {"light", Appearance::Light}, {"dark", Appearance::Dark}, {"high contrast", Appearance::HighContrast}};
    for (const auto &[name, appearance] : appearances)
        for (const bool chinese : {false, true})
            for (const double zoom : {1.0, 1.5})
                QTest::addRow("%s %s %g", name, chinese ? "zh_CN" : "en", zoom) << appearance << chinese << zoom;
}

void TestPlotExport::everyPagePaints()
{
    QFETCH(const Appearance, appearance);
    QFETCH(const bool, chinese);
    QFETCH(const double, zoom);
    m_theme->setAppearance(appearance);
    m_theme->setZoom(zoom);
    if (chinese)
        QCoreApplication::installTranslator(&m_chinese);
    QCoreApplication::sendPostedEvents(); // the window hears of it
    std::set<QString> titles;
    for (int i = 0; i < pageCount; ++i) {
        const PlotPage *page = open(i);
        QVERIFY(page);
        titles.insert(page->title());
        const QImage image = plotImage(*page, 1);
        QCOMPARE(image.pixelColor(image.width() - 1, 0), m_theme->colors().base);
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); y += 2)
            for (int x = 0; x < image.width(); ++x)
                colors.insert(image.pixel(x, y));
        QVERIFY(colors.contains(m_theme->colors().text2.rgb())); // bars, dots
        QVERIFY(colors.size() > 16);                             // and words
        const auto isChinese = [](QChar c) { return c.unicode() >= 0x4E00 && c.unicode() <= 0x9FFF; };
        for (const QString &text : {page->title(), page->sentence(), page->table().columns[0].title})
            QCOMPARE(std::any_of(text.begin(), text.end(), isChinese), chinese);
    }
    QCOMPARE(titles.size(), std::size_t(pageCount));
}

/// What there is to read in a picture.
static QStringList textsIn(const QByteArray &svg)
{
    QStringList texts;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1StringView("text"))
            texts.append(xml.readElementText());
    return xml.hasError() ? QStringList() : texts;
}

void TestPlotExport::svgIsText()
{
    QFETCH(const int, page);
    const PlotPage *shown = open(page);
    QVERIFY(shown);
    const QByteArray svg = plotSvg(*shown, QStringLiteral("en"));
    const QStringList texts = textsIn(svg);
    QVERIFY(texts.size() > 5);
    QCustomPlot *plot = shown->chart()->plot();
    for (const QCPAxisRect *rect : plot->axisRects())
        for (const QCPAxis *axis : rect->axes())
            if (axis->visible() && !axis->label().isEmpty())
                QVERIFY2(texts.contains(axis->label()), qPrintable(axis->label()));
    QVERIFY(!svg.contains("<image"));
    QVERIFY(svg.contains("font-family=\"Inter"));
    QVERIFY(svg.contains(shown->title().toHtmlEscaped().toUtf8()));
    const QString xmllint = QStandardPaths::findExecutable(QStringLiteral("xmllint"));
    if (xmllint.isEmpty())
        QSKIP("xmllint is not installed");
    QProcess process;
    process.start(xmllint, {QStringLiteral("--noout"), QStringLiteral("-")});
    process.write(svg);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitCode(), 0);
}

void TestPlotExport::pdfIsOnePage()
{
    QFETCH(const int, page);
    const PlotPage *shown = open(page);
    QVERIFY(shown);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("plot.pdf"));
    QVERIFY(!m_inspector->exportTo(path));
    const QString pdfinfo = QStandardPaths::findExecutable(QStringLiteral("pdfinfo"));
    if (pdfinfo.isEmpty())
        QSKIP("pdfinfo is not installed");
    QProcess process;
    process.start(pdfinfo, {path});
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitCode(), 0);
    const QString info = QString::fromUtf8(process.readAll());
    QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages:\\s+1\\n"))), qPrintable(info));
    QVERIFY(info.contains(shown->title()));
    process.start(QStringLiteral("pdffonts"), {path});
    QVERIFY(process.waitForFinished(20000));
    QVERIFY(process.readAll().contains("Inter")); // text, and embedded
}

void TestPlotExport::pngHasEveryRow()
{
    QFETCH(const int, page);
    const PlotPage *shown = open(page);
    QVERIFY(shown);
    const QImage image = QImage::fromData(plotPng(*shown), "png");
    QCOMPARE(image.size(), shown->chart()->wholeSize() * 2);
    QCOMPARE(image.text(QStringLiteral("Title")), shown->title());
}

void TestPlotExport::csvIsTheTable()
{
    QFETCH(const int, page);
    const PlotPage *shown = open(page);
    QVERIFY(shown);
    const QByteArray csv = plotCsv(*shown);
    QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
    const std::vector<QStringList> rows = parsedCsv(QString::fromUtf8(csv.mid(3)));
    const PlotTable &table = shown->table();
    QCOMPARE(rows.size(), table.rows.size() + 1);
    QCOMPARE(rows[0], table.titles());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QCOMPARE(rows[row + 1].size(), table.rows[row].size());
        for (qsizetype column = 0; column < table.rows[row].size(); ++column) {
            const QVariant &value = table.rows[row][column];
            const QString &text = rows[row + 1][column];
            if (value.typeId() == QMetaType::Double)
                QVERIFY(std::abs(text.toDouble() - value.toDouble()) <= 1e-9 * std::abs(value.toDouble()));
            else
                QCOMPARE(text, value.toString());
        }
    }
}

void TestPlotExport::copies()
{
    const PlotPage *page = open(1);
    QVERIFY(page);
    m_inspector->copyTable();
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(std::size_t(lines.size()), page->table().rows.size() + 1);
    QCOMPARE(lines[0].split(QLatin1Char('\t')), page->table().titles());
    m_inspector->copyPicture();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), page->chart()->wholeSize() * 2);
}

void TestPlotExport::problemsAreShown()
{
    QVERIFY(open(1));
    const auto visibleWith = [this](const QString &text) {
        const auto labels = m_inspector->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](QLabel *l) { return l->isVisible() && l->text().contains(text); });
    };
    const QString nowhere = QStringLiteral("/nowhere/at/all/plot.svg");
    QVERIFY(m_inspector->exportTo(nowhere));
    QVERIFY(visibleWith(nowhere));
    const QTemporaryDir folder;
    QVERIFY(m_inspector->exportTo(folder.filePath(QStringLiteral("plot.gif"))));
    QVERIFY(!m_inspector->exportTo(folder.filePath(QStringLiteral("plot.svg"))));
    QVERIFY(!visibleWith(nowhere));
}

QTEST_MAIN(TestPlotExport)
#include "tst_plotexport.moc"
