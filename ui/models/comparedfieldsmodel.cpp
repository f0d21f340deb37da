// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparedfieldsmodel.h"

#include "models/comparisonwords.h"
#include "models/valuetext.h"

namespace hd::ui {

static constexpr std::size_t longestHex = 8; ///< bytes

ComparedFieldsModel::ComparedFieldsModel(SideBySide *sides, QObject *parent)
    : QAbstractItemModel(parent), m_sides(sides)
{
    connect(sides, &SideBySide::selectionChanged, this, &ComparedFieldsModel::rebuild);
    connect(sides, &SideBySide::compared, this, &ComparedFieldsModel::rebuild);
    rebuild();
}

void ComparedFieldsModel::setShown(Shown shown)
{
    if (m_shown == shown)
        return;
    m_shown = shown;
    rebuild();
}

void ComparedFieldsModel::retranslate()
{
    rebuild();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void ComparedFieldsModel::rebuild()
{
    const std::vector<FieldPair> &pairs = m_sides->fields().pairs;
    std::vector<Node> nodes;
    std::vector<int> nodeOf(pairs.size(), -1);
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        const FieldPair &pair = pairs[i];
        const bool wanted = m_shown == Shown::All ||
                            (m_shown == Shown::Differing ? pair.difference != Difference::Same || !pair.count.none()
                                                         : pair.count.meaningful > 0);
        const bool root = pair.parent == FieldPair::noParent;
        if (m_shown != Shown::All && pair.leaf && !root && isLength(pair)) // says no more than what it stands before
            continue;
        // Of what only one has, all is shown.
        const bool within = !root && nodeOf[pair.parent] >= 0 && (!pairs[pair.parent].a || !pairs[pair.parent].b);
        if ((!wanted && !root && !within) || (!root && nodeOf[pair.parent] < 0))
            continue;
        Node node;
        node.pair = i;
        node.parent = root ? -1 : nodeOf[pair.parent];
        nodeOf[i] = static_cast<int>(nodes.size());
        if (!root) {
            std::vector<int> &siblings = nodes[static_cast<std::size_t>(node.parent)].children;
            node.row = static_cast<int>(siblings.size());
            siblings.push_back(nodeOf[i]);
        }
        nodes.push_back(std::move(node));
    }
    beginResetModel();
    m_nodes = std::move(nodes);
    endResetModel();
}

bool ComparedFieldsModel::isLength(const FieldPair &pair) const
{
    const QString name = nameOf(pair);
    return name == QStringLiteral("length") || name.endsWith(QStringLiteral("_length"));
}

const Message *ComparedFieldsModel::message(bool ofA) const
{
    const std::optional<MessageId> id = m_sides->currentMessage(ofA);
    return id ? &m_sides->trace(ofA)[*id] : nullptr;
}

QModelIndex ComparedFieldsModel::indexOf(std::uint32_t pair) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].pair == pair)
            return createIndex(m_nodes[i].row, 0, i);
    return {};
}

QModelIndex ComparedFieldsModel::indexOfSelected() const
{
    for (const bool ofA : {m_sides->activeIsA(), !m_sides->activeIsA()}) {
        const Selection &selection = m_sides->session(ofA)->selection();
        if (selection.kind != Selection::Kind::Field || selection.message != m_sides->currentMessage(ofA))
            continue;
        const auto field = message(ofA)->fields.find(selection.fieldPath.toStdString());
        if (const auto pair = field ? m_sides->fields().pairOf(ofA, *field) : std::nullopt)
            return indexOf(*pair);
    }
    return {};
}

QModelIndex ComparedFieldsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid()
                           ? static_cast<quintptr>(m_nodes[parent.internalId()].children[static_cast<std::size_t>(row)])
                           : quintptr(0));
}

QModelIndex ComparedFieldsModel::parent(const QModelIndex &child) const
{
    const int parent = child.isValid() ? m_nodes[child.internalId()].parent : -1;
    return parent < 0 ? QModelIndex()
                      : createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0, static_cast<quintptr>(parent));
}

int ComparedFieldsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_nodes.empty() ? 0 : 1;
    return parent.column() > 0 ? 0 : static_cast<int>(m_nodes[parent.internalId()].children.size());
}

int ComparedFieldsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ComparedFieldsModel::nameOf(const FieldPair &pair) const
{
    if (!pair.a && !pair.b)
        return {};
    return toQString(pair.a ? message(true)->fields[*pair.a].name : message(false)->fields[*pair.b].name);
}

/// Where two values differ in some of many bytes, the first that do are in sight.
static std::size_t firstShown(ByteView a, ByteView b)
{
    std::size_t same = 0;
    while (same < std::min(a.size(), b.size()) && a[same] == b[same])
        ++same;
    return same < longestHex ? 0 : same;
}

static ByteView bytesOf(const Message &message, FieldIndex field)
{
    const Range range = message.fields[field].range;
    return range.end() >= range.offset && range.end() <= message.bytes.size() ? slice(message.bytes, range)
                                                                              : ByteView();
}

static bool isHex(const Message &message, FieldIndex field)
{
    const Field &at = message.fields[field];
    return !at.number && at.meaning.empty() && message.fields.isLeaf(field) && at.range.length > 0;
}

QString ComparedFieldsModel::valueOf(const FieldPair &pair, bool ofA) const
{
    const std::optional<FieldIndex> field = ofA ? pair.a : pair.b;
    if (!field)
        return QStringLiteral("–");
    const Message &own = *message(ofA);
    if (!isHex(own, *field))
        return own.fields[*field].range.length == 0 ? tr("empty") : valueText(own, *field);
    const ByteView bytes = bytesOf(own, *field);
    const std::optional<FieldIndex> peer = ofA ? pair.b : pair.a;
    const std::size_t first = peer ? firstShown(bytes, bytesOf(*message(!ofA), *peer)) : 0;
    const QString hex = hexText(bytes.subspan(std::min(first, bytes.size())), longestHex);
    return first > 0 ? QStringLiteral("… ") + hex : hex;
}

/// Bytes of hex that the other does not have at this place; of other values the whole text.
QVariantList ComparedFieldsModel::changedIn(const FieldPair &pair, bool ofA) const
{
    const bool compared = pair.leaf && (pair.difference == Difference::Value || pair.difference == Difference::Length);
    if (!compared)
        return {};
    const std::optional<FieldIndex> own = ofA ? pair.a : pair.b, other = ofA ? pair.b : pair.a;
    const QString text = valueOf(pair, ofA);
    if (!isHex(*message(ofA), *own) || !isHex(*message(!ofA), *other))
        return {QVariantList{0, text.size()}};
    const ByteView mine = bytesOf(*message(ofA), *own), theirs = bytesOf(*message(!ofA), *other);
    const std::size_t first = firstShown(mine, theirs);
    const qsizetype shift = first > 0 ? 2 : 0;
    QVariantList runs;
    qsizetype begin = -1;
    const std::size_t end = std::min(mine.size(), first + longestHex);
    for (std::size_t i = first; i <= end; ++i) {
        const bool differs = i < end && (i >= theirs.size() || mine[i] != theirs[i]);
        const auto at = shift + 3 * static_cast<qsizetype>(i - first);
        if (differs && begin < 0)
            begin = at;
        if (!differs && begin >= 0) {
            runs << QVariant(QVariantList{begin, at - 1 - begin});
            begin = -1;
        }
    }
    return runs;
}

QString ComparedFieldsModel::spoken(const FieldPair &pair) const
{
    QStringList parts{nameOf(pair), ComparisonWords::difference(pair.difference)};
    if (const QString cause = ComparisonWords::cause(pair.cause); pair.leaf && !cause.isEmpty())
        parts << cause;
    if (pair.leaf && pair.difference != Difference::Same)
        parts << QStringLiteral("A %1").arg(valueOf(pair, true)) << QStringLiteral("B %1").arg(valueOf(pair, false));
    return parts.join(QStringLiteral(", "));
}

QVariant ComparedFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = m_nodes[index.internalId()];
    const FieldPair &pair = pairOf(node);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? nameOf(pair) : valueOf(pair, index.column() == A);
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1</p>").arg(spoken(pair).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? spoken(pair) : valueOf(pair, index.column() == A);
    case MarkRole:
        return pair.leaf || !pair.a || !pair.b ? ComparisonWords::mark(pair.difference, pair.cause) : QString();
    case DiffersRole:
        return pair.count.meaningful > 0;
    case MutedRole:
        return pair.count.meaningful == 0 && pair.a && pair.b;
    case ChangedRole:
        return index.column() == Name ? QVariantList() : changedIn(pair, index.column() == A);
    default:
        return {};
    }
}

QVariant ComparedFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Field") : section == A ? QStringLiteral("A") : QStringLiteral("B");
}

} // namespace hd::ui
