// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/player.h"
#include "session/session.h"
#include "text/explanations.h"
#include "text/language.h"
#include "theme/theme.h"
#include "window/panes.h"
#include "window/settings.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QTabWidget;

namespace hd::ui {

class Actions;
class CaptureDialog;
class ComparisonWindow;
class DiagramOutput;
class DiagramView;
class DragButton;
class ExplanationPane;
class FocusRing;
class LazyPage;
class Live;
class Menus;
class Notice;
class Presenter;
class Recordings;
class ScenarioList;
class SecurityStrip;
class ToolBar;
class TransportBar;
class Workspace;

/// The window: it makes the session, gives it to the parts, and does what no part can do alone.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Starts to read what takes time on the other core, where there is one. For before QApplication, whose start that
    /// hides behind.
    static void prepare();

    MainWindow(Settings *settings, Theme *theme, Language *language, QWidget *parent = nullptr);
    ~MainWindow() override;

    Session *session() { return &m_session; }
    Player *player() { return &m_player; }
    Actions *actions() { return m_actions; }
    Live *live() { return m_live; }

    /// Calls @p open once the window has painted its first frame: what takes time comes after something is seen.
    void onFirstFrame(std::function<void()> open) { m_onFirstFrame = std::move(open); }
    /// Opens the scenario that was open last, or the classic one.
    void openLastScenario();
    void openScenario(const QString &name);
    /// Opens a trace that came from elsewhere: from @p file, unless that is empty. Asks nothing.
    void openTrace(std::shared_ptr<const Trace> trace, const QString &file = {});
    /// Opens a recording, or runs the scenario that a file holds; what is wrong with it is said in the window. Like
    /// openScenario(), it first asks about what is unsaved.
    void openFile(const QString &path);
    Recordings *recordings() { return m_recordings; }
    void showError(const Error &error);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeScenarioActions();
    void makeParts();
    void makePanes();
    void makeFiles();
    void listCapture(const QString &path);
    QWidget *makeOutline();
    QWidget *makeDiagramPane();
    QWidget *makeInspectors();
    QWidget *makeScenarioList(QWidget *parent);
    void furnish();
    void fillTab();
    void connectActions();
    void connectChoices();
    void restoreSettings();
    void saveSettings();
    void showTrace();
    void showChosenScenario();
    void showNotices();
    void showHint();
    void hintDone();
    void applyMotion();
    void applySpeed(double speed);
    void retranslate();
    void showTitle();
    void rerun(bool newSeed);
    void showMessageList(bool shown);
    void compareTraces();
    void showShortcuts();
    void showAbout();

    Settings *m_settings;
    Theme *m_theme;
    Language *m_language;
    Session m_session;
    Player m_player;
    Explanations m_explanations;
    Panes m_panes;

    Actions *m_actions;
    Menus *m_menus = nullptr;
    ToolBar *m_toolBar = nullptr;
    Workspace *m_workspace = nullptr;
    Presenter *m_presenter = nullptr;
    QTabWidget *m_outline = nullptr;
    LazyPage *m_scenarios = nullptr;
    ScenarioList *m_scenarioList = nullptr; ///< in m_scenarios, once the window is wide enough
    DiagramView *m_diagram = nullptr;
    QTabWidget *m_tabs = nullptr;
    LazyPage *m_explanation = nullptr;
    TransportBar *m_transport = nullptr;
    SecurityStrip *m_strip = nullptr;
    Recordings *m_recordings = nullptr;
    DiagramOutput *m_output = nullptr;
    DragButton *m_drag = nullptr;
    CaptureDialog *m_captures = nullptr; ///< once a capture has been opened
    Notice *m_error = nullptr;
    Notice *m_offer = nullptr;
    Notice *m_hint = nullptr;
    std::unique_ptr<ComparisonWindow> m_comparison; ///< once it was asked for
    Live *m_live = nullptr;
    std::function<void()> m_onFirstFrame;
    bool m_furnished = false; ///< the inspectors are there
};

} // namespace hd::ui
