// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace hd::ui {

class Theme;

/// Draws a choice as who decided what, the outcome and the rule, and below it each candidate with its reason and its
/// three marks. Long texts wrap.
class ChoicesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ChoicesDelegate(QTreeView *view, const Theme *theme);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Lines;
    Lines lines(const QModelIndex &index, int width) const;
    void paintMark(QPainter *painter, const QRect &box, const QModelIndex &index) const;

    QTreeView *m_view;
    const Theme *m_theme;
};

} // namespace hd::ui
