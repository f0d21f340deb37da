// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtins.h"
#include "programtest.h"

#include "dialogs/notice.h"
#include "dialogs/savedialog.h"
#include "session/tracefile.h"
#include "window/menus.h"
#include "window/recordings.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QStandardPaths>

using namespace hd;
using namespace hd::ui;

// What becomes of what is open: it is saved, kept for a crash, asked about, and found again.
class TestRecordings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        Fonts::load();
    }
    void init()
    {
        QDir(Autosave::usualFolder()).removeRecursively();
        m_test = std::make_unique<ProgramTest>();
    }
    void cleanup() { m_test.reset(); }

    void scenariosAreNeverAskedAbout();
    void savesAndOpensAgain();
    void secretsAreSavedOnlyWhenTicked();
    void whatIsUnsavedIsAskedAbout();
    void aGrowingConnectionStaysOne();
    void earlierConnectionsAreAskedAboutAtTheEnd();
    void recentFilesAreOffered();
    void theTitleSaysWhatIsOpen();

    void isKeptForItsOwnerAlone();
    void isOfferedAfterACrash();
    void isNotTakenFromAProgramThatRuns();
    void whatCannotBeReadCanBeDeleted();

private:
    MainWindow *window() const { return m_test->program->window.get(); }
    Recordings *recordings() const { return window()->recordings(); }
    Notice *offer() const
    {
        const auto all = window()->findChildren<Notice *>();
        const auto found = std::find_if(all.begin(), all.end(), [](const Notice *notice) {
            return notice->isVisible() && notice->text().contains(QStringLiteral("unexpectedly"));
        });
        return found == all.end() ? nullptr : *found;
    }
    static QStringList kept() { return QDir(Autosave::usualFolder()).entryList({QStringLiteral("*.json")}); }

    std::unique_ptr<ProgramTest> m_test;
};

/// As if it had been recorded from a server.
static std::shared_ptr<const Trace> liveTrace(std::uint64_t beganUs = 1)
{
    auto trace = std::make_shared<Trace>(*test::runBuiltin("tls12-rsa"));
    trace->source = "connect";
    trace->scenario.clear();
    trace->scenarioName.clear();
    trace->title = {"www.example.test", {}};
    trace->beganUs = beganUs;
    trace->server = "192.0.2.1:443";
    return trace;
}

static void press(QMessageBox *question, const QString &text)
{
    for (QAbstractButton *button : question->buttons())
        if (button->text() == text)
            return button->click();
    question->reject();
    QFAIL(qPrintable(QStringLiteral("there is no button %1").arg(text)));
}

static void typePath(QFileDialog *dialog, const QString &path)
{
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
}

static void saveTo(const QString &path, bool withSecrets = false)
{
    inNextDialog<SaveDialog>([path, withSecrets](SaveDialog *dialog) {
        dialog->findChild<QCheckBox *>()->setChecked(withSecrets);
        QVERIFY(dialog->saveTo(path));
    });
}

void TestRecordings::scenariosAreNeverAskedAbout()
{
    m_test->actions()->rerunNewSeed->trigger();
    QVERIFY(!recordings()->isUnsaved());
    QVERIFY(recordings()->mayClose()); // a question would wait for an answer
    recordings()->autosave()->flush();
    QVERIFY(kept().isEmpty());
}

void TestRecordings::savesAndOpensAgain()
{
    const QString path = m_test->file(QStringLiteral("saved.json"));
    window()->openTrace(liveTrace());
    QVERIFY(recordings()->isUnsaved());
    inNextDialog<SaveDialog>([&](SaveDialog *dialog) {
        inNextDialog<QFileDialog>([&](QFileDialog *files) { typePath(files, path); });
        QTest::keyClick(dialog, Qt::Key_Return);
    });
    m_test->actions()->save->trigger();
    QVERIFY(!recordings()->isUnsaved());
    QCOMPARE(recordings()->file(), path);

    window()->openScenario(QStringLiteral("classic"));
    QVERIFY(recordings()->file().isEmpty());
    window()->openFile(path);
    QCOMPARE(m_test->program->session()->trace()->messages, liveTrace()->messages);
    QCOMPARE(m_test->program->session()->trace()->source, std::string("connect"));
    QCOMPARE(recordings()->file(), path);
    QVERIFY(!recordings()->isUnsaved());
    QVERIFY(QFile::remove(path));
    m_test->actions()->save->trigger(); // where it lies, without asking
    QVERIFY(QFile::exists(path));
}

void TestRecordings::secretsAreSavedOnlyWhenTicked()
{
    for (const bool ticked : {false, true}) {
        const QString path = m_test->file(ticked ? QStringLiteral("with.json") : QStringLiteral("without.json"));
        window()->openTrace(test::runBuiltin("tls12-rsa"));
        inNextDialog<SaveDialog>([&](SaveDialog *dialog) {
            QVERIFY(!dialog->withSecrets());
            if (ticked)
                QTest::mouseClick(dialog->findChild<QCheckBox *>(), Qt::LeftButton, {}, QPoint(8, 12));
            QVERIFY(dialog->saveTo(path));
        });
        m_test->actions()->saveAs->trigger();
        const Result<OpenedFile> opened = openTraceFile(path);
        QVERIFY(std::holds_alternative<OpenedFile>(opened));
        QCOMPARE(lacksSecrets(*std::get<OpenedFile>(opened).trace), !ticked);
        if (ticked)
            QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    // What was left out cannot be put back.
    window()->openFile(m_test->file(QStringLiteral("without.json")));
    inNextDialog<SaveDialog>([](SaveDialog *dialog) {
        QVERIFY(!dialog->findChild<QCheckBox *>()->isEnabled());
        dialog->reject();
    });
    m_test->actions()->saveAs->trigger();
}

void TestRecordings::whatIsUnsavedIsAskedAbout()
{
    const std::shared_ptr<const Trace> trace = liveTrace();
    window()->openTrace(trace);
    inNextDialog<QMessageBox>([](QMessageBox *question) { press(question, QStringLiteral("Cancel")); });
    window()->openScenario(QStringLiteral("classic"));
    QCOMPARE(m_test->program->session()->trace(), trace);
    QVERIFY(recordings()->isUnsaved());

    // Giving it up counts only once something else is open.
    inNextDialog<QMessageBox>([](QMessageBox *question) { press(question, QStringLiteral("Do not save")); });
    window()->openFile(m_test->file(QStringLiteral("nowhere.json")));
    QCOMPARE(m_test->program->session()->trace(), trace);
    QVERIFY(recordings()->isUnsaved());

    const QString path = m_test->file(QStringLiteral("asked.json"));
    inNextDialog<QMessageBox>([path](QMessageBox *question) {
        saveTo(path);
        press(question, QStringLiteral("Save…"));
    });
    window()->openScenario(QStringLiteral("classic"));
    QVERIFY(QFile::exists(path));
    QCOMPARE(m_test->program->session()->trace()->scenarioName, std::string("classic"));

    window()->openTrace(liveTrace());
    inNextDialog<QMessageBox>([](QMessageBox *question) { press(question, QStringLiteral("Cancel")); });
    QVERIFY(!window()->close());
    inNextDialog<QMessageBox>([](QMessageBox *question) { press(question, QStringLiteral("Do not save")); });
    QVERIFY(window()->close());
}

void TestRecordings::aGrowingConnectionStaysOne()
{
    auto early = std::make_shared<Trace>(*liveTrace());
    early->messages.resize(3);
    window()->openTrace(early);
    window()->openTrace(liveTrace());
    recordings()->autosave()->flush();
    QCOMPARE(kept().size(), 1);
    const QString path = m_test->file(QStringLiteral("grown.json"));
    saveTo(path);
    m_test->actions()->save->trigger();
    QVERIFY(kept().isEmpty());
    window()->openTrace(liveTrace()); // something more of it
    QCOMPARE(recordings()->file(), path);
    QVERIFY(recordings()->isUnsaved());
}

void TestRecordings::earlierConnectionsAreAskedAboutAtTheEnd()
{
    window()->openTrace(liveTrace(1));
    window()->openTrace(liveTrace(2));
    recordings()->autosave()->flush();
    QCOMPARE(kept().size(), 2);
    const QString path = m_test->file(QStringLiteral("second.json"));
    saveTo(path);
    m_test->actions()->save->trigger();
    inNextDialog<QMessageBox>([](QMessageBox *question) {
        QVERIFY(question->text().endsWith(QStringLiteral(": 1")));
        press(question, QStringLiteral("Cancel"));
    });
    QVERIFY(!window()->close());
    inNextDialog<QMessageBox>(
        [](QMessageBox *question) { press(question, QStringLiteral("Close without saving them")); });
    QVERIFY(window()->close());
    m_test.reset();
    QVERIFY(kept().isEmpty());
}

void TestRecordings::recentFilesAreOffered()
{
    QMenu *menu = nullptr;
    for (QMenu *candidate : window()->menuBar()->findChildren<QMenu *>())
        if (candidate->title() == QStringLiteral("Recent files"))
            menu = candidate;
    QVERIFY(menu && !menu->isEnabled());
    const QString first = m_test->file(QStringLiteral("a & b.json"));
    const QString second = m_test->file(QStringLiteral("second.json"));
    QVERIFY(!saveRecording(*test::runBuiltin("tls12-rsa"), first, false));
    QVERIFY(!saveRecording(*test::runBuiltin("tls13-psk"), second, false));
    window()->openFile(first);
    window()->openFile(second);
    QVERIFY(menu->isEnabled());
    QVERIFY(menu->actions().at(0)->text().startsWith(QStringLiteral("second.json")));
    QVERIFY(menu->actions().at(1)->text().startsWith(QStringLiteral("a && b.json")));
    menu->actions().at(1)->trigger();
    QCOMPARE(recordings()->file(), first);
    QVERIFY(menu->actions().at(0)->text().startsWith(QStringLiteral("a && b.json"))); // the newest first

    QVERIFY(QFile::remove(second));
    menu->actions().at(1)->trigger();
    QCOMPARE(recordings()->file(), first); // nothing is lost
    const auto notices = window()->findChildren<Notice *>();
    QVERIFY(std::any_of(notices.begin(), notices.end(), [&](const Notice *notice) {
        return notice->isVisible() && notice->text().contains(second) &&
               notice->text().contains(QStringLiteral("moved, renamed or deleted"));
    }));
    QVERIFY(!menu->actions().at(1)->text().contains(QStringLiteral("second.json")));
    menu->actions().last()->trigger();
    QVERIFY(!menu->isEnabled());
}

void TestRecordings::theTitleSaysWhatIsOpen()
{
    window()->openTrace(liveTrace());
    QCOMPARE(window()->windowTitle(), QStringLiteral("www.example.test[*] – HelloDone"));
    QVERIFY(window()->isWindowModified());
    const QString path = m_test->file(QStringLiteral("odd[*]name.json"));
    saveTo(path);
    m_test->actions()->save->trigger();
    QCOMPARE(window()->windowTitle(), QStringLiteral("www.example.test · odd[*][*]name.json[*] – HelloDone"));
    QVERIFY(!window()->isWindowModified());
}

void TestRecordings::isKeptForItsOwnerAlone()
{
    window()->openTrace(liveTrace());
    recordings()->autosave()->flush();
    QCOMPARE(kept().size(), 1);
    const QString path = Autosave::usualFolder() + QLatin1Char('/') + kept().first();
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(Autosave::usualFolder()) & others, QFile::Permissions());
    const Result<OpenedFile> opened = openTraceFile(path);
    QVERIFY(std::holds_alternative<OpenedFile>(opened));
    QCOMPARE(*std::get<OpenedFile>(opened).trace, *liveTrace()); // complete, with its secrets
    m_test.reset();                                              // the clean end
    QVERIFY(QDir(Autosave::usualFolder()).isEmpty(QDir::Files));
}

/// A program that keeps a recording; it lives until it is killed.
class Victim
{
public:
    Victim()
    {
        m_process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--keep-and-wait")});
        m_ready = m_process.waitForReadyRead() && m_process.readAll().startsWith("kept");
    }
    ~Victim() { crash(); }
    bool isReady() const { return m_ready; }
    void crash()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    bool m_ready = false;
};

static int keepAndWait()
{
    QStandardPaths::setTestModeEnabled(true);
    Autosave autosave(Autosave::usualFolder());
    autosave.keep(1, liveTrace());
    autosave.flush();
    std::printf("kept\n");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

void TestRecordings::isOfferedAfterACrash()
{
    Victim victim;
    QVERIFY(victim.isReady());
    victim.crash();
    QCOMPARE(kept().size(), 1);
    recordings()->offerLeftover();
    QVERIFY(offer());
    {
        const Autosave other(Autosave::usualFolder());
        QVERIFY(!other.findLeftover()); // only one may offer it
    }
    Q_EMIT offer()->accepted();
    QCOMPARE(*m_test->program->session()->trace(), *liveTrace());
    QVERIFY(recordings()->isUnsaved());
    QVERIFY(!offer());
    QCOMPARE(kept().size(), 1); // until it is saved
    saveTo(m_test->file(QStringLiteral("restored.json")), true);
    m_test->actions()->save->trigger();
    QVERIFY(kept().isEmpty());
}

void TestRecordings::isNotTakenFromAProgramThatRuns()
{
    Victim victim;
    QVERIFY(victim.isReady());
    window()->openTrace(liveTrace());
    recordings()->autosave()->flush();
    QCOMPARE(kept().size(), 2);
    recordings()->offerLeftover();
    QVERIFY(!offer());
    m_test.reset();
    QCOMPARE(kept().size(), 1); // that of the other
}

void TestRecordings::whatCannotBeReadCanBeDeleted()
{
    Victim victim;
    QVERIFY(victim.isReady());
    victim.crash();
    const QString path = Autosave::usualFolder() + QLatin1Char('/') + kept().first();
    QVERIFY(QFile::resize(path, 100));
    recordings()->offerLeftover();
    QVERIFY(offer());
    Q_EMIT offer()->accepted();
    QVERIFY(offer());
    QCOMPARE(m_test->program->session()->trace()->scenarioName, std::string("classic"));
    Q_EMIT offer()->refused();
    QVERIFY(!offer());
    QVERIFY(!QFile::exists(path));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tst_recordings"));
    if (argc > 1 && qstrcmp(argv[1], "--keep-and-wait") == 0)
        return keepAndWait();
    TestRecordings tests;
    return QTest::qExec(&tests, argc, argv);
}
#include "tst_recordings.moc"
