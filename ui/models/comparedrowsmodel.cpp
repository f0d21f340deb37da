// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparedrowsmodel.h"

namespace hd::ui {

ComparedRowsModel::ComparedRowsModel(SideBySide *sides, QObject *parent)
    : QAbstractListModel(parent), m_sides(sides), m_words(diagramWords())
{
    connect(sides, &SideBySide::compared, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(sides, &SideBySide::positionChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

void ComparedRowsModel::retranslate()
{
    m_words = diagramWords();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ComparedRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sides->rowCount());
}

QString ComparedRowsModel::sideText(const MessageRow &row, bool ofA) const
{
    const auto at = static_cast<std::uint32_t>(&row - m_sides->comparison().rows.data());
    const QString what = describe(m_sides->trace(ofA), *row.of(ofA), m_sides->hasHappened(ofA, at), m_words);
    return (ofA ? QStringLiteral("A: ") : QStringLiteral("B: ")) + what;
}

QString ComparedRowsModel::text(const MessageRow &row) const
{
    QStringList parts;
    for (const bool ofA : {true, false})
        if (row.of(ofA))
            parts << sideText(row, ofA);
    return (parts << ComparisonWords::note(m_sides->comparison(), row)).join(QStringLiteral("; "));
}

QVariant ComparedRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageRow &row = m_sides->comparison().rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row);
    case Qt::ToolTipRole: // names may come from a peer: shown as they are, never as markup
        return QStringLiteral("<p>%1</p>").arg(text(row).toHtmlEscaped());
    case MarkRole:
        return ComparisonWords::mark(row);
    case NoteRole:
        return ComparisonWords::note(m_sides->comparison(), row);
    case DiffersRole:
        return m_sides->isDifferent(static_cast<std::uint32_t>(index.row()));
    default:
        return {};
    }
}

} // namespace hd::ui
