// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparedfactsmodel.h"

#include "diagram/messagefacts.h"
#include "models/comparisonwords.h"
#include "models/valuetext.h"

#include <QLocale>

namespace hd::ui {

ComparedFactsModel::ComparedFactsModel(SideBySide *sides, QObject *parent) : QAbstractTableModel(parent), m_sides(sides)
{
    connect(sides, &SideBySide::compared, this, &ComparedFactsModel::rebuild);
    rebuild();
}

static QString numberText(std::optional<double> number)
{
    return number ? QLocale().toString(*number, 'f', QLocale::FloatingPointShortest) : QStringLiteral("–");
}

void ComparedFactsModel::addNumbers(const QString &name, std::optional<double> a, std::optional<double> b)
{
    m_rows.push_back({name, numberText(a), numberText(b), a, b, false});
}

void ComparedFactsModel::addCosts()
{
    const Costs &a = m_sides->comparison().a, &b = m_sides->comparison().b;
    const auto whole = [](auto number) { return static_cast<double>(number); };
    const auto maybe = [](std::optional<std::uint32_t> number) {
        return number ? std::optional(static_cast<double>(*number)) : std::nullopt;
    };
    m_rows.push_back({tr("Sizes and round trips"), {}, {}, {}, {}, true});
    addNumbers(tr("Round trips before application data"), a.roundTrips, b.roundTrips);
    addNumbers(tr("Flights before application data"), whole(a.flights), whole(b.flights));
    addNumbers(tr("Messages"), whole(a.messages), whole(b.messages));
    addNumbers(tr("Records"), whole(a.records), whole(b.records));
    addNumbers(tr("Handshake bytes, client to server"), whole(a.clientHandshake), whole(b.clientHandshake));
    addNumbers(tr("Handshake bytes, server to client"), whole(a.serverHandshake), whole(b.serverHandshake));
    addNumbers(tr("Bytes on the wire in all"), whole(a.client + a.server), whole(b.client + b.server));
    addNumbers(tr("Public-key operations of the client"), maybe(a.clientPublicKey), maybe(b.clientPublicKey));
    addNumbers(tr("Public-key operations of the server"), maybe(a.serverPublicKey), maybe(b.serverPublicKey));
}

void ComparedFactsModel::addMessages()
{
    m_rows.push_back({tr("Bytes of each message on the wire"), {}, {}, {}, {}, true});
    for (const MessageRow &row : m_sides->comparison().rows) {
        const auto size = [this](std::optional<MessageId> id, bool ofA) {
            return id ? std::optional(static_cast<double>(wireSize(m_sides->trace(ofA), *id))) : std::nullopt;
        };
        const Message &any = row.a ? m_sides->trace(true)[*row.a] : m_sides->trace(false)[*row.b];
        const QString arrow = any.from == Side::Client ? QStringLiteral("→ ") : QStringLiteral("← ");
        addNumbers(arrow + messageLabel(any), size(row.a, true), size(row.b, false));
    }
}

void ComparedFactsModel::addChecks()
{
    const auto outcome = [this](std::optional<std::uint32_t> check, bool ofA) {
        return !check ? QStringLiteral("–") : m_sides->trace(ofA).checks[*check].passed ? tr("passed") : tr("failed");
    };
    bool first = true;
    for (const CheckPair &pair : m_sides->comparison().checks) {
        const bool failed = (pair.a && !m_sides->trace(true).checks[*pair.a].passed) ||
                            (pair.b && !m_sides->trace(false).checks[*pair.b].passed);
        if (!failed || pair.difference == Difference::Same)
            continue;
        if (std::exchange(first, false))
            m_rows.push_back({tr("Checks that ended differently"), {}, {}, {}, {}, true});
        const Check &any = pair.a ? m_sides->trace(true).checks[*pair.a] : m_sides->trace(false).checks[*pair.b];
        m_rows.push_back({toQString(any.name), outcome(pair.a, true), outcome(pair.b, false), {}, {}, false});
    }
}

void ComparedFactsModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    addCosts();
    addChecks();
    m_rows.push_back({tr("Agreed on"), {}, {}, {}, {}, true});
    for (const ParameterPair &pair : m_sides->comparison().parameters)
        if (!pair.a.empty() || !pair.b.empty())
            m_rows.push_back({ComparisonWords::name(pair.parameter),
                              ComparisonWords::value(pair.a),
                              ComparisonWords::value(pair.b),
                              {},
                              {},
                              false});
    addMessages();
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int ComparedFactsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparedFactsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags ComparedFactsModel::flags(const QModelIndex &index) const
{
    const bool heading = index.isValid() && m_rows[static_cast<std::size_t>(index.row())].heading;
    return heading ? Qt::ItemIsEnabled : QAbstractTableModel::flags(index);
}

QVariant ComparedFactsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? row.name : index.column() == A ? row.a : row.b;
    case Qt::AccessibleTextRole:
        if (index.column() == Name && !row.heading)
            return QStringLiteral("%1: A %2, B %3").arg(row.name, row.a, row.b);
        return index.column() == Name ? row.name : index.column() == A ? row.a : row.b;
    case HeadingRole:
        return row.heading;
    case MarkRole:
        return row.heading ? QVariant() : QVariant(row.a == row.b ? QStringLiteral("=") : QStringLiteral("≠"));
    case DiffersRole:
        return row.a != row.b;
    case ShareRole: {
        const std::optional<double> own = index.column() == A ? row.numberA : row.numberB;
        const double most = std::max({row.numberA.value_or(0), row.numberB.value_or(0), 1e-9});
        return index.column() == Name || !own ? QVariant() : QVariant(*own / most);
    }
    default:
        return {};
    }
}

QVariant ComparedFactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("What") : section == A ? QStringLiteral("A") : QStringLiteral("B");
}

} // namespace hd::ui
