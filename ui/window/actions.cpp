// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/actions.h"

#include "text/language.h"
#include "theme/icons.h"
#include "window/inspectortabs.h"
#include "window/settings.h"
#include "window/workspace.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>
#include <array>

namespace hd::ui {

Actions::Actions(Session *session, Player *player, Theme *theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    makePlayback(theme);
    makeOthers(theme);
    makeChoices();
    connectPlayback(session, player);
    connectZoom();
    retranslate();
    updateEnabled(*session);
}

QAction *Actions::add(const QKeySequence &key, const QIcon &icon)
{
    auto *action = new QAction(this);
    action->setShortcut(key);
    action->setIcon(icon);
    action->setIconVisibleInMenu(false);
    return action;
}

QAction *Actions::addTo(QActionGroup *group, const QVariant &data)
{
    QAction *action = add();
    action->setCheckable(true);
    action->setData(data);
    group->addAction(action);
    return action;
}

void Actions::makePlayback(const Theme *theme)
{
    toStart = add(Qt::Key_Home, themedIcon(Icon::Start, theme));
    flightBack = add(Qt::SHIFT | Qt::Key_Left, themedIcon(Icon::FlightBack, theme));
    stepBack = add(Qt::Key_Left, themedIcon(Icon::StepBack, theme));
    play = add(Qt::Key_Space, themedIcon(Icon::Play, theme, &Colors::onAccent));
    stepForward = add(Qt::Key_Right, themedIcon(Icon::StepForward, theme));
    flightForward = add(Qt::SHIFT | Qt::Key_Right, themedIcon(Icon::FlightForward, theme));
    toEnd = add(Qt::Key_End, themedIcon(Icon::End, theme));
    operationBack = add(Qt::CTRL | Qt::Key_Left);
    operationForward = add(Qt::CTRL | Qt::Key_Right);
    for (QAction *action : playback())
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

std::vector<QAction *> Actions::playback() const
{
    return {toStart, flightBack, stepBack, play, stepForward, flightForward, toEnd, operationBack, operationForward};
}

void Actions::connectPlayback(Session *session, Player *player)
{
    connect(toStart, &QAction::triggered, session, &Session::goToStart);
    connect(toEnd, &QAction::triggered, session, &Session::goToEnd);
    connect(stepBack, &QAction::triggered, session, [session] { session->step(-1); });
    connect(stepForward, &QAction::triggered, session, [session] { session->step(+1); });
    connect(flightBack, &QAction::triggered, session, [session] { session->stepBy(Granularity::Flight, -1); });
    connect(flightForward, &QAction::triggered, session, [session] { session->stepBy(Granularity::Flight, +1); });
    connect(operationBack, &QAction::triggered, session, [session] { session->stepBy(Granularity::Operation, -1); });
    connect(operationForward, &QAction::triggered, session, [session] { session->stepBy(Granularity::Operation, +1); });
    connect(selectionBack, &QAction::triggered, session, &Session::goBack);
    connect(selectionForward, &QAction::triggered, session, &Session::goForward);
    connect(play, &QAction::triggered, player, &Player::toggle);
    connect(player, &Player::playingChanged, this, &Actions::setPlaying);
    for (const auto signal : {&Session::traceChanged, &Session::selectionChanged})
        connect(session, signal, this, [this, session] { updateEnabled(*session); });
    connect(session, &Session::playheadChanged, this, [this, session] { updateEnabled(*session); });
}

void Actions::connectZoom()
{
    const auto zoomBy = [this](int steps) {
        static constexpr std::array<int, 11> percents{80, 90, 100, 110, 125, 150, 175, 200, 220, 235, 250};
        const int now = qRound(m_theme->chosenZoom() * 100);
        const auto at = std::lower_bound(percents.begin(), percents.end(), now) - percents.begin();
        const auto next = std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(percents) - 1);
        m_theme->setZoom(percents[static_cast<std::size_t>(next)] / 100.0);
    };
    connect(zoomIn, &QAction::triggered, this, [zoomBy] { zoomBy(+1); });
    connect(zoomOut, &QAction::triggered, this, [zoomBy] { zoomBy(-1); });
    connect(zoomReset, &QAction::triggered, this, [this] { m_theme->setZoom(1); });
    m_theme->follow(this, [this] {
        zoomIn->setEnabled(m_theme->chosenZoom() < Theme::mostZoom);
        zoomOut->setEnabled(m_theme->chosenZoom() > Theme::leastZoom);
        zoomReset->setEnabled(m_theme->chosenZoom() != 1);
    });
}

void Actions::updateEnabled(const Session &session)
{
    for (QAction *action : {toStart, flightBack, stepBack, operationBack})
        action->setEnabled(!session.atStart());
    for (QAction *action : {stepForward, flightForward, toEnd, operationForward})
        action->setEnabled(!session.atEnd());
    play->setEnabled(!session.trace()->events.empty());
    selectionBack->setEnabled(session.canGoBack());
    selectionForward->setEnabled(session.canGoForward());
    rerunSameSeed->setEnabled(!session.trace()->scenario.empty());
    rerunNewSeed->setEnabled(!session.trace()->scenario.empty());
    for (QAction *action : {exportDiagram, print, copyDiagram, save, saveAs})
        action->setEnabled(!session.trace()->messages.empty());
}

void Actions::makeOthers(const Theme *theme)
{
    selectionBack = add(Qt::ALT | Qt::Key_Left, themedIcon(Icon::Back, theme));
    selectionForward = add(Qt::ALT | Qt::Key_Right, themedIcon(Icon::Jump, theme));
    present = add(Qt::Key_F11, themedIcon(Icon::Present, theme));
    present->setCheckable(true);
    clickerForward = add(Qt::Key_PageDown);
    clickerBack = add(Qt::Key_PageUp);
    leavePresenting = add(Qt::Key_Escape);
    find = add(QKeySequence::Find);
    findNext = add(Qt::Key_F3);
    findPrevious = add(Qt::SHIFT | Qt::Key_F3);
    findings = add();
    findings->setCheckable(true);
    arrangePanes = add();
    arrangePanes->setCheckable(true);
    resetLayout = add();
    zoomIn = add();
    zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut = add(Qt::CTRL | Qt::Key_Minus);
    zoomReset = add(Qt::CTRL | Qt::Key_0);
    rerunNewSeed = add(Qt::CTRL | Qt::Key_R, themedIcon(Icon::Rerun, theme));
    rerunSameSeed = add(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    open = add(QKeySequence::Open);
    compare = add(Qt::CTRL | Qt::Key_D);
    save = add(QKeySequence::Save);
    saveAs = add(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    print = add(QKeySequence::Print);
    copyDiagram = add(Qt::CTRL | Qt::SHIFT | Qt::Key_C, themedIcon(Icon::Copy, theme));
    exportDiagram = add(Qt::CTRL | Qt::Key_E, themedIcon(Icon::Export, theme));
    connectLive = add(Qt::CTRL | Qt::Key_K);
    serveLive = add(Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    quit = add(QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
    nextPane = add(Qt::Key_F6);
    previousPane = add(Qt::SHIFT | Qt::Key_F6);
    shortcuts = add();
    about = add();
    about->setMenuRole(QAction::AboutRole);
    omissions = add();
    omissions->setCheckable(true);
    messageList = add(Qt::CTRL | Qt::Key_L);
    messageList->setCheckable(true);
    reducedMotion = add();
    reducedMotion->setCheckable(true);
}

void Actions::makeChoices()
{
    for (QActionGroup **group : {&granularities, &speeds, &tabs, &scenarios, &appearances, &languages, &panes})
        *group = new QActionGroup(this);
    panes->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    for (const Workspace::Pane pane : {Workspace::Outline, Workspace::Inspectors, Workspace::Explanation})
        addTo(panes, static_cast<int>(pane));
    for (const Granularity granularity : {Granularity::Flight, Granularity::Message, Granularity::Operation})
        addTo(granularities, static_cast<int>(granularity));
    for (const double speed : Settings::speeds())
        addTo(speeds, speed)->setText(QStringLiteral("%1×").arg(speed));
    for (const Appearance appearance :
         {Appearance::System, Appearance::Light, Appearance::Dark, Appearance::HighContrast})
        addTo(appearances, static_cast<int>(appearance));
    addTo(languages, QString());
    for (const QString &code : Language::available())
        addTo(languages, code)->setText(Language::nativeName(code)); // the same in every language
    for (int index = 0; index < std::ssize(inspectorTabs()); ++index)
        addTo(tabs, index)->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
}

void Actions::setPlaying(bool playing)
{
    m_playing = playing;
    play->setIcon(themedIcon(playing ? Icon::Pause : Icon::Play, m_theme, &Colors::onAccent));
    play->setText(playing ? tr("Pause") : tr("Play"));
    play->setToolTip(QStringLiteral("%1 (%2)").arg(play->text(), play->shortcut().toString(QKeySequence::NativeText)));
}

void Actions::retranslate()
{
    retranslatePlayback();
    retranslateChoices();
    selectionBack->setText(tr("Back to the last selection"));
    selectionForward->setText(tr("Forward"));
    zoomIn->setText(tr("Larger"));
    zoomOut->setText(tr("Smaller"));
    zoomReset->setText(tr("Usual size"));
    present->setText(tr("Present full screen"));
    present->setIconText(tr("Present"));
    clickerForward->setText(tr("Step, while presenting"));
    clickerBack->setText(tr("Step back, while presenting"));
    leavePresenting->setText(tr("End the presentation"));
    find->setText(tr("Find…"));
    findNext->setText(tr("Find next"));
    findPrevious->setText(tr("Find previous"));
    findings->setText(tr("Found", "pane"));
    arrangePanes->setText(tr("Let panes be moved"));
    resetLayout->setText(tr("Reset the layout"));
    rerunNewSeed->setText(tr("Rerun with a new seed"));
    rerunNewSeed->setIconText(tr("Rerun"));
    rerunSameSeed->setText(tr("Rerun with the same seed"));
    open->setText(tr("Open…"));
    compare->setText(tr("Compare…"));
    save->setText(tr("Save"));
    saveAs->setText(tr("Save as…"));
    print->setText(tr("Print…"));
    copyDiagram->setText(tr("Copy the diagram"));
    exportDiagram->setText(tr("Export…"));
    connectLive->setText(tr("Connect to a server…"));
    serveLive->setText(tr("Serve a client…"));
    quit->setText(tr("Quit"));
    nextPane->setText(tr("Next pane"));
    previousPane->setText(tr("Previous pane"));
    omissions->setText(tr("Show messages that are not sent"));
    messageList->setText(tr("Diagram as a list"));
    shortcuts->setText(tr("Keyboard shortcuts"));
    about->setText(tr("About HelloDone"));
    for (QAction *action : findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly))
        if (!action->shortcut().isEmpty())
            action->setToolTip(
                QStringLiteral("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
}

void Actions::retranslatePlayback()
{
    toStart->setText(tr("To the start"));
    flightBack->setText(tr("One flight back"));
    stepBack->setText(tr("Step back"));
    setPlaying(m_playing);
    stepForward->setText(tr("Step"));
    flightForward->setText(tr("One flight forward"));
    toEnd->setText(tr("To the end"));
    operationBack->setText(tr("One operation back"));
    operationForward->setText(tr("One operation forward"));
    reducedMotion->setText(tr("Reduce motion"));
}

void Actions::retranslateChoices()
{
    const auto name = [](QActionGroup *group, const QStringList &texts) {
        for (qsizetype i = 0; i < texts.size(); ++i)
            group->actions().at(i)->setText(texts.at(i));
    };
    name(granularities, {tr("Flight", "granularity"), tr("Message", "granularity"), tr("Operation", "granularity")});
    name(appearances, {tr("As the system", "appearance"), tr("Light"), tr("Dark"), tr("High contrast")});
    name(panes, {tr("Scenarios", "pane"), tr("Inspectors", "pane"), tr("Explanation", "pane")});
    name(languages, {tr("As the system", "language")});
    QStringList titles;
    for (const InspectorTab &tab : inspectorTabs())
        titles << tab.title();
    name(tabs, titles);
}

} // namespace hd::ui
