// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hd::ui {

class Theme;

/// The rows of a ChainStepModel as a checklist: a mark, a question, and below it what was expected and found, or why
/// nobody asked. Texts wrap.
class ChecklistView : public QListView
{
    Q_OBJECT
public:
    explicit ChecklistView(Theme *theme, QWidget *parent = nullptr);

    void showCurrent(int row); ///< without picked(); -1 for none
    void scrollToRow(int row);

Q_SIGNALS:
    void picked(int row); ///< by the user

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Theme *m_theme;
    bool m_showing = false;
};

} // namespace hd::ui
