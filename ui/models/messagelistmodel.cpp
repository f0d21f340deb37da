// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/messagelistmodel.h"

#include "diagram/messagefacts.h"

namespace hd::ui {

MessageListModel::MessageListModel(SessionNews *news, QObject *parent)
    : QAbstractListModel(parent),
      m_session(news->session()),
      m_words(diagramWords()),
      m_sent(m_session->events().messagesSent(m_session->playhead()))
{
    connect(news, &SessionNews::traceChanged, this, [this] {
        beginResetModel();
        m_sent = m_session->events().messagesSent(m_session->playhead());
        endResetModel();
    });
    connect(news, &SessionNews::playheadChanged, this, &MessageListModel::onPlayheadChanged);
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_session->trace()->messages.size());
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MessageId id{static_cast<std::uint32_t>(index.row())};
    const Trace &trace = *m_session->trace();
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("#%1 %2").arg(index.row() + 1).arg(messageLabel(trace[id]));
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1</p>").arg(describe(trace, id, id.index < m_sent, m_words).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return describe(trace, id, id.index < m_sent, m_words);
    case MessageRole:
        return id.index;
    case SentRole:
        return id.index < m_sent;
    case ClientRole:
        return trace[id].from == Side::Client;
    case SizeRole:
        return static_cast<qulonglong>(wireSize(trace, id));
    default:
        return {};
    }
}

void MessageListModel::retranslate()
{
    m_words = diagramWords();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::ToolTipRole, Qt::AccessibleTextRole});
}

void MessageListModel::onPlayheadChanged(Playhead, Playhead to)
{
    const std::uint32_t before = std::exchange(m_sent, m_session->events().messagesSent(to));
    if (before != m_sent)
        Q_EMIT dataChanged(index(static_cast<int>(std::min(before, m_sent))),
                           index(static_cast<int>(std::max(before, m_sent)) - 1),
                           {Qt::ToolTipRole, Qt::AccessibleTextRole, SentRole});
}

} // namespace hd::ui
