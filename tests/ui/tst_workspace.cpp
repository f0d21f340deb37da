// SPDX-License-Identifier: GPL-3.0-or-later
#include "programtest.h"

#include "export/diagramexport.h"
#include "inspectors/hexview.h"
#include "inspectors/messageinspector.h"
#include "window/transportbar.h"
#include "window/workspace.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace hd;
using namespace hd::ui;

// How the window is arranged, enlarged and put before an audience.
class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Fonts::load(); }
    void init() { m_test = std::make_unique<ProgramTest>(); }
    void cleanup() { m_test.reset(); }

    void theDesignsPictureFollowsTheWindow_data();
    void theDesignsPictureFollowsTheWindow();
    void panesAreLockedUntilSomebodyMovesThem();
    void anArrangementIsRememberedAndReset();
    void panesMoveByTheKeyboard_data();
    void panesMoveByTheKeyboard();
    void nonsenseInTheSettingsIsTheDesigns();
    void zoomEnlargesAllTextAndIsRemembered();
    void exportsAreNotZoomed();
    void highContrastIsRemembered();
    void presentingShowsDiagramAndExplanation();
    void aClickerSteps();
    void secretsAreMaskedBeforeAnAudience();

private:
    MainWindow *window() const { return m_test->program->window.get(); }
    Workspace *workspace() const { return window()->findChild<Workspace *>(); }
    QDockWidget *pane(Workspace::Pane pane) const { return workspace()->pane(pane); }
    QAction *shown(Workspace::Pane pane) const { return m_test->actions()->panes->actions().at(pane); }

    std::unique_ptr<ProgramTest> m_test;
};

void TestWorkspace::theDesignsPictureFollowsTheWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("diagram");
    QTest::addColumn<int>("inspectors");
    QTest::addColumn<bool>("outline");
    QTest::newRow("1280x800") << QSize(1280, 800) << 600 << 679 << false; // ux.md 1, look.md
    QTest::newRow("1920x1080") << QSize(1920, 1080) << 724 << 914 << true;
}

void TestWorkspace::theDesignsPictureFollowsTheWindow()
{
    QFETCH(const QSize, size);
    QFETCH(const int, diagram);
    QFETCH(const int, inspectors);
    QFETCH(const bool, outline);
    window()->resize(size);
    QCoreApplication::processEvents();
    QCOMPARE(m_test->program->diagram()->width(), diagram);
    QCOMPARE(pane(Workspace::Inspectors)->width(), inspectors);
    QCOMPARE(pane(Workspace::Outline)->isVisible(), outline);
    QCOMPARE(pane(Workspace::Explanation)->height(), 212);
}

void TestWorkspace::panesAreLockedUntilSomebodyMovesThem()
{
    QCOMPARE(pane(Workspace::Inspectors)->features(), QDockWidget::NoDockWidgetFeatures);
    QCOMPARE(pane(Workspace::Inspectors)->titleBarWidget()->height(), 0);
    m_test->actions()->arrangePanes->trigger();
    QCoreApplication::processEvents();
    QVERIFY(pane(Workspace::Inspectors)->features() & QDockWidget::DockWidgetMovable);
    QVERIFY(pane(Workspace::Inspectors)->titleBarWidget()->height() >= 24);
    pane(Workspace::Explanation)->setFloating(true);
    m_test->actions()->arrangePanes->trigger();
    QVERIFY(pane(Workspace::Explanation)->features() & QDockWidget::DockWidgetMovable); // or it could not come back
}

void TestWorkspace::anArrangementIsRememberedAndReset()
{
    shown(Workspace::Inspectors)->trigger();
    QVERIFY(!pane(Workspace::Inspectors)->isVisible());
    shown(Workspace::Inspectors)->trigger();
    QVERIFY(pane(Workspace::Inspectors)->isVisible());

    m_test->actions()->arrangePanes->trigger();
    workspace()->addDockWidget(Qt::LeftDockWidgetArea, pane(Workspace::Explanation));
    shown(Workspace::Outline)->trigger();
    QVERIFY(pane(Workspace::Outline)->isVisible());
    m_test->restart();
    QCOMPARE(workspace()->dockWidgetArea(pane(Workspace::Explanation)), Qt::LeftDockWidgetArea);
    QVERIFY(pane(Workspace::Outline)->isVisible());
    QVERIFY(shown(Workspace::Outline)->isChecked());

    m_test->actions()->resetLayout->trigger();
    QCoreApplication::processEvents();
    QCOMPARE(workspace()->dockWidgetArea(pane(Workspace::Explanation)), Qt::RightDockWidgetArea);
    QVERIFY(!pane(Workspace::Outline)->isVisible());
    QCOMPARE(m_test->program->diagram()->width(), 600);
    m_test->restart();
    QCOMPARE(m_test->program->diagram()->width(), 600);
}

void TestWorkspace::panesMoveByTheKeyboard_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<Qt::DockWidgetArea>("area");
    QTest::newRow("left") << QStringLiteral("To the left") << Qt::LeftDockWidgetArea;
    QTest::newRow("top") << QStringLiteral("To the top") << Qt::TopDockWidgetArea;
    QTest::newRow("bottom") << QStringLiteral("To the bottom") << Qt::BottomDockWidgetArea;
    QTest::newRow("tab") << QStringLiteral("As a tab over Inspectors") << Qt::RightDockWidgetArea;
    QTest::newRow("window") << QStringLiteral("As a window of its own") << Qt::NoDockWidgetArea;
}

// ux.md 8: through View > Panes > Move, or the button in the pane's title, with the keys that every menu has; and kept
// as what the mouse does is.
void TestWorkspace::panesMoveByTheKeyboard()
{
    QFETCH(const QString, to);
    QFETCH(const Qt::DockWidgetArea, area);
    const auto chosen = [](QMenu *menu, const QString &text) -> QAction * {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    };
    QMenu *move = nullptr;
    for (QMenu *menu : window()->menuBar()->findChildren<QMenu *>())
        if (menu->title() == QStringLiteral("Move"))
            move = menu;
    QVERIFY(move);
    QAction *explanation = chosen(move, QStringLiteral("Explanation"));
    QVERIFY(explanation);
    QAction *place = chosen(explanation->menu(), to);
    QVERIFY(place);
    place->trigger();
    const auto isThere = [&] {
        if (area == Qt::NoDockWidgetArea)
            return pane(Workspace::Explanation)->isFloating();
        const bool tabbed =
            workspace()->tabifiedDockWidgets(pane(Workspace::Explanation)).contains(pane(Workspace::Inspectors));
        return !pane(Workspace::Explanation)->isFloating() &&
               workspace()->dockWidgetArea(pane(Workspace::Explanation)) == area &&
               tabbed == (area == Qt::RightDockWidgetArea);
    };
    QVERIFY(isThere());
    QVERIFY(pane(Workspace::Explanation)->isVisible());
    m_test->restart();
    QVERIFY(isThere());
    m_test->actions()->resetLayout->trigger();
    QVERIFY(!isThere());

    m_test->actions()->arrangePanes->trigger(); // titles, with a button that Tab comes to
    const auto buttons = pane(Workspace::Explanation)->titleBarWidget()->findChildren<QToolButton *>();
    const auto button = std::ranges::find_if(buttons, [](QToolButton *one) { return one->menu(); });
    QVERIFY(button != buttons.end() && ((*button)->focusPolicy() & Qt::TabFocus) &&
            !(*button)->accessibleName().isEmpty());
    chosen((*button)->menu(), to)->trigger();
    QVERIFY(isThere());
}

void TestWorkspace::nonsenseInTheSettingsIsTheDesigns()
{
    for (const char *nonsense : {"", "x", "\1\1\0\0\0\7nothing"}) {
        workspace()->restoreArrangement(QByteArray(nonsense));
        QVERIFY(workspace()->arrangement().isEmpty());
        QVERIFY(pane(Workspace::Inspectors)->isVisible());
    }
}

void TestWorkspace::zoomEnlargesAllTextAndIsRemembered()
{
    m_test->program->session()->step(+1);
    auto *hex = m_test->visible<HexView>();
    const qreal cell = hex->cell(0).height();
    const QRect row = m_test->program->diagram()->rowRect(0);
    const int label = m_test->visible<QTextBrowser>()->document()->defaultFont().pixelSize();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(window(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(m_test->program->theme.zoom(), 1.5);
    QCOMPARE(hex->cell(0).height(), cell * 1.5);
    QCOMPARE(m_test->program->diagram()->rowRect(0).height(), qRound(row.height() * 1.5));
    QCOMPARE(m_test->visible<QTextBrowser>()->document()->defaultFont().pixelSize(), qRound(label * 1.5));
    QCOMPARE(QApplication::font().pixelSize(), 20);

    m_test->restart();
    QCOMPARE(m_test->program->theme.zoom(), 1.5);
    QTest::keyClick(window(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(m_test->program->theme.zoom(), 1.25);
    QTest::keyClick(window(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_test->program->theme.zoom(), 1.0);
    for (int i = 0; i < 20; ++i)
        m_test->actions()->zoomOut->trigger();
    QCOMPARE(m_test->program->theme.zoom(), Theme::leastZoom);
    for (int i = 0; i < 20; ++i)
        m_test->actions()->zoomIn->trigger();
    QCOMPARE(m_test->program->theme.zoom(), Theme::mostZoom);
    QVERIFY(window()->minimumSizeHint().width() <= 1280); // still fits a small screen
}

void TestWorkspace::exportsAreNotZoomed()
{
    const auto svg = [this](const QString &name) {
        const QString path = m_test->file(name);
        const std::optional<Error> error = writeDiagram(*m_test->program->session()->trace(), path, ExportOptions());
        QFile file(path);
        return !error && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = svg(QStringLiteral("before.svg"));
    QVERIFY(before.size() > 1000);
    m_test->program->theme.setZoom(2);
    QCOMPARE(svg(QStringLiteral("after.svg")), before);
}

void TestWorkspace::highContrastIsRemembered()
{
    m_test->actions()->appearances->actions().at(3)->trigger();
    QCOMPARE(m_test->program->theme.colors().text1, Colors::highContrast(false).text1);
    QVERIFY(m_test->program->theme.colors().stroke > 1);
    m_test->restart();
    QCOMPARE(m_test->program->theme.appearance(), Appearance::HighContrast);
    QApplication::setPalette(QPalette(QColor(0xE0E0E0), QColor(0x202020), {}, {}, {}, {}, {}, {}, QColor(0x202020)));
    QCOMPARE(m_test->program->theme.colors().base, QColor(Qt::black)); // where the system is dark
}

void TestWorkspace::presentingShowsDiagramAndExplanation()
{
    m_test->program->session()->step(+1);
    QTest::keyClick(window(), Qt::Key_F11);
    QCoreApplication::processEvents();
    QVERIFY(window()->isFullScreen());
    QVERIFY(m_test->program->diagram()->isVisible());
    QVERIFY(pane(Workspace::Explanation)->isVisible());
    QVERIFY(!pane(Workspace::Inspectors)->isVisible());
    QVERIFY(!window()->menuBar()->isVisible());
    auto *transport = window()->findChild<TransportBar *>();
    QVERIFY(transport->isVisible());
    QVERIFY(transport->height() <= 72);
    QCOMPARE(m_test->program->diagram()->rowRect(0).height() > 50, true);

    QTest::keyClick(window(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(!window()->isFullScreen());
    QVERIFY(pane(Workspace::Inspectors)->isVisible());
    QVERIFY(window()->menuBar()->isVisible());
    QCOMPARE(m_test->program->theme.zoom(), 1.0);
    QVERIFY(!m_test->actions()->present->isChecked());
    QVERIFY(!m_test->actions()->leavePresenting->isEnabled()); // Escape is others' again
}

void TestWorkspace::aClickerSteps()
{
    QTest::keyClick(window(), Qt::Key_PageDown);
    QCOMPARE(m_test->program->sent(), 0U); // not before
    QTest::keyClick(window(), Qt::Key_F11);
    QTest::keyClick(window(), Qt::Key_PageDown);
    QCOMPARE(m_test->program->sent(), 1U);
    QTest::keyClick(m_test->visible<QTextBrowser>(), Qt::Key_Right); // wherever the focus is
    QCOMPARE(m_test->program->sent(), 2U);
    QTest::keyClick(window(), Qt::Key_PageUp);
    QCOMPARE(m_test->program->sent(), 1U);
    QTest::keyClick(window(), Qt::Key_F11);
    QVERIFY(!window()->isFullScreen());
}

void TestWorkspace::secretsAreMaskedBeforeAnAudience()
{
    Session *session = m_test->program->session();
    QVERIFY(session->secretsShown());
    m_test->actions()->present->trigger();
    QVERIFY(!session->secretsShown());
    m_test->actions()->present->trigger();
    QVERIFY(session->secretsShown());
}

QTEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
