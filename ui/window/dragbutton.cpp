// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dragbutton.h"

#include <QAction>
#include <QApplication>
#include <QMouseEvent>

namespace hd::ui {

DragButton::DragButton(QAction *action, const Theme *theme, QWidget *parent) : QToolButton(parent)
{
    setDefaultAction(action);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setProperty("edged", true); // it lies over a picture
    theme->follow(this, [this, theme] {
        setIconSize({theme->px(18), theme->px(18)});
        setFixedSize(theme->px(36), theme->px(32));
    });
}

void DragButton::mousePressEvent(QMouseEvent *event)
{
    m_mayPull = event->button() == Qt::LeftButton && isEnabled();
    m_pressed = event->pos();
    QToolButton::mousePressEvent(event);
}

void DragButton::mouseMoveEvent(QMouseEvent *event)
{
    const int distance = (event->pos() - m_pressed).manhattanLength();
    if (!m_mayPull || !(event->buttons() & Qt::LeftButton) || distance < QApplication::startDragDistance())
        return QToolButton::mouseMoveEvent(event);
    m_mayPull = false;
    setDown(false); // letting go is no press
    Q_EMIT pulled();
}

} // namespace hd::ui
