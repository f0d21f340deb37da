// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/focusring.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

namespace hd::ui {

FocusRing::FocusRing(QWidget *window, const Theme *theme) : QWidget(window), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (!widget || widget->window() != window())
            break;
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
            setTarget(widget->isWindow() || widget->property(ownRing).toBool() ? nullptr : widget);
        else if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            setTarget(nullptr);
        break;
    }
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide: {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && m_target && (widget == m_target || widget->isAncestorOf(m_target)))
            place();
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::setTarget(QWidget *target)
{
    m_target = target;
    place();
}

void FocusRing::place()
{
    setVisible(m_target && m_target->isVisible());
    if (!m_target)
        return;
    const QRect inWindow(m_target->mapTo(window(), QPoint()), m_target->size());
    const bool pane = qobject_cast<const QAbstractScrollArea *>(m_target.data());
    setGeometry((pane ? inWindow : inWindow.adjusted(-4, -4, 4, 4)).intersected(window()->rect()));
    raise();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->colors().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8); // a control's 6 px and 2 px outside
}

} // namespace hd::ui
