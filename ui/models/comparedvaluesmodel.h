// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparisonwords.h"
#include "session/sidebyside.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// The values and keys of two traces: equal or not, and why. What the peer comes to as well is one row.
class ComparedValuesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Name, A, B, Why, ColumnCount };

    /// @p sides must outlive it.
    explicit ComparedValuesModel(SideBySide *sides, QObject *parent = nullptr);

    std::uint32_t pairAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOfSelected() const; ///< -1: none
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();
    QString text(const ValuePair &pair, int column) const;
    QString valueOf(std::optional<DerivationId> id, bool ofA) const;

    SideBySide *m_sides;
    std::vector<std::uint32_t> m_rows; ///< indices into Comparison::values
};

} // namespace hd::ui
