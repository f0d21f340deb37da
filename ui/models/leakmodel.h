// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/securitywords.h"
#include "session/sessionnews.h"

#include <QAbstractTableModel>

#include <map>

namespace hd::ui {

/// The messages up to the playhead as somebody has them who recorded the wire: before and after he gets a key.
class LeakModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Message, Recorded, WithKey, ColumnCount };
    enum Roles {
        AccessRole = Qt::UserRole + 1, ///< int of Access, as it is now
        SealedRole,                    ///< whether it was sealed when it was recorded
        LinkedRole,                    ///< whether it is what is selected
    };

    /// @p news must outlive it.
    explicit LeakModel(SessionNews *news, QObject *parent = nullptr);

    LeakedKey key() const { return m_key; }
    bool leaked() const { return m_leaked; }
    void setKey(LeakedKey key);
    void setLeaked(bool leaked);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const Leak &leak() const; ///< of the key; computed when it is first asked for
    const OverheardMessage *messageAt(int row) const;
    /// How many of the rows were sealed when they were recorded, and how many of these are open now.
    int sealedCount() const;
    int openedCount() const;
    int rowOfSelected() const; ///< -1: none
    void retranslate();

private:
    const std::vector<OverheardMessage> &messages() const { return m_leaked ? leak().after : leak().before; }
    void adoptTrace();
    void adoptPlayhead();
    int rowsAt(Playhead at) const;
    QString content(const OverheardMessage &message) const;

    Session *m_session;
    LeakedKey m_key = LeakedKey::PrivateKey;
    bool m_leaked = false;
    int m_rows = 0;
    mutable std::map<LeakedKey, Leak> m_leaks; ///< of the open trace
};

} // namespace hd::ui
