// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace hd::ui {

class Scrubber;

/// Buttons, scrubber, granularity, speed and "4 / 13": everything that moves the playhead, in one row.
class TransportBar : public QWidget
{
    Q_OBJECT
public:
    TransportBar(Session *session, const Actions *actions, const Theme *theme, QWidget *parent = nullptr);

    Scrubber *scrubber() const { return m_scrubber; }
    /// Low, with the least that one steps with: for a projector.
    void setSmall(bool small);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(QAction *action);
    QComboBox *addChoice(QActionGroup *group);
    void restyle();
    void arrange();
    void retranslate();
    void showPlace();

    Session *m_session;
    const Actions *m_actions;
    const Theme *m_theme;
    Scrubber *m_scrubber;
    QHBoxLayout *m_middle;
    QComboBox *m_granularity;
    QComboBox *m_speed;
    QLabel *m_counter;
    std::vector<QToolButton *> m_buttons;
    bool m_small = false;
};

} // namespace hd::ui
