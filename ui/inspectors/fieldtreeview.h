// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTreeView>

namespace hd::ui {

class Theme;

/// The tree of a FieldModel: 24 px rows, the selection as a tint with a bar at the edge, values in mono.
class FieldTreeView : public QTreeView
{
    Q_OBJECT
public:
    explicit FieldTreeView(Theme *theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Opens what a reader wants to see first: the message and its groups and what seals it, not plain record headers
    /// or long lists.
    void expandUsual();
    /// Makes @p index current and visible without picked().
    void showCurrent(const QModelIndex &index);
    void setHovered(const QModelIndex &index);
    /// Where the text of @p index goes, in the viewport; empty where there is no room for it.
    QRect cellRect(const QModelIndex &index) const;
    int nameWidth(const QModelIndex &index) const;

Q_SIGNALS:
    void picked(const QModelIndex &index);  ///< by the user
    void pointed(const QModelIndex &index); ///< invalid when the mouse has left

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect arrowRect(const QModelIndex &index) const;
    void restyle();
    void placeColumns();

    Theme *m_theme;
    QPersistentModelIndex m_hovered;
    bool m_showing = false;
};

} // namespace hd::ui
