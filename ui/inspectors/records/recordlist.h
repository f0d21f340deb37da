// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <QTreeView>

namespace hd::ui {

class RecordListModel;
class Theme;

/// All records in a table, as many rows as there are and as few painted as are seen.
class RecordList : public QTreeView
{
    Q_OBJECT
public:
    explicit RecordList(Theme *theme, QWidget *parent = nullptr);

    void setRecords(RecordListModel *model);
    /// Marks @p record as the selected one and scrolls to it; @p linked are those that the selection is about.
    void mark(std::optional<RecordId> record, std::vector<RecordId> linked);
    void placeColumns(); ///< as wide as what stands in them; what a trace does not have has no column

Q_SIGNALS:
    void picked(hd::RecordId record); ///< by the user

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restyle();
    int widthOf(int column) const;

    Theme *m_theme;
    RecordListModel *m_records = nullptr;
    std::vector<RecordId> m_linked; ///< ascending
    bool m_showing = false;
};

} // namespace hd::ui
