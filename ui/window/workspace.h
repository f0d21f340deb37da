// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QMainWindow>

#include <array>

class QAction;
class QDockWidget;

namespace hd::ui {

class PaneTitle;

/// What lies between the toolbar and the transport bar: the diagram, and around it the panes, which can be moved, laid
/// over each other as tabs, taken out of the window and closed. They are locked in place until somebody wants to move
/// them; until then the picture is the design's and follows the size of the window.
class Workspace : public QMainWindow
{
    Q_OBJECT
public:
    enum Pane { Outline, Inspectors, Explanation, Messages, Results };
    static constexpr std::size_t paneCount = 5;

    Workspace(const Theme *theme, QWidget *parent);
    ~Workspace() override;

    /// Puts @p content into a pane at its usual place, or where it was when the arrangement was saved. @p shown is
    /// checked as long as it is open, and opens and closes it.
    void addPane(Pane pane, QWidget *content, QAction *shown);
    QDockWidget *pane(Pane pane) const { return m_panes[pane]; }
    void setUnlocked(bool unlocked);
    void open(Pane pane); ///< and brings it to the front

    // As somebody does it with the mouse: it is kept, and leads nowhere while panes are hidden for an audience.
    void moveTo(Pane pane, Qt::DockWidgetArea area); ///< beside the diagram, which is in the middle
    void tabOver(Pane pane, Pane other);             ///< both in the place of @p other, @p pane in front
    void setFloating(Pane pane, bool floating);

    void reset(); ///< to the design's picture
    /// Empty as long as it is the design's.
    QByteArray arrangement() const;
    void restoreArrangement(const QByteArray &arrangement);
    /// Only the diagram and the explanation, until it ends.
    void setPresenting(bool presenting);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place(Pane pane);
    void layOut();
    void layOutForAudience();
    void resize(Pane pane, int length, Qt::Orientation along);
    void showTitle(Pane pane);
    void changedByHand();
    bool moveSeparator(QWidget *widget, QEvent *event);

    const Theme *m_theme;
    std::array<QDockWidget *, paneCount> m_panes{};
    std::array<PaneTitle *, paneCount> m_titles{};
    QByteArray m_beforePresenting;
    bool m_unlocked = false;
    bool m_presenting = false;
    bool m_arranging = false;      ///< what changes is not by hand
    bool m_isUsers = false;        ///< the panes are where somebody put them
    bool m_outlineIsUsers = false; ///< somebody opened or closed the outline
    bool m_movesSeparator = false;
};

} // namespace hd::ui
