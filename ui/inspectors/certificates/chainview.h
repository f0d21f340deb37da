// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hd::ui {

class ChainModel;
class Theme;

/// A chain as a picture: cards from the leaf to the root, each joined to the one that signed it. It is as high as its
/// highest card, and scrolls sideways where the cards do not fit.
class ChainView : public QListView
{
    Q_OBJECT
public:
    explicit ChainView(Theme *theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void showCurrent(int row); ///< without picked(); -1 for none

    /// Where a card lies within the cell that the view gives it; the rest is for the arrow from the next one.
    QRect cardRect(const QRect &cell) const;
    QSize cellSize() const { return {m_cardWidth + m_gap, m_cardHeight}; }

Q_SIGNALS:
    void picked(int row); ///< by the user

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    Theme *m_theme;
    int m_cardWidth = 0, m_cardHeight = 0, m_gap = 0;
    bool m_showing = false;
};

} // namespace hd::ui
