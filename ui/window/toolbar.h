// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/actions.h"
#include "window/scenariopicker.h"

#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QToolButton;

namespace hd::ui {

class FindBar;

/// Scenario picker, what is done with the whole, and at the right the watermark of a run that repeats to the byte and
/// the field to search with. Where room is short the words on the buttons go, then the rest gets narrower.
class ToolBar : public QWidget
{
    Q_OBJECT
public:
    ToolBar(Session *session, const Actions *actions, const Language *language, const Theme *theme,
            QWidget *parent = nullptr);

    ScenarioPicker *picker() const { return m_picker; }
    FindBar *findBar() const { return m_find; }

    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(QAction *action, Qt::ToolButtonStyle style = Qt::ToolButtonTextBesideIcon);
    void retranslate();
    void restyle();
    void arrange();

    Session *m_session;
    const Theme *m_theme;
    ScenarioPicker *m_picker;
    std::vector<QToolButton *> m_buttons; ///< with words, where there is room
    std::vector<QToolButton *> m_icons;   ///< without
    QLabel *m_watermark;
    FindBar *m_find;
};

} // namespace hd::ui
