// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "diagram/diagramview.h"
#include "dialogs/exportdialog.h"
#include "dialogs/notice.h"
#include "export/formats.h"
#include "theme/focusring.h"
#include "window/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>

using namespace hd;
using namespace hd::ui;

class TestWindow : public QObject
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
        QApplication::setPalette(QPalette()); // the next program finds the system's, not this one's
    }

    void theKeyboardReachesEveryPaneAndLeavesIt();
    void theFocusIsSeen();
    void shortcuts();
    void exports();
    void aFailureIsAResult();
    void aLanguageLeavesNothingBehind();
    void everythingIsRemembered();
    void nonsenseInTheSettingsReadsAsDefault();
    void followsTheSystemsAppearance();
    void wideWindowsListTheScenarios();

private:
    QString settingsFile() const { return m_folder->filePath(QStringLiteral("settings.ini")); }
    void restart()
    {
        m_program->window->close();
        m_program.reset();
        m_program = std::make_unique<Program>(settingsFile());
        QVERIFY(m_program->shown);
    }
    QStringList visibleTexts() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_program;
};

// ux.md 9.6
void TestWindow::theKeyboardReachesEveryPaneAndLeavesIt()
{
    const QWidget *start = QApplication::focusWidget();
    QSet<const QWidget *> visited;
    for (int i = 0; i < 200; ++i) {
        QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus);
        if (i > 0 && focus == start)
            break;
        visited.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() != focus, focus->metaObject()->className()); // a trap
    }
    QCOMPARE(QApplication::focusWidget(), start);
    for (const QToolButton *button : m_program->window->findChildren<QToolButton *>())
        if (button->isVisible() && button->isEnabled() && button->focusPolicy() != Qt::NoFocus)
            QVERIFY2(visited.contains(button), qPrintable(button->text() + button->toolTip()));
    QVERIFY(visited.size() > 12);
}

void TestWindow::theFocusIsSeen()
{
    QVERIFY(!m_program->ring()->isVisible());
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(QApplication::focusWidget(), i % 3 == 2 ? Qt::Key_F6 : Qt::Key_Tab);
        QWidget *focus = QApplication::focusWidget();
        if (focus->property(FocusRing::ownRing).toBool())
            continue;
        QVERIFY(m_program->ring()->isVisible());
        QCOMPARE(m_program->ring()->target(), focus);
        const QRect ring = m_program->ring()->geometry();
        const QPoint center = focus->mapTo(m_program->window.get(), focus->rect().center());
        QVERIFY(ring.contains(center));
    }
}

void TestWindow::shortcuts()
{
    QWidget *window = m_program->window.get();
    auto *tabs = window->findChild<QTabWidget *>();
    for (QTabWidget *candidate : window->findChildren<QTabWidget *>())
        if (candidate->isVisible())
            tabs = candidate;
    QTest::keyClick(window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    QTest::keyClick(window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 0);

    DiagramView *diagram = m_program->diagram();
    diagram->setFocus();
    QTest::keyClick(diagram, Qt::Key_Right);
    QTest::keyClick(diagram, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_program->sent(), 6U);
    QTest::keyClick(diagram, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_program->session()->selection(), Session::messageSelection(MessageId{0}));
    QCOMPARE(m_program->sent(), 6U); // the history is of what was looked at; the playhead stays
    QTest::keyClick(diagram, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_program->session()->selection(), Session::messageSelection(MessageId{5}));

    const std::uint64_t seed = m_program->session()->trace()->seed;
    QTest::keyClick(window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_program->session()->trace()->seed, seed);
    QVERIFY(m_program->session()->atStart());
    QTest::keyClick(window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(m_program->session()->trace()->seed != seed);

    QTest::keyClick(diagram, Qt::Key_Space);
    QVERIFY(m_program->window->player()->isPlaying());
    QTest::keyClick(diagram, Qt::Key_Space);
    QVERIFY(!m_program->window->player()->isPlaying());
}

void TestWindow::exports()
{
    ExportDialog dialog(m_program->session()->trace(), {}, &m_program->theme, nullptr);
    const QString pdf = m_folder->filePath(QStringLiteral("x.pdf"));
    QVERIFY(dialog.exportTo(pdf));
    QVERIFY(QFileInfo(pdf).size() > 1000);
    QVERIFY(!dialog.exportTo(m_folder->filePath(QStringLiteral("none/x.svg"))));
    const auto notices = dialog.findChildren<Notice *>();
    QCOMPARE(notices.size(), 1);
    QVERIFY(!notices.first()->text().isEmpty());
    for (const ExportFormat &format : exportFormats())
        QVERIFY2(dialog.exportTo(m_folder->filePath(QStringLiteral("y.%1").arg(QLatin1StringView(format.ending)))),
                 format.ending);
}

void TestWindow::aFailureIsAResult()
{
    m_program->window->openScenario(QStringLiteral("unknown-ca"));
    m_program->session()->goToEnd();
    QVERIFY(!QApplication::activeModalWidget());
    for (const Notice *notice : m_program->window->findChildren<Notice *>())
        QVERIFY(!notice->isVisible() || !notice->text().contains(QLatin1StringView("unknown_ca")));
    m_program->window->openScenario(QStringLiteral("no-such-scenario"));
    const auto notices = m_program->window->findChildren<Notice *>();
    const auto tells = [](const Notice *notice) {
        return notice->isVisible() && notice->text().contains(QLatin1StringView("no-such-scenario"));
    };
    QCOMPARE(std::count_if(notices.begin(), notices.end(), tells), 1);
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("unknown-ca")); // nothing is lost
}

QStringList TestWindow::visibleTexts() const
{
    QStringList texts{m_program->window->windowTitle()};
    for (const QAction *action : m_program->window->actions()->findChildren<QAction *>())
        texts << action->text();
    for (const QMenu *menu : m_program->window->findChildren<QMenu *>())
        texts << menu->title();
    for (const QWidget *widget : m_program->window->findChildren<QWidget *>()) {
        if (qobject_cast<const QTabBar *>(widget->parentWidget()))
            continue; // Qt's own scroll buttons; their words come with Qt's translations
        if (widget->objectName().startsWith(QLatin1StringView("qt_dockwidget")))
            continue; // never shown: panes have titles of our own
        texts << widget->accessibleName() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *text = qobject_cast<const QTextBrowser *>(widget))
            texts << text->toPlainText();
        if (const auto *tabs = qobject_cast<const QTabWidget *>(widget))
            for (int i = 0; i < tabs->count(); ++i)
                texts << tabs->tabText(i);
        if (const auto *tree = qobject_cast<const QTreeView *>(widget))
            for (int i = 0; i < tree->model()->columnCount(); ++i)
                texts << tree->model()->headerData(i, Qt::Horizontal).toString();
    }
    return texts;
}

// ux.md 9.8: what reads the same in both languages is an identifier, a number, or a name.
void TestWindow::aLanguageLeavesNothingBehind()
{
    m_program->window->openScenario(QStringLiteral("classic"));
    m_program->session()->step(+1);
    m_program->session()->step(+1);
    const QStringList texts = visibleTexts();
    const QSet<QString> english(texts.begin(), texts.end());
    m_program->window->actions()->languages->actions().at(2)->trigger();
    QCoreApplication::processEvents();
    QCOMPARE(m_program->language.code(), QStringLiteral("zh_CN"));
    static const QRegularExpression same(
        QStringLiteral("^(|English|简体中文|[^A-Za-z]*|[0-9.]+×|#?[0-9]* ?[a-z]+(_[a-z0-9]+)*|(SSL|TLS) [0-9.]+( "
                       "[A-Z-]+)?|handshake|RFC|PRF: .*|https:.*"
                       "|[0-9]+ (§|App).*|0x.*|(Ctrl|Alt|Shift|F[0-9]).*)$"));
    QSet<QString> sameNames; // "ChaCha20-Poly1305" is its name in both
    for (const ScenarioInfo &info : builtinScenarios())
        if (info.title.en == info.title.zh)
            sameNames.insert(QString::fromStdString(info.title.en));
    for (const QString &text : visibleTexts())
        QVERIFY2(!english.contains(text) || same.match(text).hasMatch() || sameNames.contains(text), qPrintable(text));
    QVERIFY(m_program->window->windowTitle().contains(QStringLiteral("经典")));

    m_program->window->actions()->languages->actions().at(1)->trigger();
    QCoreApplication::processEvents();
    const QStringList again = visibleTexts();
    QCOMPARE(QSet<QString>(again.begin(), again.end()), english);
}

void TestWindow::everythingIsRemembered()
{
    Actions *actions = m_program->window->actions();
    actions->appearances->actions().at(2)->trigger();
    actions->languages->actions().at(2)->trigger();
    actions->speeds->actions().at(0)->trigger();
    actions->granularities->actions().at(0)->trigger();
    actions->reducedMotion->trigger();
    actions->tabs->actions().at(1)->trigger();
    m_program->window->openScenario(QStringLiteral("tls12-rsa"));
    m_program->session()->step(+1); // the hint has been followed
    restart();

    actions = m_program->window->actions();
    QVERIFY(m_program->theme.colors().dark);
    QCOMPARE(m_program->language.code(), QStringLiteral("zh_CN"));
    QCOMPARE(m_program->window->player()->speed(), 0.25);
    QCOMPARE(m_program->session()->granularity(), Granularity::Flight);
    QVERIFY(actions->reducedMotion->isChecked());
    QVERIFY(actions->tabs->actions().at(1)->isChecked());
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("tls12-rsa"));
    QVERIFY(m_program->session()->atStart());
    for (const Notice *notice : m_program->window->findChildren<Notice *>())
        QVERIFY(!notice->isVisible());
}

void TestWindow::nonsenseInTheSettingsReadsAsDefault()
{
    m_program->window->close();
    m_program.reset();
    QFile file(settingsFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[General]\nappearance=plaid\nlanguage=en\nspeed=-7\ngranularity=atom\nscenario=../etc\n"
               "[window]\ngeometry=x\nbody=y\ninspector_tab=99\n");
    file.close();
    m_program = std::make_unique<Program>(settingsFile());
    QVERIFY(m_program->shown);
    QCOMPARE(m_program->window->player()->speed(), 1.0);
    QCOMPARE(m_program->session()->granularity(), Granularity::Message);
    QCOMPARE(m_program->session()->trace()->scenarioName, std::string("classic"));
    QVERIFY(m_program->window->actions()->appearances->actions().at(0)->isChecked());
}

void TestWindow::followsTheSystemsAppearance()
{
    QVERIFY(!m_program->theme.colors().dark);
    QApplication::setPalette(QPalette(QColor(0xE0E0E0), QColor(0x202020), {}, {}, {}, {}, {}, {}, QColor(0x202020)));
    QVERIFY(m_program->theme.colors().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Colors::darkTheme().window);
    m_program->theme.setAppearance(Appearance::Light);
    QVERIFY(!m_program->theme.colors().dark);
    m_program->theme.setAppearance(Appearance::System);
    QVERIFY(m_program->theme.colors().dark);
    QApplication::setPalette(QPalette(Qt::black, Qt::white, {}, {}, {}, {}, {}, {}, Qt::white));
    QVERIFY(!m_program->theme.colors().dark);
}

void TestWindow::wideWindowsListTheScenarios()
{
    QVERIFY(!m_program->window->findChild<QListWidget *>()); // it is made when there is room for it
    m_program->window->resize(1920, 1080);
    const auto *list = m_program->window->findChild<QListWidget *>();
    QVERIFY(list);
    QVERIFY(list->isVisible());
    QCOMPARE(list->width(), 280);
    m_program->window->resize(1576, 900);
    QVERIFY(!list->isVisible());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
