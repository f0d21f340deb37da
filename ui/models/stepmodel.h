// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/timeline.h"

#include <QAbstractTableModel>

#include <memory>

namespace hd::ui {

/// What both parties did around one message, one row per event: what its sender did to prepare it, its sending, and
/// what its receiver made of it (Lineage::eventsAround()). Stepping by operation walks through these rows.
class StepModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Party, Action, Subject, Result, NumColumns };
    enum Roles {
        EventRole = Qt::UserRole, ///< index into Trace::events
        FailedRole,               ///< a check that failed, a decision without a choice, an alert
        PassedRole,               ///< a check that passed
        PendingRole               ///< the playhead has not reached it
    };

    explicit StepModel(QObject *parent = nullptr);

    void setEvents(std::shared_ptr<const Trace> trace, const std::vector<std::uint32_t> &events);
    void clear();
    void setPlayhead(Playhead at);

    std::optional<int> rowOfEvent(std::uint32_t event) const;
    std::optional<int> rowOf(What what, std::uint32_t index) const;
    const Event *event(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static QString partyName(Side side);

private:
    QString action(const Event &event) const;
    QString subject(const Event &event) const;
    QString result(const Event &event) const;
    bool failed(const Event &event) const;

    std::shared_ptr<const Trace> m_trace;
    std::vector<std::uint32_t> m_events;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
