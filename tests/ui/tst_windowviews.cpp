// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "dialogs/notice.h"
#include "plots/plotsinspector.h"
#include "session/tracefile.h"
#include "window/actions.h"
#include "window/inspectortabs.h"
#include "window/messagelist.h"

#include <QAction>
#include <QFontMetrics>
#include <QTemporaryDir>

using namespace hd;
using namespace hd::ui;

// What the window opens and shows beside diagram and message.
class TestWindowViews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program = std::make_unique<Program>(settingsFile());
        QVERIFY(m_program->shown);
    }
    void cleanup()
    {
        m_program.reset();
        QApplication::setPalette(QPalette());
    }

    void scenariosAreNamedInFull();
    void plotsAndListFollow();
    void opensFiles();

private:
    QString settingsFile() const { return m_folder->filePath(QStringLiteral("settings.ini")); }
    void restart()
    {
        m_program->window->close();
        m_program.reset();
        m_program = std::make_unique<Program>(settingsFile());
        QVERIFY(m_program->shown);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_program;
};

// The picker is 324 px wide inside: number, title in bold, subtitle.
void TestWindowViews::scenariosAreNamedInFull()
{
    const auto width = [](const QFont &font, const QString &text) {
        return QFontMetrics(font).horizontalAdvance(text);
    };
    for (const QString &code : Language::available()) {
        m_program->language.set(code);
        for (const ScenarioInfo &info : builtinScenarios()) {
            const QString title = m_program->language.text(info.title);
            const QString subtitle = QStringLiteral(" · ") + m_program->language.text(info.subtitle);
            const int needed = width(Fonts::mono(Fonts::meta), QStringLiteral("01")) + 8 +
                               width(Fonts::ui(Fonts::body, QFont::DemiBold), title) +
                               width(Fonts::ui(Fonts::body), subtitle);
            QVERIFY2(needed <= 324, qPrintable(title + subtitle));
        }
    }
}

void TestWindowViews::plotsAndListFollow()
{
    Actions *actions = m_program->window->actions();
    QVERIFY(!m_program->window->findChild<PlotsInspector *>()); // nothing is made before it is looked at
    QTest::keyClick(m_program->window.get(), static_cast<Qt::Key>(Qt::Key_0 + inspectorTabs().size()),
                    Qt::ControlModifier);
    QVERIFY(m_program->window->findChild<PlotsInspector *>()->isVisible());

    actions->messageList->trigger();
    auto *list = m_program->window->findChild<MessageList *>();
    QVERIFY(list && list->isVisible());
    QCOMPARE(list->model()->rowCount(), 13);
    m_program->session()->select(Session::messageSelection(MessageId{4}));
    QCOMPARE(list->currentIndex().row(), 4);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(m_program->session()->selection(), Session::messageSelection(MessageId{5}));

    restart();
    QVERIFY(m_program->window->findChild<MessageList *>()->isVisible());
    QVERIFY(m_program->window->findChild<PlotsInspector *>()->isVisible());
    m_program->window->actions()->messageList->trigger();
    QVERIFY(!m_program->window->findChild<MessageList *>()->isVisible());
}

void TestWindowViews::opensFiles()
{
    const QString recording = m_folder->filePath(QStringLiteral("a.json"));
    m_program->window->openScenario(QStringLiteral("tls12-rsa"));
    QVERIFY(!saveRecording(*m_program->session()->trace(), recording, false));
    m_program->window->openScenario(QStringLiteral("classic"));
    m_program->window->openFile(recording);
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("tls12-rsa"));

    m_program->window->openFile(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/scenarios/unknown-ca.json"));
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("unknown-ca"));

    const QString broken = m_folder->filePath(QStringLiteral("broken.json"));
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n  \"titel\": 1\n}\n");
    file.close();
    for (const QString &path : {broken, m_folder->path(), m_folder->filePath(QStringLiteral("none.json"))}) {
        m_program->window->openFile(path);
        const auto notices = m_program->window->findChildren<Notice *>();
        const auto tells = [&path](const Notice *notice) {
            return notice->isVisible() && notice->text().contains(path);
        };
        QCOMPARE(std::count_if(notices.begin(), notices.end(), tells), 1);
    }
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("unknown-ca")); // nothing is lost
}

QTEST_MAIN(TestWindowViews)
#include "tst_windowviews.moc"
