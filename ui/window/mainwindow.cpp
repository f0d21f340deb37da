// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "compare/comparisonwindow.h"
#include "diagram/diagramview.h"
#include "dialogs/notice.h"
#include "text/errors.h"
#include "theme/focusring.h"
#include "window/actions.h"
#include "window/diagramoutput.h"
#include "window/inspectortabs.h"
#include "window/lazypage.h"
#include "window/menus.h"
#include "window/presenter.h"
#include "window/recordings.h"
#include "window/scenariolist.h"
#include "window/securitystrip.h"
#include "window/toolbar.h"
#include "window/transportbar.h"
#include "window/workspace.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QStyle>
#include <QTabWidget>

#include <future>

namespace hd::ui {

static const QLatin1StringView defaultScenario("classic");

void MainWindow::prepare()
{
    Fonts::prepare();
    static const std::future<void> scenarios = std::async(std::launch::async, [] { builtinScenarios(); });
}

MainWindow::MainWindow(Settings *settings, Theme *theme, Language *language, QWidget *parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_theme(theme),
      m_language(language),
      m_player(&m_session),
      m_actions(new Actions(&m_session, &m_player, theme, this))
{
    m_explanations.setLanguage(language->code());
    makeScenarioActions();
    makeParts();
    makeFiles();
    connectActions();
    connectChoices();
    restoreSettings();
    connect(&m_session, &Session::traceChanged, this, &MainWindow::showTrace);
    connect(&m_session, &Session::playheadChanged, this, &MainWindow::hintDone);
    connect(m_diagram, &DiagramView::animationFinished, &m_player, &Player::animationFinished);
    m_player.setAnimating([this] { return m_diagram->isAnimating(); });
    new FocusRing(this, theme);
    retranslate();
    m_diagram->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::openLastScenario()
{
    const QString last = m_settings->scenario();
    const std::vector<ScenarioInfo> &all = builtinScenarios();
    const auto isLast = [&last](const ScenarioInfo &info) { return QString::fromStdString(info.name) == last; };
    openScenario(std::any_of(all.begin(), all.end(), isLast) ? last : QString(defaultScenario));
}

void MainWindow::openScenario(const QString &name)
{
    if (!m_recordings->mayLeave())
        return showChosenScenario();
    furnish();
    if (const std::optional<Error> error = m_session.runScenario(name))
        return showError(*error);
    m_settings->setScenario(name);
}

void MainWindow::openTrace(std::shared_ptr<const Trace> trace, const QString &file)
{
    furnish();
    m_recordings->show(std::move(trace), file);
}

void MainWindow::openFile(const QString &path)
{
    furnish();
    m_recordings->open(path);
}

void MainWindow::rerun(bool newSeed)
{
    if (const std::optional<Error> error = m_session.rerun(newSeed))
        showError(*error);
}

void MainWindow::showError(const Error &error)
{
    m_error->showError(error);
}

void MainWindow::makeScenarioActions()
{
    for (const ScenarioInfo &info : builtinScenarios()) {
        auto *action = new QAction(m_actions);
        action->setCheckable(true);
        action->setData(QString::fromStdString(info.name));
        m_actions->scenarios->addAction(action);
    }
}

void MainWindow::connectActions()
{
    connect(m_actions->rerunNewSeed, &QAction::triggered, this, [this] { rerun(true); });
    connect(m_actions->rerunSameSeed, &QAction::triggered, this, [this] { rerun(false); });
    connect(m_actions->open, &QAction::triggered, m_recordings, &Recordings::chooseAndOpen);
    connect(m_actions->save, &QAction::triggered, m_recordings, &Recordings::save);
    connect(m_actions->saveAs, &QAction::triggered, m_recordings, &Recordings::saveAs);
    connect(m_actions->print, &QAction::triggered, m_output, &DiagramOutput::print);
    connect(m_actions->copyDiagram, &QAction::triggered, m_output, &DiagramOutput::copy);
    connect(m_actions->messageList, &QAction::toggled, this, &MainWindow::showMessageList);
    connect(m_diagram, &DiagramView::playToggled, m_actions->play, &QAction::trigger);
    connect(m_actions->compare, &QAction::triggered, this, &MainWindow::compareTraces);
    connect(m_actions->exportDiagram, &QAction::triggered, m_output, &DiagramOutput::exportToFile);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->nextPane, &QAction::triggered, this, [this] { m_panes.move(+1); });
    connect(m_actions->previousPane, &QAction::triggered, this, [this] { m_panes.move(-1); });
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions->scenarios, &QActionGroup::triggered, this,
            [this](const QAction *action) { openScenario(action->data().toString()); });
    connect(m_toolBar->picker(), &ScenarioPicker::picked, this, &MainWindow::openScenario);
    connect(m_actions->tabs, &QActionGroup::triggered, m_tabs,
            [this](const QAction *action) { m_tabs->setCurrentIndex(action->data().toInt()); });
    connect(m_tabs, &QTabWidget::currentChanged, m_actions->tabs,
            [this](int index) { m_actions->tabs->actions().at(index)->setChecked(true); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::fillTab);
}

// What is chosen takes effect at once and is remembered at once.
void MainWindow::connectChoices()
{
    connect(m_actions->granularities, &QActionGroup::triggered, this, [this](const QAction *action) {
        const auto granularity = static_cast<Granularity>(action->data().toInt());
        m_session.setGranularity(granularity);
        m_settings->setGranularity(granularity);
    });
    connect(m_actions->speeds, &QActionGroup::triggered, this, [this](const QAction *action) {
        applySpeed(action->data().toDouble());
        m_settings->setSpeed(action->data().toDouble());
    });
    connect(m_actions->reducedMotion, &QAction::triggered, this, [this](bool reduced) {
        m_settings->setReducedMotion(reduced);
        applyMotion();
    });
    connect(m_actions->omissions, &QAction::triggered, this, [this](bool shown) {
        m_settings->setOmissionsShown(shown);
        m_diagram->setOmissionsShown(shown);
    });
    connect(m_actions->appearances, &QActionGroup::triggered, this, [this](const QAction *action) {
        const auto appearance = static_cast<Appearance>(action->data().toInt());
        m_settings->setAppearance(appearance);
        m_theme->setAppearance(appearance);
    });
    connect(m_actions->languages, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_settings->setLanguage(action->data().toString());
        m_language->set(action->data().toString());
    });
    connect(m_theme, &Theme::changed, this, [this] { m_settings->setZoom(m_theme->chosenZoom()); });
    connect(m_language, &Language::changed, this, [this] { m_explanations.setLanguage(m_language->code()); });
}

void MainWindow::applyMotion()
{
    const bool systemReduces = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    m_diagram->setReducedMotion(systemReduces || m_settings->reducedMotion());
}

void MainWindow::applySpeed(double speed)
{
    m_player.setSpeed(speed);
    m_diagram->setSpeed(speed);
}

static void check(QActionGroup *group, const QVariant &data)
{
    for (QAction *action : group->actions())
        if (action->data() == data)
            action->setChecked(true);
}

void MainWindow::restoreSettings()
{
    check(m_actions->granularities, static_cast<int>(m_settings->granularity()));
    m_session.setGranularity(m_settings->granularity());
    check(m_actions->speeds, m_settings->speed());
    applySpeed(m_settings->speed());
    m_actions->reducedMotion->setChecked(m_settings->reducedMotion());
    applyMotion();
    m_actions->omissions->setChecked(m_settings->omissionsShown());
    m_diagram->setOmissionsShown(m_settings->omissionsShown());
    m_actions->messageList->setChecked(m_settings->listShown());
    check(m_actions->appearances, static_cast<int>(m_settings->appearance()));
    check(m_actions->languages, m_settings->language());
    const std::span<const InspectorTab> tabs = inspectorTabs();
    const auto last = std::find_if(tabs.begin(), tabs.end(), [this](const InspectorTab &tab) {
        return m_settings->inspectorTab() == QLatin1StringView(tab.key);
    });
    m_tabs->setCurrentIndex(last == tabs.end() ? 0 : static_cast<int>(last - tabs.begin()));
    m_actions->tabs->actions().at(m_tabs->currentIndex())->setChecked(true);
    resize(1280, 800);
    restoreGeometry(m_settings->geometry());
    m_workspace->restoreArrangement(m_settings->arrangement());
}

void MainWindow::saveSettings()
{
    m_presenter->set(false);
    m_settings->setListShown(m_actions->messageList->isChecked());
    m_settings->setGeometry(saveGeometry());
    m_settings->setArrangement(m_workspace->arrangement());
    m_settings->setInspectorTab(
        QLatin1StringView(inspectorTabs()[static_cast<std::size_t>(m_tabs->currentIndex())].key));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_recordings->mayClose())
        return event->ignore();
    saveSettings();
    if (m_comparison)
        m_comparison->close();
    QMainWindow::closeEvent(event);
}

void MainWindow::showChosenScenario()
{
    const Trace &trace = *m_session.trace();
    const QString name = QString::fromStdString(trace.scenarioName);
    m_toolBar->picker()->showScenario(name, trace.title);
    if (m_scenarioList)
        m_scenarioList->showScenario(name);
    check(m_actions->scenarios, name);
}

void MainWindow::showTrace()
{
    if (m_session.grownFrom())
        return;
    showChosenScenario();
    showNotices();
    showHint();
    retranslate();
}

/// What was wrong with the bytes on their way here, so that nobody takes for the peer's what a capture lacks.
void MainWindow::showNotices()
{
    constexpr std::size_t most = 3;
    const std::vector<Error> &notices = m_session.trace()->notices;
    if (notices.empty())
        return m_error->putAway();
    QStringList lines;
    for (std::size_t i = 0; i < std::min(notices.size(), most); ++i)
        lines += errorText(notices[i]);
    if (notices.size() > most)
        lines += tr("and %1 more").arg(notices.size() - most);
    m_error->showHint(tr("How this was captured: %1").arg(lines.join(QStringLiteral(" · "))));
}

void MainWindow::showHint()
{
    const std::vector<Message> &messages = m_session.trace()->messages;
    if (m_settings->firstStepTaken() || messages.empty() || !m_session.atStart())
        return m_hint->putAway();
    m_hint->showHint(tr("Press → to send %1").arg(QString::fromStdString(messages.front().name)));
}

void MainWindow::hintDone()
{
    if (m_hint->isVisibleTo(this)) {
        m_settings->setFirstStepTaken();
        m_hint->putAway();
    }
}

} // namespace hd::ui
