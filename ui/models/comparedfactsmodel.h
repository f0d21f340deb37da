// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparisonwords.h"
#include "session/sidebyside.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// What two connections cost, what they agreed on, and which checks ended differently.
class ComparedFactsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Name, A, B, ColumnCount };

    /// @p sides must outlive it.
    explicit ComparedFactsModel(SideBySide *sides, QObject *parent = nullptr);

    void retranslate() { rebuild(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString name, a, b;
        std::optional<double> numberA, numberB;
        bool heading = false;
    };
    void rebuild();
    void addCosts();
    void addNumbers(const QString &name, std::optional<double> a, std::optional<double> b);
    void addMessages();
    void addChecks();

    SideBySide *m_sides;
    std::vector<Row> m_rows;
};

} // namespace hd::ui
