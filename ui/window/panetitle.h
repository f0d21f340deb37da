// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace hd::ui {

/// The slim bar of a pane that can be moved: its name, which one drags it by, and buttons that make it a window of its
/// own and close it. It takes no room while the panes are locked in place.
class PaneTitle : public QWidget
{
    Q_OBJECT
public:
    PaneTitle(const Theme *theme, QDockWidget *pane);

    void setShown(bool shown);

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
    QLabel *m_name = nullptr; ///< these are made when they are first shown
    QToolButton *m_float = nullptr;
    QToolButton *m_close = nullptr;
    bool m_shown = false;
};

} // namespace hd::ui
