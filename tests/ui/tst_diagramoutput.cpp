// SPDX-License-Identifier: GPL-3.0-or-later
#include "longrecording.h"
#include "programtest.h"

#include "dialogs/exportdialog.h"
#include "dialogs/exportpreview.h"
#include "dialogs/printdialog.h"
#include "export/diagrammime.h"
#include "export/formats.h"
#include "window/diagramoutput.h"
#include "window/dragbutton.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPrinter>
#include <QSignalSpy>
#include <QUrl>

using namespace hd;
using namespace hd::ui;

// How the diagram leaves the window: what the dialog offers, shows beforehand and remembers, and what other programs
// are given.
class TestDiagramOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void init() { m_test = std::make_unique<ProgramTest>(); }
    void cleanup() { m_test.reset(); }

    void offersWhatTheFormatUses_data();
    void offersWhatTheFormatUses();
    void previewsEveryFormat_data() { offersWhatTheFormatUses_data(); }
    void previewsEveryFormat();
    void previewFollowsTheChoice();
    void previewOfManyMessagesIsTheBeginning();
    void rangeStaysInOrder();
    void writesWhatWasPreviewed();
    void remembersAllButSecretsAndRange();
    void copiesPictures();
    void dragsPicturesAndAFile();
    void theButtonCopiesOrIsPulled();
    void printsPagesOfVectors_data();
    void printsPagesOfVectors();

private:
    std::shared_ptr<const Trace> trace() const { return m_test->program->session()->trace(); }
    std::unique_ptr<ExportDialog> dialog(const QString &ending) const
    {
        ExportChoice first{ending, {}};
        return std::make_unique<ExportDialog>(trace(), first, &m_test->program->theme, nullptr);
    }
    std::unique_ptr<ProgramTest> m_test;
};

template<class Widget>
static Widget *labelled(const QWidget *window, const QString &label)
{
    for (const QFormLayout *form : window->findChildren<QFormLayout *>())
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::FieldRole);
            auto *widget = item ? qobject_cast<Widget *>(item->widget()) : nullptr;
            const auto *text = widget ? qobject_cast<QLabel *>(form->labelForField(widget)) : nullptr;
            const auto *box = qobject_cast<QCheckBox *>(static_cast<QWidget *>(widget));
            if ((text && text->text() == label) || (box && box->text() == label))
                return widget;
        }
    return nullptr;
}

void TestDiagramOutput::offersWhatTheFormatUses_data()
{
    QTest::addColumn<QString>("ending");
    for (const ExportFormat &format : exportFormats())
        QTest::addRow("%s", format.ending) << QString::fromLatin1(format.ending);
}

void TestDiagramOutput::offersWhatTheFormatUses()
{
    QFETCH(const QString, ending);
    const ExportFormat &format = *exportFormatOf(QStringLiteral("a.") + ending);
    const std::unique_ptr<ExportDialog> exporting = dialog(ending);
    const auto offers = [&](const char *label, ExportUse use) {
        const auto *widget = labelled<QWidget>(exporting.get(), QString::fromUtf8(label));
        return widget && widget->isEnabled() == format.isUsed(use);
    };
    QVERIFY(offers("From message", UsesRange));
    QVERIFY(offers("to message", UsesRange));
    QVERIFY(offers("One arrow for each", UsesRange));
    QVERIFY(offers("Sizes", UsesLabels));
    QVERIFY(offers("Main fields of each message", UsesLabels));
    QVERIFY(offers("Times", UsesLabels));
    QVERIFY(offers("Colours", UsesTheme));
    QVERIFY(offers("Page", UsesPage));
    QVERIFY(offers("Language", UsesLanguage));
    QVERIFY(offers("Size of a PNG", UsesScale));
    QVERIFY(offers("Letters", UsesPaths));
    QVERIFY(offers("A page for each message", UsesHandout));
    QVERIFY(offers("Secrets", UsesSecrets));
    QVERIFY(!labelled<QCheckBox>(exporting.get(), QStringLiteral("Secrets"))->isChecked());
}

void TestDiagramOutput::previewsEveryFormat()
{
    QFETCH(const QString, ending);
    const std::unique_ptr<ExportDialog> exporting = dialog(ending);
    exporting->show();
    const ExportPreview *preview = exporting->preview();
    QTRY_VERIFY(preview->isUpToDate());
    const bool isPicture =
        ending == QStringLiteral("svg") || ending == QStringLiteral("pdf") || ending == QStringLiteral("png");
    QCOMPARE(!preview->picture().isNull(), isPicture);
    if (isPicture)
        return;
    QVERIFY(!preview->text().isEmpty());
    for (const Derivation &derivation : trace()->derivations)
        if (derivation.secret)
            QVERIFY(!preview->text().contains(QString::fromStdString(toHex(derivation.output))));
}

void TestDiagramOutput::previewFollowsTheChoice()
{
    const std::unique_ptr<ExportDialog> exporting = dialog(QStringLiteral("svg"));
    exporting->show();
    const ExportPreview *preview = exporting->preview();
    QTRY_VERIFY(preview->isUpToDate());
    const QImage light = preview->picture();
    QComboBox *colours = labelled<QComboBox>(exporting.get(), QStringLiteral("Colours"));
    colours->setCurrentIndex(1);
    colours->setCurrentIndex(2);
    colours->setCurrentIndex(1); // of several in a row the last
    QTRY_VERIFY(preview->isUpToDate());
    QVERIFY(light.pixelColor(2, 2).lightness() > 200);
    QVERIFY(preview->picture().pixelColor(2, 2).lightness() < 80);
    QComboBox *formats = labelled<QComboBox>(exporting.get(), QStringLiteral("Format"));
    formats->setCurrentIndex(formats->findData(QStringLiteral("txt")));
    QTRY_VERIFY(preview->isUpToDate());
    QVERIFY(preview->text().contains(QStringLiteral("client_hello")));
}

void TestDiagramOutput::previewOfManyMessagesIsTheBeginning()
{
    m_test->program->window->openTrace(test::longRecording(80));
    QVERIFY(trace()->messages.size() > 300);
    const std::unique_ptr<ExportDialog> exporting = dialog(QStringLiteral("png"));
    exporting->show();
    const ExportPreview *preview = exporting->preview();
    QTRY_VERIFY(preview->isUpToDate());
    QVERIFY(preview->note().contains(QStringLiteral("only the beginning")));
    const int height = preview->picture().height();
    labelled<QComboBox>(exporting.get(), QStringLiteral("to message"))->setCurrentIndex(199);
    QTRY_VERIFY(preview->isUpToDate());
    QVERIFY(preview->note().isEmpty());
    QCOMPARE(preview->picture().height(), height); // those 200 it was
    PrintDialog printing(trace(), {}, &m_test->program->theme, nullptr);
    printing.show();
    QTRY_VERIFY(printing.previewedPages() > 0);
}

void TestDiagramOutput::rangeStaysInOrder()
{
    const std::unique_ptr<ExportDialog> exporting = dialog(QStringLiteral("svg"));
    QComboBox *from = labelled<QComboBox>(exporting.get(), QStringLiteral("From message"));
    QComboBox *to = labelled<QComboBox>(exporting.get(), QStringLiteral("to message"));
    QCOMPARE(exporting->choice().options.from, 1U);
    QVERIFY(!exporting->choice().options.to);
    to->setCurrentIndex(3);
    from->setCurrentIndex(5);
    QCOMPARE(to->currentIndex(), 5);
    to->setCurrentIndex(2);
    QCOMPARE(from->currentIndex(), 2);
    QCOMPARE(exporting->choice().options.from, 3U);
    QCOMPARE(exporting->choice().options.to, std::optional(3U));
}

void TestDiagramOutput::writesWhatWasPreviewed()
{
    const std::unique_ptr<ExportDialog> exporting = dialog(QStringLiteral("txt"));
    exporting->show();
    labelled<QComboBox>(exporting.get(), QStringLiteral("From message"))->setCurrentIndex(1);
    QTRY_VERIFY(exporting->preview()->isUpToDate());
    const QString path = m_test->file(QStringLiteral("written.txt"));
    QVERIFY(exporting->exportTo(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), exporting->preview()->text());
}

void TestDiagramOutput::remembersAllButSecretsAndRange()
{
    const QString path = m_test->file(QStringLiteral("remembered.md"));
    inNextDialog<ExportDialog>([&](ExportDialog *exporting) {
        QComboBox *formats = labelled<QComboBox>(exporting, QStringLiteral("Format"));
        formats->setCurrentIndex(formats->findData(QStringLiteral("md")));
        labelled<QCheckBox>(exporting, QStringLiteral("Secrets"))->setChecked(true);
        labelled<QCheckBox>(exporting, QStringLiteral("States of both parties"))->setChecked(false);
        labelled<QComboBox>(exporting, QStringLiteral("From message"))->setCurrentIndex(1);
        labelled<QComboBox>(exporting, QStringLiteral("Language"))->setCurrentIndex(1);
        labelled<QComboBox>(exporting, QStringLiteral("Page"))->setCurrentIndex(1);
        labelled<QComboBox>(exporting, QStringLiteral("Letters"))->setCurrentIndex(2);
        inNextDialog<QFileDialog>([&](QFileDialog *files) {
            auto *name = files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
            name->setText(path);
            QTest::keyClick(name, Qt::Key_Return);
        });
        QTest::keyClick(exporting, Qt::Key_Return);
    });
    m_test->actions()->exportDiagram->trigger();
    QVERIFY(QFile::exists(path));
    m_test->restart();
    inNextDialog<ExportDialog>([&](ExportDialog *exporting) {
        const ExportChoice again = exporting->choice();
        QCOMPARE(again.ending, QStringLiteral("md"));
        QCOMPARE(again.options.language, QStringLiteral("zh_CN"));
        QCOMPARE(again.options.page, ExportPage::A4);
        QCOMPARE(again.options.textAsPaths, std::optional(true));
        QVERIFY(!again.options.states);
        QVERIFY(again.options.bytes);
        QVERIFY(!again.options.withSecrets);
        QCOMPARE(again.options.from, 1U);
        exporting->reject();
    });
    m_test->actions()->exportDiagram->trigger();
}

static void holdsBothPictures(const QMimeData &data)
{
    const QByteArray svg = data.data(QStringLiteral("image/svg+xml"));
    QVERIFY(svg.startsWith("<?xml"));
    QVERIFY(svg.contains("client_hello"));
    const QImage png = QImage::fromData(data.data(QStringLiteral("image/png")), "png");
    QVERIFY(png.width() > 400);
    QCOMPARE(data.imageData().value<QImage>().size(), png.size());
}

void TestDiagramOutput::copiesPictures()
{
    m_test->actions()->copyDiagram->trigger();
    holdsBothPictures(*QGuiApplication::clipboard()->mimeData());
}

void TestDiagramOutput::dragsPicturesAndAFile()
{
    const std::unique_ptr<QMimeData> data = m_test->program->window->findChild<DiagramOutput *>()->draggedData();
    holdsBothPictures(*data);
    QCOMPARE(data->urls().size(), 1);
    QFile file(data->urls().first().toLocalFile());
    QVERIFY(file.fileName().endsWith(QStringLiteral("classic.svg")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), data->data(QStringLiteral("image/svg+xml")));
}

static bool isCopied()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData(); // null where there is nothing
    return data && data->hasImage();
}

void TestDiagramOutput::theButtonCopiesOrIsPulled()
{
    auto *button = m_test->visible<DragButton>();
    QVERIFY(button);
    button->disconnect(SIGNAL(pulled())); // a drag would wait for the mouse of a person
    QSignalSpy pulled(button, &DragButton::pulled);
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(isCopied());
    QCOMPARE(pulled.size(), 0);

    QGuiApplication::clipboard()->clear();
    const QPoint middle = button->rect().center();
    QTest::mousePress(button, Qt::LeftButton, {}, middle);
    QMouseEvent move(QEvent::MouseMove, middle + QPoint(40, 0), button->mapToGlobal(middle + QPoint(40, 0)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(button, &move);
    QTest::mouseRelease(button, Qt::LeftButton, {}, middle);
    QCOMPARE(pulled.size(), 1);
    QVERIFY(!isCopied());
}

void TestDiagramOutput::printsPagesOfVectors_data()
{
    QTest::addColumn<bool>("handout");
    QTest::addColumn<int>("pages");
    QTest::newRow("the diagram") << false << 1;
    QTest::newRow("and its messages") << true << 14; // at least
}

void TestDiagramOutput::printsPagesOfVectors()
{
    QFETCH(const bool, handout);
    QFETCH(const int, pages);
    ExportOptions options;
    options.handout = handout;
    PrintDialog printing(trace(), options, &m_test->program->theme, nullptr);
    printing.show();
    QTRY_VERIFY(handout ? printing.previewedPages() >= pages : printing.previewedPages() == pages);
    const QString path = m_test->file(QStringLiteral("printed.pdf"));
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(path);
    QVERIFY(printing.printOn(&printer));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF"));
    QCOMPARE(pdf.count("/Type /Page\n"), printing.previewedPages());
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(pdf.contains("/FontFile"));
}

QTEST_MAIN(TestDiagramOutput)
#include "tst_diagramoutput.moc"
