// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace hd::ui {

/// What a plot shows, as a table.
struct PlotTable
{
    struct Column
    {
        QString title;    ///< with its unit
        int decimals = 0; ///< of its numbers, as people see them
    };
    std::vector<Column> columns;
    std::vector<QVariantList> rows; ///< text, numbers, or nothing where there is nothing to say

    bool operator==(const PlotTable &other) const { return titles() == other.titles() && rows == other.rows; }
    QStringList titles() const;
};

/// RFC 4180, UTF-8: a line of titles, then the rows; numbers with a point, in full.
QByteArray toCsv(const PlotTable &table);
/// The same with tabs, as spreadsheets take it from the clipboard.
QString toTabSeparated(const PlotTable &table);

class PlotTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    const PlotTable &table() const { return m_table; }
    void setTable(PlotTable table);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    PlotTable m_table;
};

} // namespace hd::ui
