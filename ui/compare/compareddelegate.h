// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
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

    /// Both values below the name, B's below A's: so that bytes stand below each other.
    void setStacked(bool stacked) { m_stacked = stacked; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QFont fontOf(const QModelIndex &index) const;
    int markRoom(const QModelIndex &index) const;
    /// The values below a name: one where only one is there, or both are the same.
    QModelIndexList stackOf(const QModelIndex &index) const;
    void paintStack(QPainter *painter, const QRect &box, const QModelIndex &index) const;
    void paintBar(QPainter *painter, const QRect &line, const QModelIndex &index) const;
    void paintChanged(QPainter *painter, const QRect &box, const QModelIndex &index) const;

    const Theme *m_theme;
    bool m_stacked = false;
};

} // namespace hd::ui
