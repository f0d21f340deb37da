// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace hd::ui {

class Theme;

/// The rows of a StepModel: who, what, and how it ended. Steps that are still to come are outlined.
class StepList : public QTreeView
{
    Q_OBJECT
public:
    explicit StepList(Theme *theme, QWidget *parent = nullptr);

    void showCurrent(const QModelIndex &index); ///< without picked()
    /// A line below this row says how far the playhead has come; -1 for none.
    void setPlayheadRow(int row);

Q_SIGNALS:
    void picked(const QModelIndex &index); ///< by the user

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Theme *m_theme;
    int m_playheadRow = -1;
    bool m_showing = false;
};

} // namespace hd::ui
