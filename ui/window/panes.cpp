// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panes.h"

#include <QApplication>

namespace hd::ui {

static bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
}

static QWidget *firstFocusIn(QWidget *pane)
{
    if (takesTab(pane))
        return pane;
    for (QWidget *next = pane->nextInFocusChain(); next != pane; next = next->nextInFocusChain())
        if (pane->isAncestorOf(next) && takesTab(next))
            return next;
    return nullptr;
}

void Panes::move(int direction) const
{
    const QWidget *focus = QApplication::focusWidget();
    const auto holdsFocus = [focus](const QPointer<QWidget> &pane) {
        return pane && focus && (pane == focus || pane->isAncestorOf(focus));
    };
    const auto here = std::find_if(m_panes.begin(), m_panes.end(), holdsFocus);
    const std::ptrdiff_t count = std::ssize(m_panes);
    std::ptrdiff_t at = here == m_panes.end() ? (direction > 0 ? -1 : 0) : here - m_panes.begin();
    for (std::ptrdiff_t tried = 0; tried < count; ++tried) {
        at = (at + direction + count) % count;
        QWidget *pane = m_panes[static_cast<std::size_t>(at)];
        if (QWidget *target = pane && pane->isVisible() ? firstFocusIn(pane) : nullptr)
            return target->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace hd::ui
