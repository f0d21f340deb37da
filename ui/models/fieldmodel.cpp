// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldmodel.h"

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

int FieldModel::addRecordPart(RecordId record, int parent, const QString &name, Range range, const QString &value)
{
    Node node;
    node.parent = parent;
    node.name = name;
    node.value = value;
    node.path = QStringLiteral("record.") + name;
    node.range = range;
    node.record = record;
    return add(std::move(node));
}

void FieldModel::addRecord(RecordId id, const QString &name)
{
    const Record &record = (*m_trace)[id];
    const bool sealed = record.protection != ProtectionKind::Null || !record.mac.empty();
    const auto size = static_cast<std::uint32_t>(record.wire.size());
    const auto header = static_cast<std::uint32_t>(record.headerLength());
    Node root;
    root.name = name;
    root.path = QStringLiteral("record");
    root.record = id;
    root.range = {0, sealed ? size : header};
    // RFC 8446 5.2: what a sealed record of TLS 1.3 holds is inside; its header says application_data
    const bool opaque = record.protection == ProtectionKind::Tls13;
    root.value = QStringLiteral("%1, %2").arg(
        protocolName(opaque ? static_cast<Protocol>(record.wire[0]) : record.type), versionName(record.version));
    const int parent = add(std::move(root));
    if (record.version == sslV2RecordVersion &&
        header == 2) { // RFC 5246 E.2: the first bit marks a header of two bytes
        const int length = (record.wire[0] & 0x7f) * 256 + record.wire[1];
        addRecordPart(id, parent, QStringLiteral("length"), {0, 2}, QString::number(length));
    } else if (header == 5) {
        addRecordPart(
            id, parent, QStringLiteral("type"), {0, 1},
            QStringLiteral("%1 %2").arg(record.wire[0]).arg(protocolName(static_cast<Protocol>(record.wire[0]))));
        addRecordPart(
            id, parent, QStringLiteral("version"), {1, 2},
            QStringLiteral("0x%1 %2").arg(record.version, 4, 16, QLatin1Char('0')).arg(versionName(record.version)));
        addRecordPart(id, parent, QStringLiteral("length"), {3, 2},
                      QString::number(record.wire[3] * 256 + record.wire[4]));
    }
    if (sealed)
        addProtection(id, parent);
}

void FieldModel::addProtection(RecordId id, int root)
{
    const Record &record = (*m_trace)[id];
    const auto part = [&](int parent, const char *name, Range range, ByteView shown) {
        const int node = addRecordPart(id, parent, QLatin1StringView(name), range, hexText(shown, 8));
        m_nodes[static_cast<std::size_t>(node)].hex = true;
        return node;
    };
    const bool cbc = record.protection == ProtectionKind::Cbc; // RFC 5246 6.2.3.2, else 6.2.3.3
    const bool tls13 = record.protection == ProtectionKind::Tls13;
    if (tls13)
        addNonce(id, root);
    if (record.explicitNonce.length > 0)
        part(root, cbc ? "IV" : "nonce_explicit", record.explicitNonce, slice(record.wire, record.explicitNonce));
    const bool macOnly = record.protection == ProtectionKind::Null;
    if (record.ciphertext.length > 0 || macOnly) {
        const ByteView content = record.compressed ? *record.compressed : record.plaintext;
        const int ciphertext =
            macOnly ? root : part(root, "ciphertext", record.ciphertext, slice(record.wire, record.ciphertext));
        Range next{contentOffset(record), static_cast<std::uint32_t>(content.size())};
        part(ciphertext, record.compressed ? "compressed" : "content", next, content);
        const bool macInside = record.tag.length == 0 && !record.encryptThenMac;
        next = {next.end(), static_cast<std::uint32_t>(macInside ? record.mac.size() : 0)};
        if (next.length > 0)
            part(ciphertext, "MAC", next, record.mac);
        if (tls13) { // RFC 8446 5.2: TLSInnerPlaintext
            next = {next.end(), 1};
            addRecordPart(id, ciphertext, QStringLiteral("inner_type"), next,
                          QStringLiteral("%1 %2").arg(static_cast<int>(record.type)).arg(protocolName(record.type)));
        }
        next = {next.end(), static_cast<std::uint32_t>(record.padding.size())};
        if (next.length > 0)
            m_nodes[static_cast<std::size_t>(part(ciphertext, "padding", next, record.padding))].muted = true;
    }
    if (record.tag.length > 0)
        part(root, cbc ? "MAC" : "tag", record.tag, slice(record.wire, record.tag));
}

/// RFC 8446 5.3: what is not sent, since both sides can tell it: the nonce is the iv xor the number of the record.
void FieldModel::addNonce(RecordId id, int root)
{
    const Record &record = (*m_trace)[id];
    addRecordPart(id, root, QStringLiteral("sequence_number"), {}, QString::number(record.sequence));
    if (record.nonce.empty())
        return;
    Bytes iv = record.nonce;
    for (std::size_t i = 0; i < 8 && i < iv.size(); ++i)
        iv[iv.size() - 1 - i] ^= static_cast<std::uint8_t>(record.sequence >> (8 * i));
    const auto unsent = [&](int parent, const char *name, ByteView value) {
        const int node = addRecordPart(id, parent, QLatin1StringView(name), {}, hexText(value));
        m_nodes[static_cast<std::size_t>(node)].hex = true;
        return node;
    };
    const int nonce = unsent(root, "nonce", record.nonce);
    unsent(nonce, "write_iv", iv);
    unsent(root, "additional_data", record.additionalData);
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
        if (index.column() == Length)
            return at.range.length;
        return index.column() == Name ? at.name : at.value;
    case Qt::ToolTipRole:
        return index.column() == Value ? at.value.toHtmlEscaped() : at.path.toHtmlEscaped();
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
