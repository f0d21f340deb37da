// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldmodel.h"

#include "analysis/recordparts.h"
#include "models/recordtext.h"
#include "models/secrecy.h"
#include "models/valuetext.h"

namespace hd::ui {

FieldModel::FieldModel(QObject *parent) : QAbstractItemModel(parent) {}

void FieldModel::setMessage(std::shared_ptr<const Trace> trace, MessageId message)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_message = message;
    build();
    endResetModel();
}

void FieldModel::clear()
{
    beginResetModel();
    m_message.reset();
    m_nodes.clear();
    m_roots.clear();
    endResetModel();
}

void FieldModel::setSecretsShown(bool shown)
{
    if (std::exchange(m_secretsShown, shown) == shown)
        return;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].secret) {
            const QModelIndex index = indexOf(static_cast<int>(i), Value);
            Q_EMIT dataChanged(index, index);
        }
}

QString FieldModel::valueOf(const Node &at) const
{
    return at.secret && !m_secretsShown ? hiddenText() : at.value;
}

int FieldModel::add(Node node)
{
    const int id = static_cast<int>(m_nodes.size());
    std::vector<int> &siblings = node.parent < 0 ? m_roots : m_nodes[static_cast<std::size_t>(node.parent)].children;
    node.row = static_cast<int>(siblings.size());
    siblings.push_back(id);
    m_nodes.push_back(std::move(node));
    return id;
}

void FieldModel::build()
{
    m_nodes.clear();
    m_roots.clear();
    std::vector<RecordId> records;
    for (const MessageSpan &span : (*m_trace)[*m_message].spans)
        if (records.empty() || records.back() != span.record)
            records.push_back(span.record);
    for (std::size_t i = 0; i < records.size(); ++i)
        addRecord(records[i], records.size() == 1 ? QStringLiteral("record") : QStringLiteral("record[%1]").arg(i));
    addFields();
}

void FieldModel::addFields()
{
    const Message &message = (*m_trace)[*m_message];
    const FieldTree &fields = message.fields;
    const int first = static_cast<int>(m_nodes.size()); // fields are in pre-order: node = first + index
    for (FieldIndex i = 0; i < fields.size(); ++i) {
        Node node;
        node.parent = fields[i].parent == noField ? -1 : first + static_cast<int>(fields[i].parent);
        node.name = i == 0 ? protocolName(message.protocol) : toQString(fields[i].name);
        node.value = i == 0 ? QString() : valueText(message, i);
        node.path = toQString(fields.path(i));
        node.range = fields[i].range;
        node.muted = isLengthPrefix(fields, i);
        node.hex = !fields[i].number && fields[i].meaning.empty();
        add(std::move(node));
    }
}

static bool isContent(const RecordPart &part)
{
    return part.sent() && (part.name == "content" || part.name == "compressed");
}

void FieldModel::addRecord(RecordId id, const QString &name)
{
    const Record &record = (*m_trace)[id];
    const bool sealed = record.protection != ProtectionKind::Null || !record.mac.empty();
    Node root;
    root.name = name;
    root.path = toQString(recordPath);
    root.record = id;
    root.range = {0, static_cast<std::uint32_t>(record.wire.size())};
    // RFC 8446 5.2: what a sealed record of TLS 1.3 holds is inside; its header says application_data
    const bool opaque = record.protection == ProtectionKind::Tls13;
    root.value = QStringLiteral("%1, %2").arg(
        protocolName(opaque ? static_cast<Protocol>(record.wire[0]) : record.type), versionName(record.version));
    const int top = add(std::move(root));
    std::vector<int> nodes; // of the parts
    for (const RecordPart &part : recordParts(record)) {
        if (!sealed && isContent(part)) {
            nodes.push_back(top); // the message's own fields stand for it
            continue;
        }
        Node node;
        node.parent = part.in ? nodes[static_cast<std::size_t>(*part.in)] : top;
        node.name = toQString(part.name).section(u'.', -1);
        node.value = partText(record, part);
        node.path = toQString(pathOf(part));
        node.range = part.wire;
        node.record = id;
        node.muted = part.name == "padding";
        node.hex = !isNumberPart(part);
        node.secret = isSecret(*m_trace, part);
        nodes.push_back(add(std::move(node)));
    }
}

QModelIndex FieldModel::indexOf(int id, int column) const
{
    return createIndex(m_nodes[static_cast<std::size_t>(id)].row, column, static_cast<quintptr>(id));
}

QModelIndex FieldModel::indexOfField(const QString &path) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (!m_nodes[i].record && m_nodes[i].path == path)
            return indexOf(static_cast<int>(i));
    return {};
}

QModelIndex FieldModel::indexOfRecordPart(RecordId record, const QString &path) const
{
    QModelIndex root;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].record != record)
            continue;
        if (m_nodes[i].path == path)
            return indexOf(static_cast<int>(i));
        if (m_nodes[i].parent < 0)
            root = indexOf(static_cast<int>(i));
    }
    return root;
}

QModelIndex FieldModel::indexOfProtocol() const
{
    for (const int root : m_roots)
        if (!m_nodes[static_cast<std::size_t>(root)].record)
            return indexOf(root);
    return {};
}

QModelIndex FieldModel::indexAround(Range range) const
{
    QModelIndex deepest; // nodes are in pre-order: the last that fits is the deepest
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (!m_nodes[i].record && m_nodes[i].range.offset <= range.offset && m_nodes[i].range.end() >= range.end())
            deepest = indexOf(static_cast<int>(i));
    return deepest;
}

QModelIndex FieldModel::recordPartAt(RecordId record, std::uint32_t offset) const
{
    QModelIndex deepest;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].record == record && m_nodes[i].range.contains(offset))
            deepest = indexOf(static_cast<int>(i));
    return deepest;
}

std::vector<Range> FieldModel::leaves(const WireImage &image, bool own) const
{
    std::vector<Range> found;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (!m_nodes[i].children.empty() || (!own && !m_nodes[i].record))
            continue;
        if (m_nodes[i].range.length == 0)
            continue; // is not sent
        const std::vector<Range> ranges = imageRanges(indexOf(static_cast<int>(i)), image);
        found.insert(found.end(), ranges.begin(), ranges.end());
    }
    std::sort(found.begin(), found.end(), [](const Range &a, const Range &b) { return a.offset < b.offset; });
    return found;
}

Range FieldModel::range(const QModelIndex &index) const
{
    return index.isValid() ? node(index).range : Range{};
}

std::vector<Range> FieldModel::imageRanges(const QModelIndex &index, const WireImage &image) const
{
    if (!index.isValid())
        return {};
    const Node &at = node(index);
    if (!at.record)
        return image.fromMessage(at.range);
    const std::optional<Range> range = image.fromRecord(*at.record, at.range);
    return range ? std::vector<Range>{*range} : std::vector<Range>{};
}

QModelIndex FieldModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= NumColumns || (parent.isValid() && parent.column() != 0))
        return {};
    const std::vector<int> &rows = parent.isValid() ? node(parent).children : m_roots;
    if (row < 0 || row >= static_cast<int>(rows.size()))
        return {};
    return indexOf(rows[static_cast<std::size_t>(row)], column);
}

QModelIndex FieldModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || node(child).parent < 0)
        return {};
    return indexOf(node(child).parent);
}

int FieldModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_roots.size());
    return parent.column() == 0 ? static_cast<int>(node(parent).children.size()) : 0;
}

int FieldModel::columnCount(const QModelIndex &) const
{
    return NumColumns;
}

QVariant FieldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &at = node(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Length) // what both sides know without sending it has none
            return at.record && at.range.length == 0 ? QVariant() : QVariant(at.range.length);
        return index.column() == Name ? at.name : valueOf(at);
    case Qt::ToolTipRole:
        return index.column() == Value ? valueOf(at).toHtmlEscaped() : at.path.toHtmlEscaped();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() == Length ? Qt::AlignRight : Qt::AlignLeft));
    case PathRole:
        return at.path;
    case OffsetRole:
        return at.range.offset;
    case LengthRole:
        return at.range.length;
    case RecordRole:
        return at.record ? QVariant(at.record->index) : QVariant();
    case IsLeafRole:
        return at.children.empty();
    case MutedRole:
        return at.muted;
    case BytesRole:
        return at.hex;
    default:
        return {};
    }
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Length ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Field");
    case Value:
        return tr("Value");
    default:
        return tr("Bytes");
    }
}

} // namespace hd::ui
