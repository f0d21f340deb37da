// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"
#include "window/scenariopicker.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace hd::ui {

/// Scenario picker, Rerun, Export, and at the right the watermark of a run that repeats to the byte.
class ToolBar : public QWidget
{
    Q_OBJECT
public:
    ToolBar(Session *session, const Actions *actions, const Language *language, const Theme *theme,
            QWidget *parent = nullptr);

    ScenarioPicker *picker() const { return m_picker; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    Session *m_session;
    const Theme *m_theme;
    ScenarioPicker *m_picker;
    QToolButton *m_rerun;
    QToolButton *m_export;
    QLabel *m_watermark;
};

} // namespace hd::ui
