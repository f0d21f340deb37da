// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparedvaluesmodel.h"

#include "models/comparisonwords.h"
#include "models/valuetext.h"

#include <algorithm>

namespace hd::ui {

static constexpr std::size_t longestHex = 6; ///< bytes: enough to tell two apart

ComparedValuesModel::ComparedValuesModel(SideBySide *sides, QObject *parent)
    : QAbstractTableModel(parent), m_sides(sides)
{
    connect(sides, &SideBySide::compared, this, &ComparedValuesModel::rebuild);
    rebuild();
}

void ComparedValuesModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    const std::vector<ValuePair> &values = m_sides->comparison().values;
    for (std::uint32_t i = 0; i < values.size(); ++i)
        if (!values[i].repeated)
            m_rows.push_back(i);
    endResetModel();
}

void ComparedValuesModel::retranslate()
{
    rebuild();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int ComparedValuesModel::rowOfSelected() const
{
    for (const bool ofA : {true, false}) {
        const Selection &selection = m_sides->session(ofA)->selection();
        if (selection.kind != Selection::Kind::Derivation)
            continue;
        const auto found = std::ranges::find_if(m_rows, [&](std::uint32_t row) {
            const ValuePair &pair = m_sides->comparison().values[row];
            return (ofA ? pair.a : pair.b) == DerivationId{selection.index};
        });
        if (found != m_rows.end())
            return static_cast<int>(found - m_rows.begin());
    }
    return -1;
}

int ComparedValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparedValuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComparedValuesModel::valueOf(std::optional<DerivationId> id, bool ofA) const
{
    if (!id)
        return QStringLiteral("–");
    const Derivation &value = m_sides->trace(ofA)[*id];
    if (value.output.empty())
        return value.secret ? tr("withheld") : tr("empty");
    if (value.secret && !m_sides->session(ofA)->secretsShown())
        return tr("hidden");
    return hexText(value.output, longestHex);
}

QString ComparedValuesModel::text(const ValuePair &pair, int column) const
{
    switch (column) {
    case A:
        return valueOf(pair.a, true);
    case B:
        return valueOf(pair.b, false);
    case Why:
        return ComparisonWords::why(m_sides->trace(true), m_sides->trace(false), pair);
    default:
        return toQString(pair.a ? m_sides->trace(true)[*pair.a].name : m_sides->trace(false)[*pair.b].name);
    }
}

QVariant ComparedValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ValuePair &pair = m_sides->comparison().values[pairAt(index.row())];
    const bool differs = !pair.a || !pair.b || !pair.sameOperation;
    switch (role) {
    case Qt::DisplayRole:
        return text(pair, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? text(pair, Name) + QStringLiteral(", ") + text(pair, Why)
                                      : text(pair, index.column());
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1: %2</p>").arg(text(pair, Name).toHtmlEscaped(), text(pair, Why).toHtmlEscaped());
    case MarkRole:
        return ComparisonWords::mark(pair.difference, pair.sameOperation ? Cause::Computed : Cause::Chosen);
    case DiffersRole:
        return differs;
    case MutedRole:
        return !differs;
    default:
        return {};
    }
}

QVariant ComparedValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Value"), QStringLiteral("A"), QStringLiteral("B"), tr("Why")};
    return titles[section];
}

} // namespace hd::ui
