// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/consequencemodel.h"

#include "models/stepmodel.h"
#include "models/valuetext.h"

namespace hd::ui {

void ConsequenceModel::setConsequences(std::shared_ptr<const Trace> trace, const std::vector<Consequence> &consequences)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_rows.clear();
    for (const Consequence &each : consequences) {
        const bool isRecord = each.kind == Consequence::Kind::Record;
        if (isRecord && !m_rows.empty() && m_rows.back().first.kind == Consequence::Kind::Record &&
            m_trace->records[m_rows.back().last].from == m_trace->records[each.index].from)
            m_rows.back().last = each.index;
        else
            m_rows.push_back({each, each.index});
    }
    endResetModel();
}

Selection ConsequenceModel::selection(int row) const
{
    const Consequence &each = m_rows[static_cast<std::size_t>(row)].first;
    Selection selection;
    selection.index = each.index;
    switch (each.kind) {
    case Consequence::Kind::Derivation:
        selection.kind = Selection::Kind::Derivation;
        break;
    case Consequence::Kind::Check:
        selection.kind = Selection::Kind::Check;
        selection.message = m_trace->checks[each.index].message;
        break;
    case Consequence::Kind::Decision:
        selection.kind = Selection::Kind::Decision;
        break;
    case Consequence::Kind::Record:
        selection.kind = Selection::Kind::Record;
        break;
    case Consequence::Kind::Field:
        selection.kind = Selection::Kind::Field;
        selection.message = each.field.message;
        selection.fieldPath = toQString(each.field.path);
        if (const Field *field = (*m_trace)[each.field.message].field(each.field.path))
            selection.bytes = field->range;
        break;
    }
    return selection;
}

int ConsequenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConsequenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NumColumns;
}

QString ConsequenceModel::name(const Row &row) const
{
    const Consequence &each = row.first;
    switch (each.kind) {
    case Consequence::Kind::Derivation:
        return toQString(m_trace->derivations[each.index].name);
    case Consequence::Kind::Check:
        return toQString(m_trace->checks[each.index].name);
    case Consequence::Kind::Decision:
        return toQString(m_trace->decisions[each.index].what);
    case Consequence::Kind::Field:
        return QStringLiteral("#%1 %2").arg(each.field.message.index + 1).arg(toQString(each.field.path));
    case Consequence::Kind::Record:
        if (row.last != each.index)
            return tr("records %1 to %2").arg(each.index + 1).arg(row.last + 1);
        return tr("record %1").arg(each.index + 1);
    }
    return {};
}

QString ConsequenceModel::kind(const Row &row) const
{
    switch (row.first.kind) {
    case Consequence::Kind::Derivation:
        return tr("value");
    case Consequence::Kind::Check:
        return tr("check");
    case Consequence::Kind::Decision:
        return tr("choice");
    case Consequence::Kind::Field:
        return tr("field");
    case Consequence::Kind::Record:
        return tr("protected with it");
    }
    return {};
}

Side ConsequenceModel::party(const Row &row) const
{
    switch (row.first.kind) {
    case Consequence::Kind::Derivation:
        return m_trace->derivations[row.first.index].by;
    case Consequence::Kind::Check:
        return m_trace->checks[row.first.index].by;
    case Consequence::Kind::Decision:
        return m_trace->decisions[row.first.index].by;
    case Consequence::Kind::Field:
        return (*m_trace)[row.first.field.message].from;
    case Consequence::Kind::Record:
        return m_trace->records[row.first.index].from;
    }
    return Side::Client;
}

QVariant ConsequenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Steps)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == Name)
        return QStringLiteral("%1, %2, %3").arg(name(row), kind(row), StepModel::partyName(party(row)));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return name(row);
    case Kind:
        return kind(row);
    case Party:
        return StepModel::partyName(party(row));
    case Steps:
        return row.first.steps;
    }
    return {};
}

QVariant ConsequenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("What");
    case Kind:
        return tr("Kind");
    case Party:
        return tr("Whose");
    case Steps:
        return tr("Steps away");
    }
    return {};
}

} // namespace hd::ui
