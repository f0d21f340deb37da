// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/sealing.h"
#include "models/recordtext.h"

#include <QAbstractTableModel>

#include <memory>

namespace hd::ui {

/// One record in full.
struct RecordDetail
{
    RecordId id;
    std::vector<RecordPart> parts;
    RecordFacts facts;
    Sealing sealing;
    KeyPhase look = KeyPhase::Clear; ///< see RecordListModel::look()
    bool refused = false;
};

/// Every record of a trace, one in a row, in the order of Trace::records. Nothing is prepared but RecordIndex: what a
/// cell says is worked out when it is shown.
class RecordListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Number, Direction, Type, Inside, Epoch, Sequence, Length, Protection, NumColumns };
    enum Roles {
        PendingRole = Qt::UserRole, ///< whether it has not been sent yet
        RefusedRole,                ///< whether its receiver refused it
        PhaseRole                   ///< look(), as int
    };

    explicit RecordListModel(QObject *parent = nullptr);

    void setTrace(std::shared_ptr<const Trace> trace);
    void setPlayhead(Playhead at);
    RecordDetail detail(RecordId record) const;
    Playhead sentAt(RecordId record) const { return m_index[record].from; }
    /// The keys with which it is drawn, as the diagram draws its messages: up to TLS 1.2, where there
    /// is but one kind, those of data and of all else.
    KeyPhase look(RecordId record) const;
    bool isPending(RecordId record) const { return m_index[record].from > m_playhead; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(RecordId record, int column) const;
    QString described(RecordId record) const;

    std::shared_ptr<const Trace> m_trace;
    RecordIndex m_index;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
