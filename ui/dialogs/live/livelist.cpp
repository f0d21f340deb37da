// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/livelist.h"

#include "dialogs/live/livewords.h"

namespace hd::ui {

LiveListModel::LiveListModel(const LiveDesk *desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk)
{
    connect(desk, &LiveDesk::entriesChanged, this, &LiveListModel::update);
    update();
}

static QStringList cellsOf(const LiveEntry &entry)
{
    const QString peer = QString::fromStdString(entry.peer);
    return {entry.began.time().toString(QStringLiteral("HH:mm:ss")),
            entry.side == Side::Client ? QStringLiteral("→ ") + peer : QStringLiteral("← ") + peer,
            QString::fromStdString(entry.serverName),
            QString::fromStdString(entry.negotiated.version),
            QString::fromStdString(entry.negotiated.suite),
            LiveWords::shortly(entry.outcome)};
}

void LiveListModel::update()
{
    std::vector<Row> rows;
    for (auto entry = m_desk->entries().rbegin(); entry != m_desk->entries().rend(); ++entry)
        rows.push_back({entry->number, cellsOf(*entry)});
    const auto same = [](const Row &a, const Row &b) { return a.number == b.number; };
    const std::size_t more = rows.size() - std::min(rows.size(), m_rows.size());
    if (std::equal(rows.begin() + static_cast<std::ptrdiff_t>(more), rows.end(), m_rows.begin(), m_rows.end(), same)) {
        if (more > 0) {
            beginInsertRows({}, 0, static_cast<int>(more) - 1);
            m_rows = std::move(rows);
            endInsertRows();
        } else {
            m_rows = std::move(rows);
        }
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int LiveListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LiveListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LiveListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return row.cells[index.column()];
    if (role == Qt::ToolTipRole) // as rich text, so that a name with angle brackets stays one
        return QStringLiteral("<p>%1</p>").arg(row.cells[index.column()].toHtmlEscaped());
    if (role == NumberRole)
        return row.number;
    return {};
}

QVariant LiveListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Time"),    tr("Peer"),         tr("Name asked for"),
                                         tr("Version"), tr("Cipher suite"), tr("Outcome")};
    return titles[section];
}

int LiveListModel::rowOf(unsigned number) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].number == number)
            return static_cast<int>(i);
    return -1;
}

} // namespace hd::ui
