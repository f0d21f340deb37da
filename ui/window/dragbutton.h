// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPoint>
#include <QToolButton>

namespace hd::ui {

/// A button that can also be dragged: a press does its action, a pull says so.
class DragButton : public QToolButton
{
    Q_OBJECT
public:
    DragButton(QAction *action, const Theme *theme, QWidget *parent);

Q_SIGNALS:
    void pulled();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QPoint m_pressed;
    bool m_mayPull = false;
};

} // namespace hd::ui
