// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QDockWidget;
class QLabel;
class QMenu;
class QToolButton;

namespace hd::ui {

/// The slim bar of a pane that can be moved: its name, which one drags it by, and buttons that move it without a
/// mouse, make it a window of its own and close it. It takes no room while the panes are locked in place.
class PaneTitle : public QWidget
{
    Q_OBJECT
public:
    PaneTitle(const Theme *theme, QDockWidget *pane);

    void setShown(bool shown);
    QMenu *moves() const { return m_moves; } ///< where it can go, for the owner to fill

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill();
    QToolButton *addButton(Icon icon);
    void restyle();
    void retranslate();

    const Theme *m_theme;
    QDockWidget *m_pane;
    QMenu *m_moves;
    QLabel *m_name = nullptr; ///< these are made when they are first shown
    QToolButton *m_move = nullptr;
    QToolButton *m_float = nullptr;
    QToolButton *m_close = nullptr;
    bool m_shown = false;
};

} // namespace hd::ui
