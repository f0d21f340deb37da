// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recordlistmodel.h"

#include "models/valuetext.h"

#include <algorithm>
#include <utility>

namespace hd::ui {

RecordListModel::RecordListModel(QObject *parent) : QAbstractTableModel(parent) {}

void RecordListModel::setTrace(std::shared_ptr<const Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_index = RecordIndex(*m_trace);
    m_playhead = 0;
    endResetModel();
}

void RecordListModel::setPlayhead(Playhead at)
{
    if (at == m_playhead)
        return;
    const auto [before, after] = std::minmax(std::exchange(m_playhead, at), at);
    int first = rowCount(), last = -1; // of those that are sent in between
    for (int row = 0; row < rowCount(); ++row)
        if (const Playhead sent = sentAt(RecordId{static_cast<std::uint32_t>(row)}); sent > before && sent <= after) {
            first = std::min(first, row);
            last = row;
        }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, NumColumns - 1), {PendingRole});
}

RecordDetail RecordListModel::detail(RecordId record) const
{
    const RecordFacts &facts = m_index[record];
    return {record,       recordParts((*m_trace)[record]), facts, sealingOf(*m_trace, facts, record),
            look(record), isRefused(*m_trace, facts)};
}

KeyPhase RecordListModel::look(RecordId record) const
{
    const KeyPhase phase = keyPhase(*m_trace, m_index[record], record);
    const bool one = phase == KeyPhase::Application && familyOf(*m_trace) == Family::UpToTls12;
    return one && (*m_trace)[record].type != Protocol::ApplicationData ? KeyPhase::Handshake : phase;
}

int RecordListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_index.size());
}

int RecordListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NumColumns;
}

QString RecordListModel::text(RecordId id, int column) const
{
    const Record &record = (*m_trace)[id];
    switch (column) {
    case Number:
        return QString::number(id.index + 1);
    case Direction:
        return record.from == Side::Client ? tr("client → server") : tr("server → client");
    case Type:
        return typeOnTheWire(record);
    case Inside:
        return typeInside(record);
    case Epoch:
        return QString::number(record.epoch);
    case Sequence:
        return QString::number(record.sequence);
    case Length:
        return QString::number(record.wire.size());
    default:
        break;
    }
    const QString protection = protectionName(*m_trace, m_index[id], record);
    if (protection.isEmpty())
        return tr("clear");
    return protection == QLatin1StringView("?") ? tr("unknown") : protection;
}

QString RecordListModel::described(RecordId id) const
{
    QStringList parts{tr("Record %1").arg(id.index + 1), text(id, Direction), text(id, Type)};
    if (const QString inside = text(id, Inside); !inside.isEmpty())
        parts.append(tr("inside %1").arg(inside));
    parts << tr("epoch %1").arg(text(id, Epoch)) << tr("sequence number %1").arg(text(id, Sequence))
          << byteCountText((*m_trace)[id].wire.size()) << text(id, Protection);
    if (isRefused(*m_trace, m_index[id]))
        parts.append(tr("refused"));
    if (isPending(id))
        parts.append(tr("not sent yet"));
    return parts.join(QStringLiteral(", "));
}

QVariant RecordListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RecordId id{static_cast<std::uint32_t>(index.row())};
    switch (role) {
    case Qt::DisplayRole:
        return text(id, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return described(id);
    case Qt::TextAlignmentRole: {
        const int column = index.column();
        const bool number = column == Number || column == Epoch || column == Sequence || column == Length;
        return QVariant(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case PendingRole:
        return isPending(id);
    case RefusedRole:
        return isRefused(*m_trace, m_index[id]);
    case PhaseRole:
        return static_cast<int>(look(id));
    default:
        return {};
    }
}

QVariant RecordListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QString names[] = {QStringLiteral("#"), tr("Direction"), tr("Type"),  tr("Inside"),
                             tr("Epoch"),         tr("Seq."),      tr("Bytes"), tr("Protection")};
    if (role == Qt::DisplayRole && section >= 0 && section < NumColumns)
        return names[section];
    if (role == Qt::TextAlignmentRole && rowCount() > 0)
        return data(index(0, section), role);
    if (role == Qt::ToolTipRole && section == Sequence)
        return tr("Sequence number: counted by both sides, never sent");
    if (role == Qt::ToolTipRole && section == Inside)
        return tr("The type that is sealed with the content (TLS 1.3)");
    return {};
}

} // namespace hd::ui
