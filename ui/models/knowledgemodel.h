// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/securitywords.h"
#include "session/sessionnews.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// What exists at the playhead and is not for everybody, and who knows it: a row for each, below headings.
class KnowledgeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Secret, Client, Server, Eavesdropper, Attacker, ColumnCount };
    enum Roles {
        HeadingRole = Qt::UserRole + 1, ///< whether the row is a heading
        KnowsRole,                      ///< bool, in the columns of who may know it
        LinkedRole,                     ///< whether it is what is selected
    };

    /// @p news must outlive it.
    explicit KnowledgeModel(SessionNews *news, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Display: name, and "knows", "not yet", "no"; accessible text: all of the row.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Null for a heading.
    const KnownSecret *secretAt(int row) const;
    /// What a click on the row selects: the value of the party that has it, or the message.
    std::optional<Selection> selectionAt(int row) const;
    int rowOfSelected() const; ///< -1: none
    int shownCount() const;    ///< of secrets
    int count() const { return static_cast<int>(m_all.size()); }
    void retranslate();

private:
    /// A heading, or one of the list.
    struct Row
    {
        KnownSecret::Kind kind = KnownSecret::Kind::Secret;
        std::optional<std::size_t> secret;
        bool operator==(const Row &) const = default;
    };

    void adoptTrace();
    void adoptPlayhead();
    std::vector<Row> rowsAt(Playhead at) const;
    bool knows(const KnownSecret &secret, int column) const;
    bool isLinked(const KnownSecret &secret) const;
    QString nameOf(const KnownSecret &secret) const;
    QString wordFor(const KnownSecret &secret, int column) const;

    Session *m_session;
    std::vector<KnownSecret> m_all;
    std::vector<Row> m_rows;
};

} // namespace hd::ui
