// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparisonwords.h"
#include "session/sidebyside.h"

#include <QAbstractItemModel>

namespace hd::ui {

/// The fields of the two messages that are selected, side by side.
class ComparedFieldsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Columns { Name, A, B, ColumnCount };
    enum class Shown : std::uint8_t { All, Differing, Meaningful };

    /// @p sides must outlive it.
    explicit ComparedFieldsModel(SideBySide *sides, QObject *parent = nullptr);

    Shown shown() const { return m_shown; }
    void setShown(Shown shown);
    void retranslate();
    QModelIndex indexOf(std::uint32_t pair) const; ///< invalid when it is not shown
    QModelIndex indexOfSelected() const;
    std::uint32_t pairAt(const QModelIndex &index) const { return m_nodes[index.internalId()].pair; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// One that is shown.
    struct Node
    {
        std::uint32_t pair = 0;
        int parent = -1; ///< index of a node; -1: none
        int row = 0;
        std::vector<int> children;
    };
    void rebuild();
    const FieldPair &pairOf(const Node &node) const { return m_sides->fields().pairs[node.pair]; }
    const Message *message(bool ofA) const;
    QString nameOf(const FieldPair &pair) const;
    bool isLength(const FieldPair &pair) const;
    QString valueOf(const FieldPair &pair, bool ofA) const;
    QVariantList changedIn(const FieldPair &pair, bool ofA) const;
    QString spoken(const FieldPair &pair) const;

    SideBySide *m_sides;
    Shown m_shown = Shown::Differing;
    std::vector<Node> m_nodes;
};

} // namespace hd::ui
