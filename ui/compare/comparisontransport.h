// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sidebyside.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QSlider;
class QToolButton;

namespace hd::ui {

class Theme;

/// One transport for both playheads, the lock between them, and the way from difference to difference.
class ComparisonTransport : public QWidget
{
    Q_OBJECT
public:
    ComparisonTransport(SideBySide *sides, const Theme *theme, QWidget *parent = nullptr);

    QSlider *slider() const { return m_slider; }
    QToolButton *lock() const { return m_lock; }
    QAction *nextDifference() const { return m_next; }
    QAction *previousDifference() const { return m_previous; }
    bool isPlaying() const { return m_timer.isActive(); }

public Q_SLOTS:
    void togglePlaying();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Button { ToStart, Back, Play, Forward, ToEnd, ButtonCount };
    void addButtons();
    void addDifferences();
    void showPlace();
    void retranslate();

    SideBySide *m_sides;
    const Theme *m_theme;
    std::vector<QToolButton *> m_buttons;
    QSlider *m_slider;
    QLabel *m_counter;
    QToolButton *m_lock;
    QAction *m_previous, *m_next;
    QTimer m_timer;
};

} // namespace hd::ui
