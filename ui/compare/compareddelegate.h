// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hd::ui {

class Theme;

/// Draws a row of a comparison: its sign, both values with what differs in them underlined, a bar below a number. What
/// is the same or differs as expected is toned down.
class ComparedDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ComparedDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QFont fontOf(const QModelIndex &index) const;
    int markRoom(const QModelIndex &index) const;
    void paintChanged(QPainter *painter, const QRect &box, const QModelIndex &index) const;

    const Theme *m_theme;
};

} // namespace hd::ui
