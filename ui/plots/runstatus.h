// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace hd::ui {

class Background;
class Theme;

/// How far an experiment is, a way to stop it and a way to begin it again.
class RunStatus : public QWidget
{
    Q_OBJECT
public:
    RunStatus(Theme *theme, QWidget *parent);

    void follow(Background *experiment);
    /// @param text what was found, and on what; shown once it is there
    void setDoneText(const QString &text);
    /// Where the open trace cannot be run again: the reason, in the place of everything else.
    void setImpossible(const QString &reason);

Q_SIGNALS:
    void againWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void restyle();

    Theme *m_theme;
    Background *m_experiment = nullptr;
    QLabel *m_text;
    QProgressBar *m_progress;
    QToolButton *m_button;
    QString m_doneText, m_impossible;
};

} // namespace hd::ui
