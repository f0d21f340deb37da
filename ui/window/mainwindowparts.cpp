// SPDX-License-Identifier: GPL-3.0-or-later

// How the window is put together, and the words on it.

#include "compare/comparisonwindow.h"
#include "diagram/diagramview.h"
#include "dialogs/capture/capturedialog.h"
#include "dialogs/notice.h"
#include "inspectors/explanationpane.h"
#include "theme/focusring.h"
#include "window/actions.h"
#include "window/diagramoutput.h"
#include "window/dragbutton.h"
#include "window/find.h"
#include "window/inspectortabs.h"
#include "window/lazypage.h"
#include "window/live.h"
#include "window/mainwindow.h"
#include "window/menus.h"
#include "window/messagelist.h"
#include "window/panemoves.h"
#include "window/presenter.h"
#include "window/recordings.h"
#include "window/scenariolist.h"
#include "window/securitystrip.h"
#include "window/shortcutsdialog.h"
#include "window/toolbar.h"
#include "window/transportbar.h"
#include "window/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace hd::ui {

static QVBoxLayout *columnIn(QWidget *parent)
{
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

void MainWindow::makeParts()
{
    m_menus = new Menus(menuBar(), m_actions);
    m_theme->follow(this, [this] { menuBar()->setFixedHeight(m_theme->px(28)); });
    auto *central = new QWidget(this);
    m_toolBar = new ToolBar(&m_session, m_actions, m_language, m_theme, central);
    auto *column = columnIn(central);
    m_error = new Notice(m_theme, central);
    m_offer = new Notice(m_theme, central);
    m_workspace = new Workspace(m_theme, central);
    m_workspace->setCentralWidget(makeDiagramPane());
    makePanes();
    m_transport = new TransportBar(&m_session, m_actions, m_theme, central);
    m_strip = new SecurityStrip(&m_session, &m_explanations, m_theme, central);
    column->addWidget(m_toolBar);
    column->addWidget(m_error);
    column->addWidget(m_offer);
    QVBoxLayout *live = columnIn(nullptr);
    column->addLayout(live);
    column->addWidget(m_workspace, 1);
    column->addWidget(m_transport);
    column->addWidget(m_strip);
    setCentralWidget(central);
    for (QWidget *pane :
         {static_cast<QWidget *>(m_outline), static_cast<QWidget *>(m_diagram), static_cast<QWidget *>(m_tabs),
          static_cast<QWidget *>(m_explanation), static_cast<QWidget *>(m_transport)})
        m_panes.add(pane);
    addActions({m_actions->selectionBack, m_actions->selectionForward, m_actions->nextPane, m_actions->previousPane});
    // These work without the menu bar, too: it is hidden while presenting.
    addActions({m_actions->find, m_actions->findNext, m_actions->findPrevious, m_actions->present, m_actions->zoomIn,
                m_actions->zoomOut, m_actions->zoomReset});
    addActions(m_actions->tabs->actions());
    new Find(m_toolBar->findBar(), m_workspace, &m_session, &m_explanations, m_theme, m_actions,
             [this] { m_diagram->setFocus(Qt::ShortcutFocusReason); });
    m_live = new Live({this, live, &m_session, &m_player, m_settings, m_theme, &m_explanations,
                       [this](std::shared_ptr<const Trace> trace) { openTrace(std::move(trace)); }},
                      m_actions);
    m_presenter = new Presenter(
        {this, m_workspace, m_transport, {menuBar(), m_toolBar, m_error, m_offer, m_drag, m_strip}, m_diagram},
        &m_session, m_theme, m_actions);
}

void MainWindow::makeFiles()
{
    const auto showFailure = [this](const Error &error) { showError(error); };
    m_recordings = new Recordings({&m_session, m_settings, m_theme, m_menus->recent(), this, m_offer, showFailure,
                                   [this](const QString &path) { listCapture(path); }});
    connect(m_recordings, &Recordings::changed, this, &MainWindow::showTitle);
    m_output = new DiagramOutput({&m_session, m_settings, m_theme, m_language, this, showFailure});
    connect(m_drag, &DragButton::pulled, m_output, &DiagramOutput::drag);
}

void MainWindow::listCapture(const QString &path)
{
    if (!m_captures) {
        m_captures = new CaptureDialog(m_theme, this);
        connect(m_captures, &CaptureDialog::opened, this, [this](std::shared_ptr<const Trace> trace) {
            if (m_recordings->mayLeave())
                openTrace(std::move(trace));
        });
    }
    m_captures->show();
    m_captures->raise();
    m_captures->activateWindow();
    m_captures->read(path);
}

void MainWindow::makePanes()
{
    const QList<QAction *> shown = m_actions->panes->actions();
    m_workspace->addPane(Workspace::Outline, makeOutline(), shown[Workspace::Outline]);
    m_workspace->addPane(Workspace::Inspectors, makeInspectors(), shown[Workspace::Inspectors]);
    m_explanation = new LazyPage(
        [this](QWidget *parent) { return new ExplanationPane(&m_session, m_theme, &m_explanations, parent); });
    m_workspace->addPane(Workspace::Explanation, m_explanation, shown[Workspace::Explanation]);
    offerMovesOfAll(m_menus->movePanes(), m_workspace);
    connect(m_actions->arrangePanes, &QAction::toggled, m_workspace, &Workspace::setUnlocked);
    connect(m_actions->resetLayout, &QAction::triggered, m_workspace, &Workspace::reset);
}

QWidget *MainWindow::makeOutline()
{
    m_outline = new QTabWidget;
    m_scenarios = new LazyPage([this](QWidget *parent) { return makeScenarioList(parent); }, m_outline);
    m_scenarios->fillWhenShown();
    m_outline->addTab(m_scenarios, QString());
    m_outline->setMinimumWidth(200);
    return m_outline;
}

QWidget *MainWindow::makeScenarioList(QWidget *parent)
{
    m_scenarioList = new ScenarioList(m_language, m_theme, parent);
    m_scenarioList->showScenario(QString::fromStdString(m_session.trace()->scenarioName));
    connect(m_scenarioList, &ScenarioList::picked, this, &MainWindow::openScenario);
    return m_scenarioList;
}

QWidget *MainWindow::makeDiagramPane()
{
    auto *pane = new QWidget;
    auto *grid = new QGridLayout(pane);
    grid->setContentsMargins(0, 0, 0, 0);
    m_diagram = new DiagramView(&m_session, m_theme, &m_explanations, pane);
    m_diagram->setProperty(FocusRing::ownRing, true);
    m_hint = new Notice(m_theme, pane);
    connect(m_hint, &Notice::dismissed, this, [this] { m_settings->setFirstStepTaken(); });
    grid->addWidget(m_diagram, 0, 0);
    m_drag = new DragButton(m_actions->copyDiagram, m_theme, pane);
    auto *corner = new QHBoxLayout; // beside the heads of the parties
    corner->addWidget(m_drag);
    m_theme->follow(m_drag, [this, corner] { corner->setContentsMargins(m_theme->px(12), m_theme->px(12), 0, 0); });
    grid->addLayout(corner, 0, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(m_hint, 0, 0, Qt::AlignBottom); // over the diagram, so that no row moves when it goes
    for (QAction *action : m_actions->playback())
        m_diagram->addAction(action);
    pane->setMinimumWidth(360);
    return pane;
}

QWidget *MainWindow::makeInspectors()
{
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideNone); // where titles are longer, the bar scrolls
    m_tabs->setUsesScrollButtons(true);
    const auto open = [this](const char *key) {
        const std::span<const InspectorTab> tabs = inspectorTabs();
        for (int index = 0; index < std::ssize(tabs); ++index)
            if (QLatin1StringView(tabs[static_cast<std::size_t>(index)].key) == QLatin1StringView(key))
                m_tabs->setCurrentIndex(index);
    };
    const InspectorParts parts{&m_session, m_theme, &m_explanations, m_language, open};
    for (const InspectorTab &tab : inspectorTabs())
        m_tabs->addTab(new LazyPage([parts, &tab](QWidget *parent) { return tab.make(parts, parent); }, m_tabs),
                       QString());
    return m_tabs;
}

// Inspectors have nothing to show before there is a trace; a tab that nobody opens never has.
void MainWindow::furnish()
{
    m_furnished = true;
    m_explanation->fill();
    fillTab();
}

void MainWindow::fillTab()
{
    if (m_furnished)
        static_cast<LazyPage *>(m_tabs->currentWidget())->fill();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (auto open = std::exchange(m_onFirstFrame, nullptr))
        QTimer::singleShot(0, this, std::move(open)); // when the parts have painted, too
}

void MainWindow::showMessageList(bool shown)
{
    if (!shown || m_workspace->pane(Workspace::Messages))
        return;
    auto *list = new MessageList(&m_session, m_theme);
    m_workspace->addPane(Workspace::Messages, list, m_actions->messageList);
    m_panes.add(list);
    retranslate();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_menus)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    m_actions->retranslate();
    m_menus->retranslate();
    for (QAction *action : m_actions->scenarios->actions())
        for (const ScenarioInfo &info : builtinScenarios())
            if (QString::fromStdString(info.name) == action->data().toString())
                action->setText(m_language->text(info.title));
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, m_actions->tabs->actions().at(i)->text());
    const std::pair<Workspace::Pane, QString> titles[] = {
        {Workspace::Outline, m_actions->panes->actions().at(0)->text()},
        {Workspace::Inspectors, m_actions->panes->actions().at(1)->text()},
        {Workspace::Explanation, m_actions->panes->actions().at(2)->text()},
        {Workspace::Messages, tr("Messages")},
        {Workspace::Results, m_actions->findings->text()}};
    for (const auto &[pane, text] : titles)
        if (QDockWidget *dock = m_workspace->pane(pane))
            dock->setWindowTitle(text);
    m_outline->setTabText(0, tr("Scenarios"));
    m_outline->setAccessibleName(m_actions->panes->actions().at(0)->text());
    m_tabs->setAccessibleName(m_actions->panes->actions().at(1)->text());
    m_recordings->retranslate();
    showTitle();
    showHint();
}

/// "title · file* – HelloDone"
void MainWindow::showTitle()
{
    QStringList parts{m_language->text(m_session.trace()->title).simplified()};
    if (!m_recordings->file().isEmpty())
        parts << QFileInfo(m_recordings->file()).fileName();
    parts.removeAll(QString());
    if (parts.isEmpty() && m_recordings->isUnsaved())
        parts << tr("Recording");
    QString name = parts.join(QStringLiteral(" · "));
    name.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]")); // twice stands for itself
    setWindowTitle(name.isEmpty() ? QStringLiteral("HelloDone[*]") : tr("%1[*] – HelloDone").arg(name));
    setWindowModified(m_recordings->isUnsaved());
}

void MainWindow::compareTraces()
{
    if (!m_comparison)
        m_comparison = std::make_unique<ComparisonWindow>(m_theme, &m_explanations, m_language);
    m_comparison->compareOpen(m_session.trace(), m_settings->recentFiles());
    m_comparison->show();
    m_comparison->raise();
    m_comparison->activateWindow();
}

void MainWindow::showShortcuts()
{
    ShortcutsDialog(m_actions, m_theme, this).exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About HelloDone"),
        tr("<h3>HelloDone %1</h3><p>A real SSL/TLS handshake, recorded and shown down to the byte.</p>"
           "<p>For teaching, not for protecting traffic: what it sends and receives is recorded with its "
           "secrets, and its demonstration keys are public.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(QStringLiteral(HELLODONE_VERSION)));
}

} // namespace hd::ui
