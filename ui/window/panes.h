// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

namespace hd::ui {

/// The parts of the window that F6 goes around.
class Panes
{
public:
    void add(QWidget *pane) { m_panes.emplace_back(pane); }
    /// Moves the focus @p direction (+1, -1) panes on, over hidden ones, to what first takes it there.
    void move(int direction) const;

private:
    std::vector<QPointer<QWidget>> m_panes;
};

} // namespace hd::ui
