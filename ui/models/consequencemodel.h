// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// What a value goes on to affect, one row each, the nearest first. Consecutive records of one side are one row.
class ConsequenceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Name, Kind, Party, Steps, NumColumns };

    explicit ConsequenceModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setConsequences(std::shared_ptr<const Trace> trace, const std::vector<Consequence> &consequences);
    /// What a row selects.
    Selection selection(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        Consequence first;
        std::uint32_t last = 0; ///< of several records
    };
    QString name(const Row &row) const;
    QString kind(const Row &row) const;
    Side party(const Row &row) const;

    std::shared_ptr<const Trace> m_trace;
    std::vector<Row> m_rows;
};

} // namespace hd::ui
