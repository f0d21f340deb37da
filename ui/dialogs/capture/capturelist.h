// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/captureindex.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// The TLS connections of a capture, in the order of their first packets.
class CaptureListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Time, Client, Server, Name, Version, Suite, Outcome, Secrets, ColumnCount };
    static constexpr int SortRole = Qt::UserRole; ///< what a column is put in order by

    using QAbstractTableModel::QAbstractTableModel;

    void setCapture(std::shared_ptr<const CaptureIndex> capture); ///< null: none
    const CapturedConnection &connection(int row) const;
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString cell(const CapturedConnection &connection, int column) const;
    QVariant sortKey(const CapturedConnection &connection, int column) const;

    std::shared_ptr<const CaptureIndex> m_capture;
};

} // namespace hd::ui
