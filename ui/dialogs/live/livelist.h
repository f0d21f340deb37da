// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/livedesk.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// The connections of this run, the newest first.
class LiveListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Peer, Name, Version, Suite, Outcome, ColumnCount };
    static constexpr int NumberRole = Qt::UserRole; ///< unsigned: of the entry

    explicit LiveListModel(const LiveDesk *desk, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    int rowOf(unsigned number) const; ///< -1: it is no longer there
    void update();                    ///< reads the desk again

private:
    struct Row
    {
        unsigned number = 0;
        QStringList cells;
        bool operator==(const Row &) const = default;
    };

    const LiveDesk *m_desk;
    std::vector<Row> m_rows;
};

} // namespace hd::ui
