// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

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
    QToolButton *addButton();
    void restyle();
    void retranslate();

    const Theme *m_theme;
    QDockWidget *m_pane;
    QLabel *m_name;
    QToolButton *m_float;
    QToolButton *m_close;
    bool m_shown = false;
};

} // namespace hd::ui
