// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

class QPainter;

namespace hd::ui {

class Theme;

/// A table without a grid, whose columns are as wide as what is in them: nothing is elided, and where the window is too
/// narrow it scrolls. What a click or Enter picks is for the owner to select.
class SecurityTable : public QTableView
{
    Q_OBJECT
public:
    /// How the room that is left is shared out.
    enum class Spare : std::uint8_t { Equally, ToTheLast };

    SecurityTable(Theme *theme, Spare spare, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setRowHeight(int height); ///< in px at 1x
    void showRow(int row);         ///< without picked()

Q_SIGNALS:
    void picked(const QModelIndex &index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();
    void restyle();

    Theme *m_theme;
    const Spare m_spare;
    int m_height = 28;
};

/// Paints the cells of a SecurityTable: background, selection, focus; its children what is in them.
class SecurityCell : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SecurityCell(Theme *theme, int linkedRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Room of what paintContent() paints, without margins.
    virtual QSize contentSize(const QModelIndex &index) const = 0;
    virtual void paintContent(QPainter *painter, const QRect &box, const QModelIndex &index) const = 0;
    const Theme *theme() const { return m_theme; }
    int textWidth(const QFont &font, const QString &text) const;

private:
    Theme *m_theme;
    const int m_linkedRole;
};

} // namespace hd::ui
