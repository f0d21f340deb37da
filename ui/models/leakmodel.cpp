// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/leakmodel.h"

#include "models/valuetext.h"
#include "session/linked.h"

#include <algorithm>

namespace hd::ui {

LeakModel::LeakModel(SessionNews *news, QObject *parent) : QAbstractTableModel(parent), m_session(news->session())
{
    adoptTrace();
    connect(news, &SessionNews::traceChanged, this, &LeakModel::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, &LeakModel::adoptPlayhead);
    connect(news, &SessionNews::selectionChanged, this, &LeakModel::retranslate);
}

const Leak &LeakModel::leak() const
{
    const auto known = m_leaks.find(m_key);
    return known != m_leaks.end() ? known->second
                                  : m_leaks.emplace(m_key, hd::leak(*m_session->trace(), m_key)).first->second;
}

void LeakModel::adoptTrace()
{
    beginResetModel();
    m_leaks.clear();
    m_key = LeakedKey::PrivateKey;
    m_leaked = false;
    m_rows = rowsAt(m_session->playhead());
    endResetModel();
}

void LeakModel::adoptPlayhead()
{
    const int rows = rowsAt(m_session->playhead());
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void LeakModel::setKey(LeakedKey key)
{
    if (key == m_key)
        return;
    beginResetModel();
    m_key = key;
    m_rows = rowsAt(m_session->playhead());
    endResetModel();
}

void LeakModel::setLeaked(bool leaked)
{
    if (leaked == m_leaked)
        return;
    beginResetModel();
    m_leaked = leaked;
    m_rows = rowsAt(m_session->playhead());
    endResetModel();
}

void LeakModel::retranslate()
{
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

/// Messages are in the order in which they passed: the rows end where one has not passed yet.
int LeakModel::rowsAt(Playhead at) const
{
    const std::uint32_t sent = m_session->events().messagesSent(at);
    int rows = 0;
    if (sent == 0)
        return rows;
    for (const OverheardMessage &message : messages()) {
        if (message.message && message.message->index >= sent)
            break;
        ++rows;
    }
    return rows;
}

int LeakModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int LeakModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const OverheardMessage *LeakModel::messageAt(int row) const
{
    return row >= 0 && row < m_rows ? &messages()[static_cast<std::size_t>(row)] : nullptr;
}

int LeakModel::sealedCount() const
{
    int count = 0;
    for (int row = 0; row < m_rows; ++row)
        count += messageAt(row)->access != Access::Clear;
    return count;
}

int LeakModel::openedCount() const
{
    int count = 0;
    for (int row = 0; row < m_rows; ++row)
        count += messageAt(row)->access == Access::Opened;
    return count;
}

int LeakModel::rowOfSelected() const
{
    const std::optional<MessageId> selected = m_session->linked().message;
    for (int row = 0; selected && row < m_rows; ++row)
        if (messageAt(row)->message == selected)
            return row;
    return -1;
}

/// The first line of what was said, in quotes; of other messages how long they are.
QString LeakModel::content(const OverheardMessage &message) const
{
    if (message.name != "application_data" || message.access == Access::Closed)
        return byteCountText(message.bytes.size());
    constexpr std::size_t most = 60;
    const auto lineEnd = std::find_if(message.bytes.begin(), message.bytes.end(),
                                      [](std::uint8_t byte) { return byte == '\r' || byte == '\n'; });
    const auto line = static_cast<std::size_t>(lineEnd - message.bytes.begin());
    const ByteView shown = ByteView(message.bytes).first(std::min(most, line));
    const std::string text = printable({reinterpret_cast<const char *>(shown.data()), shown.size()});
    return QStringLiteral("“%1%2”").arg(toQString(text),
                                        shown.size() < message.bytes.size() ? QStringLiteral(" …") : QString());
}

QVariant LeakModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OverheardMessage &message = *messageAt(index.row());
    const bool sealed = message.access != Access::Clear;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Message) {
            const QString number = message.message ? QStringLiteral("#%1 ").arg(message.message->index + 1) : QString();
            return number + toQString(message.name);
        }
        if (index.column() == Recorded)
            return sealed ? tr("sealed, %1").arg(byteCountText(message.wireLength)) : tr("in clear");
        if (!m_leaked)
            return QString();
        return message.access == Access::Closed   ? tr("stays sealed")
               : message.access == Access::Opened ? tr("open: %1").arg(content(message))
                                                  : tr("in clear");
    case AccessRole:
        return static_cast<int>(message.access);
    case SealedRole:
        return sealed;
    case LinkedRole:
        return message.message && m_session->linked().message == message.message;
    case Qt::AccessibleTextRole: {
        QStringList parts;
        for (int column = 0; column < ColumnCount; ++column)
            if (const QString text = data(index.siblingAtColumn(column), Qt::DisplayRole).toString(); !text.isEmpty())
                parts << text;
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant LeakModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Message:
        return tr("Message");
    case Recorded:
        return tr("As it was recorded");
    case WithKey:
        return tr("With the key");
    default:
        return {};
    }
}

} // namespace hd::ui
