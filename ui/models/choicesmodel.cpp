// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/choicesmodel.h"

#include "models/valuetext.h"

namespace hd::ui {

// An index of a candidate carries the row of its choice plus one; that of a choice carries 0.

ChoicesModel::ChoicesModel(std::function<QString(const QString &)> reason, QObject *parent)
    : QAbstractItemModel(parent), m_reason(std::move(reason)), m_trace(std::make_shared<Trace>())
{}

void ChoicesModel::setTrace(std::shared_ptr<const Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_choices = choicesOf(*m_trace);
    m_shown = shownAt(m_playhead);
    endResetModel();
}

void ChoicesModel::setPlayhead(Playhead at)
{
    m_playhead = at;
    std::vector<Shown> shown = shownAt(at);
    if (shown == m_shown)
        return;
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
}

void ChoicesModel::retranslate()
{
    beginResetModel();
    endResetModel();
}

std::vector<ChoicesModel::Shown> ChoicesModel::shownAt(Playhead at) const
{
    std::vector<Shown> shown;
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const Choice &choice = m_choices[i];
        if (at > 0 && choice.decidedAt <= at)
            shown.push_back({i, choice.rows});
        else if (at > 0 && choice.offeredAt <= at)
            shown.push_back({i, offersOf(choice)});
    }
    return shown;
}

const Choice *ChoicesModel::choice(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto row = index.internalId() == 0 ? static_cast<std::size_t>(index.row()) : index.internalId() - 1;
    return &m_choices[m_shown[row].choice];
}

const ChoiceRow *ChoicesModel::candidate(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return nullptr;
    return &m_shown[index.internalId() - 1].rows[static_cast<std::size_t>(index.row())];
}

QModelIndex ChoicesModel::indexOfDecision(std::uint32_t decision) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (choice(index(row, 0))->decision == decision)
            return index(row, 0);
    return {};
}

QModelIndex ChoicesModel::indexOfField(const FieldRef &field) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex top = index(row, 0);
        const bool outcome = choice(top)->told == field && decided(*choice(top));
        for (int i = 0; i < rowCount(top); ++i) {
            const QModelIndex at = index(i, 0, top);
            if (candidate(at)->field == field || (outcome && candidate(at)->chosen))
                return at;
        }
    }
    return {};
}

QModelIndex ChoicesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr(0));
}

QModelIndex ChoicesModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr(0));
}

int ChoicesModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_shown.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_shown[static_cast<std::size_t>(parent.row())].rows.size());
}

int ChoicesModel::columnCount(const QModelIndex &) const
{
    return NumColumns;
}

QVariant ChoicesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const ChoiceRow *row = candidate(index))
        return rowData(m_shown[index.internalId() - 1], *row, index.column(), role);
    return index.column() == Name ? choiceData(m_shown[static_cast<std::size_t>(index.row())], role) : QVariant();
}

/// What is decided, by whom, on hearing which message.
QString ChoicesModel::title(const Choice &choice) const
{
    if (!choice.asked)
        return choice.by == Side::Client ? tr("%1: the client's choice").arg(choice.what)
                                         : tr("%1: the server's choice").arg(choice.what);
    const QString message =
        QStringLiteral("#%1 %2").arg(choice.asked->index + 1).arg(toQString((*m_trace)[*choice.asked].name));
    return choice.by == Side::Client ? tr("%1: the client's choice on %2").arg(choice.what, message)
                                     : tr("%1: the server's choice on %2").arg(choice.what, message);
}

QVariant ChoicesModel::choiceData(const Shown &shown, int role) const
{
    const Choice &choice = m_choices[shown.choice];
    const bool known = decided(choice);
    switch (role) {
    case Qt::DisplayRole:
        return title(choice);
    case Qt::AccessibleTextRole:
        return known ? QStringLiteral("%1: %2").arg(title(choice), choiceData(shown, OutcomeRole).toString())
                     : title(choice);
    case OutcomeRole:
        if (!known)
            return tr("not decided yet");
        if (choice.never)
            return tr("never decided");
        return !choice.chosen.isEmpty() ? choice.chosen : choice.decision ? tr("nothing possible") : tr("nothing seen");
    case TextRole:
        if (!known)
            return tr("So far only the offer is known.");
        if (choice.decision)
            return m_reason(choice.rule);
        if (choice.never)
            return choice.by == Side::Server ? tr("The server never came to decide on this hello.")
                                             : tr("The client never came to decide on this hello.");
        return tr("This recording has no account of the one that chose: what it supports and why it chose so cannot be "
                  "seen from outside.");
    case DecidedRole:
        return known;
    case FailedRole:
        return known && choice.chosen.isEmpty();
    case ClauseRole:
        return known ? choice.clause : QString();
    default:
        return {};
    }
}

QString ChoicesModel::mark(Known known) const
{
    switch (known) {
    case Known::Yes:
        return tr("yes");
    case Known::No:
        return tr("no");
    case Known::Untold:
        break;
    }
    return {};
}

QVariant ChoicesModel::rowData(const Shown &shown, const ChoiceRow &row, int column, int role) const
{
    const Known known = column == Offered ? row.offered : column == Supported ? row.supported : row.usable;
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? row.name : mark(known);
    case Qt::AccessibleTextRole:
        if (column == Name)
            return QStringLiteral("%1. %2").arg(row.name, rowData(shown, row, column, TextRole).toString());
        return known == Known::Untold
                   ? tr("%1: not known").arg(headerData(column, Qt::Horizontal).toString())
                   : QStringLiteral("%1: %2").arg(headerData(column, Qt::Horizontal).toString(), mark(known));
    case KnownRole:
        return column == Name ? QVariant() : QVariant(static_cast<int>(known));
    case ChosenRole:
        return row.chosen;
    case TextRole:
        if (!row.reason.isEmpty())
            return m_reason(row.reason);
        return row.chosen ? tr("Chosen.") : QString();
    case DecidedRole:
        return decided(m_choices[shown.choice]) && !m_choices[shown.choice].never;
    default:
        return {};
    }
}

QVariant ChoicesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Candidate");
    case Offered:
        return tr("Offered");
    case Supported:
        return tr("Supported");
    default:
        return tr("Usable");
    }
}

} // namespace hd::ui
