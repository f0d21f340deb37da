// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/capture/capturelist.h"

#include <QDateTime>

namespace hd::ui {

void CaptureListModel::setCapture(std::shared_ptr<const CaptureIndex> capture)
{
    beginResetModel();
    m_capture = std::move(capture);
    endResetModel();
}

const CapturedConnection &CaptureListModel::connection(int row) const
{
    return m_capture->connections()[static_cast<std::size_t>(row)];
}

void CaptureListModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CaptureListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_capture ? 0 : static_cast<int>(m_capture->connections().size());
}

int CaptureListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CaptureListModel::cell(const CapturedConnection &connection, int column) const
{
    switch (column) {
    case Number:
        return QString::number(connection.number);
    case Time:
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(connection.beganUs / 1000))
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    case Client:
        return QString::fromStdString(connection.client);
    case Server:
        return QString::fromStdString(connection.server);
    case Name:
        return QString::fromStdString(connection.serverName);
    case Version:
        return QString::fromStdString(connection.version);
    case Suite:
        return QString::fromStdString(connection.suite);
    case Secrets:
        return connection.decryptable ? tr("in the capture") : QString();
    default:
        break;
    }
    switch (connection.outcome) {
    case CapturedConnection::Outcome::Completed:
        return tr("completed");
    case CapturedConnection::Outcome::Alert:
        return QString::fromStdString(connection.alert);
    case CapturedConnection::Outcome::Reset:
        return tr("reset");
    case CapturedConnection::Outcome::Unfinished:
        break;
    }
    return tr("not finished");
}

QVariant CaptureListModel::sortKey(const CapturedConnection &connection, int column) const
{
    if (column == Number)
        return connection.number;
    if (column == Time)
        return static_cast<quint64>(connection.beganUs);
    return cell(connection, column);
}

QVariant CaptureListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CapturedConnection &at = connection(index.row());
    if (role == Qt::DisplayRole)
        return cell(at, index.column());
    if (role == Qt::ToolTipRole) // as rich text, so that a name with angle brackets stays one
        return QStringLiteral("<p>%1</p>").arg(cell(at, index.column()).toHtmlEscaped());
    if (role == SortRole)
        return sortKey(at, index.column());
    return {};
}

QVariant CaptureListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("No."),          tr("Time"),           tr("Client"),
                                         tr("Server"),       tr("Name asked for"), tr("Version"),
                                         tr("Cipher suite"), tr("Outcome"),        tr("Secrets")};
    return titles[section];
}

} // namespace hd::ui
