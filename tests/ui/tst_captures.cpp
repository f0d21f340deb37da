// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"
#include "scenarios.h"

#include "dialogs/capture/capturedialog.h"
#include "dialogs/capture/capturelist.h"
#include "dialogs/notice.h"
#include "formats/keylog.h"
#include "formats/pcapng.h"
#include "window/recordings.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace hd;
using namespace hd::ui;

// The list of a capture's connections beside the window.
class TestCaptures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void listsWhatTheCaptureHolds();
    void theOnlyConnectionIsOpenedAtOnce();
    void aKeyLogOpensWhatIsEncrypted();
    void whatIsNoCaptureIsSaid_data();
    void whatIsNoCaptureIsSaid();
    void namesStayText();
    void onlyWhatContainsTheWordsIsShown();
    void theWindowOpensOneAfterTheOther();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    QByteArray capture(const std::string &scenario, int port, bool withSecrets = true) const;
    QString several() const;
    static void finish(CaptureDialog &dialog);

    QTemporaryDir m_folder;
    Theme m_theme;
};

void TestCaptures::initTestCase()
{
    Fonts::load();
    qRegisterMetaType<std::shared_ptr<const Trace>>();
}

QString TestCaptures::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

/// One connection, from a client's port of its own.
QByteArray TestCaptures::capture(const std::string &scenario, int port, bool withSecrets) const
{
    Trace trace = *test::traceOf(scenario);
    trace.client = "192.0.2.1:" + std::to_string(port);
    trace.server = "198.51.100.1:443";
    const Bytes packets = pcapng(trace, withSecrets);
    return {reinterpret_cast<const char *>(packets.data()), static_cast<qsizetype>(packets.size())};
}

/// Sections of pcapng may follow each other in a file (draft-ietf-opsawg-pcapng 4.1).
QString TestCaptures::several() const
{
    return write(QStringLiteral("several.pcapng"),
                 capture("classic", 50001) + capture("tls13", 50002) + capture("unknown-ca", 50003));
}

void TestCaptures::finish(CaptureDialog &dialog)
{
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isBusy(), 20000);
}

static QStringList column(CaptureListModel *list, int column)
{
    QStringList cells;
    for (int row = 0; row < list->rowCount(); ++row)
        cells << list->index(row, column).data().toString();
    return cells;
}

void TestCaptures::listsWhatTheCaptureHolds()
{
    CaptureDialog dialog(&m_theme, nullptr);
    const QAbstractItemModelTester tester(dialog.list());
    dialog.read(several());
    finish(dialog);
    using List = CaptureListModel;
    QCOMPARE(column(dialog.list(), List::Client),
             (QStringList{QStringLiteral("192.0.2.1:50001"), QStringLiteral("192.0.2.1:50002"),
                          QStringLiteral("192.0.2.1:50003")}));
    QCOMPARE(column(dialog.list(), List::Version),
             (QStringList{QStringLiteral("TLS 1.2"), QStringLiteral("TLS 1.3"), QStringLiteral("TLS 1.2")}));
    for (const char *scenario : {"classic", "tls13", "unknown-ca"})
        QVERIFY(column(dialog.list(), List::Suite)
                    .contains(QString::fromStdString(test::traceOf(scenario)->negotiated.suite)));
    QCOMPARE(column(dialog.list(), List::Outcome),
             (QStringList{QStringLiteral("completed"), QStringLiteral("completed"), QStringLiteral("unknown_ca")}));
}

void TestCaptures::theOnlyConnectionIsOpenedAtOnce()
{
    CaptureDialog dialog(&m_theme, nullptr);
    QSignalSpy opened(&dialog, &CaptureDialog::opened);
    dialog.read(write(QStringLiteral("one.pcapng"), capture("classic", 50001)));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
    const auto trace = opened[0][0].value<std::shared_ptr<const Trace>>();
    QCOMPARE(trace->source, std::string("import"));
    QCOMPARE(trace->messages.size(), test::traceOf("classic")->messages.size());
    for (std::size_t i = 0; i < trace->messages.size(); ++i)
        QCOMPARE(trace->messages[i].bytes, test::traceOf("classic")->messages[i].bytes);
}

void TestCaptures::aKeyLogOpensWhatIsEncrypted()
{
    const std::shared_ptr<const Trace> original = test::traceOf("tls13");
    const QString keys = write(QStringLiteral("a.keys"), QByteArray::fromStdString(keyLog(*original)));
    CaptureDialog dialog(&m_theme, nullptr);
    QSignalSpy opened(&dialog, &CaptureDialog::opened);
    dialog.read(write(QStringLiteral("closed.pcapng"), capture("tls13", 50001, false)));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
    const auto names = [&opened](int at) {
        QStringList all;
        for (const Message &message : opened[at][0].value<std::shared_ptr<const Trace>>()->messages)
            all << QString::fromStdString(message.name);
        return all;
    };
    QVERIFY(!names(0).contains(QStringLiteral("encrypted_extensions")));
    finish(dialog);
    dialog.findChild<QLineEdit *>(QStringLiteral("keyLog"))->setText(keys);
    dialog.findChild<QPushButton *>(QStringLiteral("open"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, 20000);
    QVERIFY(names(1).contains(QStringLiteral("encrypted_extensions")));
    QCOMPARE(names(1).size(), static_cast<qsizetype>(original->messages.size()));
}

void TestCaptures::whatIsNoCaptureIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("text") << QByteArray("this is no capture");
    QTest::addRow("a header that breaks off") << capture("classic", 50001).left(9);
}

void TestCaptures::whatIsNoCaptureIsSaid()
{
    QFETCH(QByteArray, bytes);
    const QString path = write(QStringLiteral("no.pcapng"), bytes);
    CaptureDialog dialog(&m_theme, nullptr);
    dialog.show();
    dialog.read(path);
    finish(dialog);
    QCOMPARE(dialog.list()->rowCount(), 0);
    const auto *notice = dialog.findChild<Notice *>();
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QStringLiteral("no.pcapng")), qPrintable(notice->text()));
}

void TestCaptures::namesStayText()
{
    CaptureDialog dialog(&m_theme, nullptr);
    dialog.read(several());
    finish(dialog);
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->buddy(), qPrintable(label->text()));
}

void TestCaptures::onlyWhatContainsTheWordsIsShown()
{
    CaptureDialog dialog(&m_theme, nullptr);
    dialog.read(several());
    finish(dialog);
    const auto *table = dialog.findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 3);
    dialog.findChild<QLineEdit *>(QStringLiteral("filter"))->setText(QStringLiteral("tls 1.3"));
    QCOMPARE(table->model()->rowCount(), 1);
}

void TestCaptures::theWindowOpensOneAfterTheOther()
{
    ProgramTest test;
    QVERIFY(test.program->shown);
    MainWindow *window = test.program->window.get();
    window->openFile(several());
    auto *dialog = window->findChild<CaptureDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    finish(*dialog);
    QCOMPARE(window->session()->trace()->source, std::string("scenario")); // nothing is opened before it is chosen
    auto *table = dialog->findChild<QTableView *>();
    for (const auto &[row, version] : {std::pair(1, "TLS 1.3"), std::pair(0, "TLS 1.2")}) {
        table->selectRow(row);
        dialog->findChild<QPushButton *>(QStringLiteral("open"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(window->session()->trace()->negotiated.version, std::string(version), 20000);
        finish(*dialog);
        QCOMPARE(window->session()->trace()->source, std::string("import"));
        QVERIFY(!window->recordings()->isUnsaved()); // the capture still holds it
        QVERIFY(dialog->isVisible());
    }
}

QTEST_MAIN(TestCaptures)
#include "tst_captures.moc"
