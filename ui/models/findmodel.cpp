// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findmodel.h"

#include "text/explanations.h"

namespace hd::ui {

static constexpr std::size_t slice = 24; ///< messages between two events

static constexpr std::array<Finding::Kind, findingKinds> kinds{Finding::Kind::Message, Finding::Kind::Field,
                                                               Finding::Kind::Value,   Finding::Kind::Derivation,
                                                               Finding::Kind::Bytes,   Finding::Kind::Explanation};

FindModel::FindModel(Session *session, const Explanations *texts, QObject *parent)
    : QAbstractListModel(parent), m_session(session), m_texts(texts)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FindModel::searchOn);
    connect(session, &Session::traceChanged, this, &FindModel::restart);
    connect(session, &Session::secretsShownChanged, this, &FindModel::restart);
    connect(texts, &Explanations::changed, this, &FindModel::restart);
}

void FindModel::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    restart();
}

void FindModel::restart()
{
    beginResetModel();
    m_shown = {};
    m_finder.reset();
    if (!m_query.trimmed().isEmpty())
        m_finder.emplace(m_session->trace(), m_texts, m_query, m_session->secretsShown());
    endResetModel();
    if (m_finder)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT progressed();
}

void FindModel::searchOn()
{
    if (!m_finder->advance(slice))
        m_timer.stop();
    for (const Finding::Kind kind : kinds)
        show(kind);
    Q_EMIT progressed();
}

/// Makes rows of the findings of @p kind that are none yet, its heading before the first.
void FindModel::show(Finding::Kind kind)
{
    const auto at = static_cast<std::size_t>(kind);
    const int found = static_cast<int>(m_finder->findings(kind).size());
    const bool first = m_shown[at] == 0;
    int row = 0;
    for (std::size_t before = 0; before < at; ++before)
        row += m_shown[before] > 0 ? m_shown[before] + 1 : 0;
    if (found > m_shown[at]) {
        const int begin = first ? row : row + 1 + m_shown[at];
        beginInsertRows({}, begin, begin + found - m_shown[at] - (first ? 0 : 1));
        m_shown[at] = found;
        endInsertRows();
    }
    if (!first)
        Q_EMIT dataChanged(index(row), index(row)); // its number
}

bool FindModel::hasMore() const
{
    return m_finder &&
           std::any_of(kinds.begin(), kinds.end(), [this](Finding::Kind kind) { return m_finder->hasMore(kind); });
}

std::optional<Finding::Kind> FindModel::headingAt(int row) const
{
    for (const Finding::Kind kind : kinds) {
        const int shown = m_shown[static_cast<std::size_t>(kind)];
        if (shown == 0)
            continue;
        if (row == 0)
            return kind;
        row -= shown + 1;
    }
    return std::nullopt;
}

const Finding *FindModel::finding(int row) const
{
    for (const Finding::Kind kind : kinds) {
        const int shown = m_shown[static_cast<std::size_t>(kind)];
        if (shown == 0)
            continue;
        if (row > 0 && row <= shown)
            return &m_finder->findings(kind)[static_cast<std::size_t>(row - 1)];
        row -= shown + 1;
    }
    return nullptr;
}

Selection FindModel::selection(const QModelIndex &index) const
{
    const Finding *at = finding(index.row());
    if (!index.isValid() || !at)
        return {};
    if (at->selection.kind == Selection::Kind::Bytes)
        return m_session->bytesSelection(*at->selection.message, at->selection.bytes);
    return at->selection;
}

QModelIndex FindModel::next(const QModelIndex &from, int direction) const
{
    const int rows = rowCount();
    int row = from.isValid() ? from.row() : (direction > 0 ? -1 : rows);
    for (int tried = 0; tried < rows; ++tried) {
        row = (row + direction + rows) % rows;
        if (finding(row))
            return index(row);
    }
    return {};
}

int FindModel::rowCount(const QModelIndex &parent) const
{
    int rows = 0;
    for (const int shown : m_shown)
        rows += shown > 0 ? shown + 1 : 0;
    return parent.isValid() ? 0 : rows;
}

QString FindModel::heading(Finding::Kind kind) const
{
    const std::size_t found = m_finder->findings(kind).size();
    const QString number = m_finder->hasMore(kind) ? tr("%1 and more").arg(found) : QString::number(found);
    switch (kind) {
    case Finding::Kind::Message:
        return tr("Messages: %1").arg(number);
    case Finding::Kind::Field:
        return tr("Fields: %1").arg(number);
    case Finding::Kind::Value:
        return tr("Values: %1").arg(number);
    case Finding::Kind::Derivation:
        return tr("Derived values: %1").arg(number);
    case Finding::Kind::Bytes:
        return tr("Bytes: %1").arg(number);
    case Finding::Kind::Explanation:
        return tr("Explanations: %1").arg(number);
    }
    return {};
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const std::optional<Finding::Kind> kind = headingAt(index.row());
    if (role == HeadingRole)
        return kind.has_value();
    if (kind)
        return role == Qt::DisplayRole ? heading(*kind) : QVariant();
    const Finding &at = *finding(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return at.context;
    case Qt::AccessibleTextRole:
        return at.where.isEmpty() ? at.context : at.where + QStringLiteral(": ") + at.context;
    case WhereRole:
        return at.where;
    case StartRole:
        return at.start;
    case LengthRole:
        return at.length;
    default:
        return {};
    }
}

Qt::ItemFlags FindModel::flags(const QModelIndex &index) const
{
    return headingAt(index.row()) ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

} // namespace hd::ui
