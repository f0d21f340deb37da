// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plottable.h"

#include <QLocale>

namespace hd::ui {

static bool isNumber(const QVariant &value)
{
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Int;
}

/// A number as every program reads it.
static QString plainText(const QVariant &value)
{
    return value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'g', 12) : value.toString();
}

QStringList PlotTable::titles() const
{
    QStringList titles;
    for (const Column &column : columns)
        titles.append(column.title);
    return titles;
}

static QString csvField(QString text)
{
    const bool quoted = text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) ||
                        text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
    if (!quoted)
        return text;
    text.replace(QLatin1Char('"'), QLatin1StringView("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

template<class Field>
static QString lines(const PlotTable &table, QChar separator, QLatin1StringView end, Field field)
{
    QString text;
    const auto add = [&](const QStringList &values) {
        QStringList fields;
        for (const QString &value : values)
            fields.append(field(value));
        text += fields.join(separator) + end;
    };
    add(table.titles());
    for (const QVariantList &row : table.rows) {
        QStringList values;
        for (const QVariant &value : row)
            values.append(plainText(value));
        add(values);
    }
    return text;
}

QByteArray toCsv(const PlotTable &table)
{
    return lines(table, QLatin1Char(','), QLatin1StringView("\r\n"), csvField).toUtf8();
}

QString toTabSeparated(const PlotTable &table)
{
    return lines(table, QLatin1Char('\t'), QLatin1StringView("\n"),
                 [](const QString &text) { return text.simplified(); });
}

void PlotTableModel::setTable(PlotTable table)
{
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int PlotTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int PlotTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant PlotTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QVariant value = m_table.rows[std::size_t(index.row())].value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (value.typeId() == QMetaType::Double)
            return QLocale().toString(value.toDouble(), 'f', m_table.columns[std::size_t(index.column())].decimals);
        return isNumber(value) ? QVariant(QLocale().toString(value.toInt())) : value;
    case Qt::TextAlignmentRole:
        return int((isNumber(value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PlotTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const bool numbers = !m_table.rows.empty() && isNumber(m_table.rows.front().value(section));
    switch (role) {
    case Qt::DisplayRole:
        return m_table.columns[std::size_t(section)].title;
    case Qt::TextAlignmentRole:
        return int((numbers ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace hd::ui
